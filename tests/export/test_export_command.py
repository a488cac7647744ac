"""``gongkai export`` and ``gongkai forms``: every format from the command line, choices, inputs and errors."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from schemas import all_forms, cell_definitions
from schemas.enums import Quantity, State, Status, TableKind

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.jsonl"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", ["cells", "facts", "findings", "reports", "sections", "sources"])
def test_every_table_is_to_be_had_as_csv_and_parquet(table: str, tmp_path: Path) -> None:
    found = rows(run("export", EXAMPLE, "--to", "csv", "--what", table))
    place = tmp_path / "out.parquet"
    assert run("export", EXAMPLE, "--to", "parquet", "--what", table, "-o", place).exit_code == 0
    read = pq.read_table(place)
    assert found
    assert read.column_names == list(found[0])
    assert read.num_rows == len(found)
    assert all(field.metadata[b"about"] for field in read.schema)


def test_wide_is_a_row_a_report_with_three_columns_a_cell() -> None:
    (row,) = rows(run("export", EXAMPLE, "--to", "wide"))
    assert len(row) == 5 + 3 * len(cell_definitions())
    assert row["requests.received.total"] == "5"
    assert row["requests.received.total:status"] == "disputed"
    assert (row["requests.carried_in.business"], row["requests.carried_in.business:state"]) == ("", "mark")
    (narrow,) = rows(run("export", EXAMPLE, "--to", "csv", "--what", "wide", "--form", "2021"))
    assert narrow.items() <= row.items()
    assert set(all_forms()["2021"].paths()) <= narrow.keys()
    assert rows(run("export", EXAMPLE, "--to", "wide", "--form", "2019")) == []


def test_sqlite_and_xlsx_hold_everything(tmp_path: Path) -> None:
    assert run("export", EXAMPLE, "--to", "sqlite", "-o", tmp_path / "out.db").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    assert run("export", EXAMPLE, "--to", "xlsx", "--lang", "zh", "-o", tmp_path / "out.xlsx").exit_code == 0
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "概览"


def test_choices_choose_reports_and_cells() -> None:
    everything = rows(run("export", EXAMPLE, "--to", "csv"))

    def chosen(*options: str) -> list[dict[str, str]]:
        return rows(run("export", EXAMPLE, "--to", "csv", *options))

    assert chosen("--year", "2022", "--form", "2021") == everything
    assert chosen("--year", "2021") == []
    assert chosen("--status", "read") == [row for row in everything if row["status"] == "read"]
    some = chosen("--status", "read", "--status", "unread", "--table", "proactive_disclosure")
    assert some == [row for row in everything if row["status"] in ("read", "unread") and row["table"].startswith("pro")]
    facts = rows(run("export", EXAMPLE, "--to", "csv", "--what", "facts", "--status", "disputed"))
    assert facts == []


def test_several_files_gzip_and_standard_input_are_one_input(tmp_path: Path) -> None:
    packed = tmp_path / "packed"
    packed.write_bytes(gzip.compress(EXAMPLE.read_bytes()))
    result = run("export", EXAMPLE, packed, "-", "--to", "csv", "--what", "reports", stdin=EXAMPLE.read_bytes())
    assert [row["report_id"] for row in rows(result)] == ["1", "2", "3"]
    assert "3 failed sources have no reports, the first is gone.html" in result.stderr
    wide = run("export", "-", "--to", "wide", "--form", "2021", stdin=EXAMPLE.read_bytes())
    assert len(rows(wide)) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "sqlite"], "--to sqlite writes no text: name its file with -o FILE"),
        (["--to", "xlsx", "-o", "-"], "--to xlsx writes no text"),
        (["--to", "sqlite", "--what", "facts", "-o", "x.db"], "--to sqlite holds all tables"),
        (["--to", "wide", "--what", "facts"], "say --to csv --what facts"),
        (["--to", "csv", "--form", "1999"], "no form '1999'; there are narrative, statistics, 2019, 2021"),
        (["--to", "csv", "--status", "sure"], "no status 'sure'"),
        (["--to", "csv", "--table", "two"], "no table 'two'"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], message: str) -> None:
    result = run("export", EXAMPLE, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("kind", ["csv", "wide", "xlsx", "parquet", "sqlite"])
def test_a_file_is_written_whole_or_not_at_all(kind: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(EXAMPLE.read_bytes() + b'{"source": "cut')
    place = tmp_path / "out"
    place.write_text("what was there before", encoding="utf-8")
    result = run("export", broken, "--to", kind, "-o", place)
    assert result.exit_code == 2
    assert "broken.jsonl:3: no result of this version" in result.stderr
    assert place.read_text(encoding="utf-8") == "what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.jsonl", "out"]


def test_an_error_in_standard_input_names_it_and_damaged_gzip_is_said(tmp_path: Path) -> None:
    result = run("export", "-", "--to", "csv", stdin=b"{}\n")
    assert "standard input:1: no result" in result.stderr
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(EXAMPLE.read_bytes())[:-20])
    assert "cut or damaged" in run("export", cut, "--to", "csv").stderr


@pytest.mark.parametrize(
    ("kind", "module", "extra"),
    [("xlsx", "openpyxl", "office"), ("parquet", "pyarrow", "parquet")],
)
def test_a_missing_library_names_its_extra(
    kind: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    result = run("export", EXAMPLE, "--to", kind, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"pip install 'gongkai[{extra}]'" in result.stderr


def test_the_codebook_has_every_cell_in_every_format(tmp_path: Path) -> None:
    found = rows(run("forms", "--to", "csv"))
    assert [row["path"] for row in found] == list(cell_definitions())
    by_path = {row["path"]: row for row in found}
    total = by_path["requests.received.total"]
    assert total["forms"] == "2019 2021"
    assert "requests:balance:total" in total["sums"].split()
    assert {row["quantity"] for row in found} == set(Quantity)
    page = run("forms", "--to", "md").stdout
    assert [path for path in cell_definitions() if f"`{path}`" not in page] == []
    assert [word for word in (*State, *Status, *TableKind) if f"`{word}`" not in page] == []
    assert run("forms", "--to", "xlsx", "--lang", "zh", "-o", tmp_path / "book.xlsx").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["指标说明", "勾稽关系", "词表"]
    assert book["指标说明"].max_row == len(cell_definitions()) + 1
    listed = json.loads(run("forms", "2021", "--to", "json").stdout)
    assert [cell["path"] for cell in listed[0]["cells"]] == list(all_forms()["2021"].paths())
    assert all(cell["label_en"] for cell in listed[0]["cells"])


def test_one_forms_codebook_has_its_own_cells() -> None:
    assert {row["path"] for row in rows(run("forms", "2019", "--to", "csv"))} == set(all_forms()["2019"].paths())
    assert run("forms", "--to", "xlsx").exit_code == 2
