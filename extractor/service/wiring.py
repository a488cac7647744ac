"""The parts of one running service, put together once and handed to API and pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from extractor.service.settings import ServiceSettings

if TYPE_CHECKING:
    from extractor.service.jobs.runner import JobRunner
    from extractor.service.store.engine import Store

__all__ = ["Service", "utc_now"]


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """What handlers work with.

    ``create_app`` starts the runner when the server starts and stops it when it ends.
    """

    store: Store
    runner: JobRunner
    settings: ServiceSettings
    now: Callable[[], datetime] = utc_now
