"""A document's body to its content: paragraphs and tables in order, as they show with all tracked changes accepted.

The tree is walked once, in reading order, for lists are counted on the way. It is never deeper than ``xml`` lets a part be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.sources.budget import Meter, Work
from extractor.sources.colour import WHITE
from extractor.sources.hidden_text import HiddenText
from extractor.sources.html_content import NESTED_TABLES, Content, GridTable, Mark
from extractor.sources.office.word_inline import Inline, branch
from extractor.sources.office.word_look import Background, shaded
from extractor.sources.office.word_names import COMPATIBILITY, W, attribute, child, is_on, members, number_of, value_of
from extractor.sources.office.word_numbering import Numbering
from extractor.sources.office.word_styles import ParagraphStyle, Styles
from extractor.sources.office.word_table import CellShape, Columns, cells_of, row_shape, rows_of, said_in
from extractor.sources.office.xml import Element

__all__ = ["Story"]

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_HIGHEST_BODY = 9

Properties = Mapping[str, Element]
"""The elements of a paragraph's properties, by plain name."""


class _Spent(Exception):
    """A limit of work is reached: what was read until now is kept."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand."""

    content: Content
    background: Background
    depth: int = 0
    """Tables around."""


@dataclass(slots=True)
class _Begun:
    """A paragraph whose end is not there: the next one goes on with its line."""

    pieces: Content


class Story:
    """Walks one body; its lists and fields are its own."""

    def __init__(self, styles: Styles, numbering: Numbering, meter: Meter) -> None:
        self.content: Content = []
        self.hidden = HiddenText(meter)
        self.left_out: set[str] = set()
        """Names of elements that hold something which is not read."""
        self._styles = styles
        self._numbering = numbering
        self._meter = meter
        self._inline = Inline(styles, self.hidden, meter)

    def read(self, body: Element, background: Background = WHITE) -> None:
        """Add a body's blocks to ``content``; at a limit of the meter it ends there."""
        try:
            self._container(body, _Place(self.content, background))
        except _Spent:
            return

    def _container(self, parent: Element, place: _Place) -> None:
        begun = _Begun([])
        self._blocks(parent, place, begun)
        self._flush(begun, place)

    def _blocks(self, parent: Element, place: _Place, begun: _Begun) -> None:
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element, place, begun)
            elif element.tag == f"{W}tbl":
                self._flush(begun, place)
                self._table(element, place)
            elif element.tag in _WRAPPERS:
                self._blocks(element, place, begun)
            elif element.tag == f"{W}del":
                self.hidden.add(said_in(element), "tracked deletion")
            elif element.tag == f"{COMPATIBILITY}AlternateContent":
                for chosen in branch(element):
                    self._blocks(chosen, place, begun)
            elif element.tag in (f"{W}altChunk", f"{W}subDoc"):
                self.left_out.add(element.tag.removeprefix(W))
                self.hidden.note(element.tag.removeprefix(W))

    def _paragraph(self, paragraph: Element, place: _Place, begun: _Begun) -> None:
        if not self._meter.take(Work.NODES):
            raise _Spent
        properties = members(paragraph, "pPr")
        identity = attribute(properties.get("pStyle"), "val")
        style = self._styles.paragraph(identity)
        own = properties.get("shd")
        background = shaded(own if own is not None else style.shading, place.background)
        found = self._inline.read(paragraph, style.run, background)
        if _is_joined(properties, style):
            begun.pieces += found.pieces
        else:
            number = self._number(properties, identity, style)
            heading = Mark.HEADING if _is_heading(properties, style) else None
            _add_line(place.content, [number, *begun.pieces, *found.pieces], heading)
            begun.pieces = []
        for box in found.boxes:  # what is anchored in a line stands beside it
            self._container(box, replace(place, background=None))
        if self._meter.spent(Work.NODES):
            raise _Spent

    def _flush(self, begun: _Begun, place: _Place) -> None:
        if begun.pieces:
            _add_line(place.content, begun.pieces, None)
            begun.pieces = []

    def _number(self, properties: Properties, identity: str, style: ParagraphStyle) -> str:
        numbered = properties.get("numPr")
        listed, level = style.numbering or ("", None)
        if numbered is not None:
            listed = value_of(numbered, "numId") or listed
            own_level = value_of(numbered, "ilvl")
            level = number_of(own_level, 0) if own_level else level
        return self._numbering.next_number(listed, level, identity) if listed else ""

    def _table(self, table: Element, place: _Place) -> None:
        shaded_by_style = self._styles.shades_cells(value_of(table, "tblPr/tblStyle"))
        inside = replace(place, depth=place.depth + 1, background=None if shaded_by_style else place.background)
        inside = replace(inside, background=shaded(child(table, "tblPr/shd"), inside.background))
        if inside.depth > NESTED_TABLES:
            for deep in table.iterfind(f"{W}tr/{W}tc"):
                self._container(deep, inside)
            return
        grid = GridTable()
        place.content.append(grid)
        outside, self.hidden.holder = self.hidden.holder, grid.unread
        try:
            self._rows(table, grid, inside)
        finally:
            self.hidden.holder = outside

    def _rows(self, table: Element, grid: GridTable, inside: _Place) -> None:
        columns = Columns(grid)
        for row in rows_of(table):
            shape = row_shape(row)
            if shape.unseen:
                self.hidden.add(said_in(row), shape.unseen)
                continue
            if not self._meter.take(Work.NODES):
                raise _Spent
            columns.begin_row(shape)
            for cell in self._shapes(row):
                self._cell(cell, columns, inside)

    def _shapes(self, row: Element) -> Iterator[CellShape]:
        for cell in cells_of(row, self._meter.budget.colspan):
            if cell.deleted:
                self.hidden.add(said_in(cell.element), "tracked deletion")
            else:
                yield cell

    def _cell(self, shape: CellShape, columns: Columns, place: _Place) -> None:
        if columns.joins(shape):
            self.hidden.add(said_in(shape.element), "merged into another cell")
            return
        if not self._meter.take(Work.CELLS):
            raise _Spent
        cell = columns.add(shape)
        outside, self.hidden.holder = self.hidden.holder, cell.unread
        self._inline.marks = cell.marks
        try:
            self._container(
                shape.element, replace(place, content=cell.content, background=shaded(shape.shading, place.background))
            )
        finally:
            self.hidden.close_cell(cell)
            self.hidden.holder, self._inline.marks = outside, None


def _add_line(content: Content, pieces: Content, heading: Mark | None) -> None:
    content.append(Mark.BLOCK)
    if heading is not None:
        content.append(heading)
    content += (piece for piece in pieces if piece != "")
    content.append(Mark.BLOCK)


def _is_joined(properties: Properties, style: ParagraphStyle) -> bool:
    """True where the end of a paragraph was deleted, moved away or is hidden."""
    mark = properties.get("rPr")
    if mark is not None and any(child(mark, name) is not None for name in ("del", "moveFrom")):
        return True
    hidden = child(mark, "vanish")
    return is_on(hidden if hidden is not None else style.run.get("vanish"))


def _is_heading(properties: Properties, style: ParagraphStyle) -> bool:
    level = attribute(properties.get("outlineLvl"), "val")
    return number_of(level, _HIGHEST_BODY) < _HIGHEST_BODY if level else style.heading
