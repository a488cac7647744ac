"""The workbook: names of sheets, text that is no formula, bounds, and the same bytes again."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.loaded import load
from extractor.export.workbook import filling, write_workbook
from extractor.export.workbook.styles import LEGEND, legend
from extractor.export.workbook.text import LONGEST, cell_text, sheet_name

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.jsonl"


def book_of_example(lang: str = "en", *, copies: int = 1) -> tuple[openpyxl.Workbook, list[str], bytes]:
    stream = io.BytesIO()
    notes = list(write_workbook(load(*[EXAMPLE] * copies).numbered, stream, lang))
    return openpyxl.load_workbook(stream), notes, stream.getvalue()


def test_the_sheets_and_the_way_between_them() -> None:
    book, notes, _ = book_of_example()
    report = "1 禾浦县自然资源局 2022"
    assert book.sheetnames == ["Overview", report, "cells", "facts", "findings", "sections", "codebook"]
    assert notes == []
    links = [cell.hyperlink for line in book["Overview"].iter_rows() for cell in line if cell.hyperlink]
    assert [link.location for link in links] == [f"'{report}'!A1"]
    assert book[report]["A1"].hyperlink.location == "'Overview'!A1"
    assert any("gone.html" in str(cell.value) for line in book["Overview"].iter_rows() for cell in line)


def test_a_status_is_a_mark_and_a_colour_and_money_is_in_yuan() -> None:
    book, _, _ = book_of_example("zh")
    cells = [cell for line in book.worksheets[1].iter_rows() for cell in line]
    disputed = next(cell for cell in cells if cell.value == 5 and cell.number_format.endswith('?"'))
    verified = next(cell for cell in cells if cell.value == 3 and cell.number_format == "#,##0")
    assert disputed.fill.start_color.rgb != verified.fill.start_color.rgb
    assert disputed.comment
    assert "4 (row_sum)" in disputed.comment.text
    assert next(cell.number_format for cell in cells if cell.value == -15000.5).startswith('#,##0.00####"元"')
    assert len({legend(status, "zh") for status in LEGEND}) == 5


def test_formulas_and_error_words_are_text() -> None:
    book, _, _ = book_of_example()
    found = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value == "=1+1"]
    assert len(found) >= 2
    assert {cell.data_type for cell in found} == {"s"}
    assert {cell.quotePrefix for cell in found} == {True}


def test_the_same_results_give_the_same_bytes() -> None:
    assert book_of_example()[2] == book_of_example()[2]


def test_more_reports_than_sheets_are_for_stand_in_the_tables_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "REPORT_SHEETS", 1)
    book, notes, _ = book_of_example(copies=2)
    assert book.sheetnames[:2] == ["Overview", "cells"]
    assert notes == ["2 reports: only the overview and the tables; reports as printed are made for up to 1"]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_LONGEST_SHEET", 8)
    book, _, _ = book_of_example()
    pages = [sheet for sheet in book if sheet.title.startswith("cells")]
    assert [sheet.title for sheet in pages[:2]] == ["cells", "cells 2"]
    assert all(sheet.max_row <= 8 and sheet["A1"].value == "report_id" for sheet in pages)
    cells = sum(len(report.cells) for one in load(EXAMPLE) for report in one.reports)
    assert sum(sheet.max_row - 1 for sheet in pages) == cells


@given(st.integers(1, 10**6), st.text(), st.none() | st.integers(1, 9999))
def test_a_sheets_name_is_valid_and_begins_with_the_reports_number(
    number: int, organization: str, year: int | None
) -> None:
    name = sheet_name(number, organization, year)
    assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\\x00\r\n")
    assert not name.endswith("'")
    assert name.split(" ")[0].rstrip("'…") == str(number)


@given(st.text(st.characters()))
def test_any_text_becomes_what_a_cell_can_hold(text: str) -> None:
    held = cell_text(text)
    assert not set(held) & {chr(code) for code in range(32) if chr(code) not in "\t\n"}
    held.encode("utf-8")


def test_long_text_ends_with_an_ellipsis_and_escapes_stay_text() -> None:
    assert cell_text("公" * (LONGEST + 1)) == "公" * (LONGEST - 1) + "…"
    assert cell_text("_x000D_ a_b") == "_x005F_x000D_ a_b"
