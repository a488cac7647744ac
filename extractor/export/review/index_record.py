"""What a page says before a report is looked into: words and layouts, which many pages share, and a line a report."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.export.review.layout import layout_record
from extractor.export.review.ranking import Layout, Listed
from extractor.export.review.vocabulary import vocabulary
from extractor.version import VERSION

__all__ = ["index_record", "shared_record"]


def shared_record(layouts: Sequence[Layout]) -> dict[str, object]:
    """Return, as a JSON object, what depends on no report's numbers: words, and layouts in their order."""
    return {"words": vocabulary(), "layouts": [layout_record(*layout) for layout in layouts]}


def index_record(reports: Sequence[Listed], lang: str) -> dict[str, object]:
    """Return the reports as a JSON object.

    Args:
        reports: in the order of the page; their ``layout`` is a place in that of the page.
        lang: language that the page opens in.
    """
    return {
        "version": VERSION,
        "lang": lang,
        "reports": [
            {
                "line": report.line,
                "source": report.source,
                "sha256": report.sha256,
                "ordinal": report.ordinal,
                "organization": report.organization,
                "year": report.year,
                "form": report.form,
                "counts": report.counts,
                "doubts": report.doubts,
                "findings": report.findings,
                "layout": report.layout,
            }
            for report in reports
        ],
    }
