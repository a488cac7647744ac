"""A sheet to its content: lines where a text stands alone, tables where cells stand side by side.

Hidden rows and columns are taken out first, so that rows and columns are counted as a person sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.sources.budget import Meter, Work
from extractor.sources.cell_shape import is_prose
from extractor.sources.document import Unread
from extractor.sources.hidden_text import HiddenText
from extractor.sources.html_content import Content, GridCell, GridRow, GridTable, Mark
from extractor.sources.office.sheet_cells import CellTexts
from extractor.sources.office.sheet_scan import Merge, RawSheet

__all__ = ["sheet_content"]

_STEPS_A_PLACE = 20
"""What it costs to remember by which merged cell a place is covered, in steps over a grid."""


@dataclass(slots=True, eq=False)
class _Placed:
    """A cell where it shows; rows and columns are those of the file."""

    row: int
    column: int
    last_row: int
    last_column: int
    bordered: bool = False
    pieces: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    """What it holds beside its text."""

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()


def sheet_content(sheet: RawSheet, texts: CellTexts, hidden: HiddenText, meter: Meter) -> Content:
    """Return what shows of a sheet, and add to ``hidden`` what does not."""
    layout = _Layout(sheet, texts, hidden, meter)
    content: Content = []
    for run in layout.runs():
        if run.is_table:
            content.append(layout.table(run.rows))
        else:
            for row in run.rows:
                for placed in layout.rows[row]:
                    for line in placed.text.split("\n"):
                        content += (Mark.BLOCK, line)
                content.append(Mark.BLOCK)
    return content


@dataclass(slots=True)
class _Run:
    is_table: bool
    rows: list[int]


class _Layout:
    """The cells that show, by row, and what each row is."""

    def __init__(self, sheet: RawSheet, texts: CellTexts, hidden: HiddenText, meter: Meter) -> None:
        self._sheet = sheet
        self._meter = meter
        self._hidden = hidden
        self._last_row = max((row for row, _ in sheet.cells), default=0)
        self._last_column = max((column for _, column in sheet.cells), default=0)
        self._covered: dict[tuple[int, int], _Placed] = {}
        self.rows: dict[int, list[_Placed]] = {}
        self._seen: set[_Placed] = set()
        anchors = self._anchors()
        for place in sorted(sheet.cells.keys() | self._drawn()):
            self._take(place, anchors, texts)
        self._drop_empty()
        self._any_border = any(placed.bordered for row in self.rows.values() for placed in row)
        columns = [column for row in self.rows.values() for p in row for column in (p.column, p.last_column)]
        self._first, self._last = min(columns, default=1), max(columns, default=1)

    def _drawn(self) -> set[tuple[int, int]]:
        """Places among the cells on which something lies that is no text."""
        return {place for place in self._sheet.drawn if place[0] <= self._last_row and place[1] <= self._last_column}

    def _anchors(self) -> dict[tuple[int, int], _Placed | None]:
        """The merged cells by the place of their text; None for one of which nothing shows."""
        found: dict[tuple[int, int], _Placed | None] = {}
        for merge in self._sheet.merges:
            placed = self._shown_part(merge)
            found[merge.top, merge.left] = placed
            if placed is None:
                continue
            area = (placed.last_row - placed.row + 1) * (placed.last_column - placed.column + 1)
            if not self._meter.take(Work.GRID_STEPS, _STEPS_A_PLACE * area):
                break
            for row in range(placed.row, placed.last_row + 1):
                for column in range(placed.column, placed.last_column + 1):
                    self._covered.setdefault((row, column), placed)
        return found

    def _shown_part(self, merge: Merge) -> _Placed | None:
        if merge.top > self._last_row or merge.left > self._last_column:
            return None
        bottom, right = min(merge.bottom, self._last_row), min(merge.right, self._last_column)
        length = bottom - merge.top + right - merge.left + 2
        if not self._meter.take(Work.GRID_STEPS, _STEPS_A_PLACE * length):
            return None
        rows = [row for row in range(merge.top, bottom + 1) if not self._sheet.hides_row(row)]
        columns = [column for column in range(merge.left, right + 1) if not self._sheet.hides_column(column)]
        return _Placed(rows[0], columns[0], rows[-1], columns[-1]) if rows and columns else None

    def _take(self, place: tuple[int, int], anchors: dict[tuple[int, int], _Placed | None], texts: CellTexts) -> None:
        raw = self._sheet.cells.get(place)
        pieces = texts.pieces(raw, self._sheet) if raw is not None else ()
        bordered = raw is not None and texts.styles.style(raw.style).bordered
        covering = self._covered.get(place)
        placed = anchors.get(place, covering)
        reason = "" if place in anchors or covering is None else "merged into another cell"
        if placed is None:
            placed = _Placed(*place, *place)
            reason = self._unseen(place)
        if not reason:
            self._hidden.end_passage()
        for piece in pieces:
            why = reason or piece.unseen
            if why:
                self._hidden.add(piece.text + " ", why, placed.unread)
            else:
                placed.pieces.append(piece.text)
        if place in self._sheet.drawn:
            placed.unread.append(Unread("picture", shows=True))
        placed.bordered = placed.bordered or bordered
        if placed not in self._seen and not self._unseen((placed.row, placed.column)):
            self._seen.add(placed)
            self.rows.setdefault(placed.row, []).append(placed)

    def _unseen(self, place: tuple[int, int]) -> str:
        if self._sheet.hides_row(place[0]):
            return "hidden row"
        return "hidden column" if self._sheet.hides_column(place[1]) else ""

    def _drop_empty(self) -> None:
        """Leave out cells that have neither text nor border, and rows of these alone."""
        for row in list(self.rows):
            self.rows[row] = [placed for placed in self.rows[row] if placed.text or placed.bordered or placed.unread]
            if not self.rows[row]:
                del self.rows[row]

    def runs(self) -> Iterator[_Run]:
        """Yield rows that belong together, from the top: lines, or the rows of one table."""
        run: _Run | None = None
        end = 0
        for row in sorted(self.rows):
            is_table = self._is_of_table(row)
            follows = row <= end + 1 or self._are_hidden(end + 1, row)
            if run is None or is_table is not run.is_table or not follows:
                if run is not None:
                    yield run
                run = _Run(is_table, [])
            run.rows.append(row)
            end = max([end if follows else row, *(placed.last_row for placed in self.rows[row])])
        if run is not None:
            yield run

    def _are_hidden(self, start: int, stop: int) -> bool:
        return stop - start <= self._meter.budget.columns and all(map(self._sheet.hides_row, range(start, stop)))

    def _is_of_table(self, row: int) -> bool:
        """False for a row with one text alone that stands outside the lines of a table, or across all of the sheet."""
        cells = self.rows[row]
        filled = [placed for placed in cells if placed.text]
        if len(filled) != 1 or len(cells) > 1:
            return True
        alone = filled[0]
        if self._is_beside_another(alone):
            return True
        if alone.column <= self._first and alone.last_column >= self._last:
            return False
        if self._any_border:
            return alone.bordered and alone.last_column > alone.column
        return not is_prose(alone.text) and self._has_neighbours(row)

    def _is_beside_another(self, placed: _Placed) -> bool:
        """True where a merged cell from a row above reaches into its row."""
        beside = (column for column in (placed.column - 1, placed.last_column + 1))
        return any((placed.row, column) in self._covered for column in beside)

    def _has_neighbours(self, row: int) -> bool:
        """True for a row below one of several cells, unless running text follows: then it is a heading."""
        above, below = row - 1, row + 1
        while self._is_short_alone(above):
            above -= 1
        while self._is_short_alone(below):
            below += 1
        several_above = above in self.rows and len(self.rows[above]) > 1
        return several_above and (below not in self.rows or len(self.rows[below]) > 1)

    def _is_short_alone(self, row: int) -> bool:
        cells = self.rows.get(row, [])
        return len(cells) == 1 and not is_prose(cells[0].text)

    def table(self, rows: Sequence[int]) -> GridTable:
        """Return rows as a table; every place of its grid that no cell covers is an empty cell."""
        grid = GridTable()
        number_of_row = {row: number for number, row in enumerate(rows)}
        first = min(placed.column for row in rows for placed in self.rows[row])
        last = max(placed.last_column for row in rows for placed in self.rows[row])
        columns = [column for column in range(first, last + 1) if not self._sheet.hides_column(column)]
        number_of_column = {column: number for number, column in enumerate(columns)}
        taken: set[tuple[int, int]] = set()
        for row in rows:
            grid.rows.append(GridRow(0))
            by_column = {number_of_column[placed.column]: placed for placed in self.rows[row]}
            number = number_of_row[row]
            for column in range(len(columns)):
                if (number, column) in taken:
                    continue
                if not self._meter.take(Work.CELLS):
                    return grid
                placed = by_column.get(column)
                cell = GridCell(1, 1, False, column=column)
                grid.rows[-1].cells.append(cell)
                if placed is None:
                    continue
                cell.rowspan = sum(other in number_of_row for other in range(row, placed.last_row + 1))
                cell.colspan = sum(other in number_of_column for other in range(placed.column, placed.last_column + 1))
                taken |= {
                    (number + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)
                }
                cell.content += _lines(placed.text)
                cell.unread += placed.unread
        return grid


def _lines(text: str) -> Content:
    content: Content = []
    for number, line in enumerate(text.split("\n")):
        content += (Mark.LINE, line) if number else (line,)
    return content
