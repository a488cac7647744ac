"""The second reader of a batch: one open client for all sources, asked about one source at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.model.client import ModelClient
    from extractor.model.ledger import Row
    from extractor.model.plan import Plan
    from extractor.model.request import Request, Response

__all__ = ["Asker", "cassette_name"]


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
