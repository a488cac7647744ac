"""Measures the service over a large store: lists and review pages under load, and memory; ``benchmarks/service.json``.

The store is filled, then `gongkai serve` runs on it as a process of its own, and another process asks. ``--database``
measures PostgreSQL beside SQLite; its database must be empty.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from scripts.gongkai_process import started
from scripts.record_run import ROOT, write_record
from scripts.service_store import fill

__all__ = ["main"]


@click.command()
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--reports", type=click.IntRange(100), default=20_000, show_default=True)
@click.option("--rate", type=click.FloatRange(min=0.1), default=50.0, show_default=True, help="Requests a second.")
@click.option("--seconds", type=click.FloatRange(min=1), default=60.0, show_default=True)
@click.option("--database", help="URL of an empty PostgreSQL database, measured beside SQLite.")
def main(seed: int, reports: int, rate: float, seconds: float, database: str | None) -> None:
    """Measure, print and keep the figures."""
    record: dict[str, object] = {
        "command": f"python -m scripts.bench_service --seed {seed} --reports {reports} --rate {rate:g} --seconds {seconds:g}"
        + (" --database URL" if database else ""),
        "seed": seed,
    }
    with tempfile.TemporaryDirectory() as folder:
        stores = {"sqlite": f"sqlite:///{folder}/gongkai.db"} | ({"postgresql": database} if database else {})
        for name, url in stores.items():
            record[name] = _measured(
                Path(folder), url, seed, reports, ["--rate", f"{rate:g}", "--seconds", f"{seconds:g}"]
            )
            click.echo(f"{name:<12} {json.dumps(record[name])}")
    click.echo(f"kept in {write_record('service', record).relative_to(ROOT)}")


def _measured(folder: Path, url: str, seed: int, reports: int, load: list[str]) -> Mapping[str, object]:
    start, cells = time.perf_counter(), 0
    for done, cells in fill(url, reports, seed):
        if done % 1000 == 0:
            click.echo(f"{done} reports, {cells} cells, {time.perf_counter() - start:.0f} s", err=True)
    filled = time.perf_counter() - start
    with _serving(folder, url) as (address, key, process):
        at_rest = _memory(process)
        command = [sys.executable, "-m", "scripts.service_load", address, key, "--seed", str(seed), *load]
        before = os.getloadavg()[0]
        found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        return {
            "reports": reports,
            "cells": cells,
            "seconds_to_fill": round(filled),
            "load_average_before": round(before, 1),
            **json.loads(found),
            "memory_at_rest_mb": at_rest,
            "memory_peak_mb": _memory(process, "VmHWM"),
        }


@contextmanager
def _serving(folder: Path, url: str) -> Iterator[tuple[str, str, int]]:
    """The service's address, its first key, and the id of its process."""
    arguments = ("serve", "--port", "0", "--data", str(folder / "data"), "--database", url)
    with started(folder, *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdout and process.stderr
            key = process.stdout.readline().decode().split()[-1]
            words = (word for line in process.stderr for word in line.decode().split())
            yield next(word for word in words if word.startswith("http")), key, process.pid
        finally:
            process.terminate()


def _memory(process: int, field: str = "VmRSS") -> float:
    """Of a process, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1000, 1)


if __name__ == "__main__":
    main()
