"""Data out: exports in every format, without a formula in them, and labels that the evaluation takes."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from eval.labels import load_gold
from extractor.service.api.app import create_app
from extractor.service.api.exports import MEDIA_TYPES
from extractor.service.store.whole import Decided, each_decided
from schemas.result import Extraction
from tests.service.api.conftest import NOW, SAMPLES, Api
from tests.service.api.test_problems import check
from tests.service.api.test_review import DECIDE, DOUBTFUL, post, version_of

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def rows(api: Api, **query: object) -> list[dict[str, str]]:
    answer = api.client.get("/v1/export", params={"format": "csv", **query})  # type: ignore[dict-item]
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("what", ["cells", "facts", "findings", "reports", "sections", "sources", "wide"])
def test_no_text_of_a_source_is_a_formula_in_a_csv(shared: Api, what: str) -> None:
    found = rows(shared, what=what)
    assert found
    for row in found:
        for name, value in row.items():
            is_number = value.lstrip("-").replace(".", "", 1).isdigit()
            assert is_number or not value.startswith(FORMULAS), (name, value)
    if what == "sources":
        assert "'=cmd.html" in {row["source"] for row in found}
    if what == "reports":
        assert any(row["title"].startswith("'+cmd") for row in found)
    if what == "cells":
        assert {"'=HYPERLINK(1)", "'@SUM(A1)", "'-cmd"} <= {row["printed"] for row in found}


def test_no_text_of_a_source_is_a_formula_in_a_workbook(shared: Api) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    data = shared.client.get("/v1/export", params={"format": "xlsx", "lang": "zh"}).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("HYPERLINK" in cell.value for cell in texts)
    assert {cell.data_type for cell in texts} == {"s"}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets"))


def test_results_are_the_lines_that_extract_writes_with_decisions_in_them(api: Api) -> None:
    assert post(api, DECIDE, version_of(api)).status_code == 201

    def lines(**query: object) -> list[Extraction]:
        answer = api.client.get("/v1/export", params={"format": "jsonl", **query})  # type: ignore[dict-item]
        return [Extraction.from_json_line(line) for line in answer.text.splitlines()]

    def value(found: list[Extraction]) -> object:
        return next(report.cells[DOUBTFUL].value for one in found for report in one.reports if report.year == 2022)

    assert value(lines()) == 47
    assert value(lines(decisions=False)) == 49
    assert len(lines()) == 4
    assert lines(reviewed=True) == []
    post(api, {"kind": "review"}, version_of(api))
    assert [report.year for one in lines(reviewed=True) for report in one.reports] == [2022]


def test_a_choice_of_years_forms_tables_and_statuses(shared: Api) -> None:
    assert {row["year"] for row in rows(shared, year=[2022])} == {"2022"}
    assert {row["year"] for row in rows(shared, year=[2022, 2023])} == {"2022", "2023"}
    assert {row["status"] for row in rows(shared, status=["disputed"])} == {"disputed"}
    assert {row["table"] for row in rows(shared, table=["requests"])} == {"requests"}
    assert rows(shared, form=["2019"])
    check(shared.client.get("/v1/export", params={"format": "csv", "form": "1999"}), 422, "refused")


def test_what_a_list_shows_is_what_its_export_has(api: Api) -> None:
    post(api, DECIDE, version_of(api))
    post(api, {"kind": "review"}, version_of(api))
    most = max(one["open_doubts"] for one in api.client.get("/v1/reports").json()["items"])
    name, source_id = str(api.report()["organization"]), str(api.report()["source_id"])
    everything = {row["source"] for row in rows(api, what="sources")}
    queries: list[dict[str, str | int]] = [{"search": "2022"}, {"organization": name}, {"min_open": most}]
    queries += [{"reviewed": "true"}, {"reviewed": "false"}, {"source_id": source_id}]
    for query in queries:
        shown = api.client.get("/v1/reports", params=query).json()["items"]
        found = rows(api, what="reports", **query)
        assert 0 < len(found) < 3
        assert sorted(row["title"].removeprefix("'") for row in found) == sorted(one["title"] or "" for one in shown)
        assert {row["source"] for row in rows(api, what="sources", **query)} < everything
    assert rows(api, what="reports", search="nowhere") == []
    assert len(rows(api, what="reports")) == 3


def test_decisions_leave_with_their_reason_and_who_and_when(api: Api, tmp_path: Path) -> None:
    assert rows(api, what="decisions") == []
    wrong = {**DECIDE, "reading": {"state": "number", "value": 49, "printed": "49", "how": "report_wrong"}}
    post(api, {**wrong, "why": "=三处合计为47"}, version_of(api))
    [row] = rows(api, what="decisions")
    assert (row["organization"], row["year"], row["path"]) == (api.report()["organization"], "2022", DOUBTFUL)
    assert "总计" in row["label"]
    assert (row["printed"], row["read_value"], row["value"]) == ("49", "49", "49")
    assert (row["how"], row["note"], row["by"]) == ("report_wrong", "'=三处合计为47", "office")
    assert (row["at"], row["current"]) == (NOW.isoformat(), "true")
    assert rows(api, what="decisions", decisions=False) == [row]
    assert rows(api, what="decisions", year=[2023]) == []
    assert rows(api, what="decisions", status=["disputed"]) == []
    (tmp_path / "out.db").write_bytes(api.client.get("/v1/export", params={"format": "sqlite"}).content)
    with sqlite3.connect(tmp_path / "out.db") as connection:
        kept = connection.execute("SELECT path, how, value FROM decisions").fetchall()
    connection.close()
    assert kept == [(DOUBTFUL, "report_wrong", 49)]
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(api.client.get("/v1/export", params={"format": "xlsx"}).content))
    assert [cell.value for cell in book["decisions"][2]].count(DOUBTFUL) == 1


def test_what_is_called_wrong_says_so_beside_its_cell_in_every_format(api: Api, tmp_path: Path) -> None:
    wrong = {**DECIDE, "reading": {"state": "number", "value": 49, "printed": "49", "how": "report_wrong"}}
    post(api, {**wrong, "why": "三处合计为47"}, version_of(api))
    expected = ("report_wrong", "三处合计为47", "office")
    names = ("decision", "decision_note", "decided_by")
    told = {row["path"]: tuple(row[name] for name in names) for row in rows(api, year=[2022])}
    assert told.pop(DOUBTFUL) == expected
    assert set(told.values()) == {("", "", "")}
    assert {tuple(row[name] for name in names) for row in rows(api, decisions=False)} == {("", "", "")}
    assert [row["called_wrong"] for row in rows(api, what="reports", year=[2022])] == ["1"]
    assert {row["called_wrong"] for row in rows(api, what="reports", year=[2021, 2023])} == {"0"}
    assert {row["called_wrong"] for row in rows(api, what="reports", decisions=False)} == {""}
    (tmp_path / "out.db").write_bytes(api.client.get("/v1/export", params={"format": "sqlite"}).content)
    with sqlite3.connect(tmp_path / "out.db") as connection:
        query = "SELECT decision, decision_note, decided_by FROM tidy_cells WHERE decision IS NOT NULL"
        assert connection.execute(query).fetchall() == [expected]
        assert connection.execute("SELECT sum(called_wrong) FROM coverage").fetchall() == [(1,)]
    connection.close()
    parquet = pytest.importorskip("pyarrow.parquet")
    data = api.client.get("/v1/export", params={"format": "parquet"}).content
    found = parquet.read_table(io.BytesIO(data), columns=list(names)).to_pylist()
    assert [tuple(row.values()) for row in found if row["decision"]] == [expected]


def test_what_is_called_wrong_is_seen_on_the_sheet_of_its_report(api: Api) -> None:
    openpyxl = pytest.importorskip("openpyxl")

    def sheet_of_2022(lang: str) -> list[Any]:
        data = api.client.get("/v1/export", params={"format": "xlsx", "lang": lang}).content
        book = openpyxl.load_workbook(io.BytesIO(data))
        sheet = next(one for one in book if one.title.endswith(" 2022"))
        return [cell for line in sheet.iter_rows() for cell in line]

    assert not [cell for cell in sheet_of_2022("en") if cell.style == "gk called wrong"]
    wrong = {**DECIDE, "reading": {"state": "number", "value": 49, "printed": "49", "how": "report_wrong"}}
    post(api, {**wrong, "why": "三处合计为47"}, version_of(api))
    cells = sheet_of_2022("en")
    [marked] = [cell for cell in cells if cell.style == "gk called wrong" and cell.value == 49]
    assert marked.number_format.endswith('!"')
    assert "decided: read right, and the report is wrong\nnote: 三处合计为47\nby: office" in marked.comment.text
    texts = [str(cell.value) for cell in cells]
    assert [text for text in texts[:100] if "called the report itself wrong at 1 of its numbers" in text]
    assert "三处合计为47" in texts
    assert any("报告本身有 1 处有误" in str(cell.value) for cell in sheet_of_2022("zh"))


def test_a_typed_number_leaves_the_print_as_it_stands_in_the_source(api: Api) -> None:
    post(api, DECIDE, version_of(api))
    [row] = rows(api, what="decisions")
    assert (row["printed"], row["read_value"], row["value"], row["how"]) == ("49", "49", "47", "typed")
    [cell] = [one for one in rows(api, year=[2022]) if one["path"] == DOUBTFUL]
    assert (cell["printed"], cell["value"], cell["status"]) == ("49", "47", "verified")


def test_a_database(shared: Api, tmp_path: Path) -> None:
    data = shared.client.get("/v1/export", params={"format": "sqlite"}).content
    (tmp_path / "out.db").write_bytes(data)
    with sqlite3.connect(tmp_path / "out.db") as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (3,)
    connection.close()


def test_parquet(shared: Api) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    data = shared.client.get("/v1/export", params={"format": "parquet", "what": "findings"}).content
    assert parquet.read_table(io.BytesIO(data)).num_rows == len(rows(shared, what="findings"))


@pytest.mark.parametrize("format", sorted(MEDIA_TYPES))
def test_an_export_is_saved_and_the_same_again(shared: Api, format: str) -> None:
    first, second = (shared.client.get("/v1/export", params={"format": format}) for _ in range(2))
    assert first.status_code == 200
    assert first.content == second.content
    assert first.headers["content-type"] == MEDIA_TYPES[format]  # type: ignore[index]
    assert first.headers["content-disposition"].startswith('attachment; filename="gongkai')


def test_exports_at_once_are_limited_and_give_their_place_back(shared: Api) -> None:
    places = shared.client.app.state.exports  # type: ignore[attr-defined]
    most = places.free
    places.free = 0
    answer = shared.client.get("/v1/export", params={"format": "csv"})
    check(answer, 503, "unavailable")
    assert answer.headers["retry-after"]
    places.free = most
    assert rows(shared)
    assert places.free == most


def test_an_export_that_fails_on_its_way_is_no_whole_file(shared: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(session: Session, *_: object) -> Iterator[Decided]:
        yield next(each_decided(session))
        raise RuntimeError("the store went away")

    app = create_app(shared.service)
    monkeypatch.setattr("extractor.service.api.exports.each_decided", broken)
    with TestClient(app, headers={"X-API-Key": shared.key}) as client, pytest.raises(RuntimeError, match="went away"):
        client.get("/v1/export", params={"format": "xlsx"})  # the server cuts such an answer off
    assert app.state.exports.free == shared.service.settings.limits.exports


def test_labels_are_a_gold_set(api: Api, tmp_path: Path) -> None:
    assert zipfile.ZipFile(io.BytesIO(api.client.get("/v1/labels").content)).namelist() == []
    path = f"/v1/reports/{api.report()['id']}/label"
    check(api.client.get(path), 422, "refused")
    post(api, DECIDE, version_of(api))
    post(api, {"kind": "review"}, version_of(api))
    data = api.client.get("/v1/labels").content
    assert data == api.client.get("/v1/labels").content
    zipfile.ZipFile(io.BytesIO(data)).extractall(tmp_path)
    [document] = load_gold(tmp_path)
    assert document.source is not None
    sample = SAMPLES / "hengqu-market-regulation-2022" / "source.html"
    assert document.source.read_bytes() == sample.read_bytes()
    cell = document.label.reports[0].cells[DOUBTFUL]
    assert (cell.value, cell.certain) == (47, True)
    one = api.client.get(path)
    disposition = unquote(one.headers["content-disposition"])
    assert disposition.endswith(f"{api.report()['organization']}-2022-label.json")
    assert json.loads(one.content) == json.loads((document.folder / "label.json").read_bytes())
    without = zipfile.ZipFile(io.BytesIO(api.client.get("/v1/labels", params={"sources": False}).content))
    assert [name.rpartition("/")[2] for name in without.namelist()] == ["label.json"]


def test_runs_of_the_evaluation(api: Api) -> None:
    check(api.client.post("/v1/runs", files={"files": ("run.jsonl", b"no run")}), 422, "refused")
    check(api.client.post("/v1/runs", files={"files": ("run.jsonl.gz", b"\x1f\x8b broken")}), 422, "refused")
    assert api.client.get("/v1/runs").json() == []
    check(api.client.get("/v1/runs/" + "0" * 32 + "/content"), 404, "not-found")
