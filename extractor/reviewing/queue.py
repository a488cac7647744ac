"""What a person looks at in a report, and in which order.

The queue is made of the report as it was read, so that no decision moves anything in it: first the cells on which broken
sums are placed, be they doubtful or read beyond doubt, then the other doubtful cells, then a sample of the verified ones,
so that silent errors go on being measured. Behind it stands what decisions themselves bring up: cells that a correction
put in doubt, and cells outside the queue of which somebody spoke, in printed order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from extractor.reviewing.apply import settled
from extractor.reviewing.breaks import placed_breaks
from extractor.reviewing.doubts import doubts_of, ordered_paths
from extractor.reviewing.events import Standing
from schemas.decisions import How
from schemas.enums import Origin, State, Status
from schemas.result import Cell, Report

__all__ = ["SAMPLED", "Look", "Reason", "is_sampled", "queue", "queue_of"]

SAMPLED = 50
"""One of so many verified cells is looked at."""


class Reason(StrEnum):
    """Why a cell is looked at, in the order of the queue."""

    BREAK = "break"
    """A broken sum is placed on it: it is disputed and alone would mend the sum; or the broken sum is an error and is
    shown at it, whatever its status (``extractor.reviewing.breaks``): a number may be verified as printed while the
    report's own sums deny it."""
    OPPOSED = "opposed"
    """Disputed: a sum opposes it, or readings differ."""
    QUOTE = "quote"
    """What was read there has no place in the source: the quote was not found."""
    REPAIRED = "repaired"
    UNREAD = "unread"
    FINDING = "finding"
    """Only read, and a warning or an error speaks of it."""
    SAMPLE = "sample"
    """Verified, and drawn to be looked at."""
    DECIDED = "decided"
    """In no doubt as it was read, and somebody spoke of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """One cell of the queue."""

    path: str
    reason: Reason
    settled: bool
    """A person decided, and nothing changed since; or the sums verified it after decisions about others."""


def queue(
    report: Report,
    standing: Mapping[str, Standing],
    sha256: str,
    ordinal: int,
    origin: Origin | None = None,
) -> list[Look]:
    """Return what is to be looked at, settled or not, in one order whatever was decided.

    Args:
        report: as it was read.
        standing: the decisions that stand, by path.
        sha256: of its source's bytes; with the ordinal the seed of the sample.
        ordinal: which report of its source, from 0.
        origin: of the source, where it is at hand.
    """
    return queue_of(report, settled(report, standing, origin=origin), standing, sha256, ordinal)


def queue_of(report: Report, judged: Report, standing: Mapping[str, Standing], sha256: str, ordinal: int) -> list[Look]:
    """Return the queue of a report whose decisions are put in already (``judged``); else as ``queue``."""
    reasons = dict(_reasons(report, f"{sha256}/{ordinal}"))
    broken = _unexplained(judged, standing)
    brought_up = _brought_up(report, judged, standing, broken)
    reasons |= {path: reason for path, reason in brought_up if path not in reasons}
    return [Look(path, reason, _is_settled(path, reason, judged, standing, broken)) for path, reason in reasons.items()]


def is_sampled(seed: str, path: str) -> bool:
    """True for one cell of fifty; for each cell by itself, so that a cell more or less changes nothing for the others.

    Args:
        seed: the source's hash and the report's ordinal.
        path: the cell's.
    """
    drawn = hashlib.sha256(f"review/{seed}/{path}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") % SAMPLED == 0


def _reasons(report: Report, seed: str) -> Iterator[tuple[str, Reason]]:
    alone, denied = placed_breaks(report, alone=True), placed_breaks(report, errors_only=True)
    doubts = doubts_of(report) | {p: report.cells[p].status for p in ordered_paths(report) if p in denied}
    of_doubts = {path: _reason(report.cells[path], s, path in alone, path in denied) for path, s in doubts.items()}
    paths = ordered_paths(report)
    without_place = [path for path in paths if path not in of_doubts and _has_no_place(report.cells[path])]
    of_doubts |= dict.fromkeys(without_place, Reason.QUOTE)
    for wanted in Reason:
        yield from ((path, reason) for path, reason in of_doubts.items() if reason is wanted)
    for path in paths:
        if path not in of_doubts and report.cells[path].status is Status.VERIFIED and is_sampled(seed, path):
            yield path, Reason.SAMPLE


def _reason(cell: Cell, status: Status, is_placed: bool, is_denied: bool) -> Reason:
    if status is Status.DISPUTED:
        return Reason.BREAK if is_placed else Reason.OPPOSED
    if is_denied:
        return Reason.BREAK
    if _has_no_place(cell):
        return Reason.QUOTE
    return {Status.REPAIRED: Reason.REPAIRED, Status.UNREAD: Reason.UNREAD}.get(status, Reason.FINDING)


def _unexplained(judged: Report, standing: Mapping[str, Standing]) -> set[str]:
    """The cells that errors of the sums are still placed on, where no person called the report wrong."""
    blamed = {path for path, found in standing.items() if found.current and found.reading.how is How.REPORT_WRONG}
    return placed_breaks(judged, errors_only=True, blamed=blamed)


def _has_no_place(cell: Cell) -> bool:
    """True for a number or mark that is only read and of which nobody can say where it stands."""
    prints = cell.state in (State.NUMBER, State.MARK)
    return prints and cell.status is Status.READ and cell.span is None and cell.at is None


def _brought_up(
    report: Report, judged: Report, standing: Mapping[str, Standing], broken: Set[str]
) -> Iterator[tuple[str, Reason]]:
    doubts = doubts_of(judged)
    for path in ordered_paths(report):
        if path in standing:
            yield path, Reason.DECIDED
        elif path in doubts:
            yield path, Reason.OPPOSED
        elif path in broken:
            yield path, Reason.BREAK


def _is_settled(path: str, reason: Reason, judged: Report, standing: Mapping[str, Standing], broken: Set[str]) -> bool:
    if path in standing:
        return standing[path].current
    return reason is not Reason.SAMPLE and path not in broken and judged.cells[path].status is Status.VERIFIED
