"""A web page to rendered text and blocks.

What a person would not see is left out and reported (``html_tree``); ``page`` says how the rest is rendered.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from extractor.sources.budget import Meter
from extractor.sources.html_content import collapse
from extractor.sources.html_guard import within_limits
from extractor.sources.html_tree import visible_content
from extractor.sources.page import Page, render

__all__ = ["read_html"]


def read_html(markup: str, meter: Meter) -> Page:
    """Return a page as rendered; at a limit of the meter the page ends there."""
    tree = LexborHTMLParser(within_limits(markup, meter))
    titles = (collapse(node.text()) for node in tree.css("title"))
    title = next(filter(None, titles), "")
    content, hidden = visible_content(tree, meter)
    return render(content, meter, title=title, hidden=hidden)
