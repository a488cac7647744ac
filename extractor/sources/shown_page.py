"""A page as it came, made safe to look at: its own structure and text, and none of what acts, asks or disguises.

What is written is made anew from a list of plain elements and escaped text; nothing of the page's markup is passed on.
Every cell of a table carries its address, ``data-at="table/row/column"``, as results number it: the address is taken
from the same reading, not counted again. What a person does not see on the page (``html_tree``) is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from selectolax.lexbor import LexborHTMLParser

from extractor.sources.budget import DEFAULT_BUDGET, Budget, Meter
from extractor.sources.decode import decode, within_size
from extractor.sources.document import Table
from extractor.sources.html_guard import within_limits
from extractor.sources.html_tree import Traces, visible_content
from extractor.sources.markup import Markup, markup_of, split_tables
from extractor.sources.office.kind import office_kind
from extractor.sources.page import render
from extractor.sources.plain import read_plain
from extractor.sources.read import within_length
from extractor.sources.shown_tags import seen_text, written

__all__ = ["ShownPage", "shown_page"]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What to show of a page."""

    html: str
    """The inside of a ``body``: plain elements and text, without scripts, styles, links, forms and addresses."""
    title: str
    """What the page's own ``title`` element says; empty where it has none."""


def shown_page(data: bytes, *, budget: Budget = DEFAULT_BUDGET) -> ShownPage | None:
    """Return what to show of a web page, or of a text whose tables are HTML; None for every other kind of file.

    Args:
        data: the file as it came.
        budget: the limits of work, as for ``read_source``; at a limit the page ends.

    Raises:
        SourceError: nothing can be read, as by ``read_source``.
    """
    within_size(data, budget)
    if office_kind(data) is not None:
        return None
    meter = Meter(budget)
    text = within_length(decode(data, budget=budget).text, meter)
    markup = markup_of(text)
    if markup is Markup.NONE:
        return None
    if markup is Markup.TABLES:
        return ShownPage(_mixed(text, meter), "")
    tree = LexborHTMLParser(within_limits(text, meter))
    titles = (seen_text(node.text()).strip() for node in tree.css("title"))
    return ShownPage(_page(tree, meter, 0)[0], next(filter(None, titles), ""))


def _page(tree: LexborHTMLParser, meter: Meter, before: int) -> tuple[str, int]:
    """The page with its cells marked, and how many tables it has behind those before it."""
    traces = Traces()
    content, _ = visible_content(tree, meter, traces)
    page = render(content, meter)
    tables = before + sum(isinstance(block, Table) for block in page.blocks)
    return written(tree.root, traces, before), tables


def _mixed(text: str, meter: Meter) -> str:
    pieces: list[str] = []
    tables = 0
    for turn, part in enumerate(split_tables(text)):
        if turn % 2:
            piece, tables = _page(LexborHTMLParser(within_limits(part, meter)), meter, tables)
            pieces.append(piece)
        else:
            tables += sum(isinstance(block, Table) for block in read_plain(part, meter))
            if part.strip():
                pieces.append(f"<pre>{escape(seen_text(part), quote=False)}</pre>")
    return "\n".join(pieces)
