"""How ``gongkai check`` says what it found: as lines, as JSON or as a SARIF log; and the count at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from extractor.export.findings import LocatedFinding
from extractor.export.sarif import CheckedSource, sarif_log
from schemas.enums import FindingKind, Severity
from schemas.result import Extraction

__all__ = ["Output", "Tally", "output_of"]

Write = Callable[[str], None]


class Output(Protocol):
    """Where findings go, in the order in which they are found."""

    def source(self, extraction: Extraction) -> None:
        """Take note of a source that was checked, or failed."""

    def finding(self, found: LocatedFinding, accepted: bool) -> None:
        """Take a finding; an accepted one stands in the baseline."""

    def end(self) -> None:
        """Say what is left to say when all sources are done."""


class _Streamed:
    """A line a finding, at once; accepted ones are left out."""

    def __init__(self, write: Write, say: Callable[[LocatedFinding], str]) -> None:
        self._write = write
        self._say = say

    def source(self, extraction: Extraction) -> None:
        pass

    def finding(self, found: LocatedFinding, accepted: bool) -> None:
        if not accepted:
            self._write(self._say(found))

    def end(self) -> None:
        pass


class _Sarif:
    """One log of all, accepted findings too."""

    def __init__(self, write: Write, lang: str) -> None:
        self._write = write
        self._lang = lang
        self._sources: list[CheckedSource] = []
        self._findings: list[tuple[LocatedFinding, bool]] = []

    def source(self, extraction: Extraction) -> None:
        self._sources.append(CheckedSource(extraction.source, extraction.sha256, extraction.error))

    def finding(self, found: LocatedFinding, accepted: bool) -> None:
        self._findings.append((found, accepted))

    def end(self) -> None:
        self._write(json.dumps(sarif_log(self._sources, self._findings, self._lang), ensure_ascii=False, indent=2))


def output_of(format_name: str, write: Write, lang: str) -> Output:
    """Return where findings go for ``text``, ``json`` or ``sarif``.

    Args:
        format_name: one of the three.
        write: writes one line.
        lang: language of what is printed for a person.
    """
    if format_name == "sarif":
        return _Sarif(write, lang)
    if format_name == "json":
        return _Streamed(write, lambda found: json.dumps(found.record(), ensure_ascii=False))
    return _Streamed(write, lambda found: found.line(lang))


class Tally:
    """What a run came to."""

    def __init__(self) -> None:
        self.sources = 0
        self.failed = 0
        self.accepted = 0
        self._severities: Counter[Severity] = Counter()
        self._kinds: Counter[FindingKind] = Counter()

    def source(self, extraction: Extraction) -> None:
        """Count a source."""
        self.sources += 1
        self.failed += extraction.error is not None

    def finding(self, found: LocatedFinding, accepted: bool) -> None:
        """Count a finding."""
        self.accepted += accepted
        if not accepted:
            self._severities[found.finding.severity] += 1
            self._kinds[found.finding.kind] += 1

    def line(self) -> str:
        """Return such as ``2 sources; 3 findings: 2 errors, 1 note (row_sum 2, mixed_form 1); 1 accepted``."""
        parts = [_count(self.sources, "source") + (f", {self.failed} failed" if self.failed else "")]
        counts = [
            _count(self._severities[severity], severity.value)
            for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
            if self._severities[severity]
        ]
        kinds = ", ".join(f"{kind.value} {self._kinds[kind]}" for kind in FindingKind if self._kinds[kind])
        total = _count(self._severities.total(), "finding") if counts else "no findings"
        parts.append(f"{total}: {', '.join(counts)} ({kinds})" if counts else total)
        if self.accepted:
            parts.append(f"{self.accepted} accepted by the baseline")
        return "; ".join(parts)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
