"""What a service is started with: where it keeps things, where it listens, and what a request may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extractor.service.jobs.limits import Limits
from extractor.service.jobs.reading import ReadingSettings

__all__ = ["RequestLimits", "ServiceSettings", "SignInLimits"]

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """What one request may take; what is above is refused with a status that says so."""

    json_bytes: int = _MB
    """Of a body that is no upload: 413 above. Uploads: ``ServiceSettings.uploads``."""
    json_depth: int = 32
    """Arrays and objects within each other: 400 above."""
    head_seconds: float = 10.0
    """Until its first line and headers are there: closed after."""
    heads: int = 256
    """Connections whose head is not there yet; for one more the oldest of them is closed."""
    idle_seconds: float = 20.0
    """That may pass between two pieces of a body: 408 after."""
    body_seconds: float = 900.0
    """Until a body is there: 408 after."""
    answer_seconds: float = 60.0
    """From then until the answer begins: 503 after."""
    upload_seconds: float = 900.0
    """The same for an upload, all of which is kept first."""
    stream_seconds: float = 3600.0
    """From then until it ends: cut off after; who follows a job connects again."""
    threads: int = 8
    """Requests that are worked at in one moment, each with a connection to the database; the others wait for their turn.
    More would take more memory and be no faster: one Python program computes on one core."""
    followers: int = 100
    """Jobs that are followed at once: 503 above."""
    exports: int = 4
    """Exports that are made at once, as each holds a connection to the database: 503 above."""


@dataclass(frozen=True, slots=True)
class SignInLimits:
    """How browsers are signed in."""

    days: int = 14
    """That a browser stays signed in."""
    attempts: int = 10
    """Wrong keys from one address within ``seconds``: 429 above."""
    seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """What a service is started with."""

    data_dir: Path
    """The folder that is the service's own."""
    database_url: str | None = None
    """``sqlite:////folder/file`` or ``postgresql://user@host/database``; None for a file in ``data_dir``."""
    host: str = "127.0.0.1"
    """Loopback unless told otherwise."""
    port: int = 8400
    lang: Literal["en", "zh"] = "en"
    """Of the messages of new results where a job does not say, and of pages where a browser does not."""
    use: Literal["full", "economy"] = "full"
    """What a model is asked about where a job does not say."""
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    """What sources are read with: worker processes, time, model."""
    uploads: Limits = field(default_factory=Limits)
    """What one upload may hold."""
    limits: RequestLimits = field(default_factory=RequestLimits)
    sign_in: SignInLimits = field(default_factory=SignInLimits)

    @property
    def url(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'gongkai.db').absolute()}"
