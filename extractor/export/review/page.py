"""The page: one file without a request, its script and style inlined and pinned, all else inert escaped data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from extractor.export.review.cut import cut_text
from extractor.export.review.index_record import index_record, shared_record
from extractor.export.review.program import program, static_text, stylesheet
from extractor.export.review.ranking import Chosen
from extractor.export.review.report_record import report_record, spans_of
from extractor.export.review.source_record import source_record
from extractor.export.review.source_text import Absence, SourceText, TextReader
from extractor.export.self_contained import island, policy
from schemas.result import Extraction

__all__ = ["PageSettings", "review_page"]

_SCRIPTS = ("decisions.js", "exchange.js", "list.js", "pages.js", "bindings.js", "main.js")
_STYLES = ("page.css", "print.css")


@dataclass(frozen=True, slots=True)
class PageSettings:
    """How a page is made."""

    lang: str = "en"
    """Language that it opens in: ``en`` or ``zh``."""
    source_limit: int = 40_000
    """Characters of a source's text; of a longer one windows around the cells are shown."""


def review_page(
    chosen: Chosen, results: Iterable[Extraction], text_of: TextReader, settings: PageSettings | None = None
) -> Iterator[bytes]:
    """Yield the page, piece by piece, in UTF-8.

    Args:
        chosen: which reports it shows, as ``ranking.choose`` finds them in the same results.
        results: the extractions, which are passed once and need not be held.
        text_of: returns the text of an extraction's source, or why there is none.
        settings: None for the defaults.
    """
    settings = settings or PageSettings()
    script, style = program(map(static_text, _SCRIPTS)), stylesheet(map(static_text, _STYLES))
    yield _head(script, style, settings.lang).encode()
    yield island("shared", shared_record(chosen.layouts))
    yield island("index", _index(chosen, settings))
    yield b'<script id="program">' + script.encode() + b"</script>\n"
    numbers = {(report.line, report.ordinal): number for number, report in enumerate(chosen.reports)}
    for line, extraction in enumerate(results):
        if line in chosen.lines:
            yield from _source(line, extraction, text_of(extraction), numbers, settings.source_limit)
    yield b"</body>\n</html>\n"


def _source(
    line: int,
    extraction: Extraction,
    text: SourceText | Absence,
    numbers: dict[tuple[int, int], int],
    limit: int,
) -> Iterator[bytes]:
    cut = None
    about = {"origin": extraction.origin}
    if isinstance(text, SourceText):
        spans = (span for report in extraction.reports for span in spans_of(report))
        cut = cut_text(text, spans, limit)
        yield island(f"source-{line}", {**about, **source_record(text, cut)})
    else:
        yield island(f"source-{line}", {**about, "absent": text})
    for ordinal, report in enumerate(extraction.reports):
        if (line, ordinal) in numbers:
            yield island(f"report-{numbers[line, ordinal]}", report_record(report, cut, extraction.origin))


def _index(chosen: Chosen, settings: PageSettings) -> dict[str, object]:
    return {
        **index_record(chosen.reports, settings.lang),
        "total": chosen.total,
        "failed_total": chosen.failed_total,
        "failed": [
            {"name": extraction.source, "kind": extraction.error.kind, "message": extraction.error.message}
            for extraction in chosen.failed
            if extraction.error
        ],
    }


def _head(script: str, style: str, lang: str) -> str:
    template = static_text("page.html")
    parts = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "policy": escape(policy(script, style), quote=True),
        "style": style,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found.group(1)], template)
