"""Runs of the evaluation, uploaded to be looked at and compared."""

from __future__ import annotations

from fastapi import APIRouter, Response

from extractor.service.api.auth import CurrentPerson, CurrentService
from extractor.service.api.forms import FILES, Files, form_body
from extractor.service.api.models.sources import EvaluationRun
from extractor.service.api.parameters import Id
from extractor.service.api.problems import problems
from extractor.service.api.routes.sources import attachment
from extractor.service.jobs.names import clean_name
from extractor.service.run_files import checked_run
from extractor.service.store.runs import add_run, get_run, list_runs, run_data

__all__ = ["router"]

router = APIRouter(prefix="/runs", tags=["evaluation"])


@router.get("")
def runs(service: CurrentService) -> list[EvaluationRun]:
    """List all runs, the newest first."""
    with service.store.read() as session:
        return [EvaluationRun.model_validate(run) for run in list_runs(session)]


@router.post(
    "",
    status_code=201,
    openapi_extra=form_body(files=FILES),
    responses=problems("bad-request", "too-large", "unsupported-media-type", "refused"),
)
def add(service: CurrentService, who: CurrentPerson, sent: Files) -> list[EvaluationRun]:
    """Take run files of `gongkai eval run` up, all of them or none; the same file is kept once."""
    checked = [(clean_name(name), checked_run(clean_name(name), file.read())) for name, file in sent.each()]
    with service.store.write() as session:
        kept = [add_run(session, name, data, who.name, service.now()) for name, data in checked]
    return [EvaluationRun.model_validate(run) for run in kept]


@router.get(
    "/{id}/content",
    response_class=Response,
    responses={
        200: {"description": "The run file", "content": {"application/octet-stream": {}}},
        **problems("not-found"),
    },
)
def content(service: CurrentService, id: Id) -> Response:
    """Return a run's file as it came."""
    with service.store.read() as session:
        name, data = get_run(session, id).name, run_data(session, id)
    return Response(data, headers=attachment(name))
