"""What became of one source: its line, and the few counts that a summary and a resumed run need."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Self

from schemas.enums import FindingKind, Status
from schemas.result import Extraction

__all__ = ["NOT_THE_SOURCES_FAULT", "Outcome", "Tally"]

NOT_THE_SOURCES_FAULT = frozenset({"internal", "missing_extra", "out_of_memory", "timeout", "worker_died"})
"""Kinds of errors that another try, another limit or another version may not meet again."""

_BETWEEN = b"\t"
"""Stands between the counts and the line; JSON has no bare tab."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a summary counts of one source."""

    source: str
    """As the result calls it."""
    sha256: str
    """Of its content; empty where it could not be opened."""
    kind: str | None = None
    """Of the error, where it failed."""
    message: str | None = None
    reports: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)
    """By status, of all its reports."""
    unanswered: bool = False
    """True where a model was asked about a section and gave no answer that can be used."""

    @classmethod
    def of(cls, extraction: Extraction) -> Self:
        """Return the counts of one extraction."""
        cells = Counter(cell.status for report in extraction.reports for cell in report.cells.values())
        kinds = {finding.kind for report in extraction.reports for finding in report.findings}
        error = extraction.error
        return cls(
            source=extraction.source,
            sha256=extraction.sha256,
            kind=error.kind if error else None,
            message=error.message if error else None,
            reports=len(extraction.reports),
            cells={status.value: cells[status] for status in Status if cells[status]},
            unanswered=FindingKind.MODEL_UNANSWERED in kinds,
        )

    @property
    def final(self) -> bool:
        """True where reading the same content again would give the same; only then a resumed run keeps it."""
        return bool(self.sha256) and self.kind not in NOT_THE_SOURCES_FAULT and not self.unanswered


@dataclass(frozen=True, slots=True)
class Outcome:
    """One source, done."""

    tally: Tally
    line: bytes
    """Of the result file, without its newline."""

    @classmethod
    def of(cls, extraction: Extraction) -> Self:
        """Return the outcome that an extraction is."""
        return cls(Tally.of(extraction), extraction.to_json_line().encode())

    def to_bytes(self) -> bytes:
        """Return counts and line as one line without a newline."""
        return json.dumps(asdict(self.tally), separators=(",", ":")).encode() + _BETWEEN + self.line

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the outcome that ``to_bytes`` wrote."""
        counts, _, line = data.partition(_BETWEEN)
        return cls(Tally(**json.loads(counts)), line)
