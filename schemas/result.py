"""The result, one JSON line a source (DESIGN.md, "The result").

These models are the published contract: ``docs/schema/extraction.schema.json`` is generated from them, and a
test compares the two. Additions keep ``SCHEMA_VERSION``; anything else raises it.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer

from schemas.enums import (
    Blame,
    ExplanationKind,
    FindingKind,
    Origin,
    SectionKind,
    SectionStatus,
    Severity,
    State,
    Status,
    Witness,
)
from schemas.facts import Metric
from schemas.reading import json_number

__all__ = [
    "SCHEMA_VERSION",
    "Candidate",
    "Cell",
    "ErrorResult",
    "Explanation",
    "Extraction",
    "Fact",
    "Finding",
    "Place",
    "Report",
    "Run",
    "Section",
    "Term",
    "Value",
    "result_json_schema",
]

SCHEMA_VERSION = "1"


Value = Annotated[
    int | Decimal | None,
    PlainSerializer(json_number, return_type=int | float | None, when_used="json"),
]
Span = tuple[int, int]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Place(_Model):
    """The address in the source's own structure: table, row and column, or page and box; numbers start at 0."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class Candidate(_Model):
    """A value that was given for a cell and may be the right one."""

    value: Value
    printed: str
    by: list[Witness]
    """Who gave it."""


class Cell(_Model):
    """One cell of an official form as the report prints it."""

    printed: str
    """The token as it stands in the source; empty where nothing stands."""
    value: Value
    """The number, units applied (money in yuan); null unless the state is ``number`` or the status ``repaired``."""
    state: State
    status: Status
    witnesses: list[Witness]
    """Who vouches for the value that stands."""
    span: Span | None
    """Half-open range of characters in the source's text as ``gongkai show --text`` prints it."""
    at: Place | None
    candidates: list[Candidate]
    placed_by: str | None = None
    """``structure``, ``order`` or ``sums``: what put the token into this cell."""


class Fact(_Model):
    """One number that the prose states."""

    metric: Metric
    value: Value
    unit: str | None
    approximate: bool
    """True for 余, 多, 近, 约, 左右, 以上."""
    scope: str | None
    """The category or channel where the number is a part; simplified Chinese."""
    quote: str
    """The shortest verbatim run of the source that states it."""
    span: Span | None
    status: Status
    witnesses: list[Witness]


class Term(_Model):
    """One number that a finding speaks of."""

    path: str
    value: Value


class Explanation(_Model):
    """One change of few cells that would mend what a finding says is broken."""

    kind: ExplanationKind
    terms: list[Term]
    """The cells that would change, with the values that would mend it."""


class Finding(_Model):
    """Something wrong or odd, and whose error it is."""

    kind: FindingKind
    severity: Severity
    blame: Blame
    paths: list[str]
    terms: list[Term]
    fingerprint: str
    """Stable over runs for the same finding in the same report; for baselines."""
    message: str
    span: Span | None = None
    """Where in the source's text it shows."""
    explanations: list[Explanation] = []
    """Likeliest first; empty where nothing simple explains it. They change no cell."""


class Section(_Model):
    """One part of the report and what became of it."""

    kind: SectionKind
    status: SectionStatus
    reason: str | None
    span: Span | None


class Region(_Model):
    """Where the agency is, as far as the report says."""

    province: str | None = None
    city: str | None = None
    county: str | None = None


class Report(_Model):
    """One annual report."""

    title: str | None
    """As printed."""
    organization: str | None
    """Simplified Chinese, without residue."""
    region: Region | None
    year: int | None
    form: str
    """Id of the form that is printed: ``statistics``, ``2019``, ``2021`` or ``narrative``."""
    period_start: str | None
    period_end: str | None
    """ISO dates."""
    cells: dict[str, Cell]
    facts: list[Fact]
    problems: list[str]
    improvements: list[str]
    findings: list[Finding]
    sections: list[Section]


class ErrorResult(_Model):
    """Why a source could not be read at all."""

    kind: str
    message: str


class Run(_Model):
    """What made this result: program version, settings, model and prompts."""

    version: str
    settings: str
    """Hash of the settings that can change a result."""
    model: str | None
    prompts: dict[str, str]


class Extraction(_Model):
    """Everything that was got from one source. One line of the output."""

    source: str
    sha256: str
    schema_version: str
    origin: Origin | None
    error: ErrorResult | None
    run: Run
    reports: list[Report]

    def to_json_line(self) -> str:
        """Return the result as one compact line without its newline; the same input gives the same bytes."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    @classmethod
    def from_json_line(cls, line: str) -> Extraction:
        """Return the extraction that one line of a result file holds.

        Raises:
            pydantic.ValidationError: the line breaks the contract.
        """
        return cls.model_validate_json(line)


def result_json_schema() -> dict[str, Any]:
    """Return the published JSON Schema of one line of output."""
    schema = Extraction.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
