"""Who gets in: keys, sessions, and pages of other sites that would like to act for them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from extractor.service.api.auth import SESSION_COOKIE, sign_in
from extractor.service.api.openapi import openapi_of
from extractor.service.store.keys import list_keys, revoke_key
from tests.service.api.conftest import NOW, Api
from tests.service.api.test_problems import NOBODY, check

ORIGIN = "http://127.0.0.1:8340"


@pytest.fixture
def browser(api: Api) -> TestClient:
    """A browser that has signed in, as Li Hua."""
    answer = api.stranger.post("/v1/session", json={"key": api.key, "person": "Li Hua"}, headers={"Origin": ORIGIN})
    assert answer.status_code == 201
    return api.stranger


def csrf(browser: TestClient) -> str:
    token = browser.get("/v1/session").json()["csrf"]
    assert isinstance(token, str)
    return token


def test_every_route_but_health_and_sign_in_needs_a_key(shared: Api) -> None:
    open_to_all = {("GET", "/v1/health"), ("POST", "/v1/session")}
    described = openapi_of(shared.client.app)["paths"]  # type: ignore[arg-type]
    asked = {(method.upper(), path) for path, methods in described.items() for method in methods}
    assert len(asked) > 25
    for method, path in asked - open_to_all:
        filled = (
            path.replace("{id}", NOBODY).replace("{path}", "requests.received.total").replace("{organization}", "x")
        )
        answer = shared.stranger.request(method, filled)
        check(answer, 401, "unauthorized")
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Authorization", "X-API-Key"])
def test_a_key_in_either_header(shared: Api, header: str) -> None:
    value = f"Bearer {shared.key}" if header == "Authorization" else shared.key
    assert shared.stranger.get("/v1/session", headers={header: value}).json() == {"person": "office", "csrf": None}


@pytest.mark.parametrize("wrong", ["", "x", "gongkai_wrong", "k" * 100_000, "\x7f\xff"])
def test_a_wrong_key(shared: Api, wrong: str) -> None:
    for headers in ({"X-API-Key": wrong}, {"Authorization": f"Bearer {wrong}"}):
        raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
        check(shared.stranger.get("/v1/reports", headers=raw), 401, "unauthorized")


def test_a_wrong_key_is_not_helped_by_a_session(browser: TestClient) -> None:
    check(browser.get("/v1/reports", headers={"X-API-Key": "wrong"}), 401, "unauthorized")


def test_a_revoked_key_ends_its_sessions(api: Api, browser: TestClient) -> None:
    assert browser.get("/v1/reports").status_code == 200
    with api.service.store.write() as session:
        revoke_key(session, list_keys(session)[0].id, NOW)
    check(browser.get("/v1/reports"), 401, "unauthorized")
    check(api.client.get("/v1/reports"), 401, "unauthorized")


def test_the_cookie_is_kept_from_scripts_and_other_sites(shared: Api) -> None:
    answer = shared.stranger.post("/v1/session", json={"key": shared.key, "person": "Li Hua"})
    said = answer.headers["set-cookie"].lower()
    assert said.startswith(SESSION_COOKIE)
    assert "httponly" in said
    assert "samesite=lax" in said
    assert shared.key not in answer.text + said


def test_signing_out_ends_the_session_for_good(api: Api, browser: TestClient) -> None:
    cookie = browser.cookies[SESSION_COOKIE]
    token = csrf(browser)
    assert browser.delete("/v1/session", headers={"X-CSRF-Token": token}).status_code == 204
    check(api.stranger.get("/v1/reports", headers={"Cookie": f"{SESSION_COOKIE}={cookie}"}), 401, "unauthorized")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-CSRF-Token": "wrong"},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "TOKEN", "Origin": "http://evil.example"},
        {"X-CSRF-Token": "TOKEN", "Origin": "null"},
        {"X-CSRF-Token": "TOKEN", "Origin": "http://127.0.0.1:9999"},
        {"X-CSRF-Token": "TOKEN", "Sec-Fetch-Site": "cross-site"},
        {"X-CSRF-Token": "TOKEN", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_sends_through_a_browser_does_nothing(
    api: Api, browser: TestClient, headers: dict[str, str]
) -> None:
    sent = {name: csrf(browser) if value == "TOKEN" else value for name, value in headers.items()}
    files = {"files": ("a.txt", b"text")}
    check(browser.post("/v1/uploads", files=files, headers=sent), 403, "csrf")
    check(browser.post(f"/v1/reports/{NOBODY}/events", json={"kind": "review"}, headers=sent), 403, "csrf")
    check(browser.delete(f"/v1/jobs/{NOBODY}", headers=sent), 403, "csrf")
    assert api.runner.woken == 0


def test_a_page_of_the_service_uploads_by_header_or_form_field(api: Api, browser: TestClient) -> None:
    files = {"files": ("a.txt", b"text")}
    own = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
    by_header = browser.post("/v1/uploads", files=files, headers={**own, "X-CSRF-Token": csrf(browser)})
    assert by_header.status_code == 202, by_header.text
    assert by_header.json()["by"] == "Li Hua"
    assert browser.post("/v1/uploads", files=files, data={"csrf": csrf(browser)}, headers=own).status_code == 202
    check(browser.post("/v1/uploads", files=files, data={"csrf": "x"}, headers=own), 403, "csrf")


def test_another_site_cannot_sign_a_browser_in(shared: Api) -> None:
    for origin in ("http://evil.example", "http://[", "null"):
        answer = shared.stranger.post(
            "/v1/session", json={"key": shared.key, "person": "Li Hua"}, headers={"Origin": origin}
        )
        check(answer, 403, "csrf")


def test_a_name_that_stands_beside_decisions_is_one_line(api: Api) -> None:
    opened = sign_in(api.service, api.key, " Li\x00\n\u202eHua\ud800 " + "x" * 100)
    assert opened is not None
    assert opened[1].name.startswith("LiHua")
    assert len(opened[1].name) == 80


@pytest.mark.parametrize("asked", [{}, {"person": ""}, {"person": "  "}, {"person": "\u202e"}])
def test_who_signs_in_says_who_they_are(shared: Api, asked: dict[str, str]) -> None:
    stranger = shared.stranger
    check(stranger.post("/v1/session", json={"key": shared.key, **asked}), 422, "invalid")
    assert "set-cookie" not in stranger.post("/v1/session", json={"key": shared.key, **asked}).headers


def test_wrong_keys_at_sign_in_are_limited(api: Api) -> None:
    for _ in range(api.service.settings.sign_in.attempts):
        check(api.stranger.post("/v1/session", json={"key": "wrong", "person": "Li Hua"}), 401, "unauthorized")
    answer = api.stranger.post("/v1/session", json={"key": api.key, "person": "Li Hua"})
    check(answer, 429, "too-many")
    assert 0 < int(answer.headers["retry-after"]) <= 301


def test_ids_are_random_and_neighbours_of_one_are_nobody(shared: Api) -> None:
    known = str(shared.report()["id"])
    assert len(set(known)) > 4
    near = [f"{int(known, 16) + step:032x}" for step in (-1, 1)]
    for id in (*near, NOBODY, known[::-1]):
        for path in (f"/v1/reports/{id}", f"/v1/sources/{id}", f"/v1/jobs/{id}", f"/v1/reports/{id}/events"):
            check(shared.client.get(path), 404, "not-found")
    for id in ("1", "-1", "%2e%2e", known.upper(), known + "0", "' OR 1=1 --"):
        assert shared.client.get(f"/v1/reports/{id}").status_code in (404, 422)
