"""Why a wrong number was believed, and why a right one is believed no longer: closed lists, told by what happened.

What happened is what the label holds, what the rules reader reads by itself, what the model answered and would have
answered without a lie, and who vouches for what stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from eval.label_format import LabelCell
from eval.lying.script import Value
from schemas.enums import State, Status, TableKind, Witness
from schemas.result import Cell

__all__ = ["Cause", "Loss", "Sight", "cause_of", "is_one_map", "loss_of"]

_SUMS = frozenset({Witness.ROW_SUM, Witness.BALANCE, Witness.OUTCOME_SUM, Witness.REVIEW_SUM, Witness.ANNEX_SUM})


class Cause(StrEnum):
    """Why a wrong cell or fact is believed; the first that fits."""

    OTHER_REPORT = "other_report"
    """The source was divided into other reports than stand there."""
    OTHER_FORM = "other_form"
    """The report does not have the cell."""
    FILLED_LOST = "filled_lost"
    """The source lost the cell, and something stands in it."""
    REPAIRED = "repaired"
    """A value of the sums was put in place of the print."""
    CHOSEN_AGAINST_RULES = "chosen_against_rules"
    """What stands is the model's word against the rules reader's."""
    PRINT_GONE = "print_gone"
    """The print is gone from the source: its cell looks like one that was left empty."""
    ONE_GLYPH = "one_glyph_over_the_page"
    """The source prints every digit of one kind as another: the sums hold with it."""
    WRONG_IN_PRINT = "wrong_in_print"
    """The source prints other digits than the agency did, and they are read as they stand there."""
    CORRELATED_PLACEMENT = "correlated_placement"
    """The rules reader puts a token of another cell here, and the model lies the same."""
    SHARED_PLACEMENT = "shared_placement"
    """The rules reader puts a token of another cell here, and no lie of the model agrees."""
    OTHER_NOTHING = "other_nothing"
    """A blank, a mark or a 0 for another of them."""
    AGREED_LIE = "agreed_lie"
    """Another lie of the model agrees with the rules reader."""
    WITHOUT_A_LIE = "without_a_lie"
    """Both readers agree on it, and the model did not lie here."""

    @property
    def printed_so(self) -> bool:
        """True where the source itself prints it wrongly: whoever has nothing but the source reads the same."""
        return self in (Cause.PRINT_GONE, Cause.ONE_GLYPH, Cause.WRONG_IN_PRINT)


class Loss(StrEnum):
    """Why a cell that is believed without a model is not believed beside it; the first that fits."""

    OWN_ANSWER = "own_answer"
    """The model answers something else for this very cell."""
    TABLE = "table"
    """The model saw another year, agency or order of columns: the whole table is disputed."""
    SUM_OPPOSES = "sum_opposes"
    """A sum speaks against it that did not before."""
    SUM_OPEN = "sum_open"
    """A sum that vouched for it cannot be tested any more."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One cell from all sides."""

    path: str
    label: LabelCell | None
    printed: str
    """As the agency printed it; empty for a blank."""
    alone: Cell | None
    """Without a model."""
    beside: Cell
    answered: Value
    """By the model; None also where its row was left out."""
    honest: Value
    """Without a lie."""
    noisy: bool
    """Characters of the source are damaged."""
    one_map: bool
    """All digits of the report are damaged by one and the same exchange."""
    of_report: bool = True
    """A labelled report answers the one that it was read in."""


def cause_of(sight: Sight) -> Cause:
    """Return why this wrong cell is believed."""
    tests = {
        Cause.OTHER_REPORT: not sight.of_report,
        Cause.OTHER_FORM: sight.label is None,
        Cause.FILLED_LOST: sight.label is not None and sight.label.state is State.LOST,
        Cause.REPAIRED: sight.beside.status is Status.REPAIRED,
        Cause.CHOSEN_AGAINST_RULES: _against_rules(sight),
        Cause.PRINT_GONE: bool(sight.printed) and not sight.beside.printed,
        Cause.ONE_GLYPH: _misprint(sight) and sight.one_map and _summed(sight.beside),
        Cause.WRONG_IN_PRINT: _misprint(sight),
        Cause.CORRELATED_PLACEMENT: _elsewhere(sight) and _lied(sight) and sight.answered == sight.beside.printed,
        Cause.SHARED_PLACEMENT: _elsewhere(sight),
        Cause.OTHER_NOTHING: not sight.printed.strip("0") and sight.beside.value in (None, 0),
        Cause.AGREED_LIE: _lied(sight),
    }
    return next((cause for cause, holds in tests.items() if holds), Cause.WITHOUT_A_LIE)


def _against_rules(sight: Sight) -> bool:
    alone = sight.alone
    return alone is None or (alone.state, alone.value) != (sight.beside.state, sight.beside.value)


def _misprint(sight: Sight) -> bool:
    """True where the source is damaged and the token that stands may be the agency's with other glyphs."""
    return sight.noisy and bool(sight.printed) and sight.beside.printed != sight.printed


def _elsewhere(sight: Sight) -> bool:
    return sight.beside.printed != sight.printed


def _lied(sight: Sight) -> bool:
    return sight.answered != sight.honest


def _summed(cell: Cell) -> bool:
    return not _SUMS.isdisjoint(cell.witnesses)


def is_one_map(prints: Mapping[str, tuple[str, str]]) -> bool:
    """True where one exchange of digits makes all prints of a report those that are read.

    Args:
        prints: by path, what the agency printed and what is read.
    """
    found: dict[str, str] = {}
    for printed, read in prints.values():
        if len(printed) != len(read):
            return False
        for one, other in zip(printed, read, strict=True):
            if found.setdefault(one, other) != other:
                return False
    return any(one != other for one, other in found.items())


def loss_of(alone: Cell, beside: Cell, table: TableKind, mismatched: frozenset[TableKind]) -> Loss:
    """Return why a cell that is believed alone is not beside a model.

    Args:
        alone: without the model.
        beside: with it.
        table: the cell's.
        mismatched: tables that are disputed as wholes.
    """
    theirs = any(Witness.MODEL in other.by for other in beside.candidates)
    if theirs or (alone.state, alone.value) != (beside.state, beside.value):
        return Loss.OWN_ANSWER
    if table in mismatched:
        return Loss.TABLE
    return Loss.SUM_OPPOSES if beside.status is Status.DISPUTED else Loss.SUM_OPEN
