"""One report on one sheet: the form as it is printed, then what is doubtful, then what is wrong or odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break

from extractor.export.columns import Scalar
from extractor.export.datasets import candidates_text
from extractor.export.form_layout import WIDTH, Box, PrintedTable, Role, printed_tables
from extractor.export.labels import cell_labels
from extractor.export.numbered import CellRow, ReportRow
from extractor.export.overview import value_text
from extractor.export.places import address
from extractor.export.text_table import width as columns_of
from extractor.export.wording import SEVERITY_WORDS, STATE_WORDS, STATUS_WORDS
from extractor.export.workbook.sheet import Piece, Sheet, SheetWriter, fit_to_width
from extractor.export.workbook.styles import LEGEND, legend, number_format, text_format
from extractor.export.workbook.words import said
from schemas import cell_definition
from schemas.enums import State, Status
from schemas.result import Cell

__all__ = ["FIRST_FORM_ROW", "write_report"]

FIRST_FORM_ROW = 6
"""The row, from 1, in which the first table's title stands."""

_COLUMN = 7.3
_LINE = 13.5
"""Points of height that a line of text takes."""
_MOST = 60
"""Doubtful cells that are listed under the form."""
_DOUBTFUL = (Status.DISPUTED, Status.REPAIRED, Status.UNREAD)


def write_report(sheet: Sheet, row: ReportRow, overview: str, lang: str) -> None:
    """Write the report's sheet.

    Args:
        sheet: an empty one.
        row: the report.
        overview: name of the sheet to lead back to.
        lang: ``en`` or ``zh``, for everything but the form itself.
    """
    writer = SheetWriter(sheet)
    _set_up(sheet)
    _write_head(writer, row, overview, lang)
    for table in printed_tables(row.report):
        writer.write({0: Piece(table.title, "gk section", WIDTH)}, height=20)
        _write_table(writer, row, table, lang)
        writer.skip()
    sheet.row_breaks.append(Break(id=writer.row))
    _write_doubtful(writer, row, lang)
    writer.skip()
    _write_findings(writer, row, lang)


def _set_up(sheet: Sheet) -> None:
    for letter in "ABCDEFGHIJKLMNO"[:WIDTH]:
        sheet.column_dimensions[letter].width = _COLUMN
    fit_to_width(sheet, "portrait")
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False


def _write_head(writer: SheetWriter, row: ReportRow, overview: str, lang: str) -> None:
    words = said(lang)
    report = row.report
    organization = report.organization or words["no_organization"]
    about = [
        organization,
        f"{words['year']} {report.year if report.year is not None else '?'}",
        f"{words['form']} {report.form}",
    ]
    writer.write({0: Piece(words["back"], "gk link", WIDTH, link=overview)})
    writer.write({0: Piece(report.title or organization, "gk title", WIDTH)}, height=26)
    writer.write({0: Piece("    ".join(about), "gk about", WIDTH)})
    writer.write({0: Piece(f"{words['source']} {row.extraction.source}", "gk about", WIDTH)})
    writer.write(
        {place * 3: Piece(legend(status, lang), f"gk {status}", 3) for place, status in enumerate(LEGEND)},
        height=_LINE * 1.4,
    )
    assert writer.row == FIRST_FORM_ROW - 1


def _write_table(writer: SheetWriter, row: ReportRow, table: PrintedTable, lang: str) -> None:
    if not table.boxes:
        writer.write({0: Piece(said(lang)["no_cells"], "gk about", WIDTH)})
        return
    lines: list[dict[int, Piece]] = [{} for _ in range(table.height)]
    heights = [_LINE * 1.3] * table.height
    for box in table.boxes:
        lines[box.row][box.column] = _piece(box, row, lang)
        for below in range(1, box.height):
            lines[box.row + below].update({box.column + at: Piece(None, f"gk {box.role}") for at in range(box.width)})
        if box.height == 1:
            heights[box.row] = max(heights[box.row], _LINE * (_lines(box.text, box.width) + 0.3))
    for line, height in zip(lines, heights, strict=True):
        writer.write(line, height)


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in so many columns of the sheet."""
    room = int(width * _COLUMN * 1.05)
    return max(1, -(-columns_of(text) // room))


def _piece(box: Box, row: ReportRow, lang: str) -> Piece:
    if box.role is not Role.NUMBER or box.path is None:
        return Piece(box.text, f"gk {box.role}", box.width, box.height)
    cell = row.report.cells.get(box.path)
    if cell is None:
        return Piece(None, "gk absent", box.width, box.height)
    value, shown = _shown(box.path, cell, lang)
    note = _note(cell, lang) if _needs_note(cell) else None
    return Piece(value, f"gk {cell.status}", box.width, box.height, format=shown, note=note)


def _shown(path: str, cell: Cell, lang: str) -> tuple[Scalar, str | None]:
    """What stands in the cell: a number, nothing for a blank, or text that is no number; and its format."""
    if cell.value is not None:
        return cell.value, number_format(cell.value, cell_definition(path).quantity, cell.status)
    if cell.state is State.BLANK:
        return None, None
    text = said(lang)["lost"] if cell.state is State.LOST else cell.printed
    return text, text_format(cell.status)


def _needs_note(cell: Cell) -> bool:
    if cell.status in _DOUBTFUL or (cell.state is State.BLANK and cell.status is not Status.VERIFIED):
        return True
    return cell.value is not None and cell.printed != value_text(cell)


def _note(cell: Cell, lang: str) -> str:
    words = said(lang)
    chinese = lang == "zh"
    lines = [
        f"{STATUS_WORDS[cell.status][chinese]} · {STATE_WORDS[cell.state][chinese]}",
        f"{words['printed']}: {cell.printed or '—'}",
        f"{words['witnesses']}: {', '.join(cell.witnesses) or '—'}",
    ]
    if cell.candidates:
        lines.append(f"{words['candidates']}: {candidates_text(cell)}")
    if found := address(cell):
        lines.append(f"{words['place']}: {found}")
    return "\n".join(lines)


def _write_doubtful(writer: SheetWriter, row: ReportRow, lang: str) -> None:
    words = said(lang)
    writer.write({0: Piece(words["doubtful"], "gk section", WIDTH)}, height=20)
    doubtful = [
        CellRow(row, path, cell)
        for status in _DOUBTFUL
        for path, cell in row.report.cells.items()
        if cell.status is status
    ]
    if not doubtful:
        writer.write({0: Piece(words["no_doubtful"], "gk about", WIDTH)})
        return
    heads = ("cell", "value", "printed", "status", "witnesses", "candidates")
    spans = (5, 2, 2, 1, 2, 3)
    writer.write(_line([words[head] for head in heads], spans, ["gk column"] * len(spans)))
    for found in doubtful[:_MOST]:
        cell = found.cell
        label = cell_labels(found.path, row.report.form)[lang != "zh"]
        texts = [
            f"{label}\n{found.path}",
            value_text(cell) if cell.value is not None else STATE_WORDS[cell.state][lang == "zh"],
            cell.printed,
            STATUS_WORDS[cell.status][lang == "zh"],
            ", ".join(cell.witnesses),
            candidates_text(cell),
        ]
        styles = ["gk text"] * 3 + [f"gk {cell.status}"] + ["gk text"] * 2
        writer.write(_line(texts, spans, styles), height=_height(texts, spans))
    if len(doubtful) > _MOST:
        writer.write({0: Piece(words["more"].format(len(doubtful) - _MOST), "gk about", WIDTH)})


def _write_findings(writer: SheetWriter, row: ReportRow, lang: str) -> None:
    words = said(lang)
    writer.write({0: Piece(words["findings"], "gk section", WIDTH)}, height=20)
    if not row.report.findings:
        writer.write({0: Piece(words["no_findings"], "gk about", WIDTH)})
        return
    spans = (1, 3, 11)
    writer.write(_line([words["severity"], words["kind"], words["message"]], spans, ["gk column"] * 3))
    for finding in row.report.findings:
        texts = [SEVERITY_WORDS[finding.severity][lang == "zh"], finding.kind.value, finding.message]
        writer.write(_line(texts, spans, ["gk text"] * 3), height=_height(texts, spans))


def _line(texts: list[str], spans: tuple[int, ...], styles: list[str]) -> Mapping[int, Piece]:
    pieces: dict[int, Piece] = {}
    at = 0
    for text, span, style in zip(texts, spans, styles, strict=True):
        pieces[at] = Piece(text, style, span)
        at += span
    return pieces


def _height(texts: list[str], spans: tuple[int, ...]) -> float:
    def lines(text: str, span: int) -> Iterator[int]:
        return (_lines(line, span) for line in text.split("\n"))

    return _LINE * (max(sum(lines(text, span)) for text, span in zip(texts, spans, strict=True)) + 0.3)
