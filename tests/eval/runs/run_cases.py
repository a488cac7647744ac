"""What the tests of runs share: few samples, their recordings, and an endpoint that answers as the recordings do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from eval.runs.make import RunPlan
from eval.runs.samples import Sample, load_samples
from eval.runs.workers import Readers
from extractor.model.canonical import canonical_json
from extractor.model.settings import ModelSettings, model_settings
from extractor.pipeline import Settings
from tests.extractor.model.fake_server import USAGE, Call, FakeServer, Reply, error, fake_server, json_reply

ROOT = Path(__file__).resolve().parents[3]
CASSETTES = ROOT / "cassettes"
FEW = ("hengqu-market-regulation-2022", "luchuan-education-2019", "wanghuai-town-2020")
"""A ``test`` document with a recording of the naive question, and two of ``dev``."""


def few_samples(folder: Path, names: tuple[str, ...] = FEW) -> Path:
    """A gold set of its own in a folder, with its splits."""
    gold = folder / "few"
    gold.mkdir()
    for name in names:
        shutil.copytree(ROOT / "samples" / name, gold / name)
    splits = json.loads((ROOT / "samples" / "splits.json").read_text(encoding="utf-8"))
    (gold / "splits.json").write_text(json.dumps({name: splits[name] for name in names}), encoding="utf-8")
    return gold


def loaded(folder: Path) -> tuple[Sample, ...]:
    return load_samples([few_samples(folder)])


def recordings(folder: Path = CASSETTES) -> ModelSettings:
    found = model_settings("relay-model", cassettes=folder)
    assert found is not None
    return found


def plan_of(model: ModelSettings | None, *, naive: bool = False) -> RunPlan:
    settings = Settings(model=model.identity if model else {})
    return RunPlan("few", "all", 1, Readers(settings, model, naive))


@contextmanager
def replaying_server(*, usage: object = USAGE) -> Iterator[FakeServer]:
    """An endpoint that answers what was recorded, with usage."""
    answers: dict[str, dict[str, object]] = {}
    for place in CASSETTES.rglob("*.json"):
        for one in json.loads(place.read_text(encoding="utf-8"))["interactions"]:
            answers[canonical_json(one["request"]["body"])] = one["response"]["body"]

    def script(call: Call) -> Reply:
        found = answers.get(canonical_json(call.body))
        return json_reply(200, {**found, "usage": usage}) if found else error(400, "not recorded")

    with fake_server(script) as server:
        yield server


def live(server: FakeServer, **changes: object) -> ModelSettings:
    found = model_settings("relay-model", base_url=server.url)
    assert found is not None
    return replace(found, **changes)  # type: ignore[arg-type]  # each test names fields and their types
