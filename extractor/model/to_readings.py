"""A model's answer about a table to readings: every value at the cell it names and at the token it is a copy of.

The readings are never anchored: the model sees labels and numbers in the order that the rules reader sees, so its
word about a place proves nothing (WITNESSES.md, "Anchored").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model.columns import Columns, columns_of
from extractor.model.locate import Item, Page
from extractor.model.prints import money_unit, read_token
from extractor.model.render import Rendered
from extractor.model.rows import SeenRow, one_line, seen_rows
from extractor.model.whose import Whose, whose
from extractor.sources.normalize import normalize
from schemas import union_table
from schemas.answers import BlockAnswer, DisclosureAnswer, OneHeaderAnswer, RowAnswer, TableAnswer
from schemas.enums import PlacedBy, Quantity, State, TableKind, Witness
from schemas.form import Column, Row
from schemas.reading import Reading
from schemas.upstream import SeenTable

__all__ = ["TableReadings", "to_readings"]

_UNIT_APART = re.compile(r"\((?:单位:?)?(百万元|千元|万元|亿元|元)\)")


@dataclass(frozen=True, slots=True)
class TableReadings:
    """What came of a model's answers about one table."""

    readings: tuple[Reading, ...]
    seen: SeenTable
    given: int
    """Numbers and marks that the model gave, and a year or an organization that is printed nowhere."""
    rejected: int
    """Those of them that are printed nowhere behind their label, or whose label or column is none of the form's."""


def to_readings(
    kind: TableKind, answers: Sequence[tuple[TableAnswer, Rendered]], year: int | None = None
) -> TableReadings:
    """Return the readings of one table.

    Column labels in an order that the form does not have leave no readings of the whole table; ``seen`` tells.

    Args:
        kind: which table was asked for.
        answers: one a part of the section, each with what the model was shown.
        year: the report's, for a table that has a column for each of several.
    """
    parts = [_Part(answer, Page(rendered, kind), year) for answer, rendered in answers]
    found = [block for part in parts for block in part.blocks()]
    given = sum(value is not None and bool(value.strip()) for part in parts for value in part.values())
    readings = tuple(reading for block in found for reading in block.readings)
    if any(not block.columns.in_order for block in found):
        readings = ()
    kept = sum(reading.state is not State.BLANK for reading in readings)
    said = whose(answers)
    given += said.unprinted
    return TableReadings(readings, _seen(said, found), given, given - kept)


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of an answer under one header."""

    columns: Columns
    named: bool
    """The answer gave column labels."""
    readings: tuple[Reading, ...]


def _seen(said: Whose, blocks: Sequence[_Block]) -> SeenTable:
    columns: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        if block.named and block.columns.keys != ("",):
            key = block.columns.block.key
            columns[key] = max(columns.get(key, ()), block.columns.keys, key=len)
    return SeenTable(year=said.year, organization=said.organization, columns=tuple(columns.items()))


def _blocks(answer: TableAnswer) -> Sequence[BlockAnswer]:
    if isinstance(answer, DisclosureAnswer):
        return answer.blocks
    if isinstance(answer, OneHeaderAnswer):
        return [BlockAnswer(heading=None, columns=answer.columns, rows=answer.rows)]
    return []


@dataclass(frozen=True, slots=True)
class _Part:
    answer: TableAnswer
    page: Page
    year: int | None

    def values(self) -> Iterator[str | None]:
        yield from (value for block in _blocks(self.answer) for row in block.rows for value in row.values)

    def blocks(self) -> Iterator[_Block]:
        """Each block of the answer under the header that it gives, once for each block of the form it has rows of."""
        given = [(number, row) for number, block in enumerate(_blocks(self.answer)) for row in block.rows]
        owners = {id(row): number for number, row in given}
        rows = self._rows([row for _, row in given])
        for number, block in enumerate(_blocks(self.answer)):
            own = [row for row in rows if owners[id(row.answer)] == number]
            for key in dict.fromkeys(row.key.partition("/")[0] for row in own):
                mine = [row for row in own if row.key.partition("/")[0] == key]
                due = Counter(len(row.answer.values) for row in mine).most_common(1)[0][0]
                columns = columns_of(block.columns, self.page, key, due, self.year)
                if columns is not None:
                    yield _Block(columns, bool(block.columns), tuple(self._readings(mine, columns)))

    def _rows(self, answers: Sequence[RowAnswer]) -> tuple[SeenRow, ...]:
        in_one = one_line(answers, self.page) if union_table(self.page.kind).one_line else ()
        return in_one or seen_rows(answers, self.page)

    def _readings(self, rows: Sequence[SeenRow], columns: Columns) -> Iterator[Reading]:
        for seen in rows:
            row = next((row for row in columns.block.rows if f"{columns.block.key}/{row.key}" == seen.key), None)
            if row is None or len(seen.tokens) != len(columns.columns):
                continue
            for column, unit, item in zip(columns.columns, columns.units, seen.tokens, strict=True):
                if column is not None and item is not None:
                    reading = self._reading(seen, row, column, unit, item, columns)
                    if reading.state is not State.UNREADABLE:
                        yield reading

    def _reading(
        self, seen: SeenRow, row: Row, column: Column, unit: str | None, item: Item, columns: Columns
    ) -> Reading:
        quantity = row.quantity or column.quantity
        if quantity is Quantity.MONEY:
            unit = self._unit(seen, unit)
        token = read_token(item.text, quantity, unit)
        return Reading(
            path=union_table(self.page.kind).path(columns.block, row, column),
            reader=Witness.MODEL,
            state=token.state,
            value=token.value,
            printed=self.page.rendered.source.slice(item.span) if item.text else "",
            span=item.span,
            at=item.at,
            placed_by=PlacedBy.STRUCTURE if item.structured and item.row == seen.place.row else PlacedBy.ORDER,
            unit_known=token.unit_known,
        )

    def _unit(self, seen: SeenRow, of_column: str | None) -> str | None:
        """The unit that is printed for an amount: with its column, in its row, with its label, or once apart."""
        label = normalize(seen.answer.label).text
        named = [of_column, *(money_unit(text) for text in seen.texts), money_unit(label)]
        found = next((unit for unit in named if unit), None)
        if found is not None or self.page.kind is not TableKind.PROACTIVE_DISCLOSURE:
            return found
        apart = {unit for item in self.page.items() for unit in _UNIT_APART.findall(item.text)}
        return apart.pop() if len(apart) == 1 else None
