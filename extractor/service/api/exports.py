"""Results of the store in every format of ``gongkai export``, by the same code, piece by piece."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from extractor.export.arrow import write_parquet
from extractor.export.database import write_database
from extractor.export.extras import optional
from extractor.export.loaded import Results
from extractor.export.tidy import csv_bytes
from extractor.export.workbook import write_workbook
from extractor.service.api.models.queries import ExportChoice, ExportFormat
from extractor.service.api.streaming import joined
from extractor.service.store.engine import Store
from extractor.service.store.results import each_extraction
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
    _select(lambda: iter(()), choice)

    def pieces() -> Generator[bytes]:
        with store.read() as session:
            results = _select(
                lambda: each_extraction(session, reviewed_only=choice.reviewed, settled=choice.decisions), choice
            )
            yield from joined(_lines(results, choice))

    return pieces


def _select(read: Callable[[], Iterator[Extraction]], choice: ExportChoice) -> Results:
    return Results([read]).select(years=choice.year, forms=choice.form, tables=choice.table, statuses=choice.status)


def _lines(results: Results, choice: ExportChoice) -> Iterator[bytes]:
    match choice.format:
        case "jsonl":
            return (f"{extraction.to_json_line()}\n".encode() for extraction in results)
        case "csv":
            table = results.dataset(choice.what)
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
        write_database(results.numbered(), place)
        return
    with place.open("wb") as made:
        if choice.format == "parquet":
            write_parquet(results.dataset(choice.what), results.numbered(), made)
        else:
            for _ in write_workbook(results.numbered, made, choice.lang):
                pass  # what its user should be told stands in docs/service.md
