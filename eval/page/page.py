"""The page: one file without a request, its script and style inlined and pinned, its data inert."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from eval.page.blocks import block
from eval.page.listing import listing, rest_record
from eval.page.markup import Markup, attribute_text, joined, tag
from eval.page.view import Link, PageView, Section
from extractor.export.self_contained import island, policy

__all__ = ["render_page"]


def render_page(view: PageView) -> bytes:
    """Return the whole page in UTF-8; the same view gives the same bytes."""
    style, script = _style(), _static("page.js")
    rest = view.listing.rest
    return b"".join(
        (
            _head(view.title, style, script).encode(),
            _body(view).encode(),
            island("rest-cells", rest_record(rest)) if rest else b"",
            f'<script id="program">{script}</script>\n</body>\n</html>\n'.encode(),
        )
    )


def _body(view: PageView) -> str:
    parts = [
        *((one.id, one.short) for one in view.sections),
        (view.listing.id, view.listing.short),
        *((one.id, one.short) for one in view.closing),
    ]
    links = [tag("a", title, href=f"#{name}") for name, title in parts]
    theme = tag("button", "Light or dark", type="button", id="theme", hidden=True)
    lead = view.lead
    main = tag(
        "main",
        tag("h1", view.title),
        tag("p", view.subtitle, class_="subtitle"),
        tag(
            "div",
            tag("p", lead.verdict, class_="verdict", id="verdict"),
            tag("ul", [tag("li", reason) for reason in lead.reasons], class_="reasons") if lead.reasons else None,
            tag("ul", [_link(one) for one in lead.links], class_="also") if lead.links else None,
            class_=f"lead {lead.tone}",
        ),
        [block(one) for one in view.headline],
        [_section(section) for section in view.sections],
        listing(view.listing),
        [_section(section) for section in view.closing],
    )
    return joined([tag("nav", tag("div", links), theme, aria_label="Parts of the page"), "\n", main, "\n"])


def _link(one: Link) -> Markup:
    return tag("li", one.text, [" ", tag("a", one.label, href=one.target)] if one.target else None)


def _section(section: Section) -> Markup:
    if section.folded:
        blocks = [block(one) for one in section.blocks]
        return tag("section", tag("details", tag("summary", tag("h2", section.title)), blocks), id=section.id)
    return tag("section", tag("h2", section.title), [block(one) for one in section.blocks], id=section.id)


def _head(title: str, style: str, script: str) -> str:
    metas = (
        tag("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(script, style), quote=True)}">'),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="robots", content="noindex"),
        Markup(f"<title>{attribute_text(title)}</title>"),
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n'
        + "\n".join(metas)
        + f"\n<style>{style}</style>\n</head>\n<body>\n"
    )


@cache
def _style() -> str:
    colours = files("extractor.export.review").joinpath("static", "colours.css").read_text("utf-8")
    return colours + _static("page.css")


@cache
def _static(name: str) -> str:
    return files("eval.page").joinpath("static", name).read_text("utf-8")
