"""What a job is told."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["JobSettings"]


class JobSettings(BaseModel):
    """How the sources of a job are read, and what that may take."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    lang: Literal["en", "zh"] = "en"
    """Language of messages in results."""
    use: Literal["full", "economy"] = "full"
    """What the model is asked about: every section, or the prose and what rules and sums left open."""
    model: bool = False
    """Whether the service's model is asked as second reader."""
    max_cost: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Cost of the job at most, in the currency of the model's price; then it stops, and what is done is kept."""
    max_requests: int | None = Field(default=None, ge=1, le=10_000_000)
    """Calls of the model at most, retries counted; then it stops, and what is done is kept."""
    again: bool = False
    """Read also what has a result that holds: of this version and, where a model is asked, of this model and its prompts."""
