"""What a result records of its cells, as evidence again: so that a person's word can be judged by the same rule.

A result keeps the readers' answers (the reading that stands, the candidates) and their verdict, not all that the
verdict was reached with. What it does not keep is taken for what proves less: a place counts as anchored only where the
result itself shows that it was. Two things show it: the cell is ``verified`` or ``repaired``, or it stands in a broken
identity that is not blamed on the extraction (``breaks.blame``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from extractor.crosscheck.evidence import Evidence
from extractor.crosscheck.verdicts import Candidate, Verdict
from schemas import Address, Reading, cell_definition
from schemas.enums import (
    IDENTITY_KINDS,
    READERS,
    Blame,
    FindingKind,
    Origin,
    PlacedBy,
    State,
    Status,
    TableKind,
    Witness,
)
from schemas.result import Candidate as ResultCandidate
from schemas.result import Cell, Report

__all__ = ["evidence_from", "proven_origin", "state_of_print", "verdict_from"]

_SOMEWHERE = Address(page=0)
"""The place of a candidate's token, which a result does not keep; without one it would have been no reading."""


def evidence_from(
    report: Report, paths: Collection[str], human: Mapping[str, Reading], origin: Origin | None = None
) -> Evidence:
    """Return the evidence behind some cells of a report as far as the result has it, and what persons said of them.

    Args:
        report: as it was read.
        paths: the cells; whole tables.
        human: a person's readings by path.
        origin: of the source; None where it is not known but for what the report shows.
    """
    known = _Known(report, origin or proven_origin(report))
    readings = [reading for path in paths for reading in known.readings(path, report.cells[path])]
    return Evidence(
        readings=(*readings, *(human[path] for path in paths if path in human)),
        due=tuple(sorted(paths, key=lambda path: cell_definition(path).order)),
        origin=known.origin,
        disputed_tables=known.disputed_tables,
        zeros_doubtful=not any(_is_sound_zero(cell) for cell in report.cells.values()),
    )


def verdict_from(path: str, cell: Cell) -> Verdict:
    """Return a result's cell as the verdict that it was."""
    at = cell.at
    return Verdict(
        path=path,
        state=cell.state,
        value=cell.value,
        printed=cell.printed,
        status=cell.status,
        witnesses=tuple(cell.witnesses),
        span=cell.span,
        at=Address(at.table, at.row, at.column, at.page, at.box) if at else None,
        candidates=tuple(Candidate(item.value, item.printed, tuple(item.by)) for item in cell.candidates),
        placed_by=PlacedBy(cell.placed_by) if cell.placed_by else None,
        rule="",
    )


def state_of_print(printed: str) -> State:
    """Return what a print is that gives no number: a blank, a mark, or unreadable where it has a digit of any width."""
    if not printed.strip():
        return State.BLANK
    return State.UNREADABLE if any(character.isdigit() for character in printed) else State.MARK


def proven_origin(report: Report) -> Origin:
    """Return the origin that a report shows by itself: ``ocr``, of which least is believed, unless it shows another.

    Of recognised text nothing is verified but what two engines recognised, and zeros (WITNESSES.md, 3(d)); and no
    broken identity is blamed on anybody else.
    """
    blames = {finding.blame for finding in report.findings if finding.kind in IDENTITY_KINDS}
    if Blame.SOURCE in blames:
        return Origin.DIGITAL
    if Blame.UNKNOWN in blames or any(_is_not_recognised(cell) for cell in report.cells.values()):
        return Origin.UNKNOWN
    return Origin.OCR


def _is_not_recognised(cell: Cell) -> bool:
    alone = not {Witness.OCR2, Witness.HUMAN} & set(cell.witnesses)
    return cell.status is Status.VERIFIED and alone and not (cell.state is State.NUMBER and cell.value == 0)


def _is_sound_zero(cell: Cell) -> bool:
    """True for a zero that the sums alone verified: where zeros are doubtful there is none in recognised text."""
    alone = not {Witness.OCR2, Witness.HUMAN} & set(cell.witnesses)
    return cell.status is Status.VERIFIED and alone and cell.value == 0


class _Known:
    """What the findings and statuses of a report tell of how its cells were read."""

    def __init__(self, report: Report, origin: Origin) -> None:
        broken = [finding for finding in report.findings if finding.kind in IDENTITY_KINDS]
        self.origin = origin
        self.settled = frozenset(path for finding in broken for path in finding.paths)
        """A tested identity has every cell read and undisputed."""
        self.anchored = frozenset(
            path for finding in broken if finding.blame is not Blame.EXTRACTION for path in finding.paths
        )
        self.without_unit = frozenset(
            path for finding in report.findings if finding.kind is FindingKind.UNIT_UNKNOWN for path in finding.paths
        )
        self.disputed_tables = frozenset(kind for kind in TableKind if _is_disputed(kind, report.cells))

    def readings(self, path: str, cell: Cell) -> Iterator[Reading]:
        """Yield what the readers gave for one cell."""
        state = cell.state if cell.value is None else State.NUMBER
        given = [witness for witness in cell.witnesses if witness in READERS]
        if not given and cell.status is not Status.REPAIRED and (cell.printed or cell.state is State.LOST):
            given = [Witness.RULES]  # what answers nothing has no witness, and somebody gave it all the same
        for reader in given:
            yield Reading(
                path,
                reader,
                state,
                cell.value,
                cell.printed,
                cell.span,
                _SOMEWHERE if cell.span is None else None,
                PlacedBy(cell.placed_by) if cell.placed_by else PlacedBy.ORDER,
                anchored=self._is_anchored(path, cell),
                grid=Witness.GRID in cell.witnesses,
                unit_known=path not in self.without_unit,
            )
        others = [candidate for candidate in cell.candidates if any(by in READERS for by in candidate.by)]
        for candidate in others:
            yield from _of_candidate(path, candidate, cell)
        if len({(candidate.value, candidate.printed) for candidate in others}) + bool(given) == 1:
            yield from self._hidden(path, cell, is_tie=not given)

    def _is_anchored(self, path: str, cell: Cell) -> bool:
        return path in self.anchored or cell.status in (Status.VERIFIED, Status.REPAIRED)

    def _hidden(self, path: str, cell: Cell, *, is_tie: bool) -> Iterator[Reading]:
        """Yield who called the cell lost, which is no candidate: a dispute that shows one answer and no sum against it."""
        opposed = path in self.settled or cell_definition(path).table in self.disputed_tables
        if cell.status is Status.DISPUTED and (is_tie or not opposed):
            yield Reading(path, Witness.MODEL, State.LOST)


def _is_disputed(kind: TableKind, cells: Mapping[str, Cell]) -> bool:
    """True where every cell of a table that holds something is disputed."""
    own = [cell for path, cell in cells.items() if cell_definition(path).table is kind]
    held = [cell for cell in own if cell.status is not Status.UNREAD]
    return len(held) > 1 and all(cell.status is Status.DISPUTED for cell in held)


def _of_candidate(path: str, candidate: ResultCandidate, cell: Cell) -> Iterator[Reading]:
    """Yield who gave a candidate. Where the value is the sums' own, the print that they repaired is one of them."""
    state = State.NUMBER
    if candidate.value is None:
        state = state_of_print(candidate.printed)
        if cell.status is Status.REPAIRED and candidate.printed == cell.printed and cell.state is not State.NUMBER:
            state = cell.state
    for reader in candidate.by:
        if reader in READERS:
            anchored = cell.status is Status.REPAIRED
            yield Reading(path, reader, state, candidate.value, candidate.printed, at=_SOMEWHERE, anchored=anchored)
