"""Findings that an office has looked at and accepts: a file of fingerprints, each for the report it was made for."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.cli.output import bytes_out
from extractor.crosscheck.across import read_name
from extractor.errors import UsageError
from extractor.export.findings import LocatedFinding

__all__ = ["Baseline", "Entry", "entry_of", "read_baseline", "write_baseline"]

VERSION = 1

_ReportKey = tuple[str, str, str | None, int | None]


class Entry(BaseModel):
    """One accepted finding."""

    model_config = ConfigDict(extra="forbid")

    fingerprint: str
    agency: str | None
    year: int | None
    kind: str
    source: str
    """As it was named; where the agency's name identifies it, for the reader alone."""
    sha256: str
    """Of the source; counts only where the agency's name does not identify it."""
    message: str
    """For the reader alone."""
    count: int = Field(default=1, ge=1)
    """How often the report has it: findings that say the same have one fingerprint."""

    @property
    def reports(self) -> tuple[_ReportKey, ...]:
        """What the report that it was made for is known by: agency and year, wherever its file stands.

        A name that many agencies have (``区财政局``) does not say whose finding was accepted: then the file's name or its
        content has to be the same.
        """
        if self.year is not None and read_name(self.agency) is not None:
            return (("agency", "", self.agency, self.year),)
        found: list[_ReportKey] = [("file", self.source, self.agency, self.year)]
        if self.sha256:
            found.append(("content", self.sha256, self.agency, self.year))
        return tuple(found)

    @property
    def keys(self) -> tuple[tuple[_ReportKey, str], ...]:
        """What it accepts: a fingerprint in a report."""
        return tuple((report, self.fingerprint) for report in self.reports)

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """Its place in the file, whatever the order in which findings came."""
        return self.agency or "", self.year or 0, self.kind, self.fingerprint, self.source


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    gongkai_baseline: int = Field(ge=VERSION, le=VERSION)
    findings: list[Entry]


class Baseline:
    """The accepted findings, and which of them were met with."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.order)
        self._by_key: dict[tuple[_ReportKey, str], set[int]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            for key in entry.keys:
                self._by_key[key].add(number)
        self._met: Counter[tuple[int, str]] = Counter()
        self._seen: set[_ReportKey] = set()

    def accepts(self, found: LocatedFinding) -> bool:
        """True where the finding was accepted in this report, and not more often than it was accepted."""
        numbers = {number for key in entry_of(found).keys for number in self._by_key.get(key, ())}
        for number in sorted(numbers):
            self._met[number, found.source] += 1
            if self._met[number, found.source] <= self._entries[number].count:
                return True
        return False

    def saw(self, source: str, sha256: str, agency: str | None, year: int | None) -> None:
        """Note that a report was checked."""
        report = Entry(fingerprint="", agency=agency, year=year, kind="", source=source, sha256=sha256, message="")
        self._seen.update(report.reports)

    @property
    def gone(self) -> list[Entry]:
        """Entries that match nothing in reports that were checked."""
        return [entry for entry in self._unmet() if self._seen.intersection(entry.reports)]

    @property
    def not_checked(self) -> list[Entry]:
        """Entries of reports that were not among those checked."""
        return [entry for entry in self._unmet() if not self._seen.intersection(entry.reports)]

    def _unmet(self) -> list[Entry]:
        met = {number for number, _ in self._met}
        return [entry for number, entry in enumerate(self._entries) if number not in met]


def entry_of(found: LocatedFinding) -> Entry:
    """Return the entry that accepts a finding."""
    return Entry(
        fingerprint=found.finding.fingerprint,
        agency=found.organization,
        year=found.year,
        kind=found.finding.kind.value,
        source=found.source,
        sha256=found.sha256,
        message=found.finding.message,
    )


def read_baseline(path: Path) -> Baseline:
    """Return the baseline that a file holds.

    Raises:
        UsageError: it cannot be opened, or is no baseline; the message says where.
    """
    try:
        return Baseline(_File.model_validate_json(path.read_bytes()).findings)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; --write-baseline writes one") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise UsageError(
            f"{path}: no baseline of this version of gongkai ({where}: {first['msg']}); --write-baseline writes one"
        ) from error


def write_baseline(path: Path, found: Sequence[Entry], kept: Iterable[Entry]) -> int:
    """Write a baseline, whole or not at all; return how many findings it accepts.

    Args:
        path: the file.
        found: an entry a finding.
        kept: entries of an earlier baseline that stay as they are.

    Raises:
        UsageError: the file cannot be written.
    """
    often = Counter((entry.keys, entry.source) for entry in found)
    entries: dict[tuple[tuple[_ReportKey, str], ...], Entry] = {entry.keys: entry for entry in kept}
    for entry in sorted(found, key=lambda entry: entry.order):
        before = entries.get(entry.keys)
        count = max(often[entry.keys, entry.source], before.count if before else 0)
        entries[entry.keys] = (before or entry).model_copy(update={"count": count})
    ordered = sorted(entries.values(), key=lambda entry: entry.order)
    content = {"gongkai_baseline": VERSION, "findings": [entry.model_dump() for entry in ordered]}
    with bytes_out(path) as stream:
        stream.write(json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")
    return sum(entry.count for entry in ordered)
