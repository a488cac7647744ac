"""A job followed live, and the figures for Prometheus."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from extractor.service.settings import ServiceSettings
from extractor.service.store.jobs import item_done, job_ended, job_started
from tests.service.api.conftest import NOW, Api, with_limits
from tests.service.api.test_problems import check


def told(text: str) -> list[tuple[str, dict[str, object]]]:
    """The events of a stream, with what they say."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "event" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_job_that_is_over_says_so_and_ends(api: Api) -> None:
    job = api.client.get("/v1/jobs").json()["items"][-1]
    answer = api.client.get(f"/v1/jobs/{job['id']}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert told(answer.text) == [("progress", job), ("done", job)]


def test_a_job_is_followed_until_it_is_over(api: Api) -> None:
    job = api.client.post("/v1/uploads", files=[("files", ("a.txt", b"one")), ("files", ("b.txt", b"two"))]).json()

    def work() -> None:
        with api.service.store.write() as session:
            job_started(session, job["id"], NOW)
            item_done(session, job["id"], 0, error=None, at=NOW)
        threading.Event().wait(0.7)
        with api.service.store.write() as session:
            item_done(session, job["id"], 1, error=None, at=NOW)
            job_ended(session, job["id"], "done", NOW)

    worker = threading.Timer(0.3, work)
    worker.start()
    events = told(api.client.get(f"/v1/jobs/{job['id']}/events").text)
    worker.join()
    assert [name for name, _ in events] == ["progress"] * (len(events) - 1) + ["done"]
    counts = [said["done"] for _, said in events]
    assert counts == sorted(counts)  # type: ignore[type-var]
    assert {0, 1, 2} == set(counts)


class TestShort:
    @pytest.fixture
    def settings(self, tmp_path: Path) -> ServiceSettings:
        return with_limits(ServiceSettings(data_dir=tmp_path), stream_seconds=0.5)

    def test_a_stream_ends_in_time_and_the_browser_comes_again(self, api: Api) -> None:
        job = api.client.post("/v1/uploads", files={"files": ("a.txt", b"one")}).json()
        text = api.client.get(f"/v1/jobs/{job['id']}/events").text
        assert text.startswith("retry: ")
        assert told(text) == [("progress", job)]


def test_followers_are_limited_and_give_their_place_back(api: Api) -> None:
    job = api.client.get("/v1/jobs").json()["items"][-1]
    places = api.client.app.state.followers  # type: ignore[attr-defined]
    most = places.free
    places.free = 0
    check(api.client.get(f"/v1/jobs/{job['id']}/events"), 503, "unavailable")
    places.free = 1
    for _ in range(3):
        assert api.client.get(f"/v1/jobs/{job['id']}/events").status_code == 200
    assert places.free == 1
    places.free = most


def figures(api: Api) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = api.client.get("/v1/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_figures_count_requests_by_route_and_never_by_id(api: Api) -> None:
    id = api.report()["id"]
    api.client.get(f"/v1/reports/{id}")
    api.client.get("/v1/nothing/" + "x" * 50)
    api.stranger.get("/v1/reports")
    api.client.request("BREW", "/v1/reports")
    found = figures(api)
    assert found["gongkai_requests_total", (("method", "GET"), ("route", "/v1/reports/{id}"), ("status", "200"))] == 1
    assert found["gongkai_requests_total", (("method", "GET"), ("route", "none"), ("status", "404"))] == 1
    assert found["gongkai_requests_total", (("method", "GET"), ("route", "/v1/reports"), ("status", "401"))] == 1
    assert any(("method", "other") in labels for _, labels in found)
    assert not any(str(id) in value for _, labels in found for _, value in labels)
    assert found["gongkai_reports", ()] == 3
    assert found["gongkai_sources_failed", ()] >= 1
    assert found["gongkai_requests_in_flight", ()] == 1


def test_figures_of_one_app_are_not_those_of_another(api: Api) -> None:
    api.client.post("/v1/session", json={"key": "wrong", "person": "Li Hua"})
    assert figures(api)["gongkai_failed_sign_ins_total", ()] == 1
