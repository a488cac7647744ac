"""Results of the store in every format of ``gongkai export``, by the same code, piece by piece."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.export.extras import optional
from extractor.export.loaded import Results
from extractor.export.tidy import csv_bytes
from extractor.service.api.streaming import joined
from extractor.service.store.engine import Store
from extractor.service.store.results import each_extraction
from schemas.result import Extraction

__all__ = ["MEDIA_TYPES", "Choice", "Format", "TableName", "export"]

Format = Literal["jsonl", "csv", "xlsx", "parquet", "sqlite"]
TableName = Literal["cells", "facts", "findings", "reports", "sections", "sources", "wide"]
MEDIA_TYPES: dict[Format, str] = {
    "jsonl": "application/jsonl",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
}
_NEEDS: dict[Format, tuple[str, str]] = {"xlsx": ("openpyxl", "office"), "parquet": ("pyarrow", "parquet")}
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Choice:
    """What is exported."""

    format: Format
    what: TableName
    lang: Literal["en", "zh"]
    reviewed: bool
    """Only reports that a person has settled."""
    decisions: bool
    """False: as it was read."""
    years: tuple[int, ...] = ()
    forms: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def export(store: Store, choice: Choice) -> Callable[[], Generator[bytes]]:
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


def _select(read: Callable[[], Iterator[Extraction]], choice: Choice) -> Results:
    return Results([read]).select(
        years=choice.years, forms=choice.forms, tables=choice.tables, statuses=choice.statuses
    )


def _lines(results: Results, choice: Choice) -> Iterator[bytes]:
    match choice.format:
        case "jsonl":
            return (f"{extraction.to_json_line()}\n".encode() for extraction in results)
        case "csv":
            table = results.dataset(choice.what)
            return csv_bytes(table.columns, table.rows(results.numbered()), choice.lang)
        case _:
            return _from_file(results, choice)


def _from_file(results: Results, choice: Choice) -> Iterator[bytes]:
    """Formats that are written into a file first: nobody gets a part of one."""
    with tempfile.TemporaryDirectory(prefix="gongkai-export-") as folder:
        place = Path(folder) / f"export.{choice.format}"
        _write(results, choice, place)
        with place.open("rb") as made:
            while piece := made.read(_PIECE):
                yield piece


def _write(results: Results, choice: Choice, place: Path) -> None:
    if choice.format == "sqlite":
        from extractor.export.database import write_database

        write_database(results.numbered(), place)
        return
    with place.open("wb") as made:
        if choice.format == "parquet":
            from extractor.export.arrow import write_parquet

            write_parquet(results.dataset(choice.what), results.numbered(), made)
        else:
            from extractor.export.workbook import write_workbook

            for _ in write_workbook(results.numbered, made, choice.lang):
                pass  # what its user should be told stands in docs/service.md
