"""Where in a rendering a row's label and its numbers stand: a number that stands nowhere there is no reading.

Source: WITNESSES.md, "Words": a reading has the place of its own printed token. The model names a row by its label
and gives one value a column; each value must be printed behind that label, before the next one, in that order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from extractor.model.prints import is_value
from extractor.model.render import Field, Rendered
from extractor.sections.labels import EXACT, matches, row_with_piece
from extractor.sources.normalize import normalize
from schemas import union_table
from schemas.enums import TableKind
from schemas.reading import Address, Span

__all__ = ["Item", "LabelPlace", "Page", "label_key"]

_KEPT = re.compile(r"\w")
_ORDINAL = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,3}|其中|其中\d{1,2})?")
"""What may stand in a field in front of a label that was given without it."""

_LONG_PIECE = 6
"""Letters that the first part of a torn label must have."""
_LONG_HEADER = 4
"""Letters from which on a column's label, or its first part, is told from other words."""
_PAGE_NUMBER = re.compile(r"[-—–－\s]*[-—–－]\s*\d{1,3}\s*[-—–－][-—–－\s]*|第\s*\d{1,3}\s*页.{0,12}")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that stands behind a label: a token, an empty cell, or other text."""

    text: str
    """Normalised; empty for an empty cell."""
    span: Span
    at: Address | None
    row: int
    """Which line of the rendering it stands in."""
    structured: bool
    filler: bool = False
    """An empty cell of a grid column in which nothing stands from top to bottom."""

    @property
    def is_slot(self) -> bool:
        """True for what fills a place: a token or an empty cell."""
        return not self.text or is_value(self.text)


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """One place where a label stands."""

    start: int
    stop: int
    """In the page's letters, half-open."""
    row: int


def label_key(text: str, *, traditional: bool = False) -> str:
    """Return a label without white space, punctuation and width: what two prints of it have in common."""
    return "".join(_KEPT.findall(normalize(text, traditional=traditional).text)).replace("_", "")


@dataclass(frozen=True)
class Page:
    """A rendering, made ready to be searched."""

    rendered: Rendered
    kind: TableKind

    @cached_property
    def fields(self) -> tuple[tuple[int, Field], ...]:
        """Every field with the number of its line; page numbers between the lines of a table are none."""
        return tuple(
            (number, field)
            for number, row in enumerate(self.rendered.rows)
            if row.table is not None or not _PAGE_NUMBER.fullmatch(row.text.strip())
            for field in row.fields
        )

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        source = self.rendered.source
        return tuple(label_key(source.slice(field.span), traditional=source.traditional) for _, field in self.fields)

    @cached_property
    def letters(self) -> str:
        """The letters and digits of all fields, one behind the other."""
        return "".join(self._keys)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each field begins in the letters."""
        found, place = [], 0
        for key in self._keys:
            found.append(place)
            place += len(key)
        return tuple(found)

    @cached_property
    def _groups(self) -> frozenset[str]:
        """Labels over several rows, which may stand in front of a row's own."""
        return frozenset(label_key(text) for group in union_table(self.kind).groups for text in group.prints)

    def prints(self, label: str) -> bool:
        """True where the label is printed, whole; a long one also with other words before it."""
        key = self._key(label)
        return bool(self._whole(key)) or (len(key) >= _LONG_HEADER and key in self.letters)

    def begins(self, label: str) -> bool:
        """True where the label is printed, or a field is the first part of it as where a header is wrapped."""
        key = self._key(label)
        return self.prints(label) or any(len(piece) >= _LONG_HEADER and key.startswith(piece) for piece in self._keys)

    def places(self, label: str) -> tuple[LabelPlace, ...]:
        """Return every place where a label stands: in one cell or in neighbouring words, from the start of a field.

        An ordinal or the label of its group may stand in front of it. A label that stands nowhere whole stands where
        a field is the first part of it and of no other row's, if there is one such field alone.
        """
        key = self._key(label)
        return self._whole(key) or self._torn(key)

    def _key(self, label: str) -> str:
        return label_key(label, traditional=self.rendered.source.traditional)

    def _torn(self, key: str) -> tuple[LabelPlace, ...]:
        """The one field with which a label begins that is wrapped around its values."""
        pieces = [
            number
            for number, piece in enumerate(self._keys)
            if piece != key and len(piece) >= _LONG_PIECE and key.startswith(piece)
        ]
        if len(pieces) != 1 or row_with_piece(self._normalized(self.fields[pieces[0]][1]), self.kind) is None:
            return ()
        start = self._starts[pieces[0]]
        return (LabelPlace(start, start + len(self._keys[pieces[0]]), self.fields[pieces[0]][0]),)

    def _whole(self, key: str) -> tuple[LabelPlace, ...]:
        found: list[LabelPlace] = []
        start = self.letters.find(key) if key else -1
        while start >= 0:
            first, last = self._field_at(start), self._field_at(start + len(key) - 1)
            front = self.letters[self._starts[first] : start]
            inside = first == last or not any(field.cell for _, field in self.fields[first : last + 1])
            if inside and (_ORDINAL.fullmatch(front) or front in self._groups):
                found.append(LabelPlace(start, start + len(key), self.fields[last][0]))
            start = self.letters.find(key, start + 1)
        return tuple(found)

    def _field_at(self, place: int) -> int:
        """The field in which that letter stands; empty fields hold none."""
        return bisect_right(self._starts, place) - 1

    def region(self, place: LabelPlace, others: Sequence[LabelPlace]) -> tuple[Item, ...]:
        """Return what stands behind a label and belongs to it.

        In its own line, where a token or a cell stands there; else in the next line with a token, or in several with
        one token each, up to the next row label, whether the answer has that or not. Nothing where row labels stand one
        below the other and the lines of their values after them: nobody can tell which is whose.

        Args:
            place: of the label.
            others: of all labels of the answer.
        """
        starts = {other.start for other in others}
        found = list(self._behind(place, starts))
        own = [item for item in found if item.row == place.row]
        in_cells = any(item.structured for item in own) and not union_table(self.kind).one_line
        if in_cells or any(item.is_slot for item in own):
            return tuple(own)
        if self._is_stacked(place, starts):
            return ()
        lines = [list(line) for _, line in groupby(found, key=lambda item: item.row)]
        filled = [line for line in lines if any(item.is_slot for item in line)]
        single = [line for line in filled if sum(item.is_slot for item in line) == 1]
        return tuple(item for line in (filled if len(single) == len(filled) else filled[:1]) for item in line)

    def _is_stacked(self, place: LabelPlace, starts: Collection[int]) -> bool:
        """True where another row label stands before this one, and no token between them."""
        for number in reversed(range(self._field_at(place.start))):
            items = self._items(number)
            if any(item.is_slot for item in items):
                return False
            of_group = self._keys[number] and any(group.startswith(self._keys[number]) for group in self._groups)
            if (self._keys[number] and self._starts[number] in starts) or any(
                self._is_row(item.text) and not of_group for item in items
            ):
                return True
        return False

    def items(self) -> tuple[Item, ...]:
        """Return everything on the page."""
        return tuple(item for number in range(len(self.fields)) for item in self._items(number))

    def _behind(self, place: LabelPlace, starts: Collection[int]) -> Iterator[Item]:
        """Everything from a label to the next row label."""
        last = self._field_at(place.stop - 1)
        yield from self._rest(last, place)
        for number in range(last + 1, len(self.fields)):
            items = self._items(number)
            if (self._keys[number] and self._starts[number] in starts) or any(self._is_row(i.text) for i in items):
                return
            yield from items

    def _is_row(self, text: str) -> bool:
        best = matches(text, self.kind)[:1] if text and not is_value(text) else ()
        return any(match.label.role == "row" and match.score >= EXACT for match in best)

    def _rest(self, number: int, place: LabelPlace) -> Iterator[Item]:
        """What stands in the label's own field behind it (``行政许可97``)."""
        row, field = self.fields[number]
        source = self.rendered.source
        left = self._starts[number] + len(self._keys[number]) - place.stop
        if left <= 0:
            return
        raw = source.slice(field.span)
        whole = normalize(raw, traditional=source.traditional)
        kept = [found.start() for found in _KEPT.finditer(whole.text) if found.group() != "_"]
        start, end = whole.raw_span(kept[len(kept) - left], len(whole.text))
        text = whole.text[kept[len(kept) - left] :].strip()
        if is_value(text):
            yield Item(text, (field.span[0] + start, field.span[0] + end), field.at, row, field.cell)

    def _items(self, number: int) -> tuple[Item, ...]:
        row, field = self.fields[number]
        text = self._normalized(field)
        if text or field.at is None:
            return (Item(text, field.span, field.at, row, field.cell),) if text else ()
        at = field.at
        places = (Address(table=at.table, row=at.row, column=(at.column or 0) + extra) for extra in range(field.width))
        return tuple(
            Item("", field.span, at, row, True, (at.table, at.column) not in self._filled_columns) for at in places
        )

    def _normalized(self, field: Field) -> str:
        source = self.rendered.source
        return " ".join(normalize(source.slice(field.span), traditional=source.traditional).text.split())

    @cached_property
    def _filled_columns(self) -> frozenset[tuple[int | None, int | None]]:
        """Table and column of every grid column that holds anything."""
        return frozenset(
            (field.at.table, (field.at.column or 0) + extra)
            for key, (_, field) in zip(self._texts, self.fields, strict=True)
            if key and field.at is not None
            for extra in range(field.width)
        )

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(self.rendered.source.slice(field.span).strip() for _, field in self.fields)
