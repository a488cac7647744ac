"""Templates to answers: escaped by themselves, and an error where one names what it was not given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes, select_autoescape
from jinja2.environment import TemplateModule
from jinja2.visitor import NodeTransformer
from starlette.requests import Request
from starlette.responses import HTMLResponse

from extractor.export.review.vocabulary import SIGNS
from extractor.service.pages.assets import asset_address
from extractor.service.pages.figures import bytes_text, number, percent, time_text
from extractor.service.pages.preferences import THEMES, preferences, remember
from extractor.service.pages.speech import LANGUAGES, Language, named, say

__all__ = ["PARTS", "Part", "address", "compile_pages", "environment", "page", "parts", "query_of"]


PARTS = {
    "reports": ("/", "/reports"),
    "agencies": ("/agencies",),
    "jobs": ("/jobs",),
    "sources": ("/sources",),
    "evaluation": ("/evaluation",),
}
"""What the bar at the top leads to: key of its words, address, and where else one is within it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the bar."""

    key: str
    address: str
    current: str | None
    """``page`` on it, ``true`` below it (``aria-current``)."""


def page(request: Request, template: str, /, *, status: int = 200, **context: object) -> HTMLResponse:
    """Return a template as an answer, in the language and the colours that the request asks for.

    Args:
        request: what is answered.
        template: its name below ``templates/``.
        status: of the answer.
        context: what the template names, beside ``say``, ``named``, ``person`` and the filters.
    """
    shown = preferences(request)
    theme_next = THEMES[(THEMES.index(shown.theme) + 1) % len(THEMES)]
    given: dict[str, object] = {
        "lang": shown.language,
        "theme": shown.theme,
        "say": partial(say, shown.language),
        "named": partial(named, shown.language),
        "person": None,
        "parts": _parts(request.url.path),
        "language_link": _with(request, lang="en" if shown.language == "zh" else "zh"),
        "theme_link": _with(request, theme=theme_next),
        **context,
    }
    answer = HTMLResponse(environment(shown.language).get_template(template).render(given), status_code=status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Vary"] = "Accept-Language, Cookie"
    remember(request, answer)
    return answer


def address(path: str, query: Mapping[str, object] | None = None) -> str:
    """Return a path with its query, without what is None or empty."""
    asked = query_of(query or {})
    return f"{path}?{asked}" if asked else path


def query_of(values: Mapping[str, object]) -> str:
    """Return what stands behind an address's question mark, without what is None or empty."""
    return urlencode({name: str(value) for name, value in values.items() if value not in (None, "")})


@cache
def parts(language: Language) -> TemplateModule:
    """Return what several pages have (``parts.html``), in a language, to be asked for piece by piece."""
    words = {"lang": language, "say": partial(say, language), "named": partial(named, language)}
    return environment(language).get_template("parts.html").make_module(words)


def compile_pages() -> None:
    """Compile every template in every language, before somebody waits for it."""
    for language in LANGUAGES:
        made = environment(language)
        for name in made.list_templates(extensions=["html"]):
            made.get_template(name)


@cache
def environment(language: Language = "en") -> Environment:
    """Return the environment of all templates in a language."""
    made = _Spoken(
        language,
        loader=PackageLoader("extractor.service.pages"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"asset": asset_address, "signs": SIGNS, "address": address}
    made.filters |= {
        "number": number,
        "percent": percent,
        "bytes": bytes_text,
        "time": time_text,
        "segment": partial(quote, safe=""),
    }
    return made


class _Spoken(Environment):
    """Templates whose words stand in what is compiled, where they need no values: a page has some hundred of them."""

    def __init__(self, language: Language, **options: Any) -> None:
        super().__init__(**options)
        self._language: Language = language

    def _generate(self, source: nodes.Template, *names: Any, **options: Any) -> str:
        return super()._generate(_Spelled(self._language).visit(source), *names, **options)


class _Spelled(NodeTransformer):
    """Puts the words of ``say('key')`` in its place."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        match node:
            case nodes.Call(node=nodes.Name(name="say"), args=[nodes.Const(value=key)], kwargs=[]):
                return nodes.Const(say(self._language, key), lineno=node.lineno)
        return self.generic_visit(node)


def _parts(path: str) -> list[Part]:
    found: list[Part] = []
    for key, (own, *below) in PARTS.items():
        within = any(path.startswith(f"{one}/") for one in (below or [own]))
        found.append(Part(key, own, "page" if path == own else "true" if within else None))
    return found


def _with(request: Request, **changed: str) -> str:
    kept = {name: value for name, value in request.query_params.items() if name not in changed}
    return address(request.url.path, {**kept, **changed})
