"""What persons did with one report, appended and never changed, and what of it stands.

The events of a report are replayed in the order of their versions. An undo takes one event of the same person back (of
the same name, under the same key where both are known), as if it had never been; of what is left the last decision about
a cell stands, unless it was withdrawn after. An undo is not undone: deciding again is the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from extractor.reviewing.basis import basis_of
from schemas.decisions import How
from schemas.enums import State
from schemas.reading import Number, as_number
from schemas.result import Report

__all__ = ["Event", "EventKind", "HumanReading", "Standing", "counting", "review_of", "standing", "undoable"]


class EventKind(StrEnum):
    """What a person can do."""

    DECIDE = "decide"
    """Say what stands in a cell."""
    WITHDRAW = "withdraw"
    """Take back whatever was decided about a cell, by whomever."""
    UNDO = "undo"
    """Take back the person's own last step."""
    REVIEW = "review"
    """The report is done."""
    REOPEN = "reopen"
    """The report is not done."""


@dataclass(frozen=True, slots=True)
class HumanReading:
    """What a person says stands in a cell."""

    state: State
    value: Number | None
    """Set exactly where the state is ``number``; money in yuan."""
    printed: str
    """As the person took or typed it; empty where nothing stands, or where nobody read the value chosen."""
    how: How

    def __post_init__(self) -> None:
        if (self.state is State.NUMBER) != (self.value is not None):
            raise ValueError(f"a person's reading: state {self.state} with value {self.value!r}")
        if self.how is How.UNREADABLE and self.state not in (State.UNREADABLE, State.LOST):
            raise ValueError(f"a person's reading: {self.how} with state {self.state}")

    def to_record(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        value = float(self.value) if isinstance(self.value, Decimal) else self.value
        return {"state": self.state.value, "value": value, "printed": self.printed, "how": self.how.value}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> HumanReading:
        """Return the reading that a JSON object holds.

        Raises:
            ValueError, KeyError: it holds none.
        """
        value = record["value"]
        number = None if value is None else as_number(Decimal(repr(value)) if isinstance(value, float) else value)
        return cls(State(record["state"]), number, record["printed"], How(record["how"]))


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a person did with a report."""

    version: int
    """The report's version that it made: events are ordered by it."""
    kind: EventKind
    by: str
    at: datetime
    path: str | None = None
    """The cell, for ``decide`` and ``withdraw``."""
    reading: HumanReading | None = None
    """For ``decide``."""
    why: str | None = None
    basis: str | None = None
    """For ``decide``: what it rests on (``extractor.reviewing.basis``)."""
    undoes: int | None = None
    """For ``undo``: the version of the event that it takes back; None for the person's newest that stands."""
    key_id: int | None = None
    """Under which key of the service; two persons of one name are told apart by it. None where that is not known."""

    def is_of(self, by: str, key_id: int | None) -> bool:
        """Return whether a person did it who has this name, and this key."""
        return self.by == by and (key_id is None or self.key_id is None or self.key_id == key_id)

    def __post_init__(self) -> None:
        about_cell = self.kind in (EventKind.DECIDE, EventKind.WITHDRAW)
        if about_cell != (self.path is not None) or (self.kind is EventKind.DECIDE) != (self.reading is not None):
            raise ValueError(f"event {self.version}: {self.kind} with path {self.path!r} and reading {self.reading!r}")

    def to_record(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "version": self.version,
            "kind": self.kind.value,
            "by": self.by,
            "at": self.at.isoformat(),
            "path": self.path,
            "reading": self.reading.to_record() if self.reading else None,
            "why": self.why,
            "basis": self.basis,
            "undoes": self.undoes,
            "key_id": self.key_id,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Event:
        """Return the event that a JSON object holds.

        Raises:
            ValueError, KeyError: it holds none.
        """
        reading = record["reading"]
        return cls(
            version=record["version"],
            kind=EventKind(record["kind"]),
            by=record["by"],
            at=datetime.fromisoformat(record["at"]),
            path=record["path"],
            reading=HumanReading.from_record(reading) if reading else None,
            why=record["why"],
            basis=record["basis"],
            undoes=record["undoes"],
            key_id=record.get("key_id"),
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """The decision that stands about a cell."""

    event: Event
    current: bool
    """False where the source or a reading changed since, or the cell is gone: it is open again."""

    @property
    def reading(self) -> HumanReading:
        """What the person said."""
        if self.event.reading is None:
            raise ValueError(f"event {self.event.version} decides nothing")
        return self.event.reading


def counting(events: Iterable[Event]) -> list[Event]:
    """Return the events that are neither undone nor an undo, in the order of their versions."""
    left: dict[int, Event] = {}
    for event in sorted(events, key=lambda event: event.version):
        if event.kind is not EventKind.UNDO:
            left[event.version] = event
            continue
        undone = event.undoes if event.undoes is not None else _newest(left, event)
        if undone in left and left[undone].is_of(event.by, event.key_id):
            del left[undone]
    return list(left.values())


def _newest(events: Mapping[int, Event], undo: Event) -> int | None:
    return max((version for version, event in events.items() if event.is_of(undo.by, undo.key_id)), default=None)


def undoable(events: Iterable[Event], by: str, key_id: int | None = None) -> Event | None:
    """Return the person's newest event that counts: what their next undo takes back; None where there is none."""
    own = [event for event in counting(events) if event.is_of(by, key_id)]
    return own[-1] if own else None


def standing(events: Sequence[Event], report: Report, sha256: str) -> dict[str, Standing]:
    """Return by path the decision that stands, and whether it is still about what is read there now.

    Args:
        events: all of the report, in any order.
        report: as it was read, without decisions.
        sha256: of its source's bytes.
    """
    last: dict[str, Event] = {}
    for event in counting(events):
        if event.path is None:
            continue
        if event.kind is EventKind.DECIDE:
            last[event.path] = event
        else:
            last.pop(event.path, None)
    return {path: Standing(event, _is_current(event, report, sha256)) for path, event in sorted(last.items())}


def _is_current(event: Event, report: Report, sha256: str) -> bool:
    cell = report.cells.get(event.path or "")
    return cell is not None and event.basis == basis_of(cell, sha256)


def review_of(events: Iterable[Event]) -> Event | None:
    """Return the event that says that the report is done; None where none says so, or it was reopened."""
    said = [event for event in counting(events) if event.kind in (EventKind.REVIEW, EventKind.REOPEN)]
    return said[-1] if said and said[-1].kind is EventKind.REVIEW else None
