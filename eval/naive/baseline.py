"""The naive baseline: one request with the whole text and the schema of the whole report, through the same client.

What most people try first. It is asked of the same model and answered like any other request, so that its accuracy and
its size stand beside those of two readers. It has no statuses and no places: every number it gives stands as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from eval.predictions import PredictedDocument, from_extraction
from extractor.model.request import CallStatus, Request, Response
from extractor.model.requests import prompt_hash
from schemas import cell_definitions
from schemas.enums import State, Status, TableKind, Witness
from schemas.facts import Metric
from schemas.result import SCHEMA_VERSION, Cell, ErrorResult, Extraction, Fact, Report, Run

__all__ = ["NaiveFact", "naive_extraction", "naive_prediction", "naive_request", "naive_schema"]

_PROMPT = Path(__file__).with_name("prompt.md")
_FILE = re.compile(r"## system\n+(?P<system>.*?)\n+## user\n+(?P<user>.*?)\n*", re.DOTALL)
_Printed = int | float | None
"""A number as the one schema has it; None for everything that is none."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NaiveFact(_Model):
    """One number in the prose."""

    metric: Metric
    value: int | float
    unit: str | None
    quote: str


def _nested(name: str, tree: Mapping[str, Any], made: dict[str, type[BaseModel]]) -> type[BaseModel]:
    """A model of a tree of keys; rows with the same columns are of one model, as anybody would write it."""
    shape = json.dumps(tree)
    if shape not in made:
        fields: dict[str, Any] = {
            key: (_nested(f"{name}_{key}", below, made) if below else _Printed, ...) for key, below in tree.items()
        }
        made[shape] = create_model(name, __base__=_Model, **fields)
    return made[shape]


@cache
def naive_schema() -> type[BaseModel]:
    """Return one nested model of a whole source: reports with every cell of every form, facts and prose."""
    tree: dict[str, Any] = {}
    for path in cell_definitions():
        at = tree
        for part in path.split("."):
            at = at.setdefault(part, {})
    # A heading cell of the annex has parts of its own: only the parts are asked for.
    made: dict[str, type[BaseModel]] = {}
    tables: dict[str, Any] = {
        kind.value: (_nested(kind.value, tree[kind.value], made) | None, ...) for kind in TableKind
    }
    report: type[BaseModel] = create_model(
        "NaiveReport",
        __base__=_Model,
        title=(str | None, ...),
        organization=(str | None, ...),
        year=(int | None, ...),
        **tables,
        facts=(list[NaiveFact], ...),
        problems=(list[str], ...),
        improvements=(list[str], ...),
    )
    return create_model("NaiveDocument", __base__=_Model, reports=(list[report], ...))


def naive_request(text: str) -> Request:
    """Return the one request about a source.

    Args:
        text: the whole source as Gongkai renders it.
    """
    found = _FILE.fullmatch(_PROMPT.read_text(encoding="utf-8"))
    assert found is not None, f"{_PROMPT} is not made as a prompt is"
    system, user, schema = found["system"], found["user"], naive_schema()
    digest = prompt_hash(system, user, schema)
    return Request("naive", "1", digest, system, Template(user).substitute(data=text), schema)


def naive_prediction(answer: BaseModel, source: str) -> PredictedDocument:
    """Return the answer as a prediction: every number stands as ``read``, every null as blank."""
    return from_extraction(naive_extraction(Response(CallStatus.ANSWERED, answer), source))


def naive_extraction(response: Response, source: str, request: Request | None = None) -> Extraction:
    """Return what came of the one request as a result; without an answer it has an ``error`` and no report.

    Args:
        response: to ``naive_request``.
        source: as results call it.
        request: names the prompt; None leaves it out.
    """
    answer = response.answer
    prompts = {request.prompt_id: request.prompt_sha256} if request else {}
    return Extraction(
        source=source,
        sha256="",
        schema_version=SCHEMA_VERSION,
        origin=None,
        error=None if answer else ErrorResult(kind="unanswered", message=response.reason or response.status),
        run=Run(version="naive", settings="", model=response.model, prompts=prompts),
        reports=[_report(report) for report in answer.model_dump()["reports"]] if answer else [],
    )


def _report(report: Mapping[str, Any]) -> Report:
    tables = {kind: report[kind.value] for kind in TableKind if report[kind.value] is not None}
    form = "statistics" if TableKind.STATISTICS in tables else "2021" if (report["year"] or 0) > 2020 else "2019"
    return Report(
        title=report["title"],
        organization=report["organization"],
        region=None,
        year=report["year"],
        form=form,
        period_start=None,
        period_end=None,
        cells={path: _cell(value) for kind, tree in tables.items() for path, value in _leaves(kind.value, tree)},
        facts=[_fact(fact) for fact in report["facts"]],
        problems=report["problems"],
        improvements=report["improvements"],
        findings=[],
        sections=[],
    )


def _cell(value: _Printed) -> Cell:
    return Cell(
        printed="" if value is None else str(value),
        value=value,
        state=State.BLANK if value is None else State.NUMBER,
        status=Status.READ,
        witnesses=[Witness.MODEL],
        span=None,
        at=None,
        candidates=[],
    )


def _fact(fact: Mapping[str, Any]) -> Fact:
    return Fact(
        metric=fact["metric"],
        value=fact["value"],
        unit=fact["unit"],
        approximate=False,
        scope=None,
        quote=fact["quote"],
        span=None,
        status=Status.READ,
        witnesses=[Witness.MODEL],
    )


def _leaves(path: str, tree: Mapping[str, Any]) -> Iterator[tuple[str, _Printed]]:
    for key, below in tree.items():
        if isinstance(below, dict):
            yield from _leaves(f"{path}.{key}", below)
        else:
            yield f"{path}.{key}", below
