"""The journal: what was written whole is found again, what is torn is not, and one run writes it at a time."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor.batch.journal import Journal, open_journal, partial_place
from extractor.batch.outcome import Outcome
from extractor.errors import UsageError
from extractor.library import failure
from extractor.pipeline import Settings
from tests.batch.runs import ROOT

SETTINGS = Settings()


def outcome(name: str, kind: str = "no_report") -> Outcome:
    return Outcome.of(failure(name, "0" * 64, kind, f"{name}: 没有\t报告\n", SETTINGS))


OUTCOMES = [outcome(f"{number}.html") for number in range(4)]


def recovered(journal: Journal, settings: Settings = SETTINGS) -> Sequence[Outcome] | None:
    found = journal.recover(settings)
    return None if found is None else [item for _, item in found]


@pytest.fixture(autouse=True)
def _not_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is what survives the program, not the machine."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Of a run that left four outcomes."""
    place = tmp_path / "out.jsonl"
    with open_journal(place) as journal:
        journal.start(SETTINGS)
        for item in OUTCOMES:
            journal.add(item)
    return place


def test_what_was_added_is_found_again(target: Path) -> None:
    with open_journal(target) as journal:
        places = dict(journal.recover(SETTINGS) or ())
        assert list(places.values()) == OUTCOMES
        assert list(journal.read(reversed(places))) == OUTCOMES[::-1]


def test_outcomes_go_through_their_bytes() -> None:
    odd = outcome("\ufffd\u2028 \x85.html")
    assert Outcome.from_bytes(odd.to_bytes()) == odd
    assert b"\n" not in odd.to_bytes()


def test_a_journal_cut_at_any_byte_holds_what_was_whole_and_can_be_added_to(target: Path) -> None:
    place = partial_place(target)
    whole = place.read_bytes()
    ends = [0]
    for line in whole.splitlines(keepends=True):
        ends.append(ends[-1] + len(line))
    for size in range(ends[-3], len(whole) + 1):
        place.write_bytes(whole[:size])
        expected = OUTCOMES[: sum(end <= size for end in ends[2:])]
        with open_journal(target) as journal:
            assert recovered(journal) == expected
            journal.add(OUTCOMES[0])
        with open_journal(target) as journal:
            assert recovered(journal) == [*expected, OUTCOMES[0]]


def test_a_journal_cut_in_its_first_line_is_begun_anew(target: Path) -> None:
    place = partial_place(target)
    first = place.read_bytes().index(b"\n")
    for size in range(first + 1):
        place.write_bytes(place.read_bytes()[:size] if size else b"")
        with open_journal(target) as journal:
            assert recovered(journal) == ([] if size == 0 else None)
            journal.start(SETTINGS)
            journal.add(OUTCOMES[0])
        with open_journal(target) as journal:
            assert recovered(journal) == OUTCOMES[:1]


def test_a_damaged_line_is_left_out_and_those_behind_it_are_not(target: Path) -> None:
    place = partial_place(target)
    lines = place.read_bytes().splitlines(keepends=True)
    for number in range(len(lines[2]) - 1):
        spoilt = bytes([lines[2][number] ^ 1])
        place.write_bytes(b"".join([*lines[:2], lines[2][:number] + spoilt + lines[2][number + 1 :], *lines[3:]]))
        with open_journal(target) as journal:
            assert recovered(journal) == [OUTCOMES[0], *OUTCOMES[2:]]


def test_other_settings_are_another_journal(target: Path) -> None:
    with open_journal(target) as journal:
        assert recovered(journal, Settings(lang="zh")) is None
        assert recovered(journal) == OUTCOMES
        assert journal.start(SETTINGS)
        assert recovered(journal) == []


def test_a_file_of_somebody_else_is_left_alone(target: Path) -> None:
    place = partial_place(target)
    place.write_bytes(b"my diary\n" * 1000)
    with open_journal(target) as journal:
        with pytest.raises(UsageError, match="move it away"):
            journal.recover(SETTINGS)
        with pytest.raises(UsageError, match="move it away"):
            journal.start(SETTINGS)
        journal.count = 1
    assert place.read_bytes() == b"my diary\n" * 1000


def test_a_journal_with_nothing_in_it_is_not_left(tmp_path: Path) -> None:
    with open_journal(tmp_path / "out.jsonl"):
        pass
    assert list(tmp_path.iterdir()) == []
    with open_journal(tmp_path / "out.jsonl") as journal:
        journal.start(SETTINGS)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_was_not_looked_at_is_left_alone(target: Path) -> None:
    with open_journal(target):
        pass
    with open_journal(target) as journal:
        assert next(iter(journal.recover(SETTINGS) or ()))[1] == OUTCOMES[0]  # and no further
    with open_journal(target) as journal:
        assert recovered(journal) == OUTCOMES


def test_what_is_written_is_synced_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    times = iter([0.0, 1.0, 5.5, 6.0, 10.4, 11.0])
    place = tmp_path / "journal"
    place.touch()
    journal = Journal(place, os.open(place, os.O_RDWR), clock=times.__next__)
    journal.start(SETTINGS)
    counts = []
    for item in (*OUTCOMES, OUTCOMES[0]):
        journal.add(item)
        counts.append(len(synced))
    assert counts == [0, 1, 1, 1, 2]
    journal.close()


def test_two_runs_do_not_write_one_file(target: Path) -> None:
    with open_journal(target), pytest.raises(UsageError, match="another run writes it now"), open_journal(target):
        pass
    with open_journal(target) as journal:
        assert recovered(journal) == OUTCOMES


def test_a_killed_run_leaves_no_lock(target: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom extractor.batch.journal import open_journal\n"
        f"with open_journal(Path({str(target)!r})): print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(UsageError, match="another run"), open_journal(target):
            pass
        other.kill()
        other.wait()
        with open_journal(target) as journal:
            assert recovered(journal) == OUTCOMES


def test_a_journal_that_was_taken_away_while_it_was_waited_for_is_not_used(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run before ends, and removes its journal, between opening and locking."""
    lock = fcntl.flock
    calls: list[int] = []

    def late(descriptor: int, operation: int) -> None:
        if not calls:
            partial_place(target).unlink()
        calls.append(descriptor)
        lock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with open_journal(target) as journal:
        assert len(calls) == 2
        assert recovered(journal) == []
        journal.add(OUTCOMES[0])
    assert partial_place(target).exists()


@pytest.mark.parametrize("name", ["nowhere/out.jsonl", "file/out.jsonl"])
def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"), open_journal(tmp_path / name):
        pass
