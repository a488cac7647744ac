"""Whose report it is, of one or several that stand in a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.sections.begins import is_other_title
from extractor.sections.boundaries import Boundary, BoundaryKind
from extractor.sections.identity import identify
from extractor.sections.level_names import complete_name, spoken_name
from extractor.sections.parts import Identity
from extractor.sections.reports import ReportSpan
from extractor.sections.title import titles_in

__all__ = ["identity_of", "inherited", "of_year"]

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年(?!\d))")
"""A year, not that of a date."""


def identity_of(span: ReportSpan, lines: Sequence[str], whole: str, page_title: str = "") -> Identity:
    """Return whose report it is and of which year.

    The report's own lines say it, else the titles in its tables and captions. A name without its place is completed
    from the one place of that level that is named in the report, else in the whole source.

    Args:
        span: the report.
        lines: its normalised lines outside tables.
        whole: the normalised text of the source without white space, lines kept.
        page_title: what the page calls itself, if the report is the only one there.
    """
    lines = _without_rivals(span.heads, lines)
    identity = identify(lines, page_title)
    if "spam_in_name" in identity.flags:
        return identity
    told = [mark for mark in span.titles if mark.title]
    own = "\n".join(re.sub(r"\s+", "", line) for line in lines)
    name = identity.organization or next((mark.organization for mark in told if mark.organization), None)
    year = identity.year or next((mark.year for mark in told if mark.year), None)
    short = name or spoken_name(own)
    if short is not None:
        name = complete_name(short, own, whole) or name
    return replace(
        identity, title=identity.title or next((mark.title for mark in told), None), organization=name, year=year
    )


def of_year(identity: Identity, year: int) -> Identity:
    """Return the identity of tables of another year that stand between those of a report: whose they are, it says."""
    return _in_year(Identity(organization=identity.organization), year)


def inherited(identity: Identity, span: ReportSpan, before: Identity | None, above: str) -> Identity:
    """Return an identity completed from the report before it, where nothing but a year or tables begin another.

    What stands under ``2022年`` behind a report of 2023 is by the same body, and so are tables that stand there again;
    their year is the last that the lines above them name, if it is another.

    Args:
        identity: what the report itself says.
        span: the report.
        before: the identity of the report before it.
        above: the lines where it begins, normalised.
    """
    mark = span.boundary
    if mark is not None and mark.kind is BoundaryKind.TABLE and before is not None and identity.organization is None:
        identity = replace(identity, organization=before.organization)
        years = [int(year) for year in _YEAR.findall(above) if int(year) != before.year]
        return _in_year(identity, years[-1]) if identity.year is None and years else identity
    if mark is None or mark.year is None or mark.organization is not None:
        return identity
    if mark.kind is BoundaryKind.YEAR_LINE and identity.year != mark.year:
        identity = _in_year(identity, mark.year)
    if identity.organization is None and before is not None and before.year not in (None, mark.year):
        return replace(identity, organization=before.organization)
    return identity


def _in_year(identity: Identity, year: int) -> Identity:
    return replace(identity, year=year, period_start=f"{year}-01-01", period_end=f"{year}-12-31")


def _without_rivals(heads: Sequence[Boundary], lines: Sequence[str]) -> Sequence[str]:
    """The lines without titles of other reports above the report's own: a notice, links to other years.

    The report's own is the title whose body, and then whose year, its text names most often; of two that are named as
    often the one nearer to the text.
    """
    if not any(is_other_title(heads[0], head) for head in heads[1:]):
        return lines
    text = "".join(re.sub(r"\s+", "", line) for line in lines if not titles_in(line))
    counts = [(text.count(h.organization or "\n"), text.count(f"{h.year}年"), place) for place, h in enumerate(heads)]
    own = heads[max(counts)[2]]
    rivals = {re.sub(r"\s+", "", head.title or "") for head in heads if is_other_title(head, own)}
    return [line for line in lines if not any(re.sub(r"\s+", "", title.text) in rivals for title in titles_in(line))]
