"""Measures many sources at once: rate with two processes, and memory; kept as ``benchmarks/batch.json``.

Rates are measured in rounds, each way of reading once a round, and only their ratios are quoted: what else runs on the
machine then takes its share from all. Processor time hardly depends on it.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from eval.mangle import ModeSpec
from eval.mangle.batch import mangled_reports
from scripts.gongkai_process import started
from scripts.record_run import ROOT, write_record

__all__ = ["main"]

_MODES = ("pipes", "html", "lines", "html_wps")
_EVERY = 0.1
"""Seconds between two looks at the memory of a run."""


@click.command()
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--sources", type=click.IntRange(2), default=400, show_default=True, help="Of each rate.")
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
@click.option("--many", type=click.IntRange(20), default=10_000, show_default=True, help="Sources of the memory run.")
def main(seed: int, sources: int, rounds: int, many: int) -> None:
    """Measure, print and keep the figures."""
    record: dict[str, object] = {
        "command": f"python -m scripts.bench_batch --seed {seed} --sources {sources} --rounds {rounds} --many {many}",
        "seed": seed,
        "load_average_before": round(os.getloadavg()[0], 1),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = list(_written(folder, seed, max(sources, many)))
        record |= _rates(folder, places[:sources], rounds)
        record["load_average_after_rates"] = round(os.getloadavg()[0], 1)
        record["memory_mb"] = _memory(folder, places[:many])
    for key, value in record.items():
        click.echo(f"{key:<36} {value}")
    click.echo(f"kept in {write_record('batch', record).relative_to(ROOT)}")


def _written(folder: Path, seed: int, count: int) -> Iterator[str]:
    """Invented reports, each another one."""
    for number in range(count):
        item = next(mangled_reports(seed * 1_000_000 + number, 1, (ModeSpec(_MODES[number % len(_MODES)]),)))
        place = folder / f"{number:06}-{item.name}"
        place.write_bytes(item.data)
        yield place.name


def _rates(folder: Path, places: Sequence[str], rounds: int) -> Mapping[str, object]:
    """Each way of reading once a round; start-up is part of all."""
    half = len(places) // 2
    ways: Mapping[str, Sequence[tuple[Sequence[str], int]]] = {
        "this_process": [(places, 0)],
        "one_worker": [(places, 1)],
        "two_workers": [(places, 2)],
        "two_runs_of_half_each": [(places[:half], 0), (places[half:], 0)],
    }
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    for number in range(rounds):
        for way in sorted(ways, reverse=bool(number % 2)):
            found[way].append(_measured(folder, ways[way]))
            click.echo(
                f"round {number + 1} {way:<24} {found[way][-1][0]:.1f} s, {found[way][-1][1]:.1f} s of processor"
            )

    def ratio(way: str, kind: int, base: str = "this_process") -> float:
        return statistics.median(b[kind] / a[kind] for a, b in zip(found[way], found[base], strict=True))

    return {
        "sources": len(places),
        "sources_a_second": {
            way: round(len(places) / statistics.median(s for s, _ in some), 1) for way, some in found.items()
        },
        "two_workers_over_twice_one_process": round(ratio("two_workers", 0) / 2, 3),
        "two_runs_over_twice_one_process": round(ratio("two_runs_of_half_each", 0) / 2, 3),
        "two_workers_over_two_runs": round(ratio("two_workers", 0, "two_runs_of_half_each"), 3),
        "processor_time_of_two_workers_over_one_process": round(1 / ratio("two_workers", 1), 3),
        "processor_time_of_one_worker_over_one_process": round(1 / ratio("one_worker", 1), 3),
    }


def _measured(folder: Path, runs: Sequence[tuple[Sequence[str], int]]) -> tuple[float, float]:
    """Seconds on the clock and of the processor, all processes together, for runs at the same time."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    processes = [_started(folder, some, jobs, f"out{number}.jsonl") for number, (some, jobs) in enumerate(runs)]
    for process in processes:
        assert process.wait() == 0
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _started(folder: Path, places: Sequence[str], jobs: int, output: str) -> subprocess.Popen[bytes]:
    listed = folder / f"{output}.list"
    listed.write_text("\n".join(places), encoding="utf-8")
    arguments = ("extract", "--from", listed.name, "-o", output, "-j", str(jobs))
    return started(folder, *arguments, stderr=subprocess.DEVNULL)


def _memory(folder: Path, places: Sequence[str]) -> Mapping[str, object]:
    """Memory of parent and workers, when a tenth of the sources was done and at the end."""
    process = _started(folder, places, 2, "many.jsonl")
    journal = folder / "many.jsonl.partial"
    done, counted = 0, 0
    tenth: Mapping[str, float] = {}
    most: dict[str, float] = {"parent": 0.0, "worker": 0.0}
    while process.poll() is None:
        sizes = _sizes(process.pid)
        most = {who: max(most[who], sizes[who]) for who in most}
        if not tenth:
            done, counted = _lines_from(journal, done, counted)
            tenth = dict(most) if done > len(places) // 10 else {}
        time.sleep(_EVERY)
    assert process.returncode == 0
    return {"sources": len(places), "after_a_tenth": tenth, "at_most": most}


def _lines_from(journal: Path, lines: int, offset: int) -> tuple[int, int]:
    if not journal.exists():
        return lines, offset
    with journal.open("rb") as stream:
        stream.seek(offset)
        more = stream.read()
    return lines + more.count(b"\n"), offset + len(more)


def _sizes(parent: int) -> dict[str, float]:
    """Resident memory of a process and of its largest child, in MB."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return {"parent": _resident(str(parent)), "worker": max(map(_resident, children), default=0.0)}


def _resident(pid: str) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


if __name__ == "__main__":
    main()
