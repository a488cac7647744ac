"""Whose report it is, of which year and period: from the title, the opening, the signature.

Source: MESS.md 1 and 2 list how titles, openings and periods are printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from extractor.sections.headings import heading_of
from extractor.sections.names import clean_name, has_spam, is_name
from extractor.sections.organization import from_prose, from_self_reference, from_subject, signature
from extractor.sections.parts import Identity
from extractor.sections.period import Period, body_year, find_period, signed_year
from extractor.sections.title import Title, find_title, is_title, quoted_title, titles_in

__all__ = ["identify", "is_title"]

_OPENING_LINES = 15
_OPENING_LENGTH = 4_000
"""Characters of the opening and of the end that are searched for a name: a page may be a single line."""
_PERIOD_LINES = 80
_WRAPPED = 20
"""Characters from which on a line without an end is taken to go on in the next."""
_OUTVOTED = 3
"""Times that a text must speak of another year, and never of the title's, to contradict it."""


def identify(lines: Sequence[str], page_title: str = "") -> Identity:
    """Return what a report's lines say about whose it is and of which year.

    Flags: ``spam_in_name`` (the name is overwritten by words of betting sites: no organization is given),
    ``year_contradicted`` (title and text are of different years; the title's stands), ``year_from_signature`` (no
    year but that of the date under the report, which is due in the year after).

    Args:
        lines: normalised lines of the report outside its tables, in reading order.
        page_title: what the page's own title element says, used where the text has no title.
    """
    text = _joined(lines)
    titles = _titles(lines, text, page_title)
    flags: list[str] = []
    organization = _organization(titles, lines)
    if any(title.spam for title in titles) or (organization and has_spam(organization)):
        organization, flags = None, ["spam_in_name"]
    year, period = _year(titles, lines, text, flags)
    if period is None and year is not None:
        period = Period(date(year, 1, 1), date(year, 12, 31))
    return Identity(
        title=titles[0].text if titles else None,
        organization=organization,
        year=year,
        period_start=period.start.isoformat() if period else None,
        period_end=period.end.isoformat() if period else None,
        flags=tuple(flags),
    )


def _titles(lines: Sequence[str], text: str, page_title: str) -> list[Title]:
    """Titles by how much they are to be believed: the printed one, one quoted in prose, the page's."""
    pages = [title for part in (page_title, *re.split(r"\s*[_|]\s*", page_title)) for title in titles_in(part)]
    found = [find_title(lines), quoted_title(text), *pages[:1]]
    return [title for title in found if title is not None]


def _joined(lines: Sequence[str]) -> str:
    """The lines without white space; those that were wrapped in the middle of a sentence are one again."""
    parts: list[str] = []
    for line in lines:
        squeezed = re.sub(r"\s+", "", line)
        goes_on = len(squeezed) >= _WRAPPED and not re.search(r"[。:;!?]$", squeezed)
        parts += [squeezed, "" if goes_on and heading_of(line) is None and not is_title(line) else "\n"]
    return "".join(parts).strip("\n")


def _organization(titles: Sequence[Title], lines: Sequence[str]) -> str | None:
    named = next((title.organization for title in titles if title.organization), None)
    if named or any(title.spam for title in titles):
        return named
    opening = _joined(lines[:_OPENING_LINES])[:_OPENING_LENGTH]
    return (
        _below_title(titles, lines)
        or from_prose(opening)
        or signature(lines)
        or next((title.publisher for title in titles if title.publisher), None)
        or from_prose(_joined(lines[-_OPENING_LINES:])[-_OPENING_LENGTH:])
        or from_subject(opening)
        or from_self_reference(_joined(lines))
    )


def _below_title(titles: Sequence[Title], lines: Sequence[str]) -> str | None:
    """A name alone in the line below a title that has none."""
    texts = {re.sub(r"\s+", "", title.text) for title in titles}
    for line, below in pairwise(lines[: _OPENING_LINES + 1]):
        name = clean_name(below.strip("()"))
        if re.sub(r"\s+", "", line) in texts and len(below) <= 30 and name and is_name(name):
            return name
    return None


def _year(
    titles: Sequence[Title], lines: Sequence[str], text: str, flags: list[str]
) -> tuple[int | None, Period | None]:
    """The year and the stated period: the title's year, else that of the period, else the one the text is about."""
    titled = next((title.year for title in titles if title.year), None)
    told = body_year(text)
    head = _joined(lines[:_PERIOD_LINES])
    period = find_period(head) or find_period(text)
    year = titled or (period.start.year if period else None) or (told[0] if told else None)
    if year is None and (year := signed_year(text)) is not None:
        flags.append("year_from_signature")
    if titled and _contradicted(titled, period, told, text):
        flags.append("year_contradicted")
    return year, period or find_period(head, year)


def _contradicted(titled: int, period: Period | None, told: tuple[int, int] | None, text: str) -> bool:
    if period is not None:
        return not period.start.year <= titled <= period.end.year
    return (
        told is not None and told[0] != titled and told[1] >= _OUTVOTED and f"{titled}年" not in text.partition("\n")[2]
    )
