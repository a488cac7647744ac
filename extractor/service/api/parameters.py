"""What routes take in path, query and headers, declared once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Header, Path, Request, Response

from extractor.service.api.models.base import NO_CONTROL, CellPathText, IdText, KeyText, PageOf
from extractor.service.api.models.queries import MOST_OFFSET, Part
from extractor.service.api.problems import ProblemError
from extractor.service.store.pages import Page

__all__ = [
    "CellPath",
    "Id",
    "IdempotencyKey",
    "IfMatch",
    "IfNoneMatch",
    "Organization",
    "etag",
    "not_modified",
    "paged",
    "part_of",
    "version_of",
]

T = TypeVar("T")

Id = Annotated[IdText, Path(description="As a list gives it.")]
CellPath = Annotated[CellPathText, Path(description="Of a cell, such as `requests.received.total`.")]
Organization = Annotated[str, Path(max_length=500, pattern=NO_CONTROL, min_length=1)]
IfMatch = Annotated[
    str | None, Header(max_length=200, description='The version that is changed, as ETag gave it: `"v7"`.')
]
IfNoneMatch = Annotated[str | None, Header(max_length=1000)]
IdempotencyKey = Annotated[
    KeyText | None,
    Header(description="Chosen by who sends; the same again gives the same answer, and does nothing twice."),
]
_ETAG = re.compile(r'(?:W/)?"v(\d{1,9})"')


def etag(version: int) -> str:
    """Return a report's version as an entity tag."""
    return f'"v{version}"'


def version_of(if_match: str | None) -> int:
    """Return the version that an edit names.

    Raises:
        ProblemError: it names none.
    """
    if if_match is None:
        raise ProblemError("version-needed", 'say in the header If-Match which version is changed, such as "v7"')
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise ProblemError("bad-request", 'the header If-Match is not as ETag gave it, such as "v7"')
    return int(found.group(1))


def not_modified(if_none_match: str | None, tag: str) -> bool:
    """Say whether who asks already has what this entity tag names."""
    if if_none_match is None:
        return False
    return tag in {one.strip().removeprefix("W/") for one in if_none_match.split(",")} or if_none_match.strip() == "*"


def part_of(items: Sequence[T], part: Part) -> PageOf[T]:
    """Return the part of a list that is all there."""
    shown = items[part.offset : part.offset + part.limit]
    return PageOf(items=list(shown), total=len(items), offset=part.offset, limit=part.limit)


def paged(request: Request, response: Response, page: Page[T] | PageOf[T]) -> None:
    """Set the header Link: where the next and the previous part of a list are."""
    links = []
    for name, offset in (("next", page.offset + page.limit), ("prev", page.offset - page.limit)):
        if (name == "next" and offset >= min(page.total, MOST_OFFSET)) or (name == "prev" and page.offset == 0):
            continue
        kept = [(key, value) for key, value in request.query_params.multi_items() if key not in ("offset", "limit")]
        query = urlencode([*kept, ("offset", max(offset, 0)), ("limit", page.limit)])
        links.append(f'<{request.url.path}?{query}>; rel="{name}"')
    if links:
        response.headers["Link"] = ", ".join(links)
