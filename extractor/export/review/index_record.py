"""What a page says of all its reports before one is looked into: words, layouts, and a line a report."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.export.review.layout import layout_record
from extractor.export.review.ranking import Layout, Listed
from extractor.export.review.vocabulary import vocabulary
from extractor.version import VERSION

__all__ = ["index_record"]


def index_record(reports: Sequence[Listed], layouts: Sequence[Layout], lang: str) -> dict[str, object]:
    """Return it as a JSON object; of the layouts those that a report has.

    Args:
        reports: in the order of the page.
        layouts: which ``Listed.layout`` names by their place.
        lang: language that the page opens in.
    """
    used = sorted({report.layout for report in reports})
    place = {layout: number for number, layout in enumerate(used)}
    return {
        "version": VERSION,
        "lang": lang,
        "words": vocabulary(),
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
                "layout": place[report.layout],
            }
            for report in reports
        ],
        "layouts": [layout_record(*layouts[layout]) for layout in used],
    }
