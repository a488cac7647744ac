"""The tidy table: one cell a row, numbers stay numbers, nothing runs as a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cli import cli
from extractor.export.datasets import CELLS
from extractor.export.numbered import numbered
from extractor.export.results import read_results
from extractor.export.tidy import csv_bytes, escape_formula

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.jsonl"


def csv_of_example(lang: str = "en") -> bytes:
    return b"".join(csv_bytes(CELLS.columns, CELLS.rows(numbered(read_results(EXAMPLE))), lang))


def table() -> list[dict[str, str]]:
    data = csv_of_example()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_cell_a_row_in_the_order_of_the_result() -> None:
    found = table()
    assert list(found[0]) == [column.name for column in CELLS.columns]
    paths = [path for extraction in read_results(EXAMPLE) for report in extraction.reports for path in report.cells]
    assert [row["path"] for row in found] == paths
    assert found[0] == {
        "report_id": "1",
        "source": "example.txt",
        "organization": "禾浦县自然资源局",
        "year": "2022",
        "form": "2021",
        "table": "requests",
        "path": "requests.received.natural_person",
        "label": "一、本年新收政府信息公开申请数量 · 自然人",
        "label_en": "Requests received this year · natural persons",
        "quantity": "count",
        "unit": "件",
        "state": "number",
        "value": "3",
        "printed": "3",
        "status": "verified",
        "witnesses": "rules balance",
        "candidates": "",
        "placed_by": "structure",
        "place": "2/3:2",
        "span_start": "22",
        "span_end": "23",
        "decision": "",
        "decision_note": "",
        "decided_by": "",
    }


def test_the_five_states_stay_apart_and_only_numbers_have_a_value() -> None:
    found = {row["state"]: row for row in table()}
    assert found.keys() == {"number", "blank", "mark", "lost", "unreadable"}
    assert {row["value"] for state, row in found.items() if state != "number"} == {""}


def test_numbers_stay_numbers_and_formulas_become_text() -> None:
    by_path = {row["path"]: row for row in table()}
    money = by_path["proactive_disclosure.article_20_8.fees.amount"]
    assert (money["value"], money["printed"]) == ("-15000.5", "'-1.5")
    assert by_path["proactive_disclosure.article_20_1.regulations.issued"]["printed"] == "'=1+1"


@given(st.text())
@settings(max_examples=200)
def test_no_text_field_begins_as_a_formula(text: str) -> None:
    escaped = escape_formula(text)
    assert not escaped.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert escaped == text or escaped == "'" + text
    assert escaped.removeprefix("'") == text


def test_chinese_heads_stand_above_the_same_rows() -> None:
    english, chinese = csv_of_example().split(b"\r\n", 1), csv_of_example("zh").split(b"\r\n", 1)
    assert chinese[0].decode("utf-8-sig").startswith("报告编号,来源,单位,年度")
    assert chinese[1] == english[1]


def test_command_writes_the_file_and_names_what_has_no_cells(tmp_path: Path) -> None:
    place = tmp_path / "cells.csv"
    result = CliRunner().invoke(cli, ["export", str(EXAMPLE), "--to", "csv", "-o", str(place)])
    assert result.exit_code == 0
    assert place.read_bytes() == csv_of_example()
    assert "1 failed sources have no reports, the first is gone.html" in result.stderr


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"source": "cut', ":1: no result of this version of gongkai"),
        (b"\xff\xfe\x00", ":1: no UTF-8"),
    ],
)
def test_a_line_that_is_no_result_is_named(tmp_path: Path, line: bytes, message: str) -> None:
    place = tmp_path / "broken.jsonl"
    place.write_bytes(line)
    result = CliRunner().invoke(cli, ["export", str(place), "--to", "csv", "-o", str(tmp_path / "cells.csv")])
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "cells.csv").exists()


def test_a_cell_that_no_form_has_is_named(tmp_path: Path) -> None:
    place = tmp_path / "other.jsonl"
    place.write_text(EXAMPLE.read_text(encoding="utf-8").replace("received.total", "received.sum"), encoding="utf-8")
    result = CliRunner().invoke(cli, ["export", str(place), "--to", "csv"])
    assert result.exit_code == 2
    assert "no form has a cell 'requests.received.sum'" in result.stderr
