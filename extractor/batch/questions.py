"""What a worker process asks a model, and what it is answered: it has no client of its own, its parent does.

A question crosses as JSON, because a worker reads what strangers wrote, and its parent must not unpickle what comes of
that. An answer comes from the parent and is pickled, as a task is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.model.reader import ModelReader
from extractor.model.request import Request, Response
from schemas.answers import ANSWERS

__all__ = ["Answers", "Questions", "requests_from", "requests_to"]

_TEXTS = ("prompt_id", "prompt_version", "prompt_sha256", "system", "user")
"""What of a request crosses; which schema its answer has, the prompt's id says."""


def requests_to(requests: Sequence[Request]) -> bytes:
    """Return questions as bytes."""
    return json.dumps([[getattr(request, name) for name in _TEXTS] for request in requests]).encode()


def requests_from(data: bytes) -> list[Request]:
    """Return the questions that ``requests_to`` wrote.

    Raises:
        ValueError: they are none.
    """
    try:
        return [Request(*map(str, texts), answer=ANSWERS[texts[0]]) for texts in json.loads(data)]
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("a worker asked for something that is no request") from error


@dataclass(frozen=True, slots=True)
class Answers:
    """What a parent sends back: a response a request, or which defect it met instead."""

    responses: Sequence[Response] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """A model as a worker's pipeline knows it: every question goes to the parent."""

    ask: Callable[[bytes], Answers]
    """Sends the bytes of questions, and waits for what comes back."""

    def about(self, source: str) -> ModelReader:
        """Return who answers; of which source, the parent knows."""
        return self

    def read(self, requests: Sequence[Request]) -> Sequence[Response]:
        """Return what the parent was answered.

        Raises:
            RuntimeError: the parent met a defect instead.
        """
        answers = self.ask(requests_to(requests))
        if answers.fault:
            raise RuntimeError(answers.fault)
        return answers.responses
