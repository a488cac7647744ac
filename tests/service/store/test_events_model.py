"""Editors, conflicts, repeats, undo and re-reading in any order, against a model that is too simple to be wrong.

The model keeps a list of events and the latest readings. After each step everything that the store keeps in rows must be
what follows from these two by ``extractor.reviewing``, and from nothing else.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from extractor.export.columns import as_double
from extractor.reviewing.apply import settled
from extractor.reviewing.basis import basis_of
from extractor.reviewing.counts import counts
from extractor.reviewing.events import Event, EventKind, HumanReading, review_of, standing, undoable
from extractor.reviewing.queue import queue
from extractor.service.store.cells import list_cells
from extractor.service.store.engine import Store, open_store
from extractor.service.store.errors import Refused, VersionConflict
from extractor.service.store.events import NewEvent, append_event
from extractor.service.store.findings import list_findings
from extractor.service.store.reports import ReportQuery, StoredReport, get_report, list_reports
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import get_source
from schemas.decisions import How
from schemas.enums import Origin, State, Status
from schemas.result import Report
from tests.service.store.made import PATHS, cell, extraction, file_of, finding, later, put, report, untouched

EDITORS = st.sampled_from(["ann", "bob"])
SOME = st.sampled_from(PATHS[:3])
READINGS = st.sampled_from(
    [
        HumanReading(State.NUMBER, 1, "1", How.ACCEPTED),
        HumanReading(State.NUMBER, 2, "2", How.CANDIDATE),
        HumanReading(State.BLANK, None, "", How.TYPED),
        HumanReading(State.UNREADABLE, None, "?", How.UNREADABLE),
    ]
)


class Editing(RuleBasedStateMachine):
    """Two editors at one report, while its source is read again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="gongkai-events-"))
        (self.folder / "x.db").write_bytes(file_of(untouched))
        self.store: Store = open_store(f"sqlite:///{self.folder}/x.db")
        self.events: list[Event] = []
        self.sent: list[tuple[NewEvent, str, int]] = []
        self.seen = {"ann": 0, "bob": 0}
        self.version = self.reading_version = self.readings = 0
        self.cells = {
            path: cell(1, Status.DISPUTED if place == 0 else Status.VERIFIED, (2,), place)
            for place, path in enumerate(PATHS[:3])
        }
        self.noted = False

    @initialize()
    def upload(self) -> None:
        """The source is read for the first time."""
        with self.store.write() as session:
            self.source = put(session, b"x", self.report())
            self.id = list_reports(session, ReportQuery()).items[0].id

    def report(self) -> Report:
        """What is read there now."""
        return report(cells=self.cells, findings=[finding()] if self.noted else [])

    @rule(by=EDITORS)
    def look(self, by: str) -> None:
        """An editor loads the page again."""
        self.seen[by] = self.version

    @rule(by=EDITORS, path=SOME, reading=READINGS)
    def decide(self, by: str, path: str, reading: HumanReading) -> None:
        """An editor says what stands in a cell."""
        self.send(by, EventKind.DECIDE, path, reading)

    @rule(by=EDITORS, path=SOME)
    def withdraw(self, by: str, path: str) -> None:
        """An editor takes back what was said of a cell."""
        self.send(by, EventKind.WITHDRAW, path)

    @rule(by=EDITORS, kind=st.sampled_from([EventKind.UNDO, EventKind.REVIEW, EventKind.REOPEN]))
    def step(self, by: str, kind: EventKind) -> None:
        """An editor does something with the report as a whole."""
        self.send(by, kind)

    @rule(which=st.integers(0, 50))
    def send_again(self, which: int) -> None:
        """A request that was answered is sent once more: its sender had not heard the answer."""
        if self.sent:
            event, by, version = self.sent[which % len(self.sent)]
            with self.store.write() as session:
                assert append_event(session, self.id, version, event, by=by, at=later(99)).version == self.version

    @rule(path=SOME, value=st.integers(1, 2), candidates=st.sampled_from([(), (2,)]))
    def read_again(self, path: str, value: int, candidates: tuple[int, ...]) -> None:
        """The source is read again, and one cell perhaps otherwise."""
        self.cells = {**self.cells, path: cell(value, self.cells[path].status, candidates, PATHS.index(path))}
        self.reread()

    @rule()
    def read_again_with_a_note(self) -> None:
        """The source is read again, every cell as before."""
        self.noted = not self.noted
        self.reread()

    def reread(self) -> None:
        """Keep what is read now."""
        self.readings += 1
        before = self.kept().report
        with self.store.write() as session:
            result = extraction(b"x", self.report(), version=f"{self.readings}")
            put_extraction(session, self.source.id, result, later(self.readings))
        if before != self.report():
            self.version += 1
        if _bases(before, self.source.sha256) != _bases(self.report(), self.source.sha256):
            self.reading_version = self.version

    def send(self, by: str, kind: EventKind, path: str | None = None, reading: HumanReading | None = None) -> None:
        """Send an event on the version that its editor has seen."""
        event = NewEvent(f"key {len(self.sent)} {self.version} {by} {kind} {path}"[:64], kind, path, reading)
        version = self.seen[by]
        try:
            with self.store.write() as session:
                info = append_event(session, self.id, version, event, by=by, at=later(self.version))
        except VersionConflict as error:
            assert version != self.version
            assert error.current == self.version
            return
        except Refused:
            assert version == self.version
            assert not self.makes_sense(by, kind, path)
            return
        assert version == self.version
        assert self.makes_sense(by, kind, path)
        last = undoable(self.events, by)
        basis = basis_of(self.cells[path], self.source.sha256) if reading and path else None
        undoes = last.version if kind is EventKind.UNDO and last else None
        self.events.append(Event(version + 1, kind, by, later(version), path, reading, None, basis, undoes))
        self.sent.append((event, by, version))
        self.version = self.seen[by] = info.version
        assert info.version == version + 1

    def makes_sense(self, by: str, kind: EventKind, path: str | None) -> bool:
        """Say whether the event can be appended, as things stand."""
        done = review_of(self.events)
        reviewed = done is not None and done.version > self.reading_version
        return {
            EventKind.DECIDE: True,
            EventKind.WITHDRAW: path in standing(self.events, self.report(), self.source.sha256),
            EventKind.UNDO: undoable(self.events, by) is not None,
            EventKind.REVIEW: not reviewed,
            EventKind.REOPEN: reviewed,
        }[kind]

    def kept(self) -> StoredReport:
        """The report as the store has it."""
        with self.store.read() as session:
            return get_report(session, self.id)

    @invariant()
    def everything_follows_from_events_and_readings(self) -> None:
        """Rows, counts and queue are what the events and the last reading give."""
        if not hasattr(self, "id"):
            return
        report, sha256 = self.report(), self.source.sha256
        decisions = standing(self.events, report, sha256)
        after = settled(report, decisions, "en", Origin.DIGITAL)
        looks = queue(report, decisions, sha256, 0, Origin.DIGITAL)
        done = review_of(self.events)
        with self.store.read() as session:
            stored = get_report(session, self.id)
            rows = list_cells(session, limit=99).items
            found = list_findings(session, limit=99).items
            assert get_source(session, self.source.id).reports == 1
        assert (stored.info.version, stored.info.reading_version) == (self.version, self.reading_version)
        assert (stored.events, stored.report, stored.settled) == (self.events, report, after)
        assert (stored.standing, stored.looks) == (decisions, looks)
        expected = asdict(counts(after, looks))
        assert {name: getattr(stored.info, name) for name in expected} == expected
        reviewed = done if done and done.version > self.reading_version else None
        assert stored.info.reviewed_by == (reviewed.by if reviewed else None)
        assert {row.path: (row.status, row.state, row.value, row.decided) for row in rows} == {
            path: (read.status, read.state, as_double(read.value), path in decisions and decisions[path].current)
            for path, read in after.cells.items()
        }
        assert [info.finding for info in found] == after.findings

    def teardown(self) -> None:
        """Remove the store."""
        self.store.close()
        shutil.rmtree(self.folder)


def _bases(report: Report, sha256: str) -> dict[str, str]:
    return {path: basis_of(read, sha256) for path, read in report.cells.items()}


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=8, stateful_step_count=20)
