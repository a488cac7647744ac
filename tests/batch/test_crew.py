"""Worker processes: whatever happens to one costs the source that it has, and no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extractor.batch.crew import read_in_processes
from extractor.batch.outcome import Outcome
from extractor.batch.tasks import Task, tasks_of
from extractor.batch.worker import Orders
from extractor.errors import UsageError
from extractor.pipeline import Settings
from tests.batch.runs import ROOT, await_true, is_alive, workers_of


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def bad_worker(sources: int | None = None) -> Sequence[str]:
    return (sys.executable, "-m", "tests.batch.bad_worker", str(sources or "-"), "gongkai-worker")


def files(folder: Path, *names: str) -> list[str]:
    for name in names:
        (folder / name).write_bytes(name.encode())
    return [str(folder / name) for name in names]


def read(
    names: Sequence[str], *, jobs: int = 2, seconds: float = 60.0, sources: int | None = None, memory: int | None = None
) -> list[Outcome]:
    orders = Orders(Settings(), seconds, memory)
    found = dict(read_in_processes(tasks_of(names), orders, jobs=jobs, command=bad_worker(sources)))
    assert sorted(found) == list(range(len(names)))
    return [found[number] for number in range(len(names))]


BAD = {
    "segfault": ("worker_died", "SIGSEGV"),
    "killed": ("worker_died", "SIGKILL"),
    "exit": ("worker_died", "exit code 3"),
    "recursion": ("internal", "RecursionError"),
    "print": ("read", ""),
}


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_worker_that_ends_costs_one_source(tmp_path: Path, jobs: int) -> None:
    names = [name for bad in BAD for name in (f"before {bad}", bad)]
    outcomes = read(files(tmp_path, *names), jobs=jobs)
    assert [outcome.tally.kind for outcome in outcomes[::2]] == ["read"] * len(BAD)
    for outcome, (kind, words) in zip(outcomes[1::2], BAD.values(), strict=True):
        assert outcome.tally.kind == kind
        assert words in (outcome.tally.message or "")
        assert outcome.tally.final == (kind == "read")
        assert len(outcome.tally.sha256) == 64


def test_a_worker_that_hangs_costs_one_source(tmp_path: Path) -> None:
    outcomes = read(files(tmp_path, "a", "sleep", "spin", "stuck", "b", "c"), jobs=3, seconds=1.5)
    assert [outcome.tally.kind for outcome in outcomes] == ["read", *["timeout"] * 3, "read", "read"]
    assert all("not done within 1.5 s" in (outcome.tally.message or "") for outcome in outcomes[1:4])


def test_every_source_may_kill_its_worker(tmp_path: Path) -> None:
    outcomes = read(files(tmp_path, *(f"killed{number}" for number in range(3))))
    assert {outcome.tally.kind for outcome in outcomes} == {"worker_died"}


def test_a_source_that_takes_all_memory_costs_itself(tmp_path: Path) -> None:
    outcomes = read(files(tmp_path, "a", "balloon", "b"), memory=2 << 30)
    assert [outcome.tally.kind for outcome in outcomes] == ["read", "out_of_memory", "read"]


def test_a_source_that_is_gone_is_an_error_of_its_own(tmp_path: Path) -> None:
    outcomes = read([*files(tmp_path, "a"), str(tmp_path / "gone"), *files(tmp_path, "b")])
    assert [outcome.tally.kind for outcome in outcomes] == ["read", "unreadable", "read"]
    assert not outcomes[1].tally.final


def test_a_worker_is_replaced_after_many_sources(tmp_path: Path) -> None:
    outcomes = read(files(tmp_path, *"abcdefg"), jobs=1, sources=3)
    readers = [outcome.tally.message for outcome in outcomes]
    assert [len({*readers[start : start + 3]}) for start in (0, 3, 6)] == [1, 1, 1]
    assert len({*readers}) == 3


def test_no_more_workers_than_sources_and_none_for_nothing(tmp_path: Path) -> None:
    assert len({outcome.tally.message for outcome in read(files(tmp_path, "slow"), jobs=8)}) == 1
    assert read([], jobs=8) == []


def test_bytes_that_no_other_process_could_open_are_sent(tmp_path: Path) -> None:
    tasks = [Task(0, "-", b"x" * 3_000_000), Task(1, "-", b"")]
    outcomes = dict(read_in_processes(tasks, Orders(Settings(), 60.0), jobs=1, command=bad_worker()))
    assert [outcomes[number].tally.kind for number in (0, 1)] == ["read", "read"]


def test_where_results_wait_for_their_turn_none_is_begun_too_far_ahead(tmp_path: Path) -> None:
    names = files(tmp_path, "slow", *"abcdef")
    order = [
        index
        for index, _ in read_in_processes(
            tasks_of(names), Orders(Settings(), 60.0), jobs=2, ahead=3, command=bad_worker()
        )
    ]
    assert sorted(order) == list(range(7))
    assert set(order[: order.index(0)]) <= {1, 2}


def test_workers_that_cannot_start_end_the_run() -> None:
    tasks = [Task(0, "a"), Task(1, "b")]
    with pytest.raises(UsageError, match=r"end before they can read \(exit code 7\)"):
        list(read_in_processes(tasks, Orders(Settings(), 60.0), jobs=2, command=(sys.executable, "-c", "exit(7)")))
    program = (
        "import pickle, sys\nfrom extractor.batch.frames import Said, frame\npickle.load(sys.stdin.buffer)\n"
        "sys.stdout.buffer.write(frame(Said.READY)); sys.stdout.flush(); pickle.load(sys.stdin.buffer)"
    )
    with pytest.raises(UsageError, match=r"end before they can read \(exit code 0\)"):
        list(read_in_processes(tasks, Orders(Settings(), 60.0), jobs=1, command=(sys.executable, "-c", program)))
    with pytest.raises(UsageError, match="cannot be started"):
        list(read_in_processes(tasks, Orders(Settings(), 60.0), jobs=2, command=("/nowhere/python",)))


def test_a_worker_that_is_killed_while_it_waits_costs_nothing(tmp_path: Path) -> None:
    def tasks() -> Iterator[Task]:
        for task in tasks_of(files(tmp_path, *"abcdef")):
            if task.index == 3:
                for worker in workers_of(os.getpid()):
                    os.kill(worker, signal.SIGKILL)
            yield task

    found = dict(read_in_processes(tasks(), Orders(Settings(), 60.0), jobs=1, command=bad_worker()))
    kinds = [found[number].tally.kind for number in range(6)]
    # the one in work when they were killed may be lost, and nothing else
    assert kinds.count("worker_died") <= 1
    assert kinds[3:] == ["read"] * 3


def test_when_the_run_ends_early_so_do_the_workers(tmp_path: Path) -> None:
    running = read_in_processes(
        tasks_of(files(tmp_path, "a", "sleep", "b")), Orders(Settings(), 60.0), jobs=2, command=bad_worker()
    )
    next(running)
    workers = workers_of(os.getpid())
    assert workers
    assert isinstance(running, Iterator)
    running.close()  # type: ignore[attr-defined]
    assert not any(map(is_alive, workers))


def test_workers_of_a_killed_parent_end_by_themselves(tmp_path: Path) -> None:
    names = files(tmp_path, "sleep", "spin", "stuck")
    program = (
        "from extractor.batch.crew import read_in_processes as read\n"
        "from extractor.batch.tasks import tasks_of\nfrom extractor.batch.worker import Orders\n"
        "from extractor.pipeline import Settings\n"
        f"list(read(tasks_of({names!r}), Orders(Settings(), 6.0), jobs=3, command={bad_worker()!r}))"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) as parent:
        assert await_true(lambda: all(Path(f"{name} begun").exists() for name in names))
        workers = workers_of(parent.pid)
        parent.kill()
    assert len(workers) == 3
    assert await_true(lambda: not any(map(is_alive, workers)), 30.0)
