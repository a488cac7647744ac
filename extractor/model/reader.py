"""What a model reads of a report: its answers, each located in the source, and what it saw of whose report it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import BaseModel

from extractor.model.request import CallStatus, Request, Response
from extractor.model.requests import PROSE, Asked
from extractor.model.to_facts import ProseReadings, to_facts
from extractor.model.to_readings import TableReadings, to_readings
from schemas.answers import ProseAnswer, TableAnswer
from schemas.enums import TableKind
from schemas.fact_reading import FactReading
from schemas.reading import Reading
from schemas.upstream import Upstream

__all__ = ["Answered", "ModelReader", "ModelReading", "Rejected", "Unanswered", "ask", "read_answers"]


class ModelReader(Protocol):
    """Whoever answers requests: a client of a provider, a cassette, a stand-in."""

    def read(self, requests: Sequence[Request]) -> Sequence[Response]:
        """Return one response a request, in the same order; a call that fails is a response too."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request without an answer."""

    kind: str
    """A ``TableKind`` or ``prose``."""
    status: CallStatus
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Values of one section that the model gave and that are printed nowhere in their place."""

    kind: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class ModelReading:
    """What a model read of one report; empty where no model was asked."""

    readings: tuple[Reading, ...] = ()
    facts: tuple[FactReading, ...] = ()
    problems: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    seen: Upstream = field(default_factory=Upstream)
    unanswered: tuple[Unanswered, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of asking about the reports of one source."""

    reports: tuple[tuple[Sequence[Asked], Sequence[Response]], ...]
    """For each report what was asked, and one response a request."""
    model: str | None
    """Who answered, as the provider says; several names where several did, None where nobody."""
    prompts: dict[str, str]
    """The hash of each prompt that was used, by its id."""


def ask(model: ModelReader | None, reports: Sequence[Sequence[Asked]]) -> Answered:
    """Return a model's responses to everything that is asked about the reports of a source, asked in one go.

    Raises:
        ValueError: the model gave fewer or more responses than there were requests.
    """
    requests = [item.request for asked in reports for item in asked]
    responses = list(model.read(requests)) if model and requests else []
    if len(responses) != len(requests):
        raise ValueError(f"{len(requests)} requests and {len(responses)} responses: one is due for each")
    names = sorted({response.model for response in responses if response.model})
    rest = iter(responses)
    return Answered(
        reports=tuple((asked, [next(rest) for _ in asked]) for asked in reports),
        model=", ".join(names) or None,
        prompts={request.prompt_id: request.prompt_sha256 for request in requests},
    )


def read_answers(asked: Sequence[Asked], responses: Sequence[Response], year: int | None) -> ModelReading:
    """Return what the responses say of one report.

    Args:
        asked: the requests about it.
        responses: one a request, in the same order.
        year: the report's year, for tables that have a column for each of several.

    Raises:
        ValueError: there are fewer or more responses than requests.
    """
    pairs = list(zip(asked, responses, strict=True))
    answers = [(item.kind, _answer(item, response), item.shown) for item, response in pairs]
    tables = {
        kind: to_readings(kind, given, year)
        for kind in TableKind
        if (given := [(a, shown) for name, a, shown in answers if name == kind.value and isinstance(a, TableAnswer)])
    }
    prose = to_facts([(answer, shown) for _, answer, shown in answers if isinstance(answer, ProseAnswer)])
    return ModelReading(
        readings=tuple(reading for table in tables.values() for reading in table.readings),
        facts=prose.facts,
        problems=prose.problems,
        improvements=prose.improvements,
        seen=Upstream(prose.year, prose.organization, {kind: table.seen for kind, table in tables.items()}),
        unanswered=_unanswered(pairs),
        rejected=_rejected(tables, prose),
    )


def _answer(asked: Asked, response: Response) -> BaseModel | None:
    """The answer, where it is one to this request."""
    fits = response.status is CallStatus.ANSWERED and isinstance(response.answer, asked.request.answer)
    return response.answer if fits else None


def _unanswered(pairs: Sequence[tuple[Asked, Response]]) -> tuple[Unanswered, ...]:
    found = []
    for asked, response in pairs:
        if response.status is not CallStatus.ANSWERED:
            found.append(Unanswered(asked.kind, response.status, response.reason or response.status.value))
        elif _answer(asked, response) is None:
            found.append(Unanswered(asked.kind, CallStatus.INVALID, "the answer is of another section"))
    return tuple(found)


def _rejected(tables: dict[TableKind, TableReadings], prose: ProseReadings) -> tuple[Rejected, ...]:
    counts = [Rejected(kind.value, table.rejected, table.given) for kind, table in tables.items()]
    return tuple(found for found in (*counts, Rejected(PROSE, prose.rejected, prose.given)) if found.count)
