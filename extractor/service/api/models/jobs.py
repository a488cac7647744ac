"""Jobs and what they are about."""

from __future__ import annotations

from datetime import datetime

from extractor.service.api.models.base import Model, example

__all__ = ["Job", "JobItem"]


class Job(Model):
    """Sources to read, with what settings and within what budget."""

    model_config = example(
        id="5e0c1b7a9d3f4e218c60f2a7b1d94e33",
        state="running",
        settings={"lang": "en", "use": "full", "model": False, "max_cost": None, "max_requests": None, "again": False},
        reason=None,
        by="disclosure office",
        created_at="2026-03-02T09:15:00Z",
        started_at="2026-03-02T09:15:01Z",
        ended_at=None,
        total=25,
        done=11,
        failed=1,
        refused=0,
        waiting=13,
        cost=None,
        requests=0,
    )

    id: str
    state: str
    """``waiting``, ``running``, ``done``, ``stopped`` (its budget was used up) or ``cancelled``."""
    settings: dict[str, str | int | float | bool | None]
    """Language, use, model, budget."""
    reason: str | None
    """Why it was stopped."""
    by: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    total: int
    """Items; the next four add up to it."""
    done: int
    failed: int
    """Cannot be read."""
    refused: int
    """Were not taken up."""
    waiting: int
    cost: float | None
    """What the model took until now, in the preset's currency; null where unknown."""
    requests: int
    """Asked of a model until now."""


class JobItem(Model):
    """One source of a job, or what was not taken up as one."""

    model_config = example(
        position=0,
        name="hengqu-2022.html",
        source_id="0b5d3c9a7e2f41d6a8c4e1f09b7d6a52",
        state="done",
        error_kind=None,
        error_message=None,
        ended_at="2026-03-02T09:15:04Z",
    )

    position: int
    """In the upload, from 0."""
    name: str
    """As it was uploaded."""
    source_id: str | None
    """Null where it was refused."""
    state: str
    """``waiting``, ``done``, ``failed`` or ``refused``."""
    error_kind: str | None
    error_message: str | None
    ended_at: datetime | None
