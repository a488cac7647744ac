"""Events: appended once, on the version that their author has seen, with all that follows from them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from extractor.reviewing.events import EventKind, HumanReading
from extractor.service.store.cells import list_cells
from extractor.service.store.engine import Store
from extractor.service.store.errors import NotFound, Refused, VersionConflict
from extractor.service.store.events import NewEvent, append_event, history
from extractor.service.store.findings import list_findings
from extractor.service.store.reports import ReportInfo, ReportQuery, get_report, list_reports
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source
from schemas.decisions import How
from schemas.enums import Severity, State, Status
from tests.service.store.made import NOON, PATHS, SAMPLES, later, put, report, sample

DOUBTFUL, SURE, TOTAL = PATHS[0], PATHS[1], PATHS[6]
SOON = later(1)
SOURCE = SAMPLES / "hengqu-market-regulation-2022" / "source.html"
TWO = HumanReading(State.NUMBER, 2, "2", How.TYPED)


@pytest.fixture
def info(store: Store) -> ReportInfo:
    """A report nobody has touched."""
    with store.write() as session:
        put(session, b"x", report())
        return list_reports(session, ReportQuery()).items[0]


def _do(
    store: Store, info: ReportInfo, event: NewEvent, version: int, by: str = "ann", at: datetime = SOON
) -> ReportInfo:
    with store.write() as session:
        return append_event(session, info.id, version, event, by=by, at=at)


def _decide(key: str, path: str = DOUBTFUL, reading: HumanReading = TWO, **more: Any) -> NewEvent:
    return NewEvent(key, EventKind.DECIDE, path, reading, **more)


def test_a_decision_changes_the_cell_its_sums_and_the_counts_at_once(store: Store) -> None:
    result = sample("hengqu-market-regulation-2022")
    with store.write() as session:
        source, _ = add_source(session, name="x", data=SOURCE.read_bytes(), by="ann", at=NOON)
        put_extraction(session, source.id, result, NOON)
        info = list_reports(session, ReportQuery()).items[0]
    wrong = "requests.outcome_total.total"
    assert (info.version, info.disputed, info.errors) == (0, 1, 3)
    reading = HumanReading(State.NUMBER, 47, "47", How.TYPED)
    after = _do(store, info, _decide("k", wrong, reading, why="the second digit is smudged"), 0)
    assert (after.version, after.disputed, after.errors, after.updated_at) == (1, 0, 0, SOON)
    assert after.open_doubts == info.open_doubts - 1
    with store.read() as session:
        stored = get_report(session, info.id)
        assert stored.info == after
        assert (stored.report.cells[wrong].value, stored.settled.cells[wrong].value) == (49, 47)
        (cell,) = list_cells(session, path=wrong).items
        assert (cell.value, cell.status, cell.decided) == (47, Status.VERIFIED, True)
        assert list_findings(session, severity=Severity.ERROR).items == []
        (event,) = history(session, info.id)
        assert (event.version, event.by, event.at, event.why) == (1, "ann", SOON, "the second digit is smudged")
        assert event.reading == reading
    broken = _do(store, info, _decide("l", SURE, HumanReading(State.NUMBER, 40, "40", How.TYPED)), 1)
    assert broken.errors > 0
    undone = _do(store, info, NewEvent("m", EventKind.UNDO), 2)
    assert {**asdict(undone), "version": 1} == asdict(after)


def test_an_edit_of_an_older_version_is_a_conflict_and_changes_nothing(store: Store, info: ReportInfo) -> None:
    _do(store, info, _decide("k"), 0)
    for expected in (0, 2, -1):
        with pytest.raises(VersionConflict) as caught:
            _do(store, info, _decide("other", SURE), expected, by="bob")
        assert caught.value.current == 1
    with store.read() as session:
        assert len(history(session, info.id)) == 1


def test_of_editors_at_the_same_moment_one_wins(store: Store, info: ReportInfo) -> None:
    def edit(number: int) -> bool:
        try:
            _do(store, info, _decide(f"k{number}"), 0, by=f"editor {number}")
        except VersionConflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(edit, range(8)))
    assert sum(won) == 1
    with store.read() as session:
        assert [event.by for event in history(session, info.id)] == [f"editor {won.index(True)}"]


def test_the_same_event_sent_twice_is_one(store: Store, info: ReportInfo) -> None:
    first = _do(store, info, _decide("k"), 0)
    again = _do(store, info, _decide("k"), 0, at=later(9))
    assert again == first
    _do(store, info, _decide("l", SURE), 1)
    assert _do(store, info, _decide("k"), 0).version == 2
    with store.read() as session:
        assert [event.version for event in history(session, info.id)] == [1, 2]


def test_the_same_event_sent_by_many_at_once_is_one(store: Store, info: ReportInfo) -> None:
    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(lambda _: _do(store, info, _decide("k"), 0).version, range(8)))
    assert versions == [1] * 8


def test_a_key_names_one_event_only(store: Store, info: ReportInfo) -> None:
    _do(store, info, _decide("k"), 0)
    with store.write() as session:
        put(session, b"y", report(2021))
        other = list_reports(session, ReportQuery(year=2021)).items[0]
    for event, by, of in (
        (_decide("k", SURE), "ann", info),
        (_decide("k", reading=HumanReading(State.NUMBER, 3, "3", How.TYPED)), "ann", info),
        (_decide("k"), "bob", info),
        (_decide("k"), "ann", other),
    ):
        with pytest.raises(Refused, match="another event"):
            _do(store, of, event, 1, by=by)
    for key in ("", "k" * 65, "a\0"):
        with pytest.raises(Refused, match="characters"):
            _do(store, info, _decide(key), 1)


def test_one_takes_back_ones_own_steps_one_after_another(store: Store, info: ReportInfo) -> None:
    _do(store, info, _decide("1"), 0)
    _do(store, info, _decide("2", SURE), 1, by="bob")
    _do(store, info, _decide("3", TOTAL, HumanReading(State.NUMBER, 7, "7", How.TYPED)), 2)
    _do(store, info, NewEvent("4", EventKind.UNDO), 3)
    after = _do(store, info, NewEvent("5", EventKind.UNDO), 4)
    assert after.open_doubts >= info.open_doubts
    with store.read() as session:
        stored = get_report(session, info.id)
        assert list(stored.standing) == [SURE]
        assert [event.undoes for event in stored.events] == [None, None, None, 3, 1]
        assert [event.version for event in history(session, info.id, DOUBTFUL)] == [1, 5]
        assert [item.path for item in list_cells(session, decided=True).items] == [SURE]
    with pytest.raises(Refused, match="nothing of ann left"):
        _do(store, info, NewEvent("6", EventKind.UNDO), 5)
    with pytest.raises(Refused, match="only one's own"):
        _do(store, info, NewEvent("6", EventKind.UNDO, undoes=2), 5)
    assert _do(store, info, NewEvent("6", EventKind.UNDO, undoes=2), 5, by="bob").version == 6
    with store.read() as session:
        stored = get_report(session, info.id)
        assert (stored.standing, stored.settled) == ({}, stored.report)


def test_a_key_of_one_undo_is_not_taken_for_another_one(store: Store, info: ReportInfo) -> None:
    _do(store, info, _decide("1"), 0)
    _do(store, info, _decide("2", SURE), 1)
    first = _do(store, info, NewEvent("3", EventKind.UNDO, undoes=1), 2)
    assert _do(store, info, NewEvent("3", EventKind.UNDO, undoes=1), 2) == first
    with pytest.raises(Refused, match="another event"):
        _do(store, info, NewEvent("3", EventKind.UNDO, undoes=2), 3)


def test_what_makes_no_sense_is_refused_and_keeps_nothing(store: Store, info: ReportInfo) -> None:
    for event, says in (
        (_decide("k", "requests.no.such"), "no cell"),
        (NewEvent("k", EventKind.WITHDRAW, DOUBTFUL), "nothing to withdraw"),
        (NewEvent("k", EventKind.REOPEN), "nothing to reopen"),
        (NewEvent("k", EventKind.DECIDE, DOUBTFUL), "reading None"),
        (NewEvent("k", EventKind.REVIEW, DOUBTFUL), "path"),
        (_decide("k", reading=HumanReading(State.NUMBER, 5, "77", How.ACCEPTED)), "not the reading that stands"),
        (_decide("k", reading=HumanReading(State.BLANK, None, "99", How.TYPED)), "a blank prints nothing"),
    ):
        with pytest.raises(Refused, match=says):
            _do(store, info, event, 0)
    with store.write() as session, pytest.raises(NotFound):
        append_event(session, "nothing", 0, _decide("k"), by="ann", at=later(1))
    with store.read() as session:
        assert session.execute(text("select count(*) from events")).scalar_one() == 0
        with pytest.raises(NotFound):
            history(session, "nothing")
        with pytest.raises(NotFound):
            get_report(session, "nothing")


def test_a_report_is_called_done_and_opened_again(store: Store, info: ReportInfo) -> None:
    done = _do(store, info, NewEvent("1", EventKind.REVIEW), 0)
    assert (done.reviewed_by, done.reviewed_at) == ("ann", later(1))
    with pytest.raises(Refused, match="done already, by ann"):
        _do(store, info, NewEvent("2", EventKind.REVIEW), 1, by="bob")
    opened = _do(store, info, NewEvent("3", EventKind.REOPEN), 1, by="bob")
    assert (opened.reviewed_by, opened.reviewed_at) == (None, None)
    again = _do(store, info, NewEvent("4", EventKind.UNDO), 2, by="bob")
    assert again.reviewed_by == "ann"


def test_no_event_can_be_changed_or_lost_by_another_of_its_version(store: Store, info: ReportInfo) -> None:
    _do(store, info, _decide("k"), 0)
    copy = (
        'insert into events (report_number, version, key, kind, record, "by", at) '
        "select report_number, version, 'other', kind, record, \"by\", at from events"
    )
    with pytest.raises(Exception, match=r"(?i)unique"), store.write() as session:
        session.execute(text(copy))
