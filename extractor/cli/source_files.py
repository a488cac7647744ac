"""The sources of a result file, found again where they stand: only a file whose sha256 is the line's is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import SourceError
from extractor.export.review.source_text import Absence, SourceText
from extractor.shown_text import shown_text
from extractor.sources import Source, read_source
from schemas.result import Extraction

__all__ = ["SourceFiles"]

_NAMED = 10
"""Sources that are named one by one in complaints; the rest is counted."""
_WHY = {
    Absence.MISSING: "was not found (look for it elsewhere with --sources)",
    Absence.CHANGED: "is no longer the file that was read (its sha256 differs)",
    Absence.UNREADABLE: "gives no text any more",
}


class SourceFiles:
    """Finds and reads the sources of a result file, and keeps count of those that are not there."""

    def __init__(self, results: Path, folder: Path | None) -> None:
        """Look beside ``results`` and from here, and in ``folder`` before that."""
        self.results = results
        self.folder = folder
        self.absent: list[tuple[str, Absence]] = []

    def text_of(self, extraction: Extraction) -> SourceText | Absence:
        """Return the rendered text of an extraction's source, or why it cannot be shown."""
        found = self._look(extraction)
        if isinstance(found, Absence):
            self.absent.append((extraction.source, found))
            return found
        return shown_text(found)

    def complaints(self) -> Iterator[str]:
        """Yield a line on each source that is not shown, the first of them by name."""
        for name, absence in self.absent[:_NAMED]:
            yield f"{name}: {_WHY[absence]}; its reports are shown without it"
        more = len(self.absent) - _NAMED
        if more > 0:
            yield f"{more} more sources are not shown either; the page says which and why"

    def _look(self, extraction: Extraction) -> Source | Absence:
        absence = Absence.MISSING
        for place in self._places(extraction.source):
            try:
                data = place.read_bytes() if place.is_file() else None
            except (OSError, ValueError):
                data = None
            if data is None:
                continue
            if hashlib.sha256(data).hexdigest() != extraction.sha256:
                absence = Absence.CHANGED
                continue
            try:
                return read_source(data, extraction.source)
            except SourceError:
                return Absence.UNREADABLE
        return absence

    def _places(self, name: str) -> Iterator[Path]:
        path = Path(name)
        if self.folder:
            yield self.folder / path
            yield self.folder / path.name
        yield path
        if not path.is_absolute():
            yield self.results.parent / path
