"""Result files opened again, as extractions one by one and as tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from extractor.errors import UsageError
from extractor.export.columns import Dataset
from extractor.export.datasets import DATASETS
from extractor.export.frames import Engine, frame
from extractor.export.numbered import Decided, Numbered, Selection, numbered
from extractor.export.results import read_results
from extractor.export.wide import WIDE, wide, wide_paths
from schemas import all_forms
from schemas.enums import Status, TableKind
from schemas.result import Extraction

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["TABLES", "Results", "load", "reader"]

TABLES = (*DATASETS, WIDE)
"""The names of all tables."""


def load(*paths: str | os.PathLike[str]) -> Results:
    """Return the results that stand in one file or several, as ``gongkai extract`` writes them, gzipped or not.

    The files are read when something is asked for, one line at a time.

    Raises:
        UsageError: no file is named, or one cannot be opened.
    """
    if not paths:
        raise UsageError("no result file is named; give the path of a file that `gongkai extract` wrote")
    files = [Path(path) for path in paths]
    for file in files:
        if not os.access(file, os.R_OK) or file.is_dir():
            raise UsageError(f"{file}: cannot be read; name a file that `gongkai extract` wrote")
    return Results([reader(file) for file in files])


def reader(path: Path, name: str | None = None) -> Callable[[], Iterator[Extraction]]:
    """Return what reads a result file from its beginning each time it is called; ``name`` is for errors."""
    return lambda: read_results(path, name)


class Results:
    """The results of a run: what it read, and tables of it.

    Iterating yields one ``Extraction`` a source and holds no more than that one. Each table has the columns of
    ``gongkai export``, in types that do not depend on what is in them (``extractor.export.frames``).
    """

    def __init__(
        self,
        readers: Sequence[Callable[[], Iterator[Extraction]]],
        selection: Selection | None = None,
        decided: Callable[[int], Decided] | None = None,
    ) -> None:
        self._readers = tuple(readers)
        self._selection = selection or Selection()
        self._decided = decided

    def __iter__(self) -> Iterator[Extraction]:
        """Yield the extractions in the order of the files, with the reports that are chosen."""
        for source in self.numbered():
            yield source.extraction.model_copy(update={"reports": [row.report for row in source.reports]})

    def select(
        self,
        *,
        years: Collection[int] = (),
        forms: Collection[str] = (),
        tables: Collection[str] = (),
        statuses: Collection[str] = (),
    ) -> Results:
        """Return the same results with a choice of reports, and of what stands in them.

        Args:
            years: of the reports; empty for all, as everywhere here.
            forms: ids of the forms of the reports.
            tables: of the cells, such as ``requests``.
            statuses: of the cells and facts, such as ``verified``.

        Raises:
            UsageError: no such form, table or status.
        """
        _known("form", forms, all_forms())
        _known("table", tables, list(TableKind))
        _known("status", statuses, list(Status))
        choice = Selection(frozenset(years), frozenset(forms), frozenset(tables), frozenset(statuses))
        return Results(self._readers, choice, self._decided)

    def numbered(self) -> Iterator[Numbered]:
        """Yield the sources with the numbers that tie the tables together."""
        extractions = (extraction for read in self._readers for extraction in read())
        yield from numbered(extractions, self._selection, self._decided)

    def dataset(self, name: str) -> Dataset:
        """Return what the columns of a table are, and how its rows are made.

        A wide table of chosen forms is read for once beforehand: which cells there are decides its columns.

        Raises:
            UsageError: there is no such table.
        """
        _known("table", [name], TABLES)
        if name != WIDE:
            return DATASETS[name]
        reports = (row.report for source in self.numbered() for row in source.reports)
        return wide(wide_paths(self._selection.forms, reports))

    @overload
    def cells(self, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def cells(self, engine: Literal["polars"]) -> polars.DataFrame: ...
    def cells(self, engine: Engine = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """Return the cells of the official forms, one a row."""
        return self._frame("cells", engine)

    @overload
    def facts(self, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def facts(self, engine: Literal["polars"]) -> polars.DataFrame: ...
    def facts(self, engine: Engine = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """Return the numbers that the prose states, one a row."""
        return self._frame("facts", engine)

    @overload
    def findings(self, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def findings(self, engine: Literal["polars"]) -> polars.DataFrame: ...
    def findings(self, engine: Engine = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """Return what is wrong or odd, one finding a row."""
        return self._frame("findings", engine)

    @overload
    def reports(self, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def reports(self, engine: Literal["polars"]) -> polars.DataFrame: ...
    def reports(self, engine: Engine = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """Return the reports, one a row, with how much of each is read and verified."""
        return self._frame("reports", engine)

    @overload
    def sections(self, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def sections(self, engine: Literal["polars"]) -> polars.DataFrame: ...
    def sections(self, engine: Engine = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """Return the sections of the reports and what became of each, one a row."""
        return self._frame("sections", engine)

    @overload
    def sources(self, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def sources(self, engine: Literal["polars"]) -> polars.DataFrame: ...
    def sources(self, engine: Engine = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """Return the sources, one a row, those that failed among them."""
        return self._frame("sources", engine)

    @overload
    def wide(self, form: str, engine: Literal["pandas"] = "pandas") -> pandas.DataFrame: ...
    @overload
    def wide(self, form: str, engine: Literal["polars"]) -> polars.DataFrame: ...
    def wide(self, form: str, engine: Engine = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """Return the reports on one form, one a row, with ``path``, ``path:state`` and ``path:status`` of each cell.

        Raises:
            UsageError: there is no such form here, or the extra is not installed.
        """
        _known("form", [form], self._selection.forms or all_forms())
        choice = replace(self._selection, forms=frozenset([form]))
        return Results(self._readers, choice, self._decided)._frame(WIDE, engine)

    def _frame(self, name: str, engine: Engine) -> pandas.DataFrame | polars.DataFrame:
        return frame(self.dataset(name), self.numbered(), engine)


def _known(what: str, names: Collection[str], there: Collection[str]) -> None:
    for name in names:
        if name not in there:
            raise UsageError(f"no {what} {str(name)!r}; there are {', '.join(map(str, there))}")
