"""What a service is started with: where it keeps things, where it listens, and what a request may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extractor.model.settings import ModelSettings

__all__ = ["RequestLimits", "ServiceSettings", "SignInLimits"]

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """What one request may take; what is above is refused with a status that says so."""

    body_bytes: int = 256 * _MB
    """Of an upload (``multipart/form-data``): 413 above."""
    json_bytes: int = _MB
    """Of any other body: 413 above."""
    json_depth: int = 32
    """Arrays and objects within each other: 400 above."""
    files: int = 2_000
    """Of one upload: 413 above."""
    idle_seconds: float = 20.0
    """That may pass between two pieces of a body: 408 after."""
    body_seconds: float = 900.0
    """Until a body is there: 408 after."""
    answer_seconds: float = 60.0
    """From then until the answer begins: 503 after."""
    stream_seconds: float = 3600.0
    """From then until it ends: cut off after; a client of job events connects again."""
    streams: int = 100
    """Job events that are followed at once: 503 above."""


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
    """The folder that is the service's own: database, keys of nothing else."""
    database_url: str | None = None
    """``sqlite:///path`` or ``postgresql+psycopg://…``; None for a file in ``data_dir``."""
    host: str = "127.0.0.1"
    """Loopback unless told otherwise."""
    port: int = 8340
    lang: Literal["en", "zh"] = "en"
    """Of the messages of new results, and of pages for a browser that does not say."""
    use: Literal["full", "economy"] = "full"
    """What a model is asked about (``extractor.pipeline.Settings.use``)."""
    model: ModelSettings | None = None
    """The second reader, for jobs that ask for one; None where the service has none."""
    jobs: int = 1
    """Worker processes that read sources."""
    source_seconds: float = 120.0
    """That one source may take."""
    limits: RequestLimits = field(default_factory=RequestLimits)
    sign_in: SignInLimits = field(default_factory=SignInLimits)

    @property
    def url(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{self.data_dir / 'gongkai.db'}"
