"""What is asked of a model about one section, and what came of asking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

__all__ = ["CallStatus", "Request", "Response"]


@dataclass(frozen=True, slots=True)
class Request:
    """One prompt, ready to be sent; equal requests are the same question."""

    prompt_id: str
    """``prose``, ``proactive_disclosure``, ``requests``, ``review_and_litigation`` or ``statistics``."""
    prompt_version: str
    prompt_sha256: str
    """Of the prompt as rendered, the report's text left out: names what was asked, whatever the report."""
    system: str
    user: str
    answer: type[BaseModel]
    """Schema of the answer."""


class CallStatus(StrEnum):
    """How a call ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """The model declined, or a content filter stopped it."""
    CUT_OFF = "cut_off"
    """The answer ended at the token limit."""
    EMPTY = "empty"
    INVALID = "invalid"
    """No answer keeps to the schema, re-asked or not."""
    FAILED = "failed"
    """The provider could not be reached or kept failing."""
    SKIPPED = "skipped"
    """Not sent: budget used up, or offline without a kept answer."""


@dataclass(frozen=True, slots=True)
class Response:
    """What came of one request. Only ``ANSWERED`` has an answer; every other status has a reason."""

    status: CallStatus
    answer: BaseModel | None = None
    reason: str | None = None
    raw: str | None = None
    """The answer's text as it came, where there is one."""
    model: str | None = None
    """The model that the provider says answered."""
    cached: bool = False
    attempts: int = 0
    """Calls sent, re-asks and transport retries counted."""
