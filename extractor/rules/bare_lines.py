"""Bare lines to runs: values in one line make a run; single values under one another make one together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.rules.run import FreeText, Run
from extractor.rules.segments import (
    LONGEST_LABEL,
    are_one_label,
    label_texts,
    nothing_before,
    segments_of,
    stacked_labels,
)
from extractor.rules.tokens import Token, TokenKind, TokenRow, begins_label
from extractor.sources.cell_shape import is_damaged_value
from schemas.enums import TableKind

__all__ = ["runs_of_lines"]

_MOST_SKIPPED = 30
"""Empty lines that can be empty places."""
_LIKE_A_LABEL = 0.9
"""Likeness from which on a line opens with another label."""


def runs_of_lines(
    lines: Sequence[tuple[int, TokenRow]], kind: TableKind, widths: tuple[int, int] | None
) -> tuple[list[Run], list[FreeText]]:
    """Return the runs of neighbouring bare lines in order, and every text of theirs.

    Args:
        lines: each with the number of its token row.
        kind: the table.
        widths: see ``runs_of``.
    """
    gatherer = _LineGatherer(kind, _usual_gaps([row for _, row in lines]), widths)
    for number, row in lines:
        gatherer.add(number, row)
    gatherer.close()
    return gatherer.runs, gatherer.texts


class _LineGatherer:
    """Gathers runs from bare lines, one line at a time."""

    def __init__(self, kind: TableKind, usual_gaps: tuple[int, int], widths: tuple[int, int] | None) -> None:
        self._kind = kind
        self._widths = widths
        self._usual, self._usual_below = usual_gaps
        self.runs: list[Run] = []
        self.texts: list[FreeText] = []
        self._pending: list[Token] = []
        self._unit = ""
        self._last: Token | None = None
        self._column: list[Token] = []
        self._start = 0

    def add(self, number: int, row: TokenRow) -> None:
        """Take the next line."""
        place = row.tokens[0] if row.tokens else self._last
        usual = self._usual if row.values and len(row.tokens) == 1 else self._usual_below
        skipped = [nothing_before(place)] * min((row.gap - usual) // self._usual, _MOST_SKIPPED) if place else []
        self._last = row.tokens[-1] if row.tokens else place
        if len(row.tokens) == 1 and (row.values or self._goes_on(row.tokens[0])):
            self._open(number, [*skipped, replace(row.tokens[0], kind=TokenKind.VALUE)])
            return
        if self._column or self._empty_places(len(skipped)):
            self._open(number, skipped)
        elif self._unit and self._pending and self._begins_anew(row):
            self._open(number, [nothing_before(row.tokens[0])] if row.tokens else [])
        self.close()
        for part in segments_of(row, self._kind):
            self.texts += [FreeText(token, number) for token in part.texts]
            self._pending = [*self._pending, *part.texts][-LONGEST_LABEL:]
            self._unit = part.unit or self._unit
            if part.has_value or (part.values and are_one_label(self._pending[-1:], self._kind)):
                self._emit(part.values, number, apart=row.continued or not part.texts)

    def _goes_on(self, token: Token) -> bool:
        """True for a damaged number under the values of a column."""
        return bool(self._column) and token.kind is TokenKind.TEXT and is_damaged_value(token.text)

    def _begins_anew(self, row: TokenRow) -> bool:
        """True where a line opens with another label, or nothing follows; not where a wrapped label goes on."""
        if not row.tokens:
            return True
        first = row.tokens[0]
        return first.kind is TokenKind.TEXT and begins_label(first.text, self._kind, least=_LIKE_A_LABEL)

    def _empty_places(self, skipped: int) -> bool:
        """True where empty lines are empty places: behind a row label, or as many as the form's one line has."""
        if self._widths is not None:
            row_width, line_width = self._widths
            return skipped == row_width or skipped >= line_width
        return skipped > 0 and are_one_label(self._pending[-1:], self._kind)

    def _open(self, number: int, tokens: Sequence[Token]) -> None:
        self._start = self._start if self._column else number
        self._column += tokens

    def close(self) -> None:
        """End the column of single values that is being gathered."""
        if self._column:
            self._emit(self._column, self._start, apart=True)
            self._column = []

    def _emit(self, values: Sequence[Token], row: int, *, apart: bool) -> None:
        labels = label_texts(self._pending)
        stacked = stacked_labels(self._pending, self._kind)
        run = Run(tuple(values), labels, bool(labels), None, row, -1, self._unit, apart=apart, stacked=stacked)
        self.runs.append(run)
        self._pending, self._unit = [], ""


def _usual_gaps(rows: Sequence[TokenRow]) -> tuple[int, int]:
    """The usual line breaks between lines, and between a value and the text below it: rows may be set apart."""
    below = [later.gap for earlier, later in pairwise(rows) if earlier.values and later.tokens and not later.values]
    return _usual([row.gap for row in rows[1:]]), max(_usual(below), _usual([row.gap for row in rows[1:]]))


def _usual(gaps: Sequence[int]) -> int:
    return min((gap for gap, count in Counter(gaps).items() if count * 5 >= len(gaps)), default=1)
