"""Flips: the cells of which two runs make something else, each with both answers and its place in the source."""

from __future__ import annotations

from collections.abc import Iterator

from eval.compare.excerpts import excerpt
from eval.compare.format import Answer, Flip, FlipKind, LabelledCell
from eval.compare.pairing import ReportPair, Side
from eval.outcomes import ERRORS, CellOutcome, Outcome, in_form_order
from schemas.enums import State
from schemas.reading import Number

__all__ = ["cell_flips", "flip_kind"]


def cell_flips(pair: ReportPair) -> Iterator[Flip]:
    """Yield the flips of one report, in the forms' order."""
    ours, theirs = _outcomes(pair.a), _outcomes(pair.b)
    for path in in_form_order({*ours, *theirs}):
        a, b = ours.get(path) or _nothing(path), theirs.get(path) or _nothing(path)
        kind = flip_kind(a, b)
        if kind is not None:
            label = a.label or b.label
            yield Flip(
                **pair.identity,
                path=path,
                kind=kind,
                label=LabelledCell(state=label.state, value=label.value, printed=label.printed) if label else None,
                a=_answer(a, pair.a),
                b=_answer(b, pair.b),
            )


def flip_kind(a: CellOutcome, b: CellOutcome) -> FlipKind | None:
    """Return what became of a cell from A to B; None where nothing that counts did."""
    if a.silent != b.silent:
        return FlipKind.NOW_SILENT if b.silent else FlipKind.NO_LONGER_SILENT
    before, after = _rank(a), _rank(b)
    if before != after:
        return FlipKind.BROKEN if before > after else FlipKind.MENDED
    if a.outcome in ERRORS:
        return FlipKind.OTHER_WRONG if _held(a) != _held(b) else None
    if a.scored and a.believed != b.believed:
        return FlipKind.WITHDRAWN if a.believed else FlipKind.GAINED
    return None


def _rank(cell: CellOutcome) -> int:
    """Right is better than a cell that nothing is claimed for, and that better than an error."""
    return 2 if cell.right else 0 if cell.scored else 1


def _held(cell: CellOutcome) -> tuple[Outcome, State | None, Number | None]:
    given = cell.predicted
    return cell.outcome, given.state if given else None, given.value if given else None


def _outcomes(side: Side | None) -> dict[str, CellOutcome]:
    return {cell.path: cell for cell in side.judged.cells} if side else {}


def _nothing(path: str) -> CellOutcome:
    return CellOutcome(path, Outcome.UNSCORED, None, None)


def _answer(cell: CellOutcome, side: Side | None) -> Answer:
    given = side.given.cells.get(cell.path) if side and side.given else None
    return Answer(
        outcome=cell.outcome,
        state=given.state if given else None,
        value=given.value if given else None,
        status=given.status if given else None,
        witnesses=tuple(given.witnesses) if given else (),
        printed=given.printed if given else None,
        origin=cell.drift.origin if cell.drift else None,
        span=given.span if given else None,
        at=given.at if given else None,
        excerpt=excerpt(side.text if side else None, given.span if given else None),
    )
