"""One report on one sheet: the form as it is printed, then what is doubtful, then what is wrong or odd."""

from __future__ import annotations

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break

from extractor.export.columns import Scalar
from extractor.export.datasets import candidates_text
from extractor.export.form_layout import WIDTH, Box, PrintedTable, Role, printed_tables
from extractor.export.numbered import ReportRow, is_called_wrong
from extractor.export.overview import value_text
from extractor.export.places import address
from extractor.export.wording import HOW_WORDS, STATE_WORDS, STATUS_WORDS
from extractor.export.workbook.report_lists import COLUMN, DOUBTFUL, LINE, lines_of, write_lists
from extractor.export.workbook.sheet import Piece, Sheet, SheetWriter, fit_to_width
from extractor.export.workbook.styles import LEGEND, MARKS, WRONG, WRONG_MARK, legend, number_format, text_format
from extractor.export.workbook.words import said
from extractor.reviewing.events import Standing
from schemas import cell_definition
from schemas.enums import State, Status
from schemas.result import Cell

__all__ = ["FIRST_FORM_ROW", "write_report"]

FIRST_FORM_ROW = 7
"""The row, from 1, in which the first table's title stands."""


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
    write_lists(writer, row, lang)


def _set_up(sheet: Sheet) -> None:
    for letter in "ABCDEFGHIJKLMNO"[:WIDTH]:
        sheet.column_dimensions[letter].width = COLUMN
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
        height=LINE * 1.4,
    )
    wrong = len(row.called_wrong())
    said_of_it = Piece(words["some_wrong"].format(wrong), WRONG, WIDTH) if wrong else None
    writer.write({0: said_of_it or Piece(words["reading_only"], "gk about", WIDTH)}, height=LINE * 1.4)
    assert writer.row == FIRST_FORM_ROW - 1


def _write_table(writer: SheetWriter, row: ReportRow, table: PrintedTable, lang: str) -> None:
    if not table.boxes:
        writer.write({0: Piece(said(lang)["no_cells"], "gk about", WIDTH)})
        return
    lines: list[dict[int, Piece]] = [{} for _ in range(table.height)]
    heights = [LINE * 1.3] * table.height
    for box in table.boxes:
        lines[box.row][box.column] = _piece(box, row, lang)
        for below in range(1, box.height):
            lines[box.row + below].update({box.column + at: Piece(None, f"gk {box.role}") for at in range(box.width)})
        if box.height == 1:
            heights[box.row] = max(heights[box.row], LINE * (lines_of(box.text, box.width) + 0.3))
    for line, height in zip(lines, heights, strict=True):
        writer.write(line, height)


def _piece(box: Box, row: ReportRow, lang: str) -> Piece:
    if box.role is not Role.NUMBER or box.path is None:
        return Piece(box.text, f"gk {box.role}", box.width, box.height)
    cell = row.report.cells.get(box.path)
    if cell is None:
        return Piece(None, "gk absent", box.width, box.height)
    decision = row.decision(box.path)
    style, mark = (WRONG, WRONG_MARK) if is_called_wrong(decision) else (f"gk {cell.status}", MARKS[cell.status])
    value, shown = _shown(box.path, cell, mark, lang)
    note = _note(cell, decision, lang) if decision or _needs_note(cell) else None
    return Piece(value, style, box.width, box.height, format=shown, note=note)


def _shown(path: str, cell: Cell, mark: str, lang: str) -> tuple[Scalar, str | None]:
    """What stands in the cell: a number, nothing for a blank, or text that is no number; and its format."""
    if cell.value is not None:
        return cell.value, number_format(cell.value, cell_definition(path).quantity, mark)
    if cell.state is State.BLANK:
        return None, None
    text = said(lang)["lost"] if cell.state is State.LOST else cell.printed
    return text, text_format(mark)


def _needs_note(cell: Cell) -> bool:
    if cell.status in DOUBTFUL or (cell.state is State.BLANK and cell.status is not Status.VERIFIED):
        return True
    return cell.value is not None and cell.printed != value_text(cell)


def _note(cell: Cell, decision: Standing | None, lang: str) -> str:
    words = said(lang)
    chinese = lang == "zh"
    lines = [
        *(f"{name}: {text}" for name, text in _decision(decision, lang).items() if text),
        f"{STATUS_WORDS[cell.status][chinese]} · {STATE_WORDS[cell.state][chinese]}",
        f"{words['printed']}: {cell.printed or '—'}",
        f"{words['witnesses']}: {', '.join(cell.witnesses) or '—'}",
    ]
    if cell.candidates:
        lines.append(f"{words['candidates']}: {candidates_text(cell)}")
    if found := address(cell):
        lines.append(f"{words['place']}: {found}")
    return "\n".join(lines)


def _decision(decision: Standing | None, lang: str) -> dict[str, str]:
    """What a person decided, why and who, by what each is called."""
    if decision is None:
        return {}
    words = said(lang)
    return {
        words["decided"]: HOW_WORDS[decision.reading.how][lang == "zh"],
        words["decision_note"]: decision.event.why or "",
        words["decided_by"]: decision.event.by,
    }
