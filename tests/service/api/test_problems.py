"""One shape of an error, whatever goes wrong, and nothing of the program's inside in it."""

from __future__ import annotations

import logging

import pytest
from fastapi.testclient import TestClient

from extractor.service.api.app import create_app
from tests.service.api.conftest import Api

NOBODY = "0" * 32


def check(answer: object, status: int, kind: str) -> dict[str, object]:
    found = answer.json()  # type: ignore[attr-defined]
    assert answer.status_code == status, found  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    assert found["type"] == f"urn:gongkai:problem:{kind}"
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return dict(found)


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/v1/nothing", 404, "not-found"),
        ("GET", "/v1", 404, "not-found"),
        ("GET", f"/v1/reports/{NOBODY}", 404, "not-found"),
        ("GET", f"/v1/sources/{NOBODY}/content", 404, "not-found"),
        ("GET", f"/v1/jobs/{NOBODY}/events", 404, "not-found"),
        ("GET", f"/v1/reports/{NOBODY}/label", 404, "not-found"),
        ("GET", "/v1/agencies/nobody", 404, "not-found"),
        ("PUT", "/v1/reports", 405, "method-not-allowed"),
        ("GET", "/v1/reports?limit=0", 422, "invalid"),
        ("GET", "/v1/reports?limit=501", 422, "invalid"),
        ("GET", "/v1/reports?sort=colour", 422, "invalid"),
        ("GET", "/v1/reports?search=%00", 422, "invalid"),
        ("GET", "/v1/reports/..%2f..%2fetc%2fpasswd", 404, "not-found"),
        ("GET", "/v1/export?format=doc", 422, "invalid"),
        ("POST", "/v1/uploads", 415, "unsupported-media-type"),
        ("DELETE", f"/v1/jobs/{NOBODY}", 404, "not-found"),
    ],
)
def test_everything_that_goes_wrong_is_a_problem(shared: Api, method: str, path: str, status: int, kind: str) -> None:
    check(shared.client.request(method, path), status, kind)


def test_a_request_that_breaks_its_form_is_told_where_and_what_it_sent_is_not_sent_back(shared: Api) -> None:
    found = check(shared.client.get("/v1/reports", params={"year": "geheim"}), 422, "invalid")
    assert found["errors"][0]["where"] == "query.year"  # type: ignore[index]
    assert "geheim" not in str(found)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"{", 400, "bad-request"),
        (b"", 422, "invalid"),
        (b"\xff\xfe", 400, "bad-request"),
        (b"[" * 100 + b"]" * 100, 400, "bad-request"),
        (b"[" * 100_000, 400, "bad-request"),
        (b'{"key": "' + b"[" * 1000 + b'"}', 422, "invalid"),  # brackets in a text are no depth
        (b'{"key": "x", "person": "\\ud800"}', 422, "invalid"),
        (b'{"key": "x", "person": "\\u0000"}', 422, "invalid"),
        (b'{"key": 1e999999}', 422, "invalid"),
        (b'{"key": ' + b"9" * 5000 + b"}", 400, "bad-request"),
        (b'{"key": "x", "more": 1}', 422, "invalid"),
        (b"null", 422, "invalid"),
    ],
)
def test_malformed_bodies(shared: Api, body: bytes, status: int, kind: str) -> None:
    check(shared.stranger.post("/v1/session", content=body, headers={"Content-Type": "application/json"}), status, kind)


def test_a_defect_is_logged_whole_and_answered_with_a_number(
    shared: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret inside /home/somebody")

    monkeypatch.setattr("extractor.service.api.routes.reports.list_reports", broken)
    with caplog.at_level(logging.ERROR, "gongkai.service"):
        answer = shared.client.get("/v1/reports")
    found = check(answer, 500, "internal")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert str(found["incident"]) in caplog.text
    assert "secret inside" in caplog.text


def test_a_database_that_is_away_is_no_defect(shared: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    def away(*_: object, **__: object) -> None:
        raise OperationalError("SELECT secret", {}, Exception("password=geheim"))

    monkeypatch.setattr("extractor.service.api.routes.reports.list_reports", away)
    answer = shared.client.get("/v1/reports")
    check(answer, 503, "unavailable")
    assert "geheim" not in answer.text
    assert "SELECT" not in answer.text


def test_a_full_disk_is_called_so(shared: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    def full(*_: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    monkeypatch.setattr("extractor.service.api.routes.runs.list_runs", full)
    assert "disk is full" in str(check(shared.client.get("/v1/runs"), 503, "unavailable")["detail"])


def test_a_browser_without_a_session_is_led_to_the_login_and_comes_back(shared: Api) -> None:
    from fastapi import Depends

    from extractor.service.api.auth import Person, person

    app = create_app(shared.service)

    @app.get("/reports/{id}")
    def page(id: str, who: Person = Depends(person)) -> str:  # noqa: B008
        return who.name

    with TestClient(app, base_url="http://127.0.0.1:8340", follow_redirects=False) as browser:
        answer = browser.get("/reports/7?lang=zh&next=//evil")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Freports%2F7%3Flang%3Dzh%26next%3D%2F%2Fevil"
