"""One run of ``gongkai check``: every source read, its findings told, then those between the sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from extractor.cli.asking import Asker
from extractor.cli.baseline import Baseline, Entry, entry_of
from extractor.cli.batch import extract_each
from extractor.cli.check_output import Output, Tally
from extractor.cli.outcome import ExitCode, complain
from extractor.cli.shelf import Shelf
from extractor.errors import SourceError
from extractor.export.findings import LocatedFinding, at_least, located_findings
from extractor.export.places import Lines
from extractor.library import Opened, source_text
from extractor.pipeline import Settings
from extractor.sources.decode import decode
from schemas.enums import Severity
from schemas.result import Extraction

__all__ = ["CheckRun"]


class CheckRun:
    """A run and what it came to.

    Args:
        output: where findings go.
        baseline: what is accepted.
        fail_on: least severity that makes the exit code 1; None where none does.
        accept_all: every finding is accepted, since it is about to be written into a baseline.
    """

    def __init__(self, output: Output, baseline: Baseline, fail_on: Severity | None, *, accept_all: bool) -> None:
        self.code = ExitCode.FINE
        self.entries: list[Entry] = []
        """What would accept all that was found."""
        self._output = output
        self._baseline = baseline
        self._fail_on = fail_on
        self._accept_all = accept_all
        self._tally = Tally()

    def check(
        self, sources: tuple[str, ...], settings: Settings, asker: Asker | None, against: tuple[str, ...] = ()
    ) -> None:
        """Read the sources and tell what is found in each, in order, then what is found between them.

        Args:
            sources: what is checked.
            settings: of the extraction.
            asker: the second reader; None reads without one.
            against: other years' reports, whose own errors are not told: no model is asked about them.
        """
        shelf = Shelf()
        for opened, extraction in extract_each(against, settings):
            if extraction.error:
                self.code = max(self.code, ExitCode.FAILED)
            else:
                shelf.add(extraction, _lines_of(opened))
        checked = {*sources}
        for opened, extraction in extract_each(sources, settings, asker):
            self._source(extraction)
            if extraction.error:
                continue
            lines = _lines_of(opened)
            shelf.add(extraction, lines)
            if any(report.findings for report in extraction.reports):
                for found in located_findings(extraction, lines()):
                    self._finding(found)
        for found in shelf.findings(settings.lang):
            if not against or found.source in checked:
                self._finding(found)
        self._output.end()
        self._conclude()

    def _source(self, extraction: Extraction) -> None:
        self._tally.source(extraction)
        self._output.source(extraction)
        if extraction.error:
            self.code = max(self.code, ExitCode.FAILED)
        for report in extraction.reports:
            self._baseline.saw(extraction.source, extraction.sha256, report.organization, report.year)

    def _finding(self, found: LocatedFinding) -> None:
        accepted = self._baseline.accepts(found) or self._accept_all
        self.entries.append(entry_of(found))
        self._tally.finding(found, accepted)
        self._output.finding(found, accepted)
        if not accepted and self._fail_on and at_least(found.finding.severity, self._fail_on):
            self.code = max(self.code, ExitCode.FINDINGS)

    def _conclude(self) -> None:
        for entry in self._baseline.gone:
            complain(
                f"accepted and no longer found: {entry.kind} {entry.fingerprint} of {entry.agency or entry.source} "
                f"{entry.year or ''}: {entry.message}"
            )
        if others := len(self._baseline.not_checked):
            complain(f"{others} accepted findings are of reports that were not checked here")
        complain(self._tally.line())


def _lines_of(opened: Opened) -> Callable[[], Lines]:
    """The lines of a source's text, found when they are asked for."""

    @cache
    def lines() -> Lines:
        text = source_text(opened.data, opened.name)
        return Lines(text, own=_is_own(text, opened.data))

    return lines


def _is_own(text: str, data: bytes) -> bool:
    """True where the text is that of the file, character for character."""
    try:
        return decode(data).text == text
    except SourceError:
        return False
