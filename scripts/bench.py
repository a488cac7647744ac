"""Measures speed and memory on invented reports; prints a table, kept as ``benchmarks/speed.json``.

Everything runs on one core, in one run, so the ratios hold on any machine. The measure that is compared with needs
pandas and lxml, which are no dependencies: without them its line says so.
"""

from __future__ import annotations

import io
import json
import os
import resource
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import click

from eval.mangle import ModeSpec
from eval.mangle.batch import mangled_reports
from extractor.pipeline import extract
from scripts.record_run import write_record

__all__ = ["main", "peak_mb"]

ROOT = Path(__file__).resolve().parents[1]
_ROUNDS = 5
_REPORTS = 60
_TEXT = ("pipes", "lines")
_HTML = ("html", "html_wps")
_FRAME = struct.Struct(">I")

Sources = Sequence[tuple[bytes, str]]


@click.command()
@click.option("--seed", type=int, default=1, show_default=True)
@click.option(
    "--streamed", type=click.IntRange(1), default=10_000, show_default=True, help="Reports of the memory run."
)
@click.option("--stream-from-stdin", "checkpoint", type=int, hidden=True, help="Be the process that is measured.")
def main(seed: int, streamed: int, checkpoint: int | None) -> None:
    """Measure, print and keep the figures."""
    if checkpoint is not None:
        print(json.dumps(_stream(sys.stdin.buffer, checkpoint)))
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    speeds = {mode: _a_second(_sources(seed, mode)) for mode in (*_TEXT, *_HTML)}
    ratio, reason = _against_pandas(seed)
    few, many = _memory(seed, streamed)
    record: dict[str, object] = {
        "command": f"python -m scripts.bench --seed {seed} --streamed {streamed}",
        "seed": seed,
        "reports_a_second": speeds,
        "extract_over_read_html": ratio,
        "read_html": reason,
        "rss_mb_after_100_reports": few,
        f"rss_mb_after_{streamed}_reports": many,
        "help_ms": _help_ms(),
    }
    _print(record)
    click.echo(f"kept in {write_record('speed', record).relative_to(ROOT)}")


def _print(record: dict[str, object]) -> None:
    for key, value in record.items():
        if isinstance(value, dict):
            for name, item in value.items():
                click.echo(f"{f'{key} {name}':<36} {item}")
        else:
            click.echo(f"{key:<36} {value}")


def _sources(seed: int, mode: str, count: int = _REPORTS) -> Sources:
    """Reports of all forms in one rendering."""
    return [(item.data, item.name) for item in mangled_reports(seed, count, (ModeSpec(mode),))]


def _a_second(sources: Sources) -> float:
    return round(len(sources) / min(_seconds(partial(_extract_all, sources)) for _ in range(_ROUNDS)), 1)


def _extract_all(sources: Sources) -> None:
    for data, name in sources:
        extract(data, name)


def _seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def _against_pandas(seed: int) -> tuple[dict[str, float] | None, str]:
    """Whole extraction over ``pandas.read_html`` on the same bytes, by rendering: medians of rounds in turns."""
    missing = [name for name in ("pandas", "lxml") if find_spec(name) is None]
    if missing:
        return None, f"skipped: {' and '.join(missing)} not installed"
    pandas = import_module("pandas")

    def read_all(sources: Sources) -> None:
        for data, _ in sources:
            pandas.read_html(io.BytesIO(data), flavor="lxml", encoding="utf-8")

    found = {}
    for mode in _HTML:
        sources = _sources(seed, mode)
        read_all(sources[:1])
        turns = [
            (_seconds(partial(_extract_all, sources)), _seconds(partial(read_all, sources))) for _ in range(_ROUNDS)
        ]
        found[mode] = round(statistics.median(ours / theirs for ours, theirs in turns), 2)
    return found, f"pandas {pandas.__version__}, lxml {import_module('lxml').__version__}"


def _memory(seed: int, count: int) -> tuple[float, float]:
    """Peak memory, in MB, of a process that was sent one report after another: after 100 and after all of them."""
    command = [sys.executable, "-m", "scripts.bench", "--stream-from-stdin", "100"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for data, name in _mixed(seed, count):
            for part in (name.encode(), data):
                process.stdin.write(_FRAME.pack(len(part)) + part)
        process.stdin.close()
        few, many = json.loads(process.stdout.read())
    return few, many


def _mixed(seed: int, count: int) -> Iterator[tuple[bytes, str]]:
    """Reports of the renderings in turn, each another one."""
    modes = (*_TEXT, *_HTML)
    for number in range(count):
        item = next(mangled_reports(seed * 1_000_000 + number, 1, (ModeSpec(modes[number % len(modes)]),)))
        yield item.data, item.name


def _stream(stream: BinaryIO, checkpoint: int) -> tuple[float, float]:
    done, first = 0, 0.0
    while head := stream.read(_FRAME.size):
        name = stream.read(_FRAME.unpack(head)[0])
        data = stream.read(_FRAME.unpack(stream.read(_FRAME.size))[0])
        extract(data, name.decode()).to_json_line()
        done += 1
        if done == checkpoint:
            first = peak_mb()
    return first or peak_mb(), peak_mb()


def peak_mb() -> float:
    """Peak of this process alone; what ``resource`` tells may be the peak of the process that started it."""
    status = Path("/proc/self/status")
    if status.is_file():
        high = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return round(int(high.split()[1]) / 1024, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _help_ms() -> float:
    program = "from extractor.cli import main; main()"
    command = [sys.executable, "-c", program, "--help"]
    times = []
    for _ in range(2 * _ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        times.append(1000 * (time.perf_counter() - start))
    return round(statistics.median(times), 1)


if __name__ == "__main__":
    main()
