"""The static page's file of decisions as what a store can append: one decision a cell, the later of two."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from extractor.reviewing.events import HumanReading
from extractor.reviewing.reading_rules import misfit
from schemas.decisions import Decision, DecisionsFile, How
from schemas.enums import State
from schemas.result import Report

__all__ = ["TakenUp", "events_of"]


@dataclass(frozen=True, slots=True)
class TakenUp:
    """One decision of a file: what an event of kind ``decide`` says, and of which report."""

    key: str
    """The same for the same decision, so that a file taken up twice is kept once."""
    source: str
    """Name of the source, for messages; the hash decides."""
    sha256: str
    report: int
    """Which report of its source, from 0."""
    path: str
    reading: HumanReading
    by: str | None
    at: str | None
    """As the file says, where it does."""

    def misfit(self, report: Report) -> str | None:
        """Return what of it does not fit the report that it is about, as the service would refuse it; None where all fits."""
        if self.path not in report.cells:
            return f"the report has no cell {self.path}"
        return misfit(self.path, self.reading, report, {})


def events_of(file: DecisionsFile) -> list[TakenUp]:
    """Return the decisions of a file in its order, of several about one cell the last."""
    last: dict[tuple[str, int, str], Decision] = {}
    for decision in file.decisions:
        cell = decision.sha256, decision.report, decision.path
        last.pop(cell, None)
        last[cell] = decision
    return [_taken_up(decision) for decision in last.values()]


def _taken_up(decision: Decision) -> TakenUp:
    reading = _reading(decision)
    said = [decision.sha256, decision.report, decision.path, reading.to_record(), decision.by, decision.at]
    return TakenUp(
        key=hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest(),
        source=decision.source,
        sha256=decision.sha256,
        report=decision.report,
        path=decision.path,
        reading=reading,
        by=decision.by,
        at=decision.at,
    )


def _reading(decision: Decision) -> HumanReading:
    """What was said; that nothing can be read there, however the page was told so, is one answer."""
    answers = decision.state not in (State.UNREADABLE, State.LOST)
    how = decision.how if answers else How.UNREADABLE
    if answers and how is How.UNREADABLE:
        how = How.TYPED
    return HumanReading(decision.state, decision.value, decision.printed, how)
