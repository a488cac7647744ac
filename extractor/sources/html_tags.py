"""The names of HTML elements by what the reader does with them."""

from __future__ import annotations

__all__ = [
    "BLOCKS",
    "CELLS",
    "CLOSES_PARAGRAPH",
    "CODE",
    "DROPPED",
    "FOREIGN",
    "FORMATTING",
    "GROUPS",
    "HEADINGS",
    "RAW_TEXT",
    "SCOPE",
    "TABLE_PARTS",
    "VOID",
]


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


CODE = ("script", "style", "template", "noscript")
"""What they hold is for the browser."""

DROPPED = _names("head iframe object svg math canvas audio video select datalist map") | frozenset(CODE)
"""What they hold is no text of the page."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
CELLS = _names("td th")
GROUPS = _names("thead tbody tfoot")
TABLE_PARTS = CELLS | GROUPS | _names("table tr caption colgroup")

BLOCKS = HEADINGS | _names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " header hgroup hr legend li main menu nav ol p pre section summary table tr ul textarea"
)
"""Each is a line of its own."""

VOID = _names("area base br col embed hr img input link meta param source track wbr html head body")
"""They hold nothing, or exist once."""

RAW_TEXT = _names("script style textarea title xmp iframe noembed noframes")
"""No tags are read inside."""

FOREIGN = _names("svg math")
FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
"""The parser opens them again in the next block if they were left open."""

SCOPE = CELLS | FOREIGN | _names("caption table template marquee object applet button")
"""An end tag inside does not close what was opened outside."""

CLOSES_PARAGRAPH = (BLOCKS | _names("table")) - _names("body tr textarea legend")
"""Their start ends an open paragraph."""
