"""What became of every cell of a report: one outcome of a closed list, by comparing a label with a prediction.

A value is right only if it is equal; 105 for 100 is as wrong as 7. Blank, mark, lost and unreadable are four states,
and one given for another is ``wrong``. What a prediction does not mention it holds for ``lost``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from eval.drift import Drift, Held, drifts
from eval.label_format import LabelCell
from eval.predictions import PredictedCell
from schemas.enums import State, Status
from schemas.vocabulary import cell_definitions

__all__ = ["BELIEVED", "ERRORS", "CellOutcome", "Outcome", "in_form_order", "judge_cells", "table_of"]


class Outcome(StrEnum):
    """What became of one cell."""

    RIGHT = "right"
    """The label's number."""
    RIGHT_BLANK = "right_blank"
    """No number, and the same state: blank, mark, lost or unreadable."""
    WRONG = "wrong"
    """Another number; or no number on both sides and another state, such as a blank for a mark."""
    MISSED = "missed"
    """The label has a number, the prediction none."""
    INVENTED = "invented"
    """The prediction has a number, the label none; or a number or mark in a cell that the label does not have."""
    MISPLACED = "misplaced"
    """A number that is wrong here and belongs one or two places away (``eval.drift``); else wrong or invented."""
    UNSCORED = "unscored"
    """The label is not certain; or it does not have the cell and nothing is claimed for it."""


ERRORS = frozenset({Outcome.WRONG, Outcome.MISSED, Outcome.INVENTED, Outcome.MISPLACED})
"""The outcomes that are errors."""

BELIEVED = frozenset({Status.VERIFIED, Status.REPAIRED})
"""The statuses under which an error is silent."""

_NOTHING: Held = (State.LOST, None)


@dataclass(frozen=True, slots=True)
class CellOutcome:
    """One cell, judged."""

    path: str
    outcome: Outcome
    label: LabelCell | None
    predicted: PredictedCell | None
    drift: Drift | None = None
    """Set exactly for ``misplaced``."""

    @property
    def scored(self) -> bool:
        """True for all but ``unscored``."""
        return self.outcome is not Outcome.UNSCORED

    @property
    def right(self) -> bool:
        """True for ``right`` and ``right_blank``."""
        return self.outcome in (Outcome.RIGHT, Outcome.RIGHT_BLANK)

    @property
    def status(self) -> Status | None:
        """The status that the prediction gives, if it gives any."""
        return self.predicted.status if self.predicted else None

    @property
    def believed(self) -> bool:
        """True where the prediction says that it may be relied on."""
        return self.status in BELIEVED

    @property
    def silent(self) -> bool:
        """True for an error that is to be relied on: the headline of every score."""
        return self.believed and self.outcome in ERRORS

    @property
    def labelled(self) -> bool:
        """True where the label has the cell and is certain."""
        return self.label is not None and self.label.certain

    @property
    def number(self) -> bool:
        """True where a number is printed, and certain."""
        return self.label is not None and self.label.certain and self.label.state is State.NUMBER

    @property
    def nonzero(self) -> bool:
        """True where a number other than 0 is printed, and certain."""
        return self.number and self.label is not None and self.label.value != 0


def judge_cells(
    label: Mapping[str, LabelCell], predicted: Mapping[str, PredictedCell] | None
) -> tuple[CellOutcome, ...]:
    """Return the outcome of each cell that the label or the prediction has, in the forms' order.

    Args:
        label: the report's labelled cells; empty for a report that does not exist.
        predicted: what was given for it; None where the report was not found. Then no blank of it is right, and its
            lost cells are unscored: finding nothing earns nothing.
    """
    given = {path: _given(cell) for path, cell in (predicted or {}).items()}
    certain = {path: _printed(cell, given.get(path)) for path, cell in label.items() if cell.certain}
    moved = drifts(certain, given)
    judged = []
    for path in in_form_order({*label, *given}):
        outcome = _outcome(label.get(path), certain.get(path), given.get(path), predicted is not None)
        drift = moved.get(path) if outcome in (Outcome.WRONG, Outcome.INVENTED) else None
        judged.append(
            CellOutcome(
                path,
                Outcome.MISPLACED if drift else outcome,
                label.get(path),
                predicted.get(path) if predicted else None,
                drift,
            )
        )
    return tuple(judged)


def in_form_order(paths: Iterable[str]) -> list[str]:
    """Return paths in the forms' order, those that no form has last."""
    order = {path: place for place, path in enumerate(cell_definitions())}
    return sorted(paths, key=lambda path: (order.get(path, len(order)), path))


def table_of(path: str) -> str:
    """Return the table that a path is of."""
    return path.partition(".")[0]


def _given(cell: PredictedCell) -> Held:
    """A repaired value is a number; a dispute without a winner is no answer, as an unreadable print is."""
    if cell.value is not None:
        return State.NUMBER, cell.value
    return (State.UNREADABLE if cell.state is State.NUMBER else cell.state), None


def _printed(cell: LabelCell, given: Held | None) -> Held:
    """What the label holds; where it allows several readings, the given one if that is among them."""
    readings = [(cell.state, cell.value), *((other.state, other.value) for other in cell.alternatives)]
    held = [(State.NUMBER if value is not None else state, value) for state, value in readings]
    if cell.state is State.UNREADABLE:
        held.append((State.UNREADABLE, None))
    return given if given in held else held[0]


def _outcome(label: LabelCell | None, printed: Held | None, given: Held | None, found: bool) -> Outcome:
    if label is None:
        return Outcome.INVENTED if given and given[0] in (State.NUMBER, State.MARK) else Outcome.UNSCORED
    if printed is None or (not found and printed == _NOTHING):
        return Outcome.UNSCORED
    return _compared(printed, given or _NOTHING)


def _compared(printed: Held, given: Held) -> Outcome:
    if given == printed:
        return Outcome.RIGHT if printed[0] is State.NUMBER else Outcome.RIGHT_BLANK
    if State.NUMBER not in (printed[0], given[0]):
        return Outcome.WRONG
    if given[0] is not State.NUMBER:
        return Outcome.MISSED
    return Outcome.WRONG if printed[0] is State.NUMBER else Outcome.INVENTED
