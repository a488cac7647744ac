"""Results of the store in every format of ``gongkai export``, by the same code, piece by piece."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from extractor.export.arrow import write_parquet
from extractor.export.columns import Dataset
from extractor.export.database import write_database
from extractor.export.decisions import DECISIONS
from extractor.export.extras import optional
from extractor.export.loaded import Results
from extractor.export.numbered import Decided
from extractor.export.tidy import csv_bytes
from extractor.export.workbook import write_workbook
from extractor.service.api.models.queries import ExportChoice, ExportFormat
from extractor.service.api.streaming import joined
from extractor.service.store.engine import Store
from extractor.service.store.whole import Decided as DecidedSource
from extractor.service.store.whole import each_decided
from schemas.result import Extraction

__all__ = ["MEDIA_TYPES", "export"]

MEDIA_TYPES: dict[ExportFormat, str] = {
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
}
_NEEDS: dict[ExportFormat, tuple[str, str]] = {"xlsx": ("openpyxl", "office"), "parquet": ("pyarrow", "parquet")}
_PIECE = 1 << 16


def export(store: Store, choice: ExportChoice) -> Callable[[], Generator[bytes]]:
    """Return what makes an export, from one state of the store.

    Raises:
        UsageError: a filter names what there is not, or the format needs an extra that is not installed.
    """
    if choice.format in _NEEDS:
        optional(*_NEEDS[choice.format])
    _select(Results([]), choice)

    def pieces() -> Generator[bytes]:
        with store.read() as session:
            stored = _Stored(session, choice)
            yield from joined(_lines(_select(Results([stored.each], decided=stored.decided), choice), choice))

    return pieces


class _Stored:
    """What the store has, one source after another, and what was decided about the one that is at hand."""

    def __init__(self, session: Session, choice: ExportChoice) -> None:
        self._session, self._choice = session, choice
        self._here: DecidedSource | None = None

    def each(self) -> Iterator[Extraction]:
        """Yield the results of the chosen reports."""
        for here in each_decided(self._session, self._choice.reports()):
            self._here = here
            yield here.settled() if self._choice.decisions else here.as_read()

    def decided(self, place: int) -> Decided:
        """Return what was decided about a report of the source at hand, by its place among the chosen ones."""
        here = self._here
        if here is None:
            raise LookupError("no source is at hand")
        ordinal = here.chosen[place]
        return Decided(here.extraction.reports[ordinal], here.standing.get(ordinal, {}), self._choice.decisions)


def _select(results: Results, choice: ExportChoice) -> Results:
    return results.select(years=choice.year, forms=choice.form, tables=choice.table, statuses=choice.status)


def _table(results: Results, choice: ExportChoice) -> Dataset:
    return DECISIONS if choice.what == DECISIONS.name else results.dataset(choice.what)


def _lines(results: Results, choice: ExportChoice) -> Iterator[bytes]:
    match choice.format:
        case "jsonl":
            return (f"{extraction.to_json_line()}\n".encode() for extraction in results)
        case "csv":
            table = _table(results, choice)
            return csv_bytes(table.columns, table.rows(results.numbered()), choice.lang)
        case _:
            return _from_file(results, choice)


def _from_file(results: Results, choice: ExportChoice) -> Iterator[bytes]:
    """Formats that are written into a file first: nobody gets a part of one."""
    with tempfile.TemporaryDirectory(prefix="gongkai-export-") as folder:
        place = Path(folder) / f"export.{choice.format}"
        _write(results, choice, place)
        with place.open("rb") as made:
            while piece := made.read(_PIECE):
                yield piece


def _write(results: Results, choice: ExportChoice, place: Path) -> None:
    if choice.format == "sqlite":
        write_database(results.numbered(), place, more=(DECISIONS,))
        return
    with place.open("wb") as made:
        if choice.format == "parquet":
            write_parquet(_table(results, choice), results.numbered(), made)
        else:
            for _ in write_workbook(results.numbered, made, choice.lang, more=(DECISIONS,)):
                pass  # what its user should be told stands in docs/service.md
