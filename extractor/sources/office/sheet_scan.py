"""One sheet's part, read as a stream: its cells, merges and what of it is hidden, as the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol

from extractor.errors import SourceError
from extractor.sources.budget import Meter, Work
from extractor.sources.office.sheet_styles import SHEET, float_of
from extractor.sources.office.word_names import number_of
from extractor.sources.office.xml import Element, required

__all__ = ["Merge", "RawCell", "RawSheet", "scan_sheet"]

_MOST_MERGES = 20_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MERGES = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([^"']{1,30})["']""")
_ON = frozenset(("1", "true", "on"))
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


class _Attributes(Protocol):
    def get(self, key: str, /) -> str | None: ...


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it."""

    kind: str
    """``n``, ``s`` (a shared text), ``str``, ``inlineStr``, ``b``, ``e`` or ``d``."""
    value: str
    style: int
    inline: Element | None
    """The text of an ``inlineStr``."""
    without_value: bool
    """A formula whose result the file does not have."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns from 1, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class RawSheet:
    """A sheet as the file has it; rows and columns count from 1."""

    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    """By row and column, those with a value or a style."""
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rows_hidden_by_default: bool = False
    shown_rows: set[int] = field(default_factory=set)
    """Rows that the file names and does not hide."""
    hides_zeros: bool = False
    drawn: set[tuple[int, int]] = field(default_factory=set)
    """Places, by row and column, on which a picture or another object without text lies."""
    coloured_elsewhere: bool = False
    """Conditional formats or table styles colour cells."""

    def hides_row(self, row: int) -> bool:
        """True where a row does not show."""
        return row in self.hidden_rows or (self.rows_hidden_by_default and row not in self.shown_rows)

    def hides_column(self, column: int) -> bool:
        """True where a column does not show."""
        return column in self.hidden_columns


def scan_sheet(data: bytes, name: str, meter: Meter) -> RawSheet:
    """Return a sheet; cells beyond the meter's limits are left out, and it says so.

    Raises:
        SourceError: ``unreadable`` for what is no XML, ``hostile`` for one that declares entities.
    """
    scan = _Scan(RawSheet(), meter)
    etree = required("lxml.etree")
    if b"<!DOCTYPE" in data.replace(b"\0", b"") or b"<!ENTITY" in data.replace(b"\0", b""):
        raise SourceError(
            "hostile", f"part {name!r} declares a document type or entities: no office program writes that"
        )
    try:
        for event, element in _events(etree, data):
            scan.take(event, element)
            if meter.spent(Work.NODES):
                scan.take_merges(data)
                break
    except etree.LxmlError as error:
        raise SourceError("unreadable", f"part {name!r} is no XML ({error}): fetch or save the file again") from error
    return scan.sheet


def _events(etree: Any, data: bytes) -> Iterator[tuple[str, Any]]:
    data = data.replace(_STRICT[1:-1].encode(), SHEET[1:-1].encode())
    names = ("row", "c", "col", "mergeCell", "sheetView", "sheetFormatPr", "conditionalFormatting", "tablePart")
    yield from etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        tag=[f"{SHEET}{name}" for name in names],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


class _Scan:
    """What a pass over a sheet has seen."""

    def __init__(self, sheet: RawSheet, meter: Meter) -> None:
        self.sheet = sheet
        self._meter = meter
        self._row = 0
        self._column = 0
        self._handlers = {
            "col": self._columns,
            "mergeCell": self._merge,
            "sheetView": self._view,
            "sheetFormatPr": self._defaults,
            "conditionalFormatting": self._coloured,
            "tablePart": self._coloured,
        }

    def take(self, event: str, element: Any) -> None:
        """Take one event of the parser."""
        name = element.tag.removeprefix(SHEET)
        if name == "row":
            if event == "start":
                self._begin_row(element)
            else:
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        elif event == "end":
            if name == "c":
                self._cell(element)
            else:
                self._handlers[name](element)

    def _begin_row(self, row: Element) -> None:
        self._row = min(max(number_of(row.get("r") or "", self._row + 1), 1), _LAST_ROW)
        self._column = 0
        if not self._meter.take(Work.NODES):
            return
        height = row.get("ht")
        if (row.get("hidden") or "").lower() in _ON or (height and float_of(height) < 1 and row.get("customHeight")):
            self.sheet.hidden_rows.add(self._row)
        else:
            self.sheet.shown_rows.add(self._row)

    def _cell(self, cell: Element) -> None:
        place = _place(cell.get("r") or "")
        row, self._column = place or (self._row, self._column + 1)
        if not self._meter.take(Work.NODES):
            return
        if self._column > self._meter.budget.columns:
            self._meter.exceed(Work.COLUMNS)
            return
        value = cell.find(f"{SHEET}v")
        text = (value.text or "") if value is not None else ""
        kind = cell.get("t") or "n"
        formula = cell.find(f"{SHEET}f") is not None
        inline = cell.find(f"{SHEET}is")
        self.sheet.cells[row, self._column] = RawCell(
            kind=kind,
            value=text,
            style=number_of(cell.get("s") or "", 0),
            inline=inline,
            without_value=formula and not text and kind != "str",
        )

    def _columns(self, column: Element) -> None:
        width = column.get("width")
        if (column.get("hidden") or "").lower() in _ON or (width is not None and float_of(width) <= 0):
            first = max(number_of(column.get("min") or "", 1), 1)
            last = min(number_of(column.get("max") or "", first), self._meter.budget.columns)
            self.sheet.hidden_columns.update(range(first, last + 1))

    def _merge(self, merge: _Attributes) -> None:
        first, _, last = (merge.get("ref") or "").partition(":")
        start, end = _place(first), _place(last or first)
        if start is None or end is None or len(self.sheet.merges) >= _MOST_MERGES:
            return
        self.sheet.merges.append(Merge(*start, max(start[0], end[0]), max(start[1], end[1])))

    def take_merges(self, data: bytes) -> None:
        """Take the merges alone, which stand behind all cells."""
        for reference in _MERGES.findall(data):
            self._merge({"ref": reference.decode("ascii", "replace")})

    def _view(self, view: Element) -> None:
        self.sheet.hides_zeros = (view.get("showZeros") or "1").lower() not in _ON

    def _defaults(self, defaults: Element) -> None:
        self.sheet.rows_hidden_by_default = (defaults.get("zeroHeight") or "").lower() in _ON

    def _coloured(self, _: Element) -> None:
        self.sheet.coloured_elsewhere = True


def _place(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as ``AB12``."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None
