"""Data out: exports in every format, and labels for the evaluation."""

from __future__ import annotations

from collections.abc import Generator
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import StreamingResponse

from extractor.service.api.auth import CurrentService
from extractor.service.api.exports import MEDIA_TYPES, Choice, Format, TableName, export
from extractor.service.api.parameters import Id
from extractor.service.api.problems import problems
from extractor.service.api.routes.sources import attachment
from extractor.service.api.streaming import stream, zipped
from extractor.service.labels import label_files, report_label
from schemas.enums import Status, TableKind

__all__ = ["router"]

router = APIRouter(tags=["data out"])
Years = Annotated[list[Annotated[int, Query(ge=1900, le=2999)]], Query(max_length=50)]
Forms = Annotated[list[Annotated[str, Query(max_length=32, pattern=r"^[a-z0-9]+$")]], Query(max_length=10)]


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The file, sent while it is made",
            "content": {media_type.partition(";")[0]: {} for media_type in MEDIA_TYPES.values()},
        },
        **problems("refused"),
    },
)
def export_results(
    request: Request,
    service: CurrentService,
    format: Annotated[Format, Query(description="`jsonl`: results whole; the others are tables.")],
    what: Annotated[TableName, Query(description="The table of csv and parquet; the others hold all.")] = "cells",
    lang: Annotated[Literal["en", "zh"], Query(description="Of heads and sheets.")] = "en",
    reviewed: Annotated[bool, Query(description="Only reports that a person has settled.")] = False,
    decisions: Annotated[bool, Query(description="False: as it was read.")] = True,
    year: Years = [],  # noqa: B006  read only
    form: Forms = [],  # noqa: B006
    table: Annotated[list[TableKind], Query(max_length=10)] = [],  # noqa: B006
    status: Annotated[list[Status], Query(max_length=10)] = [],  # noqa: B006
) -> StreamingResponse:
    """Export results. What a spreadsheet would run as a formula is text in every format."""
    choice = Choice(format, what, lang, reviewed, decisions, tuple(year), tuple(form), tuple(table), tuple(status))
    name = f"gongkai-{what}.{format}" if format in ("csv", "parquet") else f"gongkai.{format}"
    return stream(export(service.store, choice), attachment(name, MEDIA_TYPES[format]), request.app.state.exports)


@router.get(
    "/labels",
    response_class=StreamingResponse,
    responses={200: {"description": "A ZIP archive", "content": {"application/zip": {}}}},
)
def labels(
    request: Request,
    service: CurrentService,
    sources: Annotated[bool, Query(description="False: without the documents themselves.")] = True,
) -> StreamingResponse:
    """Return the reviewed reports as labels: a folder a source, as `gongkai eval --gold` takes them."""

    def pieces() -> Generator[bytes]:
        with service.store.read() as session:
            yield from zipped(label_files(session, with_sources=sources))

    return stream(pieces, attachment("gongkai-labels.zip", "application/zip"), request.app.state.exports)


@router.get(
    "/reports/{id}/label",
    response_class=Response,
    responses={
        200: {"description": "label.json", "content": {"application/json": {}}},
        **problems("not-found", "refused"),
    },
)
def label(service: CurrentService, id: Id) -> Response:
    """Return the label of a report's source: what persons settled is certain, what is still open is not scored."""
    with service.store.read() as session:
        data = report_label(session, id)
    return Response(data, headers=attachment("label.json", "application/json"))
