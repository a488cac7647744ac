"""A page's markup to its visible content, with what was hidden set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractor.sources.budget import Meter, Work
from extractor.sources.css import GENERATED, rules
from extractor.sources.document import Hidden, Unread
from extractor.sources.hidden_text import FOOTNOTE_MARK, HiddenText, is_footnote_mark
from extractor.sources.html_content import NESTED_TABLES, OWN_MARKS, Content, GridCell, GridRow, GridTable, Mark
from extractor.sources.html_tags import BLOCKS, CELLS, CODE, DROPPED, GROUPS, HEADINGS, STRUCK_OUT, TABLE_PARTS
from extractor.sources.html_unread import conditional_text, field_text, unread_in
from extractor.sources.visibility import Attributes, Look, Styles, hides_subtree

__all__ = ["Traces", "visible_content"]

_SHOWN_AS_BLOCK = frozenset(("block", "list-item", "table", "flex", "grid", "table-row"))
_PREFORMATTED = frozenset(("pre", "textarea"))
_OF_THEIR_OWN = BLOCKS | TABLE_PARTS | _PREFORMATTED
"""Elements that do more than hold what stands inside."""
_DIGITS = re.compile(r"\s*([0-9]+)")
_TAKES_NO_PLACE = frozenset(("display:none", "hidden attribute"))
"""Of the ways of hiding a cell those that let the next one take its place."""
_NOTE = re.compile(r"[^#]*#_?(?:ftn|edn|fn|en|foot|end|note|cite|ref|zhu|注)", re.IGNORECASE)
"""Where the link of a footnote's mark leads."""

_CONDITIONAL = re.compile(r"\s*\[(?:if|endif)\b", re.IGNORECASE)
_TELLING = re.compile(r"[0-9０-９\u3400-\u9fff]")
_TAGS = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Traces:
    """What became of the tree's nodes, by their ``mem_id``: for who shows the page itself."""

    cells: dict[int, GridCell] = field(default_factory=dict)
    """The cells that were taken."""
    unseen: set[int] = field(default_factory=set)
    """Elements and texts of which a person sees nothing."""
    end: int | None = None
    """The node at which the budget ended the walk."""


def visible_content(
    tree: LexborHTMLParser, meter: Meter, traces: Traces | None = None
) -> tuple[Content, tuple[Hidden, ...]]:
    """Return what a person sees of a parsed page, and what stands in it unseen.

    Unseen are comments with digits or hanzi in them, the ``hidden`` attribute, and what ``visibility`` knows. Scripts,
    styles, templates, selection lists and embedded media are no text of the page and are dropped, without a word unless
    a cell holds them (``html_unread``).
    """
    if tree.root is None:
        return [], ()
    sheet = "\n".join(node.text() for node in tree.css("style"))
    walk = _Walk(Styles(rules(sheet)), meter, Traces() if traces is None else traces)
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
    cell: GridCell | None = None
    """The cell that it stands in, or is."""
    ends_cell: bool = False
    """It is the cell itself."""

    @property
    def holder(self) -> list[Unread] | None:
        """Where what stands in a table and is not read is kept."""
        if self.cell is not None:
            return self.cell.unread
        return self.grid.unread if self.grid is not None else None


@dataclass(frozen=True, slots=True)
class _Shown:
    """How an element is shown, by its tag, its attributes and what it stands in."""

    hides: str
    """Why nothing inside can be seen."""
    look: Look
    """The one around it where it changes nothing."""
    as_block: bool
    raised: bool
    generated: bool
    """The style sheet puts a text before or behind what stands inside."""
    unread: Unread | None
    """What it is in a cell beside the text inside it."""


class _Walk:
    """One pass over the tree in document order, without recursion: pages nest deeper than Python calls."""

    def __init__(self, styles: Styles, meter: Meter, traces: Traces) -> None:
        self._traces = traces
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
                ended = frames.pop()
                if ended.ends_cell and ended.cell is not None:
                    self.hidden.close_cell(ended.cell)
                if ended.closing is not None:
                    frames[-1].content.append(ended.closing)
                node = nodes.pop().next
            elif not self._meter.take(Work.NODES):
                for open_cell in (frame.cell for frame in frames if frame.ends_cell and frame.cell is not None):
                    self.hidden.close_cell(open_cell)
                self._traces.end = node.mem_id
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
            if outer.unseen:
                self._traces.unseen.add(node.mem_id)
            self._add_text(node.text_content or "", outer)
        elif node.is_comment_node:
            self._add_comment(node.comment_content or "", outer)
        elif node.is_element_node:
            return self._open(node, outer)
        return None

    def _add_text(self, text: str, frame: _Frame) -> None:
        text = text.translate(OWN_MARKS) if "\v" in text or "\x1f" in text else text
        if frame.unseen:
            self.hidden.add(text, frame.unseen, frame.holder)
            return
        if not text.isspace():
            self.hidden.end_passage()
        if not frame.preformatted or "\n" not in text:
            frame.content.append(text)
            return
        for number, line in enumerate(text.split("\n")):
            frame.content += (Mark.LINE, line) if number else (line,)

    def _add_comment(self, comment: str, outer: _Frame) -> None:
        conditional = _CONDITIONAL.match(comment) is not None
        text = conditional_text(comment) if conditional and outer.cell else _TAGS.sub(" ", comment)
        if outer.cell and any(character.isdigit() for character in text):
            outer.cell.unread.append(Unread("comment", text))
        if conditional:
            return
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
        if tag == "br" or (tag in DROPPED and outer.cell is None):
            return None
        attributes: Attributes = node.attributes
        shown = self._shown(tag, attributes, outer.look)
        if self._leaves_out(tag, node, attributes, shown, outer):
            return None
        if shown.look is outer.look and outer.closing is None and not shown.as_block and tag not in _OF_THEIR_OWN:
            return outer  # it hands down what it was given
        frame = _Frame(
            outer.look, outer.content, outer.grid, outer.preformatted, outer.depth, outer.unseen, cell=outer.cell
        )
        if shown.look is not outer.look:
            frame.look, frame.unseen = shown.look, shown.look.hidden
        if tag in _PREFORMATTED:
            frame.preformatted = True
        if tag in TABLE_PARTS and (outer.grid is not None or tag == "table"):
            return self._open_table_part(tag, node, attributes, frame, shown)
        _open_block(tag, shown.as_block, frame)
        return frame

    def _leaves_out(self, tag: str, node: LexborNode, attributes: Attributes, shown: _Shown, outer: _Frame) -> bool:
        """Take an element whose content is not walked; return False for one whose content is."""
        if outer.cell is not None and not shown.hides and self._take_unread(tag, node, attributes, shown, outer):
            return True
        if tag in DROPPED or self._set_aside(tag, node, attributes, shown.raised, outer):
            return True
        if shown.hides:
            self._hide(tag, node, attributes, shown.hides, outer)
        return bool(shown.hides)

    def _take_unread(self, tag: str, node: LexborNode, attributes: Attributes, shown: _Shown, outer: _Frame) -> bool:
        """Take note of what stands in a cell beside its text; return True for a field whose text is taken instead."""
        if text := field_text(tag, node, attributes):
            self._add_text(f" {text} ", outer)
            return True
        if outer.cell is not None:
            _note_unread(outer.cell, shown)
            if tag == "input" and (value := attributes.get("value")):
                self.hidden.add(value, "hidden field", outer.holder)
        return False

    def _hide(self, tag: str, node: LexborNode, attributes: Attributes, reason: str, outer: _Frame) -> None:
        """Set aside all that stands in an element; a cell stays in its place unless the next one takes it."""
        self._traces.unseen.add(node.mem_id)
        holder = outer.holder
        if tag in CELLS and outer.grid is not None and reason not in _TAKES_NO_PLACE:
            frame = self._open_table_part(tag, node, attributes, replace(outer), None)
            holder = frame.holder if frame is not None else holder
        node.strip_tags(list(CODE), recursive=True)
        self.hidden.add(node.text(separator=" "), reason, holder)

    def _set_aside(self, tag: str, node: LexborNode, attributes: Attributes, raised: bool, outer: _Frame) -> bool:
        """Take out what would join a number and is none of it: text struck out, and the mark of a footnote."""
        struck = tag in STRUCK_OUT
        joins = _joins_number(outer.content)
        noted = raised or (tag == "sub" and joins) or (tag == "a" and _leads_to_note(attributes, joins))
        text = node.text(separator=" ") if struck or noted else ""
        if not text or (not struck and not is_footnote_mark(text)):
            return False
        if not struck and outer.cell is not None and not outer.unseen:
            outer.cell.marks.append(text)
            return True
        self.hidden.end_passage()
        self.hidden.add(text, "struck out" if struck else FOOTNOTE_MARK, outer.holder)
        self.hidden.end_passage()
        return True

    def _shown(self, tag: str, attributes: Attributes, around: Look) -> _Shown:
        key = (around, tag, *attributes.items())
        if key not in self._known:  # pages repeat a few styles in every cell
            declared = self._styles.of(tag, attributes)
            look = around.inside(tag, declared, attributes)
            self._known[key] = _Shown(
                "hidden attribute" if "hidden" in attributes else hides_subtree(tag, declared),
                around if look == around else look,
                declared.get("display", "") in _SHOWN_AS_BLOCK,
                tag == "sup" or (tag not in TABLE_PARTS and declared.get("vertical-align") == "super"),
                GENERATED in declared,
                unread_in(tag, attributes),
            )
        return self._known[key]

    def _open_table_part(
        self, tag: str, node: LexborNode, attributes: Attributes, frame: _Frame, shown: _Shown | None
    ) -> _Frame | None:
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
            frame.content, frame.grid, frame.cell = grid.caption, None, None
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
            self._traces.cells[node.mem_id] = cell
            frame.content, frame.grid, frame.cell, frame.ends_cell = cell.content, None, cell, True
            if shown is not None:
                _note_unread(cell, shown)
        return frame


def _open_table(frame: _Frame) -> None:
    frame.depth += 1
    if frame.depth > NESTED_TABLES:
        frame.grid = None
        _open_block("table", False, frame)
    else:
        frame.grid, frame.cell = GridTable(), None
        frame.content.append(frame.grid)


def _note_unread(cell: GridCell, shown: _Shown) -> None:
    found = Unread("text of a style sheet", shows=True) if shown.generated else shown.unread
    if found is not None and found not in cell.unread[-1:]:
        cell.unread.append(found)


def _joins_number(before: Content) -> bool:
    last = before[-1] if before else ""
    return isinstance(last, str) and last[-1:].isdigit()


def _leads_to_note(attributes: Attributes, joins: bool) -> bool:
    """True for a link within the page that is written as footnotes are, or joins a number."""
    target = attributes.get("href") or ""
    return target.partition("#")[2] != "" and (joins or _NOTE.match(target) is not None)


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
