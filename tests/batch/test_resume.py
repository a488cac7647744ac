"""A run that is killed, and gone on with: every source once, and the bytes of a run that nothing disturbed."""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from extractor.batch.journal import partial_place
from tests.batch.conftest import Undisturbed
from tests.batch.runs import await_true, finished, gongkai, is_alive, kill, lines_of, opened_pipe, started, workers_of


@pytest.fixture
def folder(undisturbed: Undisturbed, tmp_path: Path) -> Path:
    """Another folder with the same sources, which may be changed."""
    shutil.copytree(undisturbed.folder / "pages", tmp_path / "pages")
    return tmp_path


def done(folder: Path) -> int:
    """Sources that the journal has; its first line is none."""
    place = partial_place(folder / "out.jsonl")
    return place.read_bytes().count(b"\n") - 1 if place.exists() else -1


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_bytes_with_any_number_of_processes(folder: Path, undisturbed: Undisturbed, jobs: int) -> None:
    ran = gongkai(folder, "pages", "-o", "out.jsonl", "-j", str(jobs), "--failures", "failures", "--summary", "summary")
    assert ran.code == 2
    assert (folder / "out.jsonl").read_bytes() == undisturbed.results
    assert (folder / "failures").read_bytes() == undisturbed.failures
    assert (folder / "summary").read_bytes() == undisturbed.summary
    assert sorted(path.name for path in folder.iterdir()) == ["failures", "out.jsonl", "pages", "summary"]


def test_the_same_bytes_on_standard_output_from_this_process(folder: Path, undisturbed: Undisturbed) -> None:
    names = "\0".join(undisturbed.names).encode()
    ran = gongkai(folder, "--from", "-", "-j", "0", stdin=names)
    assert ran.code == 2
    assert ran.stdout == undisturbed.results


def wait_for(folder: Path, process: subprocess.Popen[bytes], count: int, seconds: float) -> None:
    """Wait until so many sources are done, or all; and so long."""
    assert await_true(lambda: done(folder) >= count or process.poll() is not None)
    time.sleep(seconds)


def ended(workers: Sequence[int]) -> bool:
    return not any(map(is_alive, workers))


def test_killed_at_random_moments_and_gone_on_with(folder: Path, undisturbed: Undisturbed) -> None:
    random = Random(1)
    arguments = ("pages", "-o", "out.jsonl", "-j", "2", "--resume", "--failures", "failures", "--summary", "summary")
    for _ in range(3):
        process = started(folder, *arguments)
        wait_for(folder, process, done(folder) + random.randint(0, 8), random.choice((0.0, random.random() / 10)))
        workers = workers_of(process.pid)
        kill(process)
        left = partial_place(folder / "out.jsonl").read_bytes() if done(folder) >= 0 else b""
        assert await_true(functools.partial(ended, workers), 30)
        assert not left or partial_place(folder / "out.jsonl").read_bytes() == left
    ran = gongkai(folder, *arguments)
    assert ran.code == 2
    assert [line["source"] for line in lines_of(folder / "out.jsonl")] == undisturbed.names
    assert (folder / "out.jsonl").read_bytes() == undisturbed.results
    assert (folder / "failures").read_bytes() == undisturbed.failures
    assert (folder / "summary").read_bytes() == undisturbed.summary
    assert sorted(path.name for path in folder.iterdir()) == ["failures", "out.jsonl", "pages", "summary"]


def made_to_hang(place: Path) -> tuple[Path, bytes]:
    """Put a named pipe in the place of a file, which to open is to wait; return it, and what the file held."""
    page = place.read_bytes()
    place.unlink()
    os.mkfifo(place)
    return place, page


def test_ctrl_c_keeps_what_is_done_and_a_source_that_hangs_can_be_mended(
    folder: Path, undisturbed: Undisturbed
) -> None:
    hanging, page = made_to_hang(folder / undisturbed.names[10])
    process = started(folder, "pages", "-o", "out.jsonl", "-j", "2")
    assert await_true(lambda: done(folder) >= len(undisturbed.names) - 1)
    workers = workers_of(process.pid)
    process.send_signal(signal.SIGINT)
    ran = finished(process)
    assert ran.code == 130
    assert "what is done stands in out.jsonl.partial; the same command with --resume goes on from there" in ran.stderr
    assert ran.stderr.endswith("gongkai: interrupted\n")
    assert "Traceback" not in ran.stderr
    assert ended(workers)
    assert not (folder / "out.jsonl").exists()

    timed = gongkai(folder, "pages", "-o", "out.jsonl", "--resume", "--time-limit", "1.5", "--progress")
    assert timed.code == 2
    (late,) = [line for line in lines_of(folder / "out.jsonl") if line["source"] == undisturbed.names[10]]
    assert late["error"] == {
        "kind": "timeout",
        "message": f"{undisturbed.names[10]}: not done within 1.5 s; --time-limit gives it more",
    }
    assert f"{len(undisturbed.names)} of {len(undisturbed.names)} sources, " in timed.stderr
    assert f"{len(undisturbed.names) - 1} of them kept" in timed.stderr

    hanging.unlink()
    hanging.write_bytes(page)
    assert gongkai(folder, "pages", "-o", "out.jsonl", "--resume").code == 2
    assert (folder / "out.jsonl").read_bytes() == undisturbed.results


def test_ctrl_c_before_anything_is_done_leaves_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.html")
    process = started(tmp_path, "a.html", "-o", "out.jsonl", "-j", "1")
    assert await_true(lambda: done(tmp_path) == 0 and bool(workers_of(process.pid)))
    process.send_signal(signal.SIGINT)
    assert finished(process).code == 130
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_one_killed_worker_is_one_failed_source_which_is_tried_again(folder: Path, undisturbed: Undisturbed) -> None:
    hanging, page = made_to_hang(folder / undisturbed.names[10])
    process = started(folder, "pages", "-o", "out.jsonl", "-j", "1")
    writer = opened_pipe(hanging)
    (worker,) = workers_of(process.pid)
    os.kill(worker, signal.SIGKILL)
    os.close(writer)
    assert finished(process).code == 2
    failed = {str(line["source"]): line["error"] for line in lines_of(folder / "out.jsonl") if line["error"]}
    assert len(failed) == len(undisturbed.failures.splitlines()) + 1
    assert "worker_died" in str(failed[undisturbed.names[10]])
    hanging.unlink()
    hanging.write_bytes(page)
    again = gongkai(folder, "pages", "-o", "out.jsonl", "--resume", "--progress")
    assert f"{len(undisturbed.names) - 1} of them kept" in again.stderr
    assert (folder / "out.jsonl").read_bytes() == undisturbed.results
