"""Whatever is sent, the API keeps to its own description: no 500, no answer that the description does not know."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from extractor.service.api.openapi import TAGS
from extractor.service.settings import ServiceSettings
from extractor.service.store.engine import open_store
from tests.service.api.conftest import Api, fill, served
from tests.service.postgres import Server
from tests.service.postgres import running as postgres

_EXAMPLES = int(os.environ.get("GONGKAI_SCHEMA_EXAMPLES", "3"))
"""Of each kind of request, for each route."""
_LISTS = ("reports", "sources", "jobs", "runs")
_WITHOUT_EXPLANATION = tuple(phase for phase in Phase if phase is not Phase.explain)


_ELSEWHERE = [positive_data_acceptance, ignored_auth]
"""Checked by ``_taken``, which knows what a version is, and in test_auth.py."""


def _there(api: Api, path: str) -> dict[str, str]:
    """Values for the places in a path that name something that is there."""
    kind = path.split("/")[2]
    values: dict[str, str] = {}
    if kind in _LISTS:
        found = api.client.get(f"/v1/{kind}").json()
        items = found["items"] if isinstance(found, dict) else found
        values |= {"id": items[0]["id"]} if items else {}
    if kind == "reports":
        values = {"id": str(api.report()["id"]), "path": "requests.received.total"}
    if kind == "agencies":
        values = {"organization": str(api.report()["organization"])}
    return {name: value for name, value in values.items() if f"{{{name}}}" in path}


def _strategies(api: Api, operation: Any) -> list[Any]:
    """Requests as described, as described and about something that is there, and not as described."""
    there = _there(api, operation.path)
    strategies = [operation.as_strategy()]
    if there:
        strategies.append(operation.as_strategy(path_parameters=there))
    if operation.body or len(operation.query) or len(operation.path_parameters) or len(operation.headers):
        strategies.append(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    return strategies


def _taken(context: Any, response: Any, case: Any) -> None:
    """What is as described is never called invalid, but for what JSON Schema cannot say of the text in a form."""
    if (case.meta and case.meta.generation.mode.is_negative) or case.operation.path == "/v1/uploads":
        return
    if response.status_code == 422:
        assert response.json()["type"] != "urn:gongkai:problem:invalid", response.json()


def _run(api: Api, tag: str, examples: int, number: int) -> None:
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", api.client.app, headers={"X-API-Key": api.key})
    operations: list[Any] = [found.ok() for found in schema.include(tag=tag).get_all_operations()]  # type: ignore[union-attr]
    assert operations
    for operation in operations:
        for strategy in _strategies(api, operation):

            @seed(number)
            @settings(
                max_examples=examples,
                deadline=None,
                phases=_WITHOUT_EXPLANATION,
                suppress_health_check=list(HealthCheck),
                database=None,
            )
            @given(strategy)
            def ask(case: Any) -> None:
                case.call_and_validate(
                    headers={"X-API-Key": api.key}, additional_checks=[_taken], excluded_checks=_ELSEWHERE
                )

            ask()


@pytest.mark.parametrize("tag", [tag["name"] for tag in TAGS])
def test_the_api_is_as_it_is_described(api: Api, tag: str) -> None:
    _run(api, tag, _EXAMPLES, 1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Api]:
    """A filled service on each kind of database."""
    is_sqlite = request.param == "sqlite"
    store = open_store(
        f"sqlite:///{tmp_path / 'store.db'}" if is_sqlite else request.getfixturevalue("server").new_database()
    )
    with served(store, fill(store), ServiceSettings(data_dir=tmp_path)) as made:
        yield made


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("tag", [tag["name"] for tag in TAGS])
def test_the_api_is_as_it_is_described_at_length(stored: Api, tag: str) -> None:
    scale = float(os.environ.get("GONGKAI_SOAK_SCALE", "1"))
    _run(stored, tag, max(4, int(200 * scale)), int(os.environ.get("GONGKAI_SOAK_SEED", "1")))
