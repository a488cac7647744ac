"""What earlier runs have read already, as far as it holds: same source, same content, same settings, same version."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from pydantic import ValidationError

from extractor.batch.journal import Journal
from extractor.batch.outcome import Outcome
from extractor.batch.tasks import Task
from extractor.library import source_name
from extractor.pipeline import Settings
from extractor.version import VERSION
from schemas.result import SCHEMA_VERSION, Extraction

__all__ = ["Earlier"]


class Earlier:
    """Where in the journal a source's outcome stands, by name and content."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, int]] = {}

    def gather(
        self, journal: Journal, target: Path, names: Collection[str], settings: Settings, say: Callable[[str], None]
    ) -> None:
        """Find what the journal and a finished file hold for these sources, and add the latter to the former.

        Args:
            journal: of this run; made empty where what it holds was made otherwise.
            target: the finished file.
            names: of all sources.
            settings: of this run.
            say: told where results cannot be used.
        """
        wanted = {source_name(name) for name in names}
        recovered = journal.recover(settings)
        if recovered is None:
            say(f"{journal.place}: made with other settings or by another version; all sources are read anew")
            journal.start(settings)
        for place, outcome in recovered or ():
            self._note(outcome, place)
        others = 0
        for extraction, line in _lines(target):
            run = extraction.run
            if (run.version, extraction.schema_version, run.settings) != (VERSION, SCHEMA_VERSION, settings.digest()):
                others += 1
            elif extraction.source in wanted and extraction.sha256 not in self._places.get(extraction.source, ()):
                outcome = Outcome.of(extraction)
                if outcome.tally.final:
                    self._note(outcome, journal.add(Outcome(outcome.tally, line)))
        if others:
            say(f"{target}: {others} results were made with other settings or by another version; they are not used")

    def place(self, task: Task) -> int | None:
        """Return where the outcome of a task stands, if its source is still what it was."""
        known = self._places.get(source_name(task.name))
        digest = _digest(task) if known else None
        return known.get(digest) if known and digest else None

    def _note(self, outcome: Outcome, place: int) -> None:
        """Take the later of two outcomes."""
        tally = outcome.tally
        if tally.final:
            self._places.setdefault(tally.source, {})[tally.sha256] = place
        elif tally.source in self._places:
            self._places[tally.source].pop(tally.sha256, None)


def _lines(target: Path) -> Iterator[tuple[Extraction, bytes]]:
    """The results of a finished file; what is none is passed over."""
    if not target.is_file():
        return
    with target.open("rb") as stream:
        for line in stream:
            try:
                yield Extraction.from_json_line(line.decode()), line.rstrip(b"\n")
            except (UnicodeDecodeError, ValidationError):
                continue


def _digest(task: Task) -> str | None:
    """The sha256 of a source's content; None where it cannot be told without reading it as a source."""
    if task.data is not None:
        return hashlib.sha256(task.data).hexdigest()
    try:
        if not stat.S_ISREG(Path(task.name).stat().st_mode):
            return None
        with Path(task.name).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
