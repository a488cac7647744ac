"""The API's own description: OpenAPI, with one shape for all problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from extractor.service.api.problems import API_PREFIX, Problem
from extractor.service.jobs.settings import JobSettings

__all__ = ["DESCRIPTION", "TAGS", "openapi_of"]

DESCRIPTION = """\
Chinese government information-disclosure annual reports as data that can be trusted number by number, for one team:
documents in, jobs with progress, doubtful cells settled by a person, data and labels out.

A key goes into `Authorization: Bearer` or `X-API-Key`. Lists have `limit` and `offset`; the header `Link` has the next
part. An edit names in `If-Match` the version that was seen. Every error is a problem (RFC 9457).
"""
TAGS = [
    {"name": "jobs", "description": "Documents in, and how far they are."},
    {"name": "sources", "description": "The documents as they came, and what was read of them."},
    {"name": "reports", "description": "What was read, report by report."},
    {"name": "review", "description": "What persons decide about doubtful cells."},
    {"name": "search", "description": "Over all reports."},
    {"name": "data out", "description": "Exports and labels."},
    {"name": "evaluation", "description": "Runs of the evaluation."},
    {"name": "system", "description": "Health, metrics, sessions."},
]


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """Return the description of the API; made once, as routes do not change."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, tags=app.openapi_tags, routes=app.routes
        )
        made["paths"] = {path: methods for path, methods in made["paths"].items() if path.startswith(API_PREFIX)}
        schemas = made["components"]["schemas"]
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        for model in (Problem, JobSettings):
            schemas.update(_schema(model))
        for parameter in _parameters(made):
            parameter["schema"] = _without_null(parameter["schema"])
            if parameter["name"] == "if-match":
                parameter["required"] = True  # 428 without, which is more than 422 would say
        app.openapi_schema = made
    return app.openapi_schema


def _parameters(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in made["paths"].values():
        for operation in methods.values():
            yield from operation.get("parameters", [])


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out, never null: there is no null in an address or a header."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    rest = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return {**rest, **kinds[0]}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's schema and those that it names, by their names."""
    made = model.model_json_schema(ref_template="#/components/schemas/{model}")
    named: dict[str, Any] = made.pop("$defs", {})
    return {**named, model.__name__: made}
