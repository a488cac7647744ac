"""What was asked, what came of it and what it cost: a line a request, and the sums of a run."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from extractor.errors import UsageError
from extractor.model.completion import Tokens
from extractor.model.request import CallStatus

__all__ = ["Ledger", "Replayed", "Row", "Totals"]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What kept or recorded answers took when they were sent for."""

    characters_sent: int
    characters_received: int
    tokens: Tokens
    """None where the provider did not say."""

    def __add__(self, other: Replayed) -> Replayed:
        return Replayed(
            self.characters_sent + other.characters_sent,
            self.characters_received + other.characters_received,
            self.tokens + other.tokens,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One request with all the calls that it took. None is not known, never zero."""

    prompt: str
    prompt_version: str
    prompt_sha256: str
    preset: str | None
    model: str | None
    """That the provider says answered; of a request without an answer, None."""
    asked_model: str
    outcome: CallStatus
    reason: str | None
    cached: bool
    """True where no call was sent: kept or recorded answers did."""
    attempts: int
    """Calls sent, re-asks and transport retries counted."""
    reasks: int
    tokens: Tokens
    """Of all calls sent, those with a bad answer too; None where none was sent or the provider does not say."""
    characters_sent: int
    """Messages and schema as JSON, of all calls sent."""
    characters_received: int
    cost: float | None
    currency: str | None
    seconds: float
    """From asking to the outcome, waits included."""
    replayed: Replayed | None = None
    """Of its kept and recorded answers, which are in none of the figures above; None where there was none."""

    def to_json_line(self) -> str:
        """Return the row as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a run so far."""

    requests: int = 0
    answered: int = 0
    cached: int = 0
    calls: int = 0
    tokens: int = 0
    """Sent and received, where the provider says."""
    unmetered: int = 0
    """Requests that were sent and whose tokens are not known."""
    characters_sent: int = 0
    characters_received: int = 0
    cost: float = 0.0
    currency: str | None = None
    outcomes: Mapping[CallStatus, int] = field(default_factory=dict)

    def plus(self, row: Row) -> Totals:
        """Return the sums with one more row."""
        outcomes = {**self.outcomes, row.outcome: self.outcomes.get(row.outcome, 0) + 1}
        return replace(
            self,
            requests=self.requests + 1,
            answered=self.answered + (row.outcome is CallStatus.ANSWERED),
            cached=self.cached + row.cached,
            calls=self.calls + row.attempts,
            tokens=self.tokens + (row.tokens.total or 0),
            unmetered=self.unmetered + (row.attempts > 0 and row.tokens.total is None),
            characters_sent=self.characters_sent + row.characters_sent,
            characters_received=self.characters_received + row.characters_received,
            cost=self.cost + (row.cost or 0.0),
            currency=row.currency or self.currency,
            outcomes=outcomes,
        )

    def line(self) -> str:
        """Return the sums in words, for a progress line."""
        parts = [f"{self.requests} requests", f"{self.calls} calls"]
        if self.cached:
            parts.append(f"{self.cached} from kept answers")
        if self.tokens:
            parts.append(f"{self.tokens} tokens")
        if self.unmetered:
            parts.append(f"tokens of {self.unmetered} not known")
        if self.cost:
            parts.append(f"{self.cost:.4f} {self.currency}")
        others = sorted((status.value, count) for status, count in self.outcomes.items())
        parts += [f"{count} {status}" for status, count in others if status != CallStatus.ANSWERED]
        return ", ".join(parts)


class Ledger:
    """Adds up the rows, and appends each to a file where one is named."""

    def __init__(self, path: Path | None) -> None:
        """Open the ledger.

        Raises:
            UsageError: the file cannot be written.
        """
        self.totals = Totals()
        self.problem: str | None = None
        """Why rows could not be written, the first time; None while they could."""
        self._path = path
        self._file: int | None = None
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            except OSError as error:
                raise UsageError(f"{path}: the ledger cannot be written: {error.strerror}") from error

    def add(self, row: Row) -> None:
        """Add one row; a line is written at once and whole, so that several processes may share the file."""
        self.totals = self.totals.plus(row)
        if self._file is not None:
            try:
                os.write(self._file, (row.to_json_line() + "\n").encode("utf-8", "backslashreplace"))
            except OSError as error:
                self.problem = self.problem or f"{self._path}: the ledger cannot be written: {error.strerror}"

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
