"""Reports, their cells, and what a person did with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from extractor.reviewing.events import Event, EventKind, HumanReading, Standing
from extractor.reviewing.queue import Look, Reason
from extractor.reviewing.sums import SumLine
from extractor.service.api.models.base import Model, example
from schemas.decisions import How
from schemas.enums import State
from schemas.result import Cell, Report, Value

__all__ = [
    "CellDetail",
    "Changes",
    "Decision",
    "LookItem",
    "ReadingOut",
    "RecordedEvent",
    "ReportCell",
    "ReportDetail",
    "ReportSummary",
    "Sum",
]

_SUMMARY: dict[str, Any] = {
    "id": "8c3f0d5b2a7e49c18f6d1e0a9b4c7d25",
    "source_id": "0b5d3c9a7e2f41d6a8c4e1f09b7d6a52",
    "source_name": "hengqu-2022.html",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "ordinal": 0,
    "present": True,
    "version": 7,
    "organization": "衡渠县市场监督管理局",
    "year": 2022,
    "form": "2019",
    "title": "衡渠县市场监督管理局2022年政府信息公开工作年度报告",
    "cells": 198,
    "printed": 176,
    "printed_verified": 160,
    "verified": 175,
    "repaired": 0,
    "read": 22,
    "disputed": 1,
    "unread": 0,
    "doubts": 4,
    "open_doubts": 1,
    "errors": 3,
    "warnings": 1,
    "notes": 0,
    "reviewed_at": None,
    "reviewed_by": None,
    "updated_at": "2026-03-02T09:20:11Z",
}


class ReportSummary(Model):
    """One report in a list; counts are those after decisions."""

    model_config = example(**_SUMMARY)

    id: str
    source_id: str
    source_name: str
    sha256: str
    """Of the source's bytes."""
    ordinal: int | None
    """Which report of its source, from 0; null where the current result no longer has it."""
    present: bool
    """The current result has it."""
    version: int
    """Rises with every event and every changed reading: what an edit must name."""
    organization: str | None
    year: int | None
    form: str
    title: str | None
    cells: int
    printed: int
    """Cells in which a number is printed."""
    printed_verified: int
    """Of these, verified by witnesses or a person."""
    verified: int
    repaired: int
    read: int
    disputed: int
    unread: int
    doubts: int
    """Length of the queue, settled or not."""
    open_doubts: int
    errors: int
    warnings: int
    notes: int
    reviewed_at: datetime | None
    reviewed_by: str | None
    updated_at: datetime


class ReportDetail(Model):
    """A report whole."""

    info: ReportSummary
    report: Report
    """After decisions, or as it was read where ``decisions=false`` asks for that."""


class ReadingOut(Model):
    """What a person says stands in a cell."""

    state: State
    value: Value
    printed: str
    how: How

    @classmethod
    def of(cls, reading: HumanReading) -> ReadingOut:
        """Return it as the API says it."""
        return cls(state=reading.state, value=reading.value, printed=reading.printed, how=reading.how)


class RecordedEvent(Model):
    """One thing that a person did; appended, never changed."""

    model_config = example(
        version=7,
        kind="decide",
        by="disclosure office",
        at="2026-03-02T09:20:11Z",
        path="requests.outcome_total.total",
        reading={"state": "number", "value": 49, "printed": "49", "how": "report_wrong"},
        why="49 stands in the source; its parts add up to 47",
        undoes=None,
    )

    version: int
    """The report's version that it made."""
    kind: EventKind
    by: str
    at: datetime
    path: str | None
    reading: ReadingOut | None
    why: str | None
    undoes: int | None
    """The version of the event that this one takes back."""

    @classmethod
    def of(cls, event: Event) -> RecordedEvent:
        """Return it as the API says it."""
        return cls(
            version=event.version,
            kind=event.kind,
            by=event.by,
            at=event.at,
            path=event.path,
            reading=ReadingOut.of(event.reading) if event.reading else None,
            why=event.why,
            undoes=event.undoes,
        )


class Decision(Model):
    """The decision that stands about a cell."""

    event: RecordedEvent
    current: bool
    """False where source or reading changed since: the cell is open again."""

    @classmethod
    def of(cls, standing: Standing) -> Decision:
        """Return it as the API says it."""
        return cls(event=RecordedEvent.of(standing.event), current=standing.current)


class ReportCell(Model):
    """A cell of a report."""

    path: str
    label: str
    """What the form prints beside and above it."""
    label_en: str
    cell: Cell
    """After decisions."""
    decided: bool
    """A decision stands that is about what is read there now."""


class Sum(Model):
    """A sum that the form asserts, written out."""

    model_config = example(
        kind="outcome_sum",
        name="总计, the outcomes and (七)总计",
        left=["requests.outcome.granted.total", "requests.outcome.granted_in_part.total"],
        right=["requests.outcome_total.total"],
        verdict="broken",
        text="15 + 3 + 3 + 5 + 7 + 9 + 3 + 2 = 47 ≠ 49",
    )

    kind: str
    name: str
    left: list[str]
    """Paths of the cells on its left."""
    right: list[str]
    verdict: Literal["holds", "broken", "untested"]
    text: str

    @classmethod
    def of(cls, line: SumLine) -> Sum:
        """Return it as the API says it."""
        return cls(
            kind=line.kind,
            name=line.name,
            left=[path for path, _ in line.left],
            right=[path for path, _ in line.right],
            verdict=line.verdict,
            text=line.text,
        )


class LookItem(Model):
    """A place of the queue: what a person should look at, and why."""

    model_config = example(path="requests.outcome_total.total", reason="break", settled=False)

    path: str
    reason: Reason
    settled: bool

    @classmethod
    def of(cls, look: Look) -> LookItem:
        """Return it as the API says it."""
        return cls(path=look.path, reason=look.reason, settled=look.settled)


class CellDetail(ReportCell):
    """All that is known of one cell."""

    reading: Cell
    """As it was read, without decisions."""
    decision: Decision | None
    history: list[RecordedEvent]
    """Everything that was done about it, oldest first."""
    sums: list[Sum]
    """It stands in."""
    look: LookItem | None
    """Its place in the queue."""


class Changes(Model):
    """What an event changed."""

    info: ReportSummary
    """With the new version, which the header ETag has too."""
    cells: dict[str, Cell]
    """Those whose value, state or status is another now, and the event's own."""
    decisions: dict[str, Decision | None]
    """For the event's own cell and those that changed: what stands now; null where nothing does."""
    sums: list[Sum]
    """All that have one of these cells in them."""
    queue: list[LookItem]
    """Whole, in its order."""
