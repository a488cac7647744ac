"""Predictions: our JSON lines and any tool's CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.predictions import PredictedCell, load_predictions
from extractor.errors import UsageError
from schemas.enums import State, Status, Witness
from schemas.result import Cell, ErrorResult, Extraction, Report, Run

N, D = "requests.received.natural_person", "requests.denied.state_secret.total"
AMOUNT = "proactive_disclosure.article_20_8.fees.amount"


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "yunxi.csv"
    path.write_text(text, encoding=encoding)
    return path


def cells(path: Path) -> dict[str, tuple[str, object]]:
    (document,) = load_predictions(path)
    assert (document.has_status, document.has_identity) == (False, False)
    (report,) = document.reports
    return {key: (cell.state.value, cell.value) for key, cell in report.cells.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("header", ["", "path,value\n", "Path, Value\r\n"])
def test_a_csv_with_or_without_header(tmp_path: Path, header: str, encoding: str) -> None:
    path = csv(tmp_path, f"{header}{N},3\n{D},\n\n{AMOUNT},77302800.50\n", encoding)
    assert cells(path) == {N: ("number", 3), D: ("blank", None), AMOUNT: ("number", pytest.approx(77302800.5))}


def test_a_csv_without_states_tells_blank_and_mark_apart(tmp_path: Path) -> None:
    assert cells(csv(tmp_path, f"{N},/\n{D},\n{AMOUNT},-0.0\n")) == {
        N: ("mark", None),
        D: ("blank", None),
        AMOUNT: ("number", 0),
    }


def test_a_csv_with_states(tmp_path: Path) -> None:
    path = csv(tmp_path, f"path,value,state\n{N},,lost\n{D},3?,unreadable\n{AMOUNT},-,mark\nstatistics.review,4,\n")
    assert cells(path) == {
        N: ("lost", None),
        D: ("unreadable", None),
        AMOUNT: ("mark", None),
        "statistics.review": ("number", 4),
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("requests.received.robots,3", r"yunxi.csv:2: no form has a cell 'requests.received.robots'"),
        (f"{D},3", r"yunxi.csv:2: requests.denied.state_secret.total stands for the second time"),
        (N, r"yunxi.csv:2: expected path,value or path,value,state, found 1 columns"),
        (f"{N},1,number,x", r"yunxi.csv:2: expected .* found 4 columns"),
        (f"{N},1,zero", r"yunxi.csv:2: no state 'zero'; there are number, blank"),
        (f"{N},,number", r"yunxi.csv:2: state number with the value ''"),
        (f"{N},1,blank", r"yunxi.csv:2: state blank with the value '1'"),
        (f'"{N}"x,1', r"yunxi.csv:2: no CSV"),
    ],
)
def test_a_csv_row_that_cannot_be_used_names_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load_predictions(csv(tmp_path, f"{D},1\n{row}\n"))


def extraction(source: str, *, error: str | None = None) -> Extraction:
    cell = Cell(
        printed="3",
        value=3,
        state=State.NUMBER,
        status=Status.VERIFIED,
        witnesses=[Witness.RULES, Witness.ROW_SUM],
        span=(0, 1),
        at=None,
        candidates=[],
    )
    report = Report(
        title=None,
        organization="云溪县水利局",
        region=None,
        year=2022,
        form="2021",
        period_start=None,
        period_end=None,
        cells={N: cell},
        facts=[],
        problems=[],
        improvements=[],
        findings=[],
        sections=[],
    )
    return Extraction(
        source=source,
        sha256="0" * 64,
        schema_version="1",
        origin=None,
        error=ErrorResult(kind="empty", message=error) if error else None,
        run=Run(version="0", settings="", model=None, prompts={}),
        reports=[] if error else [report],
    )


def lines(folder: Path, *results: str) -> Path:
    path = folder / "out.jsonl"
    path.write_text("\n".join(results), encoding="utf-8")
    return path


def test_result_lines_keep_value_status_and_witnesses(tmp_path: Path) -> None:
    good, bad = extraction("a.html"), extraction("b\u2028.html", error="nothing in it")
    first, second = load_predictions(lines(tmp_path, good.to_json_line(), "", bad.to_json_line(), ""))
    assert (first.source, first.error, first.has_status) == ("a.html", None, True)
    (report,) = first.reports
    assert (report.organization, report.year, report.form) == ("云溪县水利局", 2022, "2021")
    witnesses = (Witness.RULES, Witness.ROW_SUM)
    assert report.cells == {N: PredictedCell(State.NUMBER, 3, Status.VERIFIED, witnesses)}
    assert (second.source, second.error, second.reports) == ("b\u2028.html", "empty: nothing in it", ())


def test_a_line_that_is_no_result_names_its_line_and_place(tmp_path: Path) -> None:
    broken = json.loads(extraction("b.html").to_json_line())
    broken["reports"][0]["cells"][N]["status"] = "certain"
    path = lines(tmp_path, extraction("a.html").to_json_line(), json.dumps(broken))
    with pytest.raises(UsageError, match=rf"out.jsonl:2: no result line: reports.0.cells.{N}.status"):
        load_predictions(path)
    with pytest.raises(UsageError, match=r"out.jsonl:1: no result line: line: Invalid JSON"):
        load_predictions(lines(tmp_path, "{"))


def test_two_lines_of_one_source_are_refused(tmp_path: Path) -> None:
    line = extraction("a.html").to_json_line()
    with pytest.raises(UsageError, match=r"out.jsonl:2: a second line for source 'a.html'"):
        load_predictions(lines(tmp_path, line, line))


def test_a_file_that_is_not_there_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        load_predictions(tmp_path / "out.jsonl")
    (tmp_path / "gbk.csv").write_bytes("部门".encode("gbk"))
    with pytest.raises(UsageError, match="is not UTF-8"):
        load_predictions(tmp_path / "gbk.csv")
