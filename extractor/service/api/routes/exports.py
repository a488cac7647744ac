"""Data out: exports in every format, and labels for the evaluation."""

from __future__ import annotations

from collections.abc import Generator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import StreamingResponse

from extractor.service.api.auth import CurrentService
from extractor.service.api.exports import MEDIA_TYPES, export
from extractor.service.api.models.queries import ExportChoice
from extractor.service.api.parameters import Id
from extractor.service.api.problems import problems
from extractor.service.api.routes.sources import attachment
from extractor.service.api.streaming import stream, zipped
from extractor.service.labels import label_files, label_name, report_label

__all__ = ["router"]

router = APIRouter(tags=["data out"])


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
    request: Request, service: CurrentService, choice: Annotated[ExportChoice, Query()]
) -> StreamingResponse:
    """Export results. What a spreadsheet would run as a formula is text in every format."""
    of_one = choice.format in ("csv", "parquet")
    name = f"gongkai-{choice.what}.{choice.format}" if of_one else f"gongkai.{choice.format}"
    headers = attachment(name, MEDIA_TYPES[choice.format])
    return stream(export(service.store, choice), headers, request.app.state.exports)


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
        data, name = report_label(session, id), label_name(session, id)
    return Response(data, headers=attachment(name, "application/json"))
