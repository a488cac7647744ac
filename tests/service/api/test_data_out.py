"""Data out: exports in every format, without a formula in them, and labels that the evaluation takes."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from eval.labels import load_gold
from extractor.service.api.app import create_app
from extractor.service.api.exports import MEDIA_TYPES
from schemas.result import Extraction
from tests.service.api.conftest import SAMPLES, Api
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
    line = shared.client.get("/v1/export", params={"format": "jsonl"}).text.splitlines()[0]

    def broken(*_: object, **__: object) -> Iterator[Extraction]:
        yield Extraction.from_json_line(line)
        raise RuntimeError("the store went away")

    app = create_app(shared.service)
    monkeypatch.setattr("extractor.service.api.exports.each_extraction", broken)
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
    assert one.headers["content-disposition"].startswith('attachment; filename="label.json"')
    assert json.loads(one.content) == json.loads((document.folder / "label.json").read_bytes())
    without = zipfile.ZipFile(io.BytesIO(api.client.get("/v1/labels", params={"sources": False}).content))
    assert [name.rpartition("/")[2] for name in without.namelist()] == ["label.json"]


def test_runs_of_the_evaluation(api: Api) -> None:
    check(api.client.post("/v1/runs", files={"files": ("run.jsonl", b"no run")}), 422, "refused")
    check(api.client.post("/v1/runs", files={"files": ("run.jsonl.gz", b"\x1f\x8b broken")}), 422, "refused")
    assert api.client.get("/v1/runs").json() == []
    check(api.client.get("/v1/runs/" + "0" * 32 + "/content"), 404, "not-found")
