"""What persons said of some cells, and what follows from it for the others: the rule itself, run over a result.

The result's readings are judged twice, as they were and with the persons' word, by the same ``crosscheck``. What a
person said stands (WITNESSES.md, 3(e)). Of another cell the status changes only where the first judgement comes to just
what the result says of it and the second to something else: then all that the rule asks for is on record. Its value
never changes. Where the record is not enough, the cell stays as it is.

A value that nobody read and a person chose because the sums ask for it raises no other cell: it would vouch for its
neighbours by balancing the books.

Findings follow the values in effect (``refound``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from extractor.crosscheck.books import Check, balance, keep_books, plan_for
from extractor.crosscheck.evidence import Claim, gather
from extractor.crosscheck.from_result import evidence_from, proven_origin
from extractor.crosscheck.outcome import crosscheck
from extractor.crosscheck.refound import Word, refound
from extractor.crosscheck.to_result import to_cells
from schemas import Number, Reading, cell_definition
from schemas.enums import Origin, PlacedBy, State, Status
from schemas.result import Cell, Report

__all__ = ["ChecksInEffect", "Word", "checks_in_effect", "rejudge"]

_BELIEVED = (Status.VERIFIED, Status.REPAIRED)


def rejudge(report: Report, words: Mapping[str, Word], lang: str = "en", origin: Origin | None = None) -> Report:
    """Return the report with what persons said of its cells, and what the sums make of it.

    Args:
        report: as it was read.
        words: by path, of cells that the report has.
        lang: language of the messages of new findings, ``en`` or ``zh``.
        origin: of the source; None where it is not known but for what the report shows.
    """
    if not words:
        return report
    paths = _concerned(report, words)
    human = {path: word.reading for path, word in words.items()}
    origin = origin or proven_origin(report)
    before = crosscheck(evidence_from(report, paths, {}, origin))
    after = crosscheck(evidence_from(report, paths, human, origin))
    was, now = to_cells(before), to_cells(after)
    cautious = evidence_from(report, paths, _unproven(human), origin) if _unread(human) else None
    surely = to_cells(crosscheck(cautious)) if cautious else now
    cells = dict(report.cells)
    for path in paths:
        if path in words:
            cells[path] = _spoken_of(cells[path], now[path])
        else:
            cells[path] = _follows(cells[path], was[path], surely[path] if now[path].status in _BELIEVED else now[path])
    judged = report.model_copy(update={"cells": cells})
    return judged.model_copy(update={"findings": refound(report, judged, words, (before, after), origin, lang)})


@dataclass(frozen=True, slots=True)
class ChecksInEffect:
    """The form's sums over the values in effect."""

    identities: tuple[Check, ...]
    """In the forms' order."""
    subtotals: tuple[Check, ...]
    values: Mapping[str, Number | None]
    """What counts for each cell that counts at all; None for a blank or mark."""


def checks_in_effect(report: Report, words: Mapping[str, Word]) -> ChecksInEffect:
    """Return every identity and every subtotal of a report with the values in effect put in.

    What counts for a cell is what a person said, else the value of a repair, else the reading that nobody contradicts
    or its other sums settle.
    """
    plan = plan_for(frozenset(report.cells))
    human = {path: word.reading for path, word in words.items()}
    cells = gather(evidence_from(report, tuple(report.cells), human))
    counted = dict(keep_books(plan, cells).settled)
    for path in plan.cells:
        cell = report.cells[path]
        if path not in words and cell.status is Status.REPAIRED and cell.value is not None:
            counted[path] = Claim(State.NUMBER, cell.value, (), ())
    return ChecksInEffect(
        tuple(balance(identity, counted) for identity in plan.identities),
        tuple(balance(identity, counted) for identity in plan.subtotals),
        {path: claim.value for path, claim in counted.items()},
    )


def _concerned(report: Report, words: Collection[str]) -> list[str]:
    """The cells of the tables that persons spoke of: no sum reaches further. All cells, where tables share a token."""
    tables = {cell_definition(path).table for path in words}
    paths = [path for path in report.cells if cell_definition(path).table in tables]
    others = report.cells.keys() - set(paths)
    shared = {report.cells[path].span for path in paths} & {report.cells[path].span for path in others}
    return list(report.cells) if shared - {None} else paths


def _unread(human: Mapping[str, Reading]) -> set[str]:
    """The cells of which a person chose a number that nobody read."""
    return {path for path, reading in human.items() if reading.state is State.NUMBER and not reading.printed}


def _unproven(human: Mapping[str, Reading]) -> dict[str, Reading]:
    """The same readings, such that those that nobody read prove nothing."""
    chosen = _unread(human)
    return {
        path: replace(reading, placed_by=PlacedBy.SUMS) if path in chosen else reading
        for path, reading in human.items()
    }


def _spoken_of(read: Cell, said: Cell) -> Cell:
    """A cell of which a person spoke; it keeps the source's print and its place unless the person's word denies them."""
    if not _keeps_print(read, said):
        return said.model_copy(update={"placed_by": None})
    kept = {name: getattr(read, name) for name in ("printed", "span", "at", "placed_by")}
    return said.model_copy(update=kept)


def _keeps_print(read: Cell, said: Cell) -> bool:
    """Whether what the reader saw printed is still what stands in the source, whatever number a person makes of it.

    What a person types is their reading and not the source's print: ``3l`` stays ``3l`` beside 31. Another token is the
    cell's own where the person chose one that a reader found there, and where the first was put into the cell by the order
    of labels or by sums alone and reads as another number: then the person says that it belongs elsewhere.
    """
    if read.printed == said.printed:
        return True
    if said.state is not State.NUMBER or read.state not in (State.NUMBER, State.UNREADABLE) or not read.printed:
        return False
    if said.printed and said.printed in {other.printed for other in read.candidates}:
        return False
    return read.state is State.UNREADABLE or read.value == said.value or read.placed_by == PlacedBy.STRUCTURE


def _follows(read: Cell, was: Cell, now: Cell) -> Cell:
    """A cell of which nobody spoke: changed only where the record explains what it was, and never in what it holds.

    But for a repair: its value is the sums' own, and goes with them.
    """
    if _essence(read) != _essence(was) or _essence(was) == _essence(now):
        return read
    repair = was.status is Status.REPAIRED
    if not repair and (was.state, was.value, was.printed) != (now.state, now.value, now.printed):
        return read
    changed = {name: getattr(now, name) for name in ("state", "value", "status", "witnesses", "candidates")}
    return read.model_copy(update=changed)


def _essence(cell: Cell) -> tuple[object, ...]:
    candidates = [(item.value, item.printed, tuple(item.by)) for item in cell.candidates]
    return cell.state, cell.value, cell.printed, cell.status, tuple(cell.witnesses), candidates
