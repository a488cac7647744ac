"""What the rules reader cannot place by itself: the arrangements that fit, for the form's sums to choose from.

Three things come so: a row whose blanks vanished, a row with one value too many because a number was split over two
cells, and a number that fell out of its cell and stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from extractor.rules.line_tables import names_row
from extractor.rules.numerals import read_print
from extractor.rules.readings import PlacedRun
from extractor.rules.run import Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sources.document import Source
from schemas import cell_definition
from schemas.enums import PlacedBy, State, Witness
from schemas.form import Table
from schemas.reading import Choice, Reading, Span

__all__ = ["choices_of"]

_MOST_SPLIT = 2
"""Numbers of one row that may be split over two cells."""
_MOST_STRAYS = 4
"""Lone numbers of one table that are looked at; with more of them the table is torn in some other way."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A number that has a token, or two that belong together."""

    text: str
    span: Span


def choices_of(
    source: Source,
    table: Table,
    fitted: Sequence[PlacedRun],
    unplaced: Sequence[Run],
    readings: Sequence[Reading],
) -> tuple[Choice, ...]:
    """Return the choices that a table leaves open.

    Args:
        source: what the tokens are part of.
        table: the union of the forms' tables of this kind.
        fitted: the runs that have a row, with or without places.
        unplaced: the runs that have none.
        readings: what was placed; a lone number may belong to one of their blanks.
    """
    rows = [choice for item in fitted if item.tokens is None for choice in _of_row(source, table, item)]
    alone = [run for run in unplaced if len(run.numbers) == len(run.tokens) == 1]
    strays = [run.numbers[0] for run in alone if not names_row(run, table.kind)]
    blanks = [reading.path for reading in readings if reading.state is State.BLANK]
    if len(strays) > _MOST_STRAYS:
        return tuple(rows)
    return (*rows, *(choice for token in strays for choice in _of_stray(source, token, blanks)))


def _of_row(source: Source, table: Table, item: PlacedRun) -> Iterator[Choice]:
    paths = [table.path(item.block, item.row, column) for column in item.block.columns]
    values = [_Value(token.text, token.span) for token in item.run.numbers]
    blanks = [token for token in item.run.tokens if token.kind is TokenKind.BLANK and token.cell]
    if not values or blanks or not item.placed.sure:
        return
    if len(values) < len(paths):
        filled = combinations(range(len(paths)), len(values))
        options = [[(paths[place], value) for place, value in zip(places, values, strict=True)] for places in filled]
    else:
        joined = _joined(item.run.numbers, len(values) - len(paths))
        options = [list(zip(paths, row, strict=True)) for row in joined]
    yield from _choice(source, options, optional=False)


def _joined(tokens: Sequence[Token], pairs: int) -> Iterator[list[_Value]]:
    """The rows that come of joining so many pairs of neighbouring digits."""
    if not 1 <= pairs <= _MOST_SPLIT:
        return
    for firsts in combinations(range(len(tokens) - 1), pairs):
        apart = all(later - earlier > 1 for earlier, later in pairwise(firsts))
        if apart and all(tokens[n].text.isdigit() and tokens[n + 1].text.isdigit() for n in firsts):
            yield [
                _Value(token.text + tokens[n + 1].text, (token.span[0], tokens[n + 1].span[1]))
                if n in firsts
                else _Value(token.text, token.span)
                for n, token in enumerate(tokens)
                if n - 1 not in firsts
            ]


def _of_stray(source: Source, token: Token, blanks: Sequence[str]) -> Iterator[Choice]:
    value = _Value(token.text, token.span)
    yield from _choice(source, [[(path, value)] for path in blanks], optional=True)


def _choice(source: Source, options: Sequence[Sequence[tuple[str, _Value]]], *, optional: bool) -> Iterator[Choice]:
    arrangements = tuple(
        tuple(_reading(source, path, value) for path, value in option) for option in options if _all_numbers(option)
    )
    if arrangements:
        yield Choice(arrangements, optional=optional)


def _all_numbers(option: Sequence[tuple[str, _Value]]) -> bool:
    return all(read_print(value.text, cell_definition(path).quantity).state is State.NUMBER for path, value in option)


def _reading(source: Source, path: str, value: _Value) -> Reading:
    seen = read_print(value.text, cell_definition(path).quantity)
    return Reading(
        path=path,
        reader=Witness.RULES,
        state=seen.state,
        value=seen.value,
        printed=source.slice(value.span),
        span=value.span,
        placed_by=PlacedBy.SUMS,
        unit_known=seen.unit_known,
    )
