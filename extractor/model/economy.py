"""``--use economy``: which sections a model is asked about where every call counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.model.requests import PROSE
from schemas.enums import Status
from schemas.result import Cell

__all__ = ["needed"]


def needed(cells: Mapping[str, Cell], standing: Iterable[str]) -> frozenset[str]:
    """Return the kinds of sections that a model is worth asking about: what rules and sums left open, and the prose.

    A table is left open where something printed in it is not verified, or where it stands and has no cell at all.

    Args:
        cells: of one report, as rules and arithmetic alone have them.
        standing: kinds of the report's sections that could be asked about.
    """
    owned = [(path.partition(".")[0], cell) for path, cell in cells.items()]
    open_tables = {table for table, cell in owned if cell.printed and cell.status is not Status.VERIFIED}
    read = {table for table, _ in owned}
    return frozenset(kind for kind in standing if kind == PROSE or kind in open_tables or kind not in read)
