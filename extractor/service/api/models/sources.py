"""Sources and runs of the evaluation."""

from __future__ import annotations

from datetime import datetime

from extractor.service.api.models.base import Model, example

__all__ = ["EvaluationRun", "Source"]


class Source(Model):
    """One document as it was uploaded; the same bytes are one source, however often they come."""

    model_config = example(
        id="0b5d3c9a7e2f41d6a8c4e1f09b7d6a52",
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        name="hengqu-2022.html",
        size=48_120,
        uploaded_at="2026-03-02T09:15:00Z",
        uploaded_by="disclosure office",
        extraction_id=1,
        error_kind=None,
        error_message=None,
        reports=1,
    )

    id: str
    sha256: str
    name: str
    size: int
    """Bytes."""
    uploaded_at: datetime
    uploaded_by: str
    extraction_id: int | None
    """The result that counts now; null until it was read."""
    error_kind: str | None
    """Set where it could not be read."""
    error_message: str | None
    reports: int
    """That it holds."""


class EvaluationRun(Model):
    """A run of the evaluation (``gongkai eval run``)."""

    model_config = example(
        id="c1d7e0f45a8b4c3d9e2f6a7b8c9d0e1f",
        sha256="60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
        name="dev-rules.jsonl.gz",
        uploaded_at="2026-03-02T10:00:00Z",
        uploaded_by="engineer",
    )

    id: str
    sha256: str
    name: str
    uploaded_at: datetime
    uploaded_by: str
