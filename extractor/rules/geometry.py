"""Columns that are set with white space: which place a value stands in, told by where it stands on the line.

A page turned into text keeps its columns as distances. Rows with all their values, and the words of the header, show
where the columns are; a row with fewer values is placed by them, and where nothing stands is blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Hamming

from extractor.rules.run import FreeText, Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sections.labels import core
from schemas.form import Block

__all__ = ["Columns", "find_columns", "find_line_columns"]

_NEAR = 1
"""Characters by which a value may stand beside its column."""
_LONG_ENOUGH = 3
"""Characters of a word that is known by all but one of them."""
_CLEAR = 2
"""Characters by which the second nearest column must be farther away than the nearest."""

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a block stand on the line, left to right."""

    intervals: tuple[Interval, ...]
    from_rows: bool
    """Complete rows show every column; otherwise the header's words had to help."""

    def place(self, tokens: Sequence[Token]) -> tuple[Token, ...] | None:
        """Return a token for each column, blanks between, or None where some token's column is not clear."""
        values = [token for token in tokens if token.kind is TokenKind.VALUE]
        places = [self._nearest(token) for token in values]
        if not values or None in places or any(a is None or b is None or a >= b for a, b in pairwise(places)):
            return None
        filled = dict(zip(places, values, strict=True))
        return tuple(filled.get(place) or _nothing(place, filled) for place in range(len(self.intervals)))

    def _nearest(self, token: Token) -> int | None:
        away = sorted((_distance(_interval(token), other), place) for place, other in enumerate(self.intervals))
        clear = len(away) == 1 or away[1][0] - away[0][0] >= _CLEAR
        return away[0][1] if clear and away[0][0] <= _NEAR else None


def find_columns(runs: Sequence[Run], texts: Sequence[FreeText], block: Block) -> Columns | None:
    """Return where a block's columns stand, or None where that is not clear.

    Args:
        runs: the runs of the block; those of bare lines with a value in every place show the columns.
        texts: texts of the table, the header's words among them.
        block: its columns.
    """
    width = len(block.columns)
    complete = [run for run in runs if run.layout is None and len(run.tokens) == width and _all_on_line(run)]
    by_rows = [[_interval(run.tokens[place]) for run in complete] for place in range(width)]
    by_header = _header_intervals(texts, block)
    shown = [rows or words for rows, words in zip(by_rows, by_header, strict=True)]
    if not all(shown):
        return None
    intervals = tuple((min(low for low, _ in seen), max(high for _, high in seen)) for seen in shown)
    if any(left[1] > right[0] for left, right in pairwise(intervals)):
        return None
    return Columns(intervals, bool(complete))


def find_line_columns(texts: Sequence[FreeText], block: Block, rows: int) -> Columns | None:
    """Return where the columns of a table of one line stand: a block's columns, once for each of its rows.

    The header prints each label once a row, on whatever level; left to right they are the line's columns.
    """
    words = {
        _interval(text.token)
        for text in texts
        if text.token.x >= 0 and any(core(text.token.text) == core(column.label) for column in block.columns)
    }
    intervals = tuple(sorted(words))
    apart = all(left[1] <= right[0] for left, right in pairwise(intervals))
    return Columns(intervals, from_rows=False) if len(intervals) == rows * len(block.columns) and apart else None


def _header_intervals(texts: Sequence[FreeText], block: Block) -> list[list[Interval]]:
    """Where the words of each column's label stand, in the lines that hold words of several columns."""
    found: list[tuple[int, int, Interval]] = [
        (text.row, place, _interval(text.token))
        for text in texts
        if text.token.x >= 0
        for place in range(len(block.columns))
        if _names(text.token.text, place, block)
    ]
    columns_in = {row: len({place for other, place, _ in found if other == row}) for row, *_ in found}
    return [
        [interval for row, other, interval in found if other == place and columns_in[row] > 1]
        for place in range(len(block.columns))
    ]


def _all_on_line(run: Run) -> bool:
    return all(token.x >= 0 and token.kind is TokenKind.VALUE for token in run.tokens)


def _names(text: str, place: int, block: Block) -> bool:
    """True where a text is a piece of this column's label and of no other column's, or one character beside it."""
    piece = core(text)
    if len(piece) < 2:
        return False
    labels = [core(column.label) for column in block.columns]
    named = [number for number, label in enumerate(labels) if piece in label]
    if not named and len(piece) >= _LONG_ENOUGH:
        named = [number for number, label in enumerate(labels) if _nearly_in(piece, label)]
    return named == [place]


def _nearly_in(piece: str, label: str) -> bool:
    """True where one character of a piece of the label was taken for another."""
    places = range(len(label) - len(piece) + 1)
    return any(Hamming.distance(piece, label[start : start + len(piece)]) <= 1 for start in places)


def _interval(token: Token) -> Interval:
    return token.x, token.x + token.width


def _distance(one: Interval, other: Interval) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _nothing(place: int, filled: dict[int | None, Token]) -> Token:
    """A blank: nothing, at the end of the value before it or the beginning of the one behind it."""
    before = [token for key, token in filled.items() if key is not None and key < place]
    where = before[-1].span[1] if before else next(iter(filled.values())).span[0]
    return Token(TokenKind.BLANK, "", (where, where))
