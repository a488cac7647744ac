"""The second reader at the command line: one open client for a run, asked about one source at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from extractor.cli.outcome import ExitCode, complain

if TYPE_CHECKING:
    from extractor.model.client import ModelClient
    from extractor.model.ledger import Row
    from extractor.model.plan import Plan
    from extractor.model.request import Request, Response
    from extractor.model.settings import ModelSettings

__all__ = ["Asker", "cassette_name", "open_asker"]


def cassette_name(source: str) -> str:
    """Return the name of a source's cassette: its file's stem, or of ``ID/source.html`` the folder's name."""
    path = PurePath(source)
    return path.parent.name if path.stem == "source" and path.parent.name else path.stem


@dataclass(frozen=True, slots=True)
class _OfSource:
    """A model as the pipeline knows it, with the cassette of the source that it is asked about."""

    client: ModelClient
    cassette: str | None
    note: Callable[[Row], None]

    def read(self, requests: Sequence[Request]) -> Sequence[Response]:
        return self.client.ask_all(requests, cassette=self.cassette, note=self.note)


@dataclass(frozen=True, slots=True)
class Asker:
    """An open client."""

    client: ModelClient

    def about(self, source: str, note: Callable[[Row], None] = lambda row: None) -> _OfSource:
        """Return who answers what is asked about one source; ``note`` is told what each request took."""
        return _OfSource(self.client, self._cassette(source), note)

    def plan(self, source: str, requests: Sequence[Request]) -> Plan:
        """Return what asking about one source would take; nothing is sent."""
        return self.client.plan(requests, cassette=self._cassette(source))

    def _cassette(self, source: str) -> str | None:
        return None if self.client.settings.cassettes is None else cassette_name(source)

    @property
    def at_once(self) -> int:
        """Sources that are worth reading at once, to keep all calls in flight that may be."""
        return self.client.settings.limits.concurrency

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
