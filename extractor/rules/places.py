"""The tokens of a run to the places of its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.rules.runs import Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sources.document import Layout

__all__ = ["Side", "fit", "surplus_side"]

Side = Literal["behind", "before", "unclear"]
"""Where a table's rows have their surplus empty cells (pads of merged cells, ends of rows)."""


def surplus_side(runs: Sequence[Run], places: int) -> Side:
    """Return on which side the surplus empty cells of a table's rows stand.

    Args:
        runs: the runs of one table that have a row.
        places: how many the form prints in a row.

    Rows that end in empty cells are the rule where cells are told apart by separators alone; it is given up as soon
    as one row has a value there.
    """
    long = [run for run in runs if len(run.tokens) > places]
    behind = all(_blank(run.tokens[places:]) for run in long)
    before = all(_blank(run.tokens[: len(run.tokens) - places]) for run in long)
    if behind and before:
        filled = {number for run in runs for number, token in enumerate(run.tokens) if _filled(token)}
        exemplar = any(len(run.tokens) == places and _filled(run.tokens[-1]) for run in runs)
        separated = all(run.layout is Layout.PIPE_CELLS for run in long)
        return "behind" if separated or exemplar or max(filled, default=-1) == places - 1 else "unclear"
    if behind:
        return "behind"
    return "before" if before else "unclear"


def fit(run: Run, places: int, side: Side, mates: Sequence[Run] = ()) -> tuple[Token | None, ...] | None:
    """Return the tokens that fill the row's places, or None where it is not clear which do.

    Args:
        run: values and blanks in order.
        places: how many the form prints.
        side: where surplus empty cells stand.
        mates: the other runs of the same table of the source.

    A row that is cut off at its table's width has None in the places that were cut.
    """
    surplus = len(run.tokens) - places
    if surplus == 0:
        return run.tokens
    if surplus < 0:
        return (*run.tokens, *(None for _ in range(-surplus))) if _cut_off(run, places, mates) else None
    if side != "before" and _blank(run.tokens[places:]):
        return run.tokens[:places]
    if side == "before" and _blank(run.tokens[:surplus]):
        return run.tokens[surplus:]
    return None


def _cut_off(run: Run, places: int, mates: Sequence[Run]) -> bool:
    """True where a row is as wide as the complete rows of its table, but has more label cells in front.

    Such a row was cut off at the table's width: its last values are what is missing.
    """
    if run.layout is None:
        return False
    above = [mate for mate in mates if len(mate.tokens) == places and mate.row < run.row]
    return bool(above) and run.lead - above[-1].lead == places - len(run.tokens)


def _blank(tokens: Sequence[Token]) -> bool:
    return all(token.kind is TokenKind.BLANK for token in tokens)


def _filled(token: Token) -> bool:
    return token.kind is TokenKind.VALUE
