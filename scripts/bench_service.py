"""Measures the service over a large store: lists and review pages under load, and memory; ``benchmarks/service.json``.

The store is filled, then `gongkai serve` runs on it as a process of its own, and another process asks. ``--database``
measures PostgreSQL beside SQLite. With ``--keep`` the file of SQLite stays, and a store that has as many reports already
is measured as it is: filling takes far longer than measuring, which wants a quiet machine.
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
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import func, select

from extractor.service.store.engine import open_store
from extractor.service.store.keys import new_key
from extractor.service.store.tables import CellRow, ReportRow
from scripts.gongkai_process import started
from scripts.record_run import ROOT, write_record
from scripts.service_store import fill

__all__ = ["main"]


@click.command()
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--reports", type=click.IntRange(100), default=20_000, show_default=True)
@click.option("--rate", type=click.FloatRange(min=0.1), default=50.0, show_default=True, help="Requests a second.")
@click.option("--seconds", type=click.FloatRange(min=1), default=60.0, show_default=True)
@click.option("--database", help="URL of a PostgreSQL database, measured beside SQLite.")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder in which the file of SQLite stays.")
def main(seed: int, reports: int, rate: float, seconds: float, database: str | None, keep: Path | None) -> None:
    """Measure, print and keep the figures."""
    record: dict[str, object] = {
        "command": f"python -m scripts.bench_service --seed {seed} --reports {reports} --rate {rate:g} --seconds {seconds:g}"
        + (" --database URL" if database else "")
        + (" --keep FOLDER" if keep else ""),
        "seed": seed,
    }
    with tempfile.TemporaryDirectory() as folder:
        stores = {"sqlite": f"sqlite:///{(keep or Path(folder)).absolute()}/gongkai.db"} | (
            {"postgresql": database} if database else {}
        )
        for name, url in stores.items():
            record[name] = _measured(
                Path(folder), url, seed, reports, ["--rate", f"{rate:g}", "--seconds", f"{seconds:g}"]
            )
            click.echo(f"{name:<12} {json.dumps(record[name])}")
    click.echo(f"kept in {write_record('service', record).relative_to(ROOT)}")


def _measured(folder: Path, url: str, seed: int, reports: int, load: list[str]) -> Mapping[str, object]:
    start = time.perf_counter()
    empty = _size(url)[0] != reports
    if empty:
        for done, cells in fill(url, reports, seed):
            if done % 1000 == 0:
                click.echo(f"{done} reports, {cells} cells, {time.perf_counter() - start:.0f} s", err=True)
    filled, key = time.perf_counter() - start, _key(url)
    with _serving(folder, url) as (address, process):
        at_rest = _memory(process)
        command = [sys.executable, "-m", "scripts.service_load", address, key, "--seed", str(seed), *load]
        before = os.getloadavg()[0]
        found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        return {
            **dict(zip(("reports", "cells"), _size(url), strict=True)),
            "seconds_to_fill": round(filled) if empty else None,  # it was there already
            "load_average_before": round(before, 1),
            **json.loads(found),
            "memory_at_rest_mb": at_rest,
            "memory_peak_mb": _memory(process, "VmHWM"),
        }


@contextmanager
def _serving(folder: Path, url: str) -> Iterator[tuple[str, int]]:
    """The service's address, and the id of its process."""
    arguments = ("serve", "--port", "0", "--data", str(folder / "data"), "--database", url)
    with started(folder, *arguments, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr
            words = (word for line in process.stderr for word in line.decode().split())
            yield next(word for word in words if word.startswith("http")), process.pid
        finally:
            process.terminate()


def _size(url: str) -> tuple[int, int]:
    """Reports and cells in a store; it is made where there is none."""
    store = open_store(url)
    with store.read() as session:
        size = tuple(
            int(session.execute(select(func.count()).select_from(row)).scalar_one()) for row in (ReportRow, CellRow)
        )
    store.close()
    return size[0], size[1]


def _key(url: str) -> str:
    store = open_store(url)
    with store.write() as session:
        key = new_key(session, "bench", datetime.now(UTC))
    store.close()
    return key


def _memory(process: int, field: str = "VmRSS") -> float:
    """Of a process, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1000, 1)


if __name__ == "__main__":
    main()
