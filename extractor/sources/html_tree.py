"""A page's markup to its visible content, with what was hidden set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractor.sources.budget import Meter, Work
from extractor.sources.css import rules
from extractor.sources.document import Hidden
from extractor.sources.hidden_text import HiddenText, is_footnote_mark
from extractor.sources.html_content import NESTED_TABLES, OWN_MARKS, Content, GridCell, GridRow, GridTable, Mark
from extractor.sources.html_tags import BLOCKS, CELLS, CODE, DROPPED, GROUPS, HEADINGS, STRUCK_OUT, TABLE_PARTS
from extractor.sources.visibility import Attributes, Look, Styles, hides_subtree

__all__ = ["visible_content"]

_SHOWN_AS_BLOCK = frozenset(("block", "list-item", "table", "flex", "grid", "table-row"))
_PREFORMATTED = frozenset(("pre", "textarea"))
_OF_THEIR_OWN = BLOCKS | TABLE_PARTS | _PREFORMATTED
"""Elements that do more than hold what stands inside."""
_DIGITS = re.compile(r"\s*([0-9]+)")

_CONDITIONAL = re.compile(r"\s*\[(?:if|endif)\b", re.IGNORECASE)
_TELLING = re.compile(r"[0-9０-９\u3400-\u9fff]")
_TAGS = re.compile(r"<[^<>]*>")


def visible_content(tree: LexborHTMLParser, meter: Meter) -> tuple[Content, tuple[Hidden, ...]]:
    """Return what a person sees of a parsed page, and what stands in it unseen.

    Unseen are comments with digits or hanzi in them, the ``hidden`` attribute, and what ``visibility`` knows. Scripts,
    styles, templates, selection lists and embedded media are no text of the page and are dropped without a word.
    """
    if tree.root is None:
        return [], ()
    sheet = "\n".join(node.text() for node in tree.css("style"))
    walk = _Walk(Styles(rules(sheet)), meter)
    walk.through(tree.root)
    return walk.content, walk.hidden.found()


@dataclass(slots=True)
class _Frame:
    """An open element: what it hands down to what stands inside it."""

    look: Look
    content: Content
    grid: GridTable | None
    """The table whose rows may begin here."""
    preformatted: bool
    depth: int
    """Tables it stands in."""
    unseen: str = ""
    """Why its text cannot be seen."""
    closing: Mark | None = None
    """Put into the content outside at its end."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """How an element is shown, by its tag, its attributes and what it stands in."""

    hides: str
    """Why nothing inside can be seen."""
    look: Look
    """The one around it where it changes nothing."""
    as_block: bool


class _Walk:
    """One pass over the tree in document order, without recursion: pages nest deeper than Python calls."""

    def __init__(self, styles: Styles, meter: Meter) -> None:
        self.content: Content = []
        self.hidden = HiddenText(meter)
        self._styles = styles
        self._known: dict[tuple[object, ...], _Shown] = {}
        self._meter = meter

    def through(self, root: LexborNode) -> None:
        frames = [_Frame(Look(), self.content, None, False, 0)]
        nodes: list[LexborNode] = []
        node: LexborNode | None = root
        while node is not None or nodes:
            if node is None:
                closing = frames.pop().closing
                if closing is not None:
                    frames[-1].content.append(closing)
                node = nodes.pop().next
            elif not self._meter.take(Work.NODES):
                return
            elif (frame := self._enter(node, frames[-1])) is None:
                node = node.next
            else:
                frames.append(frame)
                nodes.append(node)
                node = node.first_child

    def _enter(self, node: LexborNode, outer: _Frame) -> _Frame | None:
        """Take a node in; return a frame for an element whose children are to be walked."""
        if node.is_text_node:
            self._add_text(node.text_content or "", outer)
        elif node.is_comment_node:
            self._add_comment(node.comment_content or "")
        elif node.is_element_node:
            return self._open(node, outer)
        return None

    def _add_text(self, text: str, frame: _Frame) -> None:
        text = text.translate(OWN_MARKS) if "\v" in text or "\x1f" in text else text
        if frame.unseen:
            self.hidden.add(text, frame.unseen)
            return
        if not text.isspace():
            self.hidden.end_passage()
        if not frame.preformatted or "\n" not in text:
            frame.content.append(text)
            return
        for number, line in enumerate(text.split("\n")):
            frame.content += (Mark.LINE, line) if number else (line,)

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
        if tag == "br":
            outer.content.append(Mark.LINE)
        if outer.unseen and tag in CELLS:  # what it holds is a word of its own, as on the page
            self.hidden.add(" ", outer.unseen)
        if tag in DROPPED or tag == "br" or self._set_aside(tag, node):
            return None
        attributes: Attributes = node.attributes
        shown = self._shown(tag, attributes, outer.look)
        if shown.hides:
            node.strip_tags(list(CODE), recursive=True)
            self.hidden.add(node.text(separator=" "), shown.hides)
            return None
        if shown.look is outer.look and outer.closing is None and not shown.as_block and tag not in _OF_THEIR_OWN:
            return outer  # it hands down what it was given
        frame = _Frame(outer.look, outer.content, outer.grid, outer.preformatted, outer.depth, outer.unseen)
        if shown.look is not outer.look:
            frame.look, frame.unseen = shown.look, shown.look.hidden
        if tag in _PREFORMATTED:
            frame.preformatted = True
        if tag in TABLE_PARTS and (outer.grid is not None or tag == "table"):
            return self._open_table_part(tag, attributes, frame)
        _open_block(tag, shown.as_block, frame)
        return frame

    def _set_aside(self, tag: str, node: LexborNode) -> bool:
        """Take out what would join a number and is none of it: text struck out, and the mark of a footnote."""
        text = node.text(separator=" ") if tag in STRUCK_OUT or tag == "sup" else ""
        if not text or (tag == "sup" and not is_footnote_mark(text)):
            return False
        self.hidden.end_passage()
        self.hidden.add(text, "struck out" if tag in STRUCK_OUT else "mark of a footnote")
        self.hidden.end_passage()
        return True

    def _shown(self, tag: str, attributes: Attributes, around: Look) -> _Shown:
        key = (around, tag, *attributes.items())
        if key not in self._known:  # pages repeat a few styles in every cell
            declared = self._styles.of(tag, attributes)
            look = around.inside(tag, declared, attributes)
            self._known[key] = _Shown(
                "hidden attribute" if "hidden" in attributes else hides_subtree(declared),
                around if look == around else look,
                declared.get("display", "") in _SHOWN_AS_BLOCK,
            )
        return self._known[key]

    def _open_table_part(self, tag: str, attributes: Attributes, frame: _Frame) -> _Frame | None:
        grid = frame.grid
        if tag == "table":
            _open_table(frame)
        elif grid is None:
            return frame
        elif tag in GROUPS:
            grid.groups += 1
        elif tag == "tr":
            grid.rows.append(GridRow(grid.groups))
        elif tag == "caption":
            frame.content, frame.grid = grid.caption, None
        elif grid.rows:
            if not self._meter.take(Work.CELLS):
                return None
            budget = self._meter.budget
            cell = GridCell(
                _span(attributes.get("rowspan"), budget.rowspan),
                _span(attributes.get("colspan"), budget.colspan),
                tag == "th",
            )
            grid.rows[-1].cells.append(cell)
            frame.content, frame.grid = cell.content, None
        return frame


def _open_table(frame: _Frame) -> None:
    frame.depth += 1
    if frame.depth > NESTED_TABLES:
        frame.grid = None
        _open_block("table", False, frame)
    else:
        frame.grid = GridTable()
        frame.content.append(frame.grid)


def _open_block(tag: str, shown_as_block: bool, frame: _Frame) -> None:
    if tag in CELLS:
        frame.content.append(Mark.CELL)
        frame.closing = Mark.CELL
    elif tag in HEADINGS:
        frame.content += (Mark.BLOCK, Mark.HEADING)
        frame.closing = Mark.BLOCK
    elif tag in BLOCKS or shown_as_block:
        frame.content.append(Mark.BLOCK)
        frame.closing = Mark.BLOCK


def _span(value: str | None, limit: int) -> int:
    """Return a span as declared, from 1 to the limit; 0 means the rest of the group."""
    match = _DIGITS.match(value or "")
    if not match:
        return 1
    digits = match[1].lstrip("0")
    if not digits:
        return limit
    return min(int(digits[:6]), limit)
