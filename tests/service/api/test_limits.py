"""Bodies that are too large, too many, too deep or too slow; answers that take too long."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from extractor.service.api.app import create_app
from extractor.service.api.middleware.body import json_depth
from extractor.service.jobs.limits import Limits
from extractor.service.settings import ServiceSettings
from tests.service.api.conftest import Api, with_limits
from tests.service.api.test_problems import check

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def settings(tmp_path: Path) -> ServiceSettings:
    small = ServiceSettings(data_dir=tmp_path, uploads=replace(Limits(), body_bytes=200_000, files=3))
    return with_limits(small, json_bytes=1_000)


def impatient(api: Api) -> FastAPI:
    """The same service with little time."""
    short = with_limits(api.service.settings, idle_seconds=0.3, body_seconds=0.5, answer_seconds=1.0)
    return create_app(replace(api.service, settings=short))


def files(count: int, size: int = 10) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (f"{number}.txt", b"x" * size)) for number in range(count)]


def test_an_upload_that_is_too_large_is_refused_by_what_it_declares(api: Api) -> None:
    found = check(api.client.post("/v1/uploads", files=files(1, 300_000)), 413, "too-large")
    assert found["limit"] == 200_000
    assert api.runner.woken == 0


def test_an_upload_that_lies_about_its_size_is_refused_by_what_it_sends(api: Api) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    pieces = [head, *[b"x" * 50_000] * 6, b"\r\n--b--\r\n"]
    answer = api.client.post(
        "/v1/uploads", content=iter(pieces), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    check(answer, 413, "too-large")


def test_a_body_that_is_no_upload_has_a_smaller_limit(api: Api) -> None:
    check(api.stranger.post("/v1/session", content=b'{"key": "' + b"x" * 2_000 + b'"}', headers=JSON), 413, "too-large")
    for kind in ("text/plain", "application/octet-stream", "application/x-www-form-urlencoded", "image/png"):
        check(api.client.post("/v1/uploads", content=b"x" * 2_000, headers={"Content-Type": kind}), 413, "too-large")


def test_more_files_than_are_taken(api: Api) -> None:
    assert api.client.post("/v1/uploads", files=files(3)).status_code == 202
    check(api.client.post("/v1/uploads", files=files(4)), 413, "too-large")


def test_more_fields_than_are_taken(api: Api) -> None:
    fields = {f"field{number}": "x" for number in range(70)}
    check(api.client.post("/v1/uploads", files=files(1), data=fields), 413, "too-large")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"--b\r\n"),
        ("multipart/form-data; boundary=b", b"no form at all"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nxx',
        ),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nxx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=" + "b" * 300, b"x"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="files"\r\n\r\nx\r\n--b--\r\n',
        ),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"X-Long: " + b"x" * 20_000 + b"\r\n\r\nx\r\n--b--\r\n"),
        ("multipart/form-data; boundary=\xff", b"--\xff--"),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the parser's own, of a cut-off file
def test_malformed_uploads_take_nothing_up(api: Api, content_type: str, body: bytes) -> None:
    headers = {b"Content-Type": content_type.encode("latin-1")}
    answer = api.client.post("/v1/uploads", content=body, headers=headers)
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert api.runner.woken == 0


def test_a_content_length_that_is_none(api: Api) -> None:
    app = create_app(api.service)
    for wrong in ("-1", "1e3", "x", "９"):
        raw = {"Content-Length": wrong.encode(), "Content-Type": b"application/json"}
        answer = asyncio.run(_sent(app, "/v1/session", [b"{}"], raw))
        assert answer[0] == 400


def test_a_body_that_stops_coming_is_given_up(api: Api) -> None:
    for content_type in (b"application/json", b"multipart/form-data; boundary=b"):
        begun = b'{"key": "' if b"json" in content_type else b"--b\r\n"
        pieces = [begun, None]
        headers = {"Content-Type": content_type, "X-API-Key": api.key.encode()}
        path = "/v1/session" if b"json" in content_type else "/v1/uploads"
        status, body = asyncio.run(_sent(impatient(api), path, pieces, headers))
        assert (status, json.loads(body)["type"]) == (408, "urn:gongkai:problem:timeout")


def test_a_body_that_trickles_is_given_up(api: Api) -> None:
    headers = {"Content-Type": b"multipart/form-data; boundary=b", "X-API-Key": api.key.encode()}
    pieces = [b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n', *[b"x"] * 100]
    status, body = asyncio.run(_sent(impatient(api), "/v1/uploads", pieces, headers, pause=0.05))
    assert (status, json.loads(body)["type"]) == (408, "urn:gongkai:problem:timeout")
    assert api.runner.woken == 0


def test_an_answer_that_takes_too_long_is_given_up_and_what_it_answers_later_is_dropped(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    asked = threading.Event()

    def slow(*_: object, **__: object) -> None:
        asked.set()
        go_on.wait(20)
        raise RuntimeError("nobody hears this")

    monkeypatch.setattr("extractor.service.api.routes.reports.list_reports", slow)
    with TestClient(impatient(api), headers={"X-API-Key": api.key}) as client:
        answer = client.get("/v1/reports")
        check(answer, 503, "unavailable")
        assert asked.is_set()
        go_on.set()
    assert api.client.get("/v1/health").status_code == 200


@settings_of_hypothesis(max_examples=40)
@given(st.recursive(st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_depth_of_json_is_that_of_its_arrays_and_objects(value: Any) -> None:
    def depth(part: Any) -> int:
        inner: Sequence[Any] = list(part.values()) if isinstance(part, dict) else part
        return 1 + max(map(depth, inner), default=0) if isinstance(part, list | dict) else 0

    for ascii in (True, False):
        assert json_depth(json.dumps(value, ensure_ascii=ascii).encode("utf-8", "surrogatepass")) == depth(value)


@given(st.binary(max_size=200))
def test_depth_of_what_is_no_json_is_some_number(data: bytes) -> None:
    assert 0 <= json_depth(data) <= len(data)


def test_a_client_that_leaves_in_the_middle_takes_nothing_up_and_is_no_defect(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Content-Type": b"multipart/form-data; boundary=b", "X-API-Key": api.key.encode()}
    pieces = [b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\ntext', b""]
    with caplog.at_level(logging.ERROR, "gongkai.service"):
        asyncio.run(_sent(create_app(api.service), "/v1/uploads", pieces, headers, leaves=True))
    assert not caplog.records
    assert api.runner.woken == 0
    assert len(api.client.get("/v1/jobs").json()["items"]) == 1


async def _sent(
    app: Callable[..., Any],
    path: str,
    pieces: Sequence[bytes | None],
    headers: dict[str, bytes],
    pause: float = 0.0,
    leaves: bool = False,
) -> tuple[int, bytes]:
    """Send a request piece by piece; None is a silence that does not end. Or leave in place of the last piece."""
    left = list(pieces)
    answered: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not left:
            await asyncio.sleep(3600)
        piece = left.pop(0)
        await asyncio.sleep(3600 if piece is None else pause)
        if leaves and not left:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    async def send(message: dict[str, Any]) -> None:
        answered.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "headers": [(name.lower().encode(), value) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8340),
    }
    await asyncio.wait_for(app(scope, receive, send), 20)
    return answered[0]["status"] if answered else 0, b"".join(message.get("body", b"") for message in answered)


def test_a_stream_of_pieces_that_stays_within_its_limits_is_taken(api: Api) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(3):
            await asyncio.sleep(0.02)
            yield b"text"
        yield b"\r\n--b--\r\n"

    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(api.service))
        headers = {"Content-Type": "multipart/form-data; boundary=b", "X-API-Key": api.key}
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.post("/v1/uploads", content=pieces(), headers=headers)

    assert asyncio.run(sent()).status_code == 202
