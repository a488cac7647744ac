"""Ten thousand sources, and a run that is killed ten times: every source once, and the bytes of a run that nothing disturbed."""

from __future__ import annotations

import subprocess
import time
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from extractor.batch.journal import partial_place
from tests.batch.runs import await_true, gongkai, is_alive, kill, started, workers_of, write_sources
from tests.soak.figures import publish
from tests.soak.tallies import scaled

SOURCES = 10_000
KILLS = 10
_QUICKLY = 10.0
"""Seconds within which the workers of a killed run are gone."""


def size(place: Path) -> int:
    return place.stat().st_size if place.exists() else 0


def killed_at(folder: Path, arguments: tuple[str, ...], journal: Path, until: int, pause: float) -> float:
    """Run until the journal has that size, or the results are being put in order; kill; how long workers stayed, in seconds."""
    process = started(folder, *arguments, stderr=subprocess.DEVNULL)
    ordered = journal.with_name(f"{journal.name}.ordered")
    assert await_true(lambda: size(journal) >= until or size(ordered) > 0 or process.poll() is not None, 3600)
    time.sleep(pause)
    workers = workers_of(process.pid)
    kill(process)
    start, left = time.monotonic(), size(journal)
    assert await_true(lambda: not any(map(is_alive, workers)), _QUICKLY)
    assert size(journal) == left
    return time.monotonic() - start


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_ten_thousand_sources_killed_ten_times(tmp_path: Path, soak_seed: int, soak_scale: float) -> None:
    count = scaled(SOURCES, soak_scale)
    places = write_sources(tmp_path / "pages", count, soak_seed)
    start = time.monotonic()
    plain = gongkai(tmp_path, "pages", "-o", "plain.jsonl", "-j", "2", seconds=3600)
    seconds = time.monotonic() - start
    assert plain.code in (0, 2), plain.stderr
    undisturbed = (tmp_path / "plain.jsonl").stat().st_size

    random = Random(soak_seed)
    arguments = ("pages", "-o", "killed.jsonl", "-j", "2", "--resume", "--failures", "failures")
    journal = partial_place(tmp_path / "killed.jsonl")
    moments = sorted(random.random() for _ in range(KILLS - 1))
    stayed = [
        killed_at(tmp_path, arguments, journal, round(share * undisturbed), random.random() / 2) for share in moments
    ]
    stayed.append(killed_at(tmp_path, arguments, journal, 1 << 60, 0.0))  # while they are put in order
    start = time.monotonic()
    last = gongkai(tmp_path, *arguments, "--progress", seconds=3600)
    assert last.code == plain.code, last.stderr
    figures = {
        "seed": soak_seed,
        "sources": count,
        "bytes": undisturbed,
        "sha256": sha256((tmp_path / "plain.jsonl").read_bytes()).hexdigest(),
        "failed": len((tmp_path / "failures").read_bytes().splitlines()),
        "seconds_undisturbed": round(seconds, 1),
        "kills": len(stayed),
        "workers_stayed_at_most_s": round(max(stayed), 2),
        "seconds_of_the_last_resumption": round(time.monotonic() - start, 1),
    }
    publish("killed_batches", figures)
    assert (tmp_path / "killed.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes()
    with (tmp_path / "killed.jsonl").open("rb") as lines:
        sources = [line[len(b'{"source":"') :].partition(b'"')[0].decode() for line in lines]
    assert sources == [str(place.relative_to(tmp_path)) for place in places]
    assert not journal.exists()
