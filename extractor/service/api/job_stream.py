"""Server-sent events of one job: what it is now, and what it becomes, until it is over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from extractor.service.api.models.jobs import Job
from extractor.service.api.places import PlacedResponse
from extractor.service.store.jobs import JobInfo, get_job
from extractor.service.wiring import Service

__all__ = ["EVENT_SCHEMA", "job_stream"]

EVENT_SCHEMA = {
    "type": "object",
    "properties": {
        "event": {"type": "string", "enum": ["progress", "done"]},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {"$ref": "#/components/schemas/Job"},
        },
        "retry": {"type": "integer"},
    },
}
"""Of one event, for the API's description."""

_LOOK = 0.4
"""Seconds between two looks at the job."""
_ALIVE = 15.0
"""Seconds after which something is sent, so that nobody between takes the connection for dead."""
_RETRY = 2_000
"""Milliseconds after which a browser connects again."""


def job_stream(request: Request, service: Service, id: str) -> StreamingResponse:
    """Return the events of a job as an answer that goes on until the job is over."""
    headers = {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    return PlacedResponse(_events(service, id), headers, request.app.state.followers)


async def _events(service: Service, id: str) -> AsyncIterator[bytes]:
    clock = asyncio.get_running_loop().time
    yield f"retry: {_RETRY}\n\n".encode()
    end = clock() + service.settings.limits.stream_seconds * 0.8
    said: JobInfo | None = None
    spoke = clock()
    while clock() < end and not service.runner.stopping:
        job = await run_in_threadpool(_now, service, id)
        if job != said:
            said, spoke = job, clock()
            yield _event("progress", job)
        if job.over:
            yield _event("done", job)
            return
        if clock() - spoke > _ALIVE:
            spoke = clock()
            yield b": still at it\n\n"
        await asyncio.sleep(min(_LOOK, max(0.0, end - clock())))


def _now(service: Service, id: str) -> JobInfo:
    with service.store.read() as session:
        return get_job(session, id)


def _event(name: str, job: JobInfo) -> bytes:
    return f"event: {name}\ndata: {Job.model_validate(job).model_dump_json()}\n\n".encode()
