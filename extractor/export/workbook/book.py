"""The whole workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from extractor.export.columns import Dataset
from extractor.export.extras import optional
from extractor.export.numbered import Numbered, ReportRow

__all__ = ["REPORT_SHEETS", "write_workbook"]

REPORT_SHEETS = 200
"""Reports up to which each gets a sheet as the form prints it."""


def write_workbook(
    sources: Callable[[], Iterable[Numbered]], stream: BinaryIO, lang: str = "en", more: Sequence[Dataset] = ()
) -> Iterator[str]:
    """Write the workbook; yield what its user should be told.

    The first sheet is the overview; a sheet a report follows, as the form prints it, and the tables of cells, facts,
    findings, sections and the codebook. Of more than ``REPORT_SHEETS`` reports there are the overview and the tables
    alone. A table that is longer than a sheet goes on in the next. The same results give the same bytes.

    Args:
        sources: returns what stands in it, each time anew; it is gone through twice.
        stream: to write to; need not be seekable.
        lang: of everything but the form itself and the words of results.
        more: tables beside those of every export, such as that of decisions.

    Raises:
        UsageError: the extra ``office`` is not installed.
    """
    optional("openpyxl", "office")
    from extractor.export.workbook.filling import Filling

    filling = Filling(_first_reports(sources()), lang, more)
    for source in sources():
        filling.add(source)
    filling.save(stream)
    yield from filling.notes


def _first_reports(sources: Iterable[Numbered]) -> Iterator[ReportRow]:
    return (row for source in sources for row in source.reports)
