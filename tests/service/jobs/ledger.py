"""What must hold in a store whose service was killed: nothing that was answered for is lost, and nothing is there twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from extractor.library import extract
from extractor.service.store.engine import Store, open_store
from extractor.service.store.events import NewEvent, append_event, history
from extractor.service.store.reports import ReportQuery, list_reports
from extractor.service.store.results import extraction_of, put_extraction
from extractor.service.store.sources import add_source
from tests.service.jobs.team import Shipment, Team, sha256

__all__ = ["Ledger", "compared"]

_THEN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Ledger:
    """What was there at the last look; it may only grow."""

    ended: dict[tuple[str, int], str] = field(default_factory=dict)
    """How items ended, by job and position."""
    reports: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Which report of which source, by id."""
    results: dict[str, int] = field(default_factory=dict)
    """The result that counts, by source."""

    def check(self, store: Store, team: Team) -> None:
        """Look at a store that nobody serves.

        Raises:
            AssertionError: something is lost, or there twice.
        """
        self._check_whole(store)
        self._check_uploads(store, team)
        self._check_jobs(store)
        self._check_results(store)
        self._check_edits(store, team)

    def _check_whole(self, store: Store) -> None:
        if store.kind != "sqlite":
            return
        assert _rows(store, "PRAGMA integrity_check") == [("ok",)]
        assert _rows(store, "PRAGMA foreign_key_check") == []

    def _check_uploads(self, store: Store, team: Team) -> None:
        sent = {sha256(data) for shipment in team.shipments for data in shipment.documents.values()}
        kept = _rows(store, "SELECT s.sha256, d.data FROM sources s JOIN source_data d ON d.source_id = s.id")
        assert all(sha256(data) == name for name, data in kept)
        assert max(Counter(name for name, _ in kept).values(), default=1) == 1
        assert {name for name, _ in kept} <= sent
        items: dict[str, dict[str, str | None]] = {}
        asked = "SELECT i.job_id, i.name, s.sha256 FROM job_items i LEFT JOIN sources s ON s.id = i.source_id"
        for job, name, source in _rows(store, asked):
            assert name not in items.setdefault(job, {}), f"{name} is in one job twice"
            items[job][name] = source
        by_key = dict(_rows(store, "SELECT key, id FROM jobs"))
        for shipment in team.shipments:
            job = by_key.pop(_key(shipment), None)
            assert shipment.job in (None, job), f"the job of {shipment.key} is lost, or another one"
            if job:
                assert items.pop(job) == _expected(shipment)
        assert not by_key, "there are jobs that nobody asked for"
        assert not items

    def _check_jobs(self, store: Store) -> None:
        now = {
            (job, place): state for job, place, state in _rows(store, "SELECT job_id, position, state FROM job_items")
        }
        for item, state in self.ended.items():
            assert now[item] == state, f"item {item} was {state}"
        self.ended = {item: state for item, state in now.items() if state != "waiting"}
        done = (
            "SELECT count(*) FROM job_items i JOIN sources s ON s.id = i.source_id WHERE i.state IN ('done', 'failed')"
        )
        assert _rows(store, f"{done} AND s.extraction_id IS NULL") == [(0,)], "an item is done without a result"

    def _check_results(self, store: Store) -> None:
        """One result a source, and the reports that it has, under the ids that they had."""
        several = "SELECT source_id FROM extractions GROUP BY source_id HAVING count(*) > 1"
        assert _rows(store, several) == [], "a source has two results"
        loose = "SELECT count(*) FROM extractions e JOIN sources s ON s.id = e.source_id WHERE s.extraction_id != e.id"
        assert _rows(store, loose) == [(0,)]
        reports = {
            id: (source, place) for id, source, place in _rows(store, "SELECT id, source_id, ordinal FROM reports")
        }
        assert len(set(reports.values())) == len(reports), "a report is there twice"
        assert self.reports.items() <= reports.items(), "a report is lost"
        results = dict(_rows(store, "SELECT id, extraction_id FROM sources WHERE extraction_id IS NOT NULL"))
        assert self.results.items() <= results.items(), "a result is lost"
        self.reports, self.results = reports, results

    def _check_edits(self, store: Store, team: Team) -> None:
        asked = "SELECT e.key, r.id, e.version, e.path FROM events e JOIN reports r ON r.number = e.report_number"
        kept = {key: rest for key, *rest in _rows(store, asked)}
        assert kept.keys() <= {edit.key for edit in team.edits}
        for edit in team.edits:
            seen = int(edit.seen.strip('"v'))
            assert kept.get(edit.key, [edit.report, seen + 1, edit.path]) == [edit.report, seen + 1, edit.path]
            assert edit.version is None or edit.key in kept, f"{edit.key} is lost"
        counts = _rows(store, "SELECT r.version, count(e.id), max(e.version) FROM reports r "
                              "LEFT JOIN events e ON e.report_number = r.number GROUP BY r.number")  # fmt: skip
        base = {version - events for version, events, _ in counts}
        assert len(base) <= 1, "a version rose without an event"
        assert all(newest in (None, version) for version, _, newest in counts)


def _rows(store: Store, asked: str) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return [tuple(row) for row in session.execute(text(asked))]


def _key(shipment: Shipment) -> str:
    return hashlib.sha256(f"first key\0{shipment.key}".encode()).hexdigest()


def _expected(shipment: Shipment) -> dict[str, str | None]:
    """What is kept of each document: of equal ones the first."""
    seen: set[str] = set()
    found: dict[str, str | None] = {}
    for name, data in shipment.documents.items():
        source = sha256(data)
        found[name] = None if source in seen else source
        seen.add(source)
    return found


def compared(store: Store, folder: Path) -> int:
    """Do in another store, undisturbed, what was done in this one; compare what lists show; return how many reports.

    Raises:
        AssertionError: something is not as it would be without a kill.
    """
    twin = open_store(f"sqlite:///{folder / 'twin.db'}")
    try:
        ours = _listed(store)
        for name, data in _rows(store, "SELECT s.name, d.data FROM sources s JOIN source_data d ON d.source_id = s.id"):
            _done_undisturbed(store, twin, name, data)
        theirs = _listed(twin)
        assert ours == theirs
        return len(ours)
    finally:
        twin.close()


def _done_undisturbed(store: Store, twin: Store, name: str, data: bytes) -> None:
    expected = extract(data, name=name)
    ((source,),) = _rows(store, f"SELECT id FROM sources WHERE sha256 = '{sha256(data)}'")
    with store.read() as session:
        assert extraction_of(session, str(source)) == expected
        reports = list_reports(session, ReportQuery(source_id=str(source), limit=100)).items
        events = {report.ordinal: history(session, report.id) for report in reports}
    with twin.write() as session:
        added, _ = add_source(session, name=name, data=data, by="first key", at=_THEN)
        put_extraction(session, added.id, expected, _THEN)
        for report in list_reports(session, ReportQuery(source_id=added.id, limit=100)).items:
            for event in events[report.ordinal]:
                new = NewEvent(f"{added.id}-{event.version}", event.kind, event.path, event.reading, event.why, None)
                append_event(session, report.id, event.version - 1, new, by=event.by, at=event.at)


def _listed(store: Store) -> dict[tuple[str, int | None], object]:
    """Every report with its counts, without what is random or a time."""
    found: dict[tuple[str, int | None], object] = {}
    offset = 0
    while True:
        with store.read() as session:
            page = list_reports(session, ReportQuery(offset=offset, limit=200))
        for info in page.items:
            plain = replace(info, id="", source_id="", updated_at=_THEN)
            found[(info.sha256, info.ordinal)] = plain
        offset += len(page.items)
        if not page.items:
            return found
