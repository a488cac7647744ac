"""Rows of lists of reports: what one shows follows from its report alone, so that it is drawn once for many lists."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from extractor.service.pages.rendering import parts
from extractor.service.pages.speech import Language
from extractor.service.store.reports import ReportInfo

__all__ = ["report_row"]

_KEPT = 4096
"""Rows, of about a kilobyte each."""


@lru_cache(_KEPT)
def report_row(language: Language, report: ReportInfo, query: str) -> Markup:
    """Return the row of a report.

    Args:
        language: of its words.
        report: as it is now; another version, name or count is another row.
        query: of the list that it stands in, which its link hands on; empty where there is none.
    """
    row = parts(language).report_row(report, query)  # type: ignore[attr-defined]
    return Markup(row)
