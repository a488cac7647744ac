"""Every format says the same as the JSON lines, cell by cell, whatever stands in a result."""

from __future__ import annotations

import csv
import io
import math
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.export.arrow import write_parquet
from extractor.export.columns import as_double
from extractor.export.database import write_database
from extractor.export.form_layout import printed_tables
from extractor.export.loaded import Results, load
from extractor.export.tidy import csv_bytes
from extractor.export.workbook import write_workbook
from extractor.export.workbook.report_sheet import FIRST_FORM_ROW
from extractor.export.workbook.text import cell_text
from schemas import all_forms, cell_definitions
from schemas.enums import Origin, State, Status, Witness
from schemas.result import SCHEMA_VERSION, Candidate, Cell, Extraction, Place, Report, Run

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", "=1+1", "+", "-1.5", "@x", "'", "#N/A", "_x000D_", " a ", "a\r\nb", "\x00", "１２"]
)
INTEGERS = st.integers(-(2**53), 2**53)
VALUES = INTEGERS | st.decimals(-(10**9), 10**9, places=2) | st.just(Decimal("0.000001"))


@st.composite
def cells(draw: st.DrawFn) -> Cell:
    state = draw(st.sampled_from(list(State)))
    status = draw(st.sampled_from(list(Status)))
    numeric = state is State.NUMBER or status is Status.REPAIRED
    span = draw(st.none() | st.tuples(st.integers(0, 99), st.integers(99, 999)))
    return Cell(
        printed=draw(TEXT),
        value=draw(VALUES) if numeric else None,
        state=state,
        status=status,
        witnesses=draw(st.lists(st.sampled_from(list(Witness)), max_size=3)),
        span=span,
        at=draw(st.sampled_from([None, Place(table=0, row=2, column=3)])),
        candidates=draw(st.lists(st.just(Candidate(value=7, printed="7", by=[Witness.MODEL])), max_size=1)),
        placed_by=draw(st.sampled_from([None, "structure"])),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    return Report(
        title=draw(st.none() | TEXT),
        organization=draw(st.none() | TEXT),
        region=None,
        year=draw(st.none() | st.integers(2008, 2030)),
        form=draw(st.sampled_from([*all_forms(), "of no kind"])),
        period_start=None,
        period_end=None,
        cells=draw(st.dictionaries(st.sampled_from(list(cell_definitions())), cells(), max_size=9)),
        facts=[],
        problems=draw(st.lists(TEXT, max_size=2)),
        improvements=[],
        findings=[],
        sections=[],
    )


def extraction(found: list[Report]) -> Extraction:
    run = Run(version="0", settings="s", model=None, prompts={})
    return Extraction(
        source="somewhere.html",
        sha256="0",
        schema_version=SCHEMA_VERSION,
        origin=Origin.DIGITAL,
        error=None,
        run=run,
        reports=found,
    )


RESULTS = st.lists(st.lists(reports(), max_size=2).map(extraction), max_size=3)


@dataclass(frozen=True)
class Read:
    """A cell as a format gives it back."""

    value: float | None
    state: str
    status: str
    printed: str = ""


def write(folder: str, extractions: list[Extraction]) -> Results:
    place = Path(folder) / "out.jsonl"
    place.write_text("".join(e.to_json_line() + "\n" for e in extractions), encoding="utf-8")
    return load(place)


def truth(results: Results) -> dict[tuple[int, str], Read]:
    """The cells of the JSON lines by number of their report and path."""
    found = {}
    number = 0
    for one in results:
        for report in one.reports:
            number += 1
            for path, cell in report.cells.items():
                found[number, path] = Read(as_double(cell.value), cell.state, cell.status, cell.printed)
    return found


def without_print(cells: dict[tuple[int, str], Read]) -> dict[tuple[int, str], Read]:
    return {key: Read(cell.value, cell.state, cell.status) for key, cell in cells.items()}


def from_rows(rows: Iterator[dict[str, Any]]) -> dict[tuple[int, str], Read]:
    return {
        (row["report_id"], row["path"]): Read(row["value"], row["state"], row["status"], row["printed"]) for row in rows
    }


def from_wide(rows: Iterator[dict[str, Any]]) -> dict[tuple[int, str], Read]:
    return {
        (row["report_id"], name.removesuffix(":state")): Read(
            row[name.removesuffix(":state")], state, row[name.replace(":state", ":status")]
        )
        for row in rows
        for name, state in row.items()
        if name.endswith(":state") and state
    }


def from_csv(results: Results, table: str) -> Iterator[dict[str, Any]]:
    dataset = results.dataset(table)
    data = b"".join(csv_bytes(dataset.columns, dataset.rows(results.numbered())))
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        kept: dict[str, Any] = {name: text.removeprefix("'") for name, text in row.items()}
        kept["report_id"] = int(row["report_id"])
        for name, text in row.items():
            if name == "value" or f"{name}:state" in row:
                kept[name] = float(Decimal(text)) if text else None
        yield kept


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a data frame with None where nothing is."""
    missing = {
        name for name, value in row.items() if str(value) == "<NA>" or (isinstance(value, float) and math.isnan(value))
    }
    return {name: None if name in missing else value for name, value in row.items()}


@given(RESULTS)
@settings(max_examples=30)
def test_csv_and_wide_csv(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = write(folder, extractions)
        assert from_rows(from_csv(results, "cells")) == truth(results)
        assert from_wide(from_csv(results, "wide")) == without_print(truth(results))


@given(RESULTS)
@settings(max_examples=20)
def test_sqlite(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = write(folder, extractions)
        place = Path(folder) / "out.db"
        write_database(results.numbered(), place)
        with closing(sqlite3.connect(place)) as connection:
            connection.row_factory = sqlite3.Row
            rows = [dict(row) for row in connection.execute("SELECT * FROM tidy_cells")]
            assert list(rows[0] if rows else []) in ([], [c.name for c in results.dataset("cells").columns])
            assert from_rows(iter(rows)) == truth(results)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@given(RESULTS)
@settings(max_examples=6)
def test_parquet(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = write(folder, extractions)
        for table, expected, back in (
            ("cells", truth(results), from_rows),
            ("wide", without_print(truth(results)), from_wide),
        ):
            stream = io.BytesIO()
            write_parquet(results.dataset(table), results.numbered(), stream)
            assert back(iter(pq.read_table(stream).to_pylist())) == expected


@given(RESULTS)
@settings(max_examples=20)
def test_data_frames(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = write(folder, extractions)
        frame = results.cells("polars")
        assert from_rows(iter(frame.to_dicts())) == truth(results)
        rows = results.cells("pandas").to_dict("records")
        assert from_rows(map(plain, rows)) == truth(results)


@given(RESULTS)
@settings(max_examples=6)
def test_workbook(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        results = write(folder, extractions)
        stream = io.BytesIO()
        assert list(write_workbook(results.numbered, stream)) == []
        book = openpyxl.load_workbook(stream)
        heads, *rows = book["cells"].iter_rows(values_only=True)
        assert list(heads) == [column.name for column in results.dataset("cells").columns]
        expected = {
            key: Read(cell.value, cell.state, cell.status, cell_text(cell.printed))
            for key, cell in truth(results).items()
        }
        named = ({str(head): value for head, value in zip(heads, row, strict=True)} for row in rows)
        assert from_rows({**row, "printed": row["printed"] or ""} for row in named) == expected
        assert not [c for sheet in book for line in sheet.iter_rows() for c in line if c.data_type in ("f", "e")]
        check_forms(results, book)


def check_forms(results: Results, book: openpyxl.Workbook) -> None:
    """Every cell stands on its report's sheet where the form prints it."""
    for source in results.numbered():
        for row in source.reports:
            sheet = book.worksheets[row.report_id]
            assert sheet.title.split(" ")[0] == str(row.report_id)
            top = FIRST_FORM_ROW
            seen = set()
            for table in printed_tables(row.report):
                for box in table.boxes:
                    if box.path in row.report.cells:
                        seen.add(box.path)
                        found = sheet.cell(top + 1 + box.row, box.column + 1).value
                        assert found == shown(row.report.cells[box.path]), box.path
                top += max(table.height, 1) + 2
            assert seen == row.report.cells.keys()


def shown(cell: Cell) -> float | str | None:
    if cell.value is not None:
        return as_double(cell.value)
    if cell.state is State.BLANK:
        return None
    return "[lost]" if cell.state is State.LOST else cell_text(cell.printed) or None
