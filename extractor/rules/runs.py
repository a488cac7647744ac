"""Rows of tokens to runs: each a sequence of values that belongs together, with the labels that may name it.

A run is what fills one row of the form. Its own label stands in the same row of the source's structure, or in flat
text directly before it. Labels without values beside them are kept apart: torn labels still say where a run may be.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.rules.bare_lines import runs_of_lines
from extractor.rules.run import FreeText, Run
from extractor.rules.segments import LONGEST_LABEL, are_one_label, label_texts, segments_of, stacked_labels
from extractor.rules.tokens import Token, TokenKind, TokenRow
from extractor.sources.document import Layout
from schemas.enums import TableKind

__all__ = ["runs_of"]

_MOST_GROUPS = 2
"""Labels of groups that may stand before the first of their rows."""
_FEWEST_BLANKS = 2
"""Empty cells that may be a row."""


def runs_of(
    rows: Sequence[TokenRow], kind: TableKind, widths: tuple[int, int] | None = None
) -> tuple[tuple[Run, ...], tuple[FreeText, ...]]:
    """Return the runs of a table in order, and every text of it.

    Args:
        rows: the rows of tokens.
        kind: the table.
        widths: for a table that the form prints in one line, how many numbers one of its rows has, and the line.

    An empty row of the source's own table is a run too, of blanks without a label.
    """
    row_width = widths[0] if widths else _FEWEST_BLANKS
    runs: list[Run] = []
    texts: list[FreeText] = []
    for bare, group in groupby(enumerate(rows), key=lambda item: item[1].layout is None):
        if bare:
            more, beside = runs_of_lines(list(group), kind, widths)
            runs += more
            texts += beside
            continue
        for number, row in group:
            texts += [FreeText(token, number) for token in row.tokens if token.kind is TokenKind.TEXT]
            runs += _structured(number, row, kind, row_width)
    return tuple(_with_following(tuple(_with_stacked(runs, texts, kind)), texts)), tuple(texts)


def _with_stacked(runs: Sequence[Run], texts: Sequence[FreeText], kind: TableKind) -> Iterator[Run]:
    """The runs, those where one cell stands a line with the row labels that stand between them and the values before."""
    end = 0
    for run in runs:
        if run.layout is Layout.PIPE_CELLS and run.labels:
            between = _beginning_in(texts, end, run.tokens[0].span[0])
            yield replace(run, stacked=stacked_labels(between, kind))
        else:
            yield run
        end = run.tokens[-1].span[1] if run.numbers else end


def _with_following(runs: Sequence[Run], texts: Sequence[FreeText]) -> Iterator[Run]:
    """The runs, those that only order tells of with the texts that stand between them and the next run."""
    for number, run in enumerate(runs):
        if run.layout not in (None, Layout.PIPE_CELLS):
            yield run
            continue
        end = run.tokens[-1].span[1]
        stop = runs[number + 1].tokens[0].span[0] if number + 1 < len(runs) else sys.maxsize
        behind = [token for token in _beginning_in(texts, end, stop) if token.span[1] <= stop]
        joins = [
            "".join(token.text for token in behind[skipped : skipped + count])
            for skipped in range(_MOST_GROUPS + 1)
            for count in range(1, min(len(behind) - skipped, LONGEST_LABEL) + 1)
        ]
        yield replace(run, following=tuple(dict.fromkeys(joins)))


def _beginning_in(texts: Sequence[FreeText], start: int, stop: int) -> list[Token]:
    """The texts that begin between two places of the source; texts stand in reading order."""
    first = bisect_left(texts, start, key=_begin)
    return [text.token for text in texts[first : bisect_left(texts, stop, lo=first, key=_begin)]]


def _begin(text: FreeText) -> int:
    return text.token.span[0]


def _structured(number: int, row: TokenRow, kind: TableKind, row_width: int) -> Iterator[Run]:
    """The runs of a row of the source's own structure."""
    for part in segments_of(row, kind):
        empty_line = not part.texts and len(part.values) >= row_width
        if part.values and (part.has_value or empty_line or are_one_label(part.texts, kind)):
            yield Run(
                tokens=tuple(part.values),
                labels=label_texts(part.texts),
                beside=bool(part.texts),
                layout=row.layout,
                row=number,
                table=row.table,
                unit=part.unit,
                lead=_place_of(part.values[0], row),
                apart=row.layout is Layout.PIPE_CELLS,
            )


def _place_of(token: Token, row: TokenRow) -> int:
    places = (place for place, other in enumerate(row.tokens) if (other.span, other.at) == (token.span, token.at))
    return next(places, 0)
