"""The names of HTML elements by what the reader does with them."""

from __future__ import annotations

__all__ = [
    "BLOCKS",
    "BREAKS_OUT",
    "CELLS",
    "CLOSES_PARAGRAPH",
    "CODE",
    "DROPPED",
    "FOREIGN",
    "FORMATTING",
    "GROUPS",
    "HEADINGS",
    "INTEGRATION_POINTS",
    "PARAGRAPH_SCOPE",
    "RAW_TEXT",
    "SCOPE",
    "SPECIAL",
    "STRUCK_OUT",
    "TABLE_PARTS",
    "VOID",
    "names",
]


def names(text: str) -> frozenset[str]:
    """Return the names of elements that stand in a text."""
    return frozenset(text.split())


CODE = ("script", "style", "template", "noscript")
"""What they hold is for the browser."""

DROPPED = names("head iframe object svg math canvas audio video select datalist map meter progress") | frozenset(CODE)
"""What they hold is no text of the page."""

STRUCK_OUT = names("del s strike")
"""What they hold was deleted and still shows, with a line through it."""

HEADINGS = names("h1 h2 h3 h4 h5 h6")
CELLS = names("td th")
GROUPS = names("thead tbody tfoot")
TABLE_PARTS = CELLS | GROUPS | names("table tr caption colgroup")

BLOCKS = HEADINGS | names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " header hgroup hr legend li listing main menu nav ol p plaintext pre search section summary table tr ul textarea xmp"
)
"""Each is a line of its own."""

VOID = names(
    "area base br col embed hr img input link meta param source track wbr html head body image basefont bgsound keygen frame"
)
"""They hold nothing, or exist once."""

RAW_TEXT = names("script style textarea title xmp iframe noembed noframes")
"""No tags are read inside."""

FOREIGN = names("svg math")
FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
"""The parser opens them again in the next block if they were left open."""

SCOPE = CELLS | FOREIGN | names("caption table template marquee object applet")
"""An end tag inside does not close what was opened outside."""

PARAGRAPH_SCOPE = SCOPE | names("button")
"""The same for paragraphs."""

SPECIAL = (
    PARAGRAPH_SCOPE
    | TABLE_PARTS
    | HEADINGS
    | names(
        "address article aside basefont bgsound blockquote center dd details dir div dl dt fieldset figcaption figure"
        " footer form frame frameset header hgroup iframe keygen li listing main menu nav noembed noframes noscript ol p"
        " plaintext pre script search section select style summary textarea title ul xmp"
    )
)
"""The standard's special elements: the end tag of an ordinary element inside them does not reach beyond."""

BREAKS_OUT = HEADINGS | names(
    "b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta nobr ol p pre"
    " ruby s small span strong strike sub sup table tt u ul var"
)
"""Their start ends SVG and MathML."""

INTEGRATION_POINTS = names(
    "SVG:foreignobject SVG:desc SVG:title MATH:mi MATH:mo MATH:mn MATH:ms MATH:mtext MATH:annotation-xml"
)
"""Elements of SVG and MathML in which HTML is read again."""

CLOSES_PARAGRAPH = (BLOCKS | names("table")) - names("body tr textarea legend")
"""Their start ends an open paragraph."""
