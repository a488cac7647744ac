"""A person's readings of doubtful cells, as the review page saves them: one file, JSON (docs/review.md).

A decision says what stands in one cell of one report; it names the source by its bytes, so that it can never be
taken for another one's. ``docs/schema/decisions.schema.json`` is generated from these models.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.enums import State, Witness
from schemas.result import Value
from schemas.vocabulary import cell_definitions

__all__ = ["DECISIONS_VERSION", "Decision", "DecisionsFile", "How", "decisions_json_schema"]

DECISIONS_VERSION = 1


class How(StrEnum):
    """How a person came to a reading."""

    ACCEPTED = "accepted"
    """The reading that stands was found right."""
    CANDIDATE = "candidate"
    """One of the cell's candidates was chosen."""
    TYPED = "typed"
    """The person typed what stands there."""
    UNREADABLE = "unreadable"
    """The person looked and can read no number there either."""
    REPORT_WRONG = "report_wrong"
    """What stands there was read right, and it is the report that is wrong: the print is kept."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Decision(_Model):
    """What a person read in one cell."""

    source: str
    """Name of the source as the result gives it; the hash decides, the name is for people."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """Of the source's bytes."""
    report: int = Field(default=0, ge=0)
    """Which report of the source, from 0; most sources hold one."""
    path: str
    """The cell's path."""
    printed: str
    """What stands in the source, as the person took or typed it; empty where nothing does."""
    state: State
    value: Value
    """The number, units applied (money in yuan); null unless the state is ``number``."""
    how: How = How.TYPED
    witness: Literal[Witness.HUMAN] = Witness.HUMAN
    by: str | None = None
    """Who, if that is to be said."""
    at: str | None = None
    """When, ISO 8601, if that is to be said."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.state is State.NUMBER) != (self.value is not None):
            raise ValueError("a value stands where the state is number, and nowhere else")
        if self.path not in cell_definitions():
            raise ValueError(f"no form has a cell {self.path!r}; `gongkai forms` lists all paths")
        return self


class DecisionsFile(_Model):
    """Decisions about any number of sources; of two about one cell the later one counts."""

    format: Literal["gongkai-decisions"]
    version: Literal[1]
    decisions: list[Decision]


def decisions_json_schema() -> dict[str, Any]:
    """Return the published JSON Schema of a file of decisions."""
    schema = DecisionsFile.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
