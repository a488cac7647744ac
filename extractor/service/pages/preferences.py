"""What a person chose to see: the language and the colours, from the address, a cookie, or what the browser says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from extractor.service.pages.speech import LANGUAGES, Language

__all__ = ["THEMES", "Preferences", "preferences", "remember"]

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
_YEAR = 365 * 24 * 3600
T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a page is to be shown."""

    language: Language
    theme: Theme


def preferences(request: Request) -> Preferences:
    """Return what a request asks for: ``?lang=`` and ``?theme=`` first, then the cookies, then ``Accept-Language``."""
    language = _asked(request, "lang", LANGUAGES) or _accepted(request.headers.get("accept-language", ""))
    return Preferences(language, _asked(request, "theme", THEMES) or "auto")


def remember(request: Request, response: Response) -> None:
    """Keep in cookies what the address chose, for the pages after this one."""
    for name, allowed in (("lang", LANGUAGES), ("theme", THEMES)):
        if request.query_params.get(name) in allowed:
            value = request.query_params[name]
            response.set_cookie(f"gongkai_{name}", value, max_age=_YEAR, samesite="lax", httponly=True)


def _asked(request: Request, name: str, allowed: tuple[T, ...]) -> T | None:
    given = (request.query_params.get(name), request.cookies.get(f"gongkai_{name}"))
    return next((one for value in given for one in allowed if one == value), None)


def _accepted(header: str) -> Language:
    """The language with the highest weight that pages have; English where none is named."""
    weighed: list[tuple[float, int, Language]] = []
    for place, part in enumerate(header.split(",")):
        tag, _, weight = part.partition(";")
        language = next((one for one in LANGUAGES if tag.strip().lower().split("-")[0] == one), None)
        if language:
            weighed.append((-_weight(weight), place, language))
    return min(weighed)[2] if weighed else "en"


def _weight(text: str) -> float:
    try:
        return float(text.partition("=")[2] or 1)
    except ValueError:
        return 0.0
