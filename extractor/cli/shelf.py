"""The results of a run, kept small until all sources are read, for what is found between them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from extractor.crosscheck.across import Head, agencies, agency_findings, heads
from extractor.export.findings import LocatedFinding, located
from extractor.export.places import Lines, address
from schemas.enums import Origin
from schemas.result import Extraction, Report

__all__ = ["Shelf"]

_STDIN = "-"
_AT_HAND = 8
"""Results that stay unpacked: those of one agency's reports are asked for one after another."""


class Shelf:
    """Results by source, packed; about ten kilobytes each."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._lines: dict[str, Lines] = {}
        self._heads: list[Head] = []
        self._files: set[str] = set()
        self._load: Callable[[str], Extraction] = lru_cache(_AT_HAND)(self._unpack)

    def add(self, extraction: Extraction, lines: Callable[[], Lines]) -> None:
        """Keep a result; a file that was named twice is one source.

        Args:
            extraction: of one source.
            lines: of its text; asked for only where places of its cells have to be told by them.
        """
        source = extraction.source
        file = source if source == _STDIN else str(Path(source).resolve())
        found = heads(extraction)
        if file in self._files or not found:
            return
        self._files.add(file)
        self._heads += found
        self._packed[source] = zlib.compress(extraction.to_json_line().encode("utf-8"))
        if extraction.origin is not Origin.DIGITAL or any(_by_span(report) for report in extraction.reports):
            self._lines[source] = lines()

    def findings(self, lang: str) -> Iterator[LocatedFinding]:
        """Yield what is found between the sources, each with its place in the later report."""
        for agency in agencies(self._heads):
            for found in agency_findings(agency, self._load, lang):
                lines = self._lines.get(found.source)
                yield located(found.finding, self._load(found.source), found.index, lines, found.other)

    def _unpack(self, source: str) -> Extraction:
        return Extraction.from_json_line(zlib.decompress(self._packed[source]).decode("utf-8"))


def _by_span(report: Report) -> bool:
    """True where a cell's place can only be told by its lines."""
    return any(cell.span is not None and address(cell) is None for cell in report.cells.values())
