"""Documents in: what is taken up, what is refused and why, and what happens when the same comes again."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.service.api.app import create_app
from extractor.service.jobs.reading import ReadingSettings
from extractor.service.jobs.runner import JobRunner
from extractor.service.settings import ServiceSettings
from extractor.service.store.engine import open_store
from extractor.service.store.keys import new_key
from extractor.service.wiring import Service, utc_now
from tests.service.api.conftest import NOW, SAMPLES, Api
from tests.service.api.test_problems import check

PAGE = (SAMPLES / "hengqu-market-regulation-2022" / "source.html").read_bytes()


def upload(api: Api, *files: tuple[str, bytes], settings: object = None, **headers: str) -> Any:
    data = None if settings is None else {"settings": json.dumps(settings)}
    return api.client.post("/v1/uploads", files=[("files", file) for file in files], data=data, headers=headers)


def items(api: Api, job: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.client.get(f"/v1/jobs/{job['id']}/items").json()["items"]
    return found


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def test_files_become_a_job_and_whoever_reads_is_told(api: Api) -> None:
    answer = upload(api, ("a.txt", b"one"), ("b.txt", b"two"))
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{job['id']}"
    assert (job["state"], job["total"], job["waiting"], job["by"]) == ("waiting", 2, 2, "office")
    assert api.client.get(answer.headers["location"]).json() == job
    assert [item["name"] for item in items(api, job)] == ["a.txt", "b.txt"]
    assert api.runner.woken == 1
    assert job in api.client.get("/v1/jobs").json()["items"]


@pytest.mark.parametrize("length", [5_000, 15_000])
def test_a_long_name_is_shortened_and_costs_no_other_file(api: Api, length: int) -> None:
    answer = upload(api, ("a.txt", b"one"), ("年" + "x" * length + ".txt", b"two"), ("c.txt", b"three"))
    assert answer.status_code == 202, answer.text
    first, long, last = items(api, answer.json())
    assert [item["state"] for item in (first, long, last)] == ["waiting"] * 3
    assert (first["name"], last["name"]) == ("a.txt", "c.txt")
    assert len(str(long["name"])) == 255 and str(long["name"]).endswith("xxx.txt")


def test_the_same_bytes_are_one_source(api: Api) -> None:
    before = api.client.get("/v1/sources").json()["total"]
    first = items(api, upload(api, ("one.html", PAGE)).json())[0]
    second = items(api, upload(api, ("other.html", PAGE)).json())[0]
    [known] = api.client.get("/v1/sources", params={"search": "hengqu"}).json()["items"]
    assert first["source_id"] == second["source_id"] == known["id"]
    assert api.client.get("/v1/sources").json()["total"] == before


def test_the_same_request_again_is_the_same_job(api: Api) -> None:
    key = {"Idempotency-Key": "upload-of-monday"}
    first = upload(api, ("a.txt", b"one"), **key)
    again = upload(api, ("a.txt", b"one"), **key)
    assert again.status_code == 202
    assert again.json() == first.json()
    assert upload(api, ("a.txt", b"one")).json()["id"] != first.json()["id"]


def test_settings_of_a_job(api: Api) -> None:
    job = upload(api, ("a.txt", b"one"), settings={"lang": "zh", "again": True}).json()
    assert (job["settings"]["lang"], job["settings"]["again"]) == ("zh", True)
    wrongs: tuple[object, ...] = ({"lang": "fr"}, {"colour": 1}, {"max_cost": -1}, [], 7)
    for wrong in wrongs:
        problem = check(upload(api, ("a.txt", b"one"), settings=wrong), 422, "invalid")
        assert str(problem["errors"][0]["where"]).startswith("body.settings")  # type: ignore[index]


def test_an_archive_is_opened_and_what_is_no_document_is_named(api: Api) -> None:
    job = upload(api, ("all.zip", zipped(("2022/a.html", PAGE), ("empty.txt", b""), ("b.txt", b"two")))).json()
    found = {item["name"]: item for item in items(api, job)}
    assert {"all.zip/2022/a.html", "all.zip/b.txt"} <= found.keys()
    assert job["total"] == len(found)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..\\..\\boot.ini",
        "C:\\Windows\\x.html",
        "a/../../b.html",
        "a\x00b.html",
        ".",
    ],
)
def test_names_of_paths_name_no_path(api: Api, name: str) -> None:
    for files in ([("plain.zip", zipped((name.replace("\x00", ""), b"text")))], [(name, b"text of its own")]):
        answer = upload(api, *files)
        assert answer.status_code == 202, answer.text
        for item in items(api, answer.json()):
            last = item["name"].removeprefix("plain.zip/")
            assert ".." not in last.split("/")
            assert not last.startswith(("/", "\\"))
            assert ":" not in last
            assert last.isprintable()


def test_a_bomb_is_refused_without_being_unpacked(api: Api) -> None:
    bomb = zipped(("bomb.html", b"0" * 40_000_000))
    assert len(bomb) < 100_000
    answer = upload(api, ("bomb.zip", bomb), ("good.html", PAGE))
    assert answer.status_code == 202
    by_name = {item["name"]: item for item in items(api, answer.json())}
    refused = next(item for name, item in by_name.items() if name.startswith("bomb.zip"))
    assert (refused["state"], refused["source_id"]) == ("refused", None)
    assert refused["error_kind"] in ("hostile", "too_large")
    assert refused["error_message"]
    assert by_name["good.html"]["source_id"]


def test_archives_in_archives_are_refused(api: Api) -> None:
    data = zipped(("a.html", PAGE))
    for depth in range(5):
        data = zipped((f"{depth}.zip", data))
    [item] = items(api, upload(api, ("deep.zip", data)).json())
    assert (item["state"], item["error_kind"]) == ("refused", "hostile")


def test_a_job_is_taken_back_and_a_source_read_again(api: Api) -> None:
    job = upload(api, ("a.txt", b"one")).json()
    assert api.client.delete(f"/v1/jobs/{job['id']}").json()["state"] == "cancelled"
    assert api.client.delete(f"/v1/jobs/{job['id']}").json()["state"] == "cancelled"
    source = api.client.get("/v1/sources", params={"search": "hengqu"}).json()["items"][0]["id"]
    again = api.client.post(f"/v1/sources/{source}/read")
    assert again.status_code == 202
    assert again.json()["settings"]["again"]
    assert api.client.get(again.headers["location"]).json()["waiting"] == 1
    chosen = api.client.post(f"/v1/sources/{source}/read", json={"lang": "zh"}).json()
    assert (chosen["settings"]["lang"], chosen["settings"]["again"]) == ("zh", True)
    woken = api.runner.woken
    check(api.client.post("/v1/sources/" + "0" * 32 + "/read"), 404, "not-found")
    assert api.runner.woken == woken


def test_from_an_upload_to_a_report_by_the_api_alone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'gongkai.db'}")
    with store.write() as session:
        key = new_key(session, "office", NOW)
    runner = JobRunner(store, ReadingSettings(jobs=1), utc_now)
    app = create_app(Service(store, runner, ServiceSettings(data_dir=tmp_path)))
    with TestClient(app, headers={"X-API-Key": key}) as client:
        sent = [("files", ("reports.zip", zipped(("2022/report.html", PAGE), ("broken.pdf", b"%PDF-1.4 broken"))))]
        job = client.post("/v1/uploads", files=sent).json()
        text = client.get(f"/v1/jobs/{job['id']}/events").text
        assert text.rstrip().rpartition("event: ")[2].startswith("done")
        ended = client.get(f"/v1/jobs/{job['id']}").json()
        assert (ended["state"], ended["done"], ended["failed"], ended["waiting"]) == ("done", 1, 1, 0)
        [report] = client.get("/v1/reports").json()["items"]
        assert (report["year"], report["source_name"]) == (2022, "reports.zip/2022/report.html")
    store.close()
