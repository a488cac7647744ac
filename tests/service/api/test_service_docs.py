"""docs/service.md names all there is: routes, problems, figures, limits."""

from __future__ import annotations

import re
from pathlib import Path

from extractor.reviewing.events import EventKind
from extractor.service.api.openapi import openapi_of
from extractor.service.api.problems import PROBLEM_TYPES
from extractor.service.jobs.limits import Limits
from extractor.service.jobs.settings import JobSettings
from extractor.service.settings import RequestLimits, ServiceSettings, SignInLimits
from schemas.decisions import How
from tests.service.api.conftest import Api

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "service.md").read_text(encoding="utf-8")


def test_every_route_and_no_other(shared: Api) -> None:
    described = set(openapi_of(shared.client.app)["paths"])  # type: ignore[arg-type]
    table = TEXT.split("## Routes", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"/v1/[a-z/.{}_]+", table)) == described


def test_every_problem_with_its_status() -> None:
    table = TEXT.split("## Problems", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| ((?:`[a-z-]+` ?)+)\| (\d+) \|", table, re.MULTILINE)
    said = {kind: int(status) for kinds, status in rows for kind in re.findall(r"[a-z-]+", kinds)}
    assert said == {kind: status for kind, (status, _) in PROBLEM_TYPES.items()}


def test_every_figure(shared: Api) -> None:
    families = re.findall(r"^# TYPE (gongkai_\w+) ", shared.client.get("/v1/metrics").text, re.MULTILINE)
    for name in families:
        assert f"`{name}`" in TEXT or name.endswith("_created"), name


def test_words_of_events_and_settings() -> None:
    for word in (*EventKind, *How, *JobSettings.model_fields):
        assert f"`{word}`" in TEXT, word


def test_the_limits_are_the_ones_that_hold() -> None:
    limits, uploads, sign_in = RequestLimits(), Limits(), SignInLimits()
    assert f"{uploads.body_bytes >> 20} MB, {uploads.files:,} files" in TEXT
    assert f"{limits.json_bytes >> 20} MB, JSON {limits.json_depth} deep" in TEXT
    assert f"{limits.idle_seconds:g} s; {limits.body_seconds / 60:g} min" in TEXT
    assert f"that to an upload | {limits.answer_seconds:g} s; {limits.upload_seconds / 60:g} min |" in TEXT
    assert f"| until it ends | {limits.stream_seconds / 3600:g} h |" in TEXT
    assert f"| {limits.exports}; {limits.followers} |" in TEXT
    assert f"for {sign_in.days} days" in TEXT
    assert (sign_in.attempts, sign_in.seconds) == (10, 300)
    assert f"http://{ServiceSettings.__dataclass_fields__['host'].default}" in TEXT
