"""A page's markup to its visible content, with what was hidden set aside."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractor.sources.budget import Meter, Work
from extractor.sources.css import rules
from extractor.sources.document import Hidden
from extractor.sources.html_content import Content, GridCell, GridRow, GridTable, Mark, collapse
from extractor.sources.visibility import Attributes, Look, Styles, hides_subtree

__all__ = ["visible_content"]

_DROPPED = [
    *("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math", "canvas"),
    *("audio", "video", "select", "datalist", "map"),
]
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "header hgroup hr legend li main menu nav ol p pre section summary table ul caption tr textarea".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_SHOWN_AS_BLOCK = frozenset(("block", "list-item", "table", "flex", "grid", "table-row"))
_STYLING = ("style", "class", "id", "bgcolor", "background", "color")
_NESTED_TABLES = 30
"""Tables deeper than this are read as text."""

_OWN_MARKS = str.maketrans("\v\x1f", "  ")
_CONDITIONAL = re.compile(r"\s*\[(?:if|endif)\b", re.IGNORECASE)
_TELLING = re.compile(r"[0-9０-９\u3400-\u9fff]")
_TAGS = re.compile(r"<[^<>]*>")


def visible_content(tree: LexborHTMLParser, meter: Meter) -> tuple[Content, tuple[Hidden, ...]]:
    """Return what a person sees of a parsed page, and what stands in it unseen.

    Unseen are comments with digits or hanzi in them, the ``hidden`` attribute, and what ``visibility`` knows. Scripts,
    styles, templates, selection lists and embedded media are no text of the page and are dropped without a word. The
    tree is used up.
    """
    sheet = "\n".join(node.text() for node in tree.css("style"))
    tree.strip_tags(_DROPPED, recursive=True)
    if tree.root is None:
        return [], ()
    walk = _Walk(Styles(rules(sheet)), meter)
    walk.through(tree.root)
    return walk.content, walk.hidden.found()


class _HiddenText:
    """Collects what is not seen, pieces of one passage together."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._found: list[Hidden] = []
        self._pieces: list[str] = []
        self._reason = ""

    def add(self, text: str, reason: str) -> None:
        if reason != self._reason:
            self.end_passage()
            self._reason = reason
        self._pieces.append(text)

    def end_passage(self) -> None:
        text = collapse("".join(self._pieces)) if self._pieces else ""
        if text and self._meter.take(Work.HIDDEN):
            self._found.append(Hidden(text, self._reason))
        self._pieces = []
        self._reason = ""

    def found(self) -> tuple[Hidden, ...]:
        self.end_passage()
        return tuple(self._found)


class _Frame:
    """An open element: how its text looks, and what to return to at its end."""

    __slots__ = ("content", "ends_block", "grid", "look", "preformatted")

    def __init__(self, look: Look, content: Content, grid: GridTable | None, preformatted: bool) -> None:
        self.look = look
        self.content = content
        self.grid = grid
        self.preformatted = preformatted
        self.ends_block = False


class _Walk:
    """One pass over the tree in document order, without recursion: pages nest deeper than Python calls."""

    def __init__(self, styles: Styles, meter: Meter) -> None:
        self.content: Content = []
        self.hidden = _HiddenText(meter)
        self._styles = styles
        self._meter = meter
        self._tables = 0

    def through(self, root: LexborNode) -> None:
        frames = [_Frame(Look(), self.content, None, False)]
        nodes: list[LexborNode] = []
        node: LexborNode | None = root
        while node is not None or nodes:
            if node is None:
                self._leave(frames.pop(), frames[-1])
                node = nodes.pop().next
                continue
            if not self._meter.take(Work.NODES):
                break
            frame = self._enter(node, frames[-1])
            if frame is None:
                node = node.next
                continue
            frames.append(frame)
            nodes.append(node)
            node = node.first_child

    def _enter(self, node: LexborNode, outer: _Frame) -> _Frame | None:
        """Take in a node; return a frame for an element whose children are to be walked."""
        if node.is_text_node:
            self._add_text(node.text_content or "", outer)
        elif node.is_comment_node:
            self._add_comment(node.comment_content or "")
        elif node.is_element_node:
            return self._open(node, outer)
        return None

    def _add_text(self, text: str, frame: _Frame) -> None:
        text = text.translate(_OWN_MARKS) if "\v" in text or "\x1f" in text else text
        reason = frame.look.hidden
        if reason:
            self.hidden.add(text, reason)
            return
        if not text.isspace():
            self.hidden.end_passage()
        if not frame.preformatted or "\n" not in text:
            frame.content.append(text)
            return
        for line in text.split("\n"):
            frame.content += (line, Mark.LINE)
        frame.content.pop()

    def _add_comment(self, comment: str) -> None:
        if _CONDITIONAL.match(comment):
            return
        text = _TAGS.sub(" ", comment)
        if _TELLING.search(text):
            self.hidden.end_passage()
            self.hidden.add(text, "comment")
            self.hidden.end_passage()

    def _open(self, node: LexborNode, outer: _Frame) -> _Frame | None:
        tag = node.tag or ""
        attributes: Attributes = node.attributes
        declared = self._styles.of(tag, attributes) if self._is_styled(attributes) else {}
        reason = "hidden attribute" if "hidden" in attributes else hides_subtree(declared) if declared else ""
        if reason:
            self.hidden.add(node.text(separator=" "), reason)
            return None
        if tag == "br":
            outer.content.append(Mark.LINE)
            return None
        styled = bool(declared) or tag in ("a", "font") or "bgcolor" in attributes or "background" in attributes
        look = outer.look.inside(tag, declared, attributes) if styled else outer.look
        frame = _Frame(look, outer.content, outer.grid, outer.preformatted or tag in ("pre", "textarea"))
        if not self._open_table_part(tag, attributes, frame, outer):
            self._open_block(tag, declared.get("display", ""), frame)
        return frame
