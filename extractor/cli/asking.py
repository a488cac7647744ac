"""The second reader at the command line: one open client for a run, and what is said of it at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.batch.asking import Asker as BatchAsker
from extractor.batch.asking import cassette_name
from extractor.cli.outcome import ExitCode, complain

if TYPE_CHECKING:
    from extractor.model.settings import ModelSettings

__all__ = ["Asker", "cassette_name", "open_asker"]


@dataclass(frozen=True, slots=True)
class Asker(BatchAsker):
    """An open client."""

    def conclude(self) -> ExitCode:
        """Say on stderr what was asked and what it took; return what that makes of the exit code."""
        complain(f"{self.client.settings.model}: {self.client.totals.line()}")
        fault = self.client.provider_fault
        if fault is None:
            return ExitCode.FINE
        complain(f"the model's provider failed: {fault.message}")
        return ExitCode.PROVIDER


@contextmanager
def open_asker(settings: ModelSettings | None) -> Iterator[Asker | None]:
    """Yield whom to ask, or None for ``--model none``; the libraries that talk to models are imported only if needed."""
    if settings is None:
        complain("no model was used (--model none): one reader and the form's own sums are all the witnesses there are")
        yield None
        return
    from extractor.model.client import ModelClient

    with ModelClient(settings, announce=complain) as client:
        yield Asker(client)
