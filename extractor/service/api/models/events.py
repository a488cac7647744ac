"""What a person sends to change a report: one event, by its kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from extractor.reviewing.events import EventKind, HumanReading
from extractor.service.api.models.base import NO_CONTROL, Amount, CellPathText, KeyText, Model, Plain, example
from extractor.service.store.events import NewEvent
from schemas.decisions import How
from schemas.enums import State

__all__ = ["EventIn", "ReadingIn"]

Path = Annotated[CellPathText, StringConstraints(strict=True)]
Key = Annotated[KeyText, StringConstraints(strict=True)]


def _json_number(value: object) -> object:
    """A JSON number, also one written as 7.0; no text, no boolean."""
    if isinstance(value, bool | str | bytes):
        raise ValueError("a version must be a JSON number")
    return value


Version = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(_json_number)]


_READ = [how for how in How if how is not How.UNREADABLE]


def _wholes(states: Sequence[State], hows: Sequence[How], value: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """What goes together in a reading, as ``HumanReading`` checks it."""
    words = {"state": [state.value for state in states], "how": [how.value for how in hows]}
    allowed = {name: {"type": "string", "enum": values} for name, values in words.items()}
    return {"properties": {**allowed, "value": value}, "required": required}


class ReadingIn(Model):
    """What the person says stands in the cell."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"state": "number", "value": 47, "printed": "47", "how": "typed"}],
            "anyOf": [
                _wholes([State.NUMBER], _READ, {"type": "number"}, ["state", "value"]),
                _wholes([State.BLANK, State.MARK], _READ, {"type": "null"}, ["state"]),
                _wholes([State.UNREADABLE, State.LOST], [How.UNREADABLE], {"type": "null"}, ["state", "how"]),
            ],
        }
    )

    state: State
    value: Amount = None
    """Set exactly where the state is ``number``; units applied, money in yuan."""
    printed: Annotated[str, StringConstraints(strict=True, max_length=200, pattern=NO_CONTROL)] = ""
    """As it stands in the source; empty where nothing does."""
    how: How = How.TYPED

    @model_validator(mode="after")
    def _whole(self) -> ReadingIn:
        self.reading()
        return self

    def reading(self) -> HumanReading:
        """Return it as the review knows it."""
        return HumanReading(self.state, self.value, self.printed, self.how)


class _Event(Model):
    why: Plain | None = None
    """For those who look at it later."""
    key: Key | None = None
    """Chosen by who sends it: the same event sent twice is kept once. The header Idempotency-Key says the same."""

    def new(self, key: str) -> NewEvent:
        """Return it as the store takes it."""
        raise NotImplementedError


class DecideIn(_Event):
    """Say what stands in a cell."""

    model_config = example(
        kind="decide",
        path="requests.outcome_total.total",
        reading={"state": "number", "value": 47, "printed": "47", "how": "typed"},
        why="the parts add up to it",
    )

    kind: Literal["decide"]
    path: Path
    reading: ReadingIn

    def new(self, key: str) -> NewEvent:
        """Return it as the store takes it."""
        return NewEvent(key, EventKind.DECIDE, self.path, self.reading.reading(), self.why, None)


class WithdrawIn(_Event):
    """Take back what was decided about a cell, by whomever."""

    model_config = example(kind="withdraw", path="requests.outcome_total.total")

    kind: Literal["withdraw"]
    path: Path

    def new(self, key: str) -> NewEvent:
        """Return it as the store takes it."""
        return NewEvent(key, EventKind.WITHDRAW, self.path, None, self.why, None)


class UndoIn(_Event):
    """Take back one's own last step, or one that is named."""

    model_config = example(kind="undo")

    kind: Literal["undo"]
    undoes: Version | None = None
    """The version of the event; the newest of the person's own where it is left out."""

    def new(self, key: str) -> NewEvent:
        """Return it as the store takes it."""
        return NewEvent(key, EventKind.UNDO, None, None, self.why, self.undoes)


class ReviewIn(_Event):
    """Say that the report is done, or that it is not."""

    model_config = example(kind="review")

    kind: Literal["review", "reopen"]

    def new(self, key: str) -> NewEvent:
        """Return it as the store takes it."""
        return NewEvent(key, EventKind(self.kind), None, None, self.why, None)


EventIn = Annotated[DecideIn | WithdrawIn | UndoIn | ReviewIn, Field(discriminator="kind")]
