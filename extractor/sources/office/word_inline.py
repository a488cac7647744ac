"""What stands in a paragraph: its text as it shows, its line breaks, and the boxes that are anchored in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.sources.budget import Meter, Work
from extractor.sources.hidden_text import FOOTNOTE_MARK, HiddenText, is_footnote_mark
from extractor.sources.html_content import OWN_MARKS, Content, Mark
from extractor.sources.office.word_look import Background, unseen
from extractor.sources.office.word_names import COMPATIBILITY, MATH, W, attribute, child
from extractor.sources.office.word_styles import RunProperties, Styles, run_properties
from extractor.sources.office.word_symbols import symbol
from extractor.sources.office.word_table import said_in
from extractor.sources.office.xml import Element

__all__ = ["Inline", "ParagraphContent", "branch"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWING_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "ins", "moveTo", "dir", "bdo")
) | {f"{W}fldSimple"}
_SHAPES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_LETTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_BREAKS = frozenset((f"{W}br", f"{W}cr"))
_INVISIBLE_SHAPE = ("visibility:hidden", "display:none")


def branch(alternate: Element) -> Iterator[Element]:
    """Yield the one branch of an ``mc:AlternateContent`` that is read: the first with text, for all say the same."""
    branches = [item for item in alternate if item.tag.startswith(COMPATIBILITY)]
    telling = (item for item in branches if next(item.iter(f"{W}t", f"{W}tbl"), None) is not None)
    chosen = next(telling, branches[0] if branches else None)
    if chosen is not None:
        yield chosen


@dataclass(slots=True)
class ParagraphContent:
    """The content of one paragraph."""

    pieces: Content = field(default_factory=list)
    """Texts and line breaks."""
    boxes: list[Element] = field(default_factory=list)
    """Bodies of text boxes."""


@dataclass(frozen=True, slots=True)
class _Around:
    run: RunProperties
    background: Background


class Inline:
    """Reads paragraphs one after another; a field may begin in one and end in another."""

    def __init__(self, styles: Styles, hidden: HiddenText, meter: Meter) -> None:
        self._styles = styles
        self._hidden = hidden
        self._meter = meter
        self._fields: list[bool] = []
        """For each open field, whether its result has begun; before it stands its instruction."""
        self.marks: list[str] | None = None
        """Where the cell that is being read keeps marks of footnotes."""

    def read(self, paragraph: Element, run: RunProperties, background: Background) -> ParagraphContent:
        """Return a paragraph's content.

        Args:
            paragraph: ``w:p``.
            run: what its style says about runs.
            background: what it stands on.
        """
        found = ParagraphContent()
        self._inside(paragraph, found, _Around(run, background))
        return found

    def _inside(self, parent: Element, found: ParagraphContent, around: _Around) -> None:
        for element in parent:
            if element.tag == f"{W}fldSimple" and not said_in(element):
                self._hidden.note("field without a result", shows=False)
            if element.tag == f"{W}r":
                self._run(element, found, around)
            elif element.tag in _WRAPPERS:
                self._inside(element, found, around)
            elif element.tag == f"{W}del":
                self._hidden.add(said_in(element), "tracked deletion")
            elif element.tag == f"{COMPATIBILITY}AlternateContent":
                for chosen in branch(element):
                    self._inside(chosen, found, around)
            elif element.tag.startswith(MATH):
                self._text("".join(text.text or "" for text in element.iter(f"{MATH}t")), "", found)

    def _run(self, run: Element, found: ParagraphContent, around: _Around) -> None:
        if not self._meter.take(Work.NODES):
            return
        own = run_properties(child(run, "rPr"))
        style = self._styles.character(attribute(own.get("rStyle"), "val"))
        properties = {**around.run, **style, **own}
        reason = unseen(properties, around.background)
        raised = attribute(properties.get("vertAlign"), "val") == "superscript"
        self._of_run(run, found, reason, raised)

    def _of_run(self, run: Element, found: ParagraphContent, reason: str, raised: bool) -> None:
        for element in run:
            tag = element.tag
            if tag == f"{W}t":
                text = element.text or ""
                text = text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
                if raised and is_footnote_mark(text) and not reason and self.marks is not None:
                    self.marks.append(text)
                else:
                    self._text(text, FOOTNOTE_MARK if raised and is_footnote_mark(text) else reason, found)
            elif tag in _LETTERS:
                self._text(_LETTERS[tag], reason, found)
            elif tag in _BREAKS:
                if self._is_shown(reason):
                    found.pieces.append(Mark.LINE)
            elif tag == f"{W}sym":
                self._text(symbol(attribute(element, "font"), attribute(element, "char")), reason, found)
            elif tag == f"{W}fldChar":
                self._field(attribute(element, "fldCharType"))
            else:
                self._rarely(element, found, reason, raised)

    def _rarely(self, element: Element, found: ParagraphContent, reason: str, raised: bool) -> None:
        if element.tag in _SHAPES:
            self._shape(element, found)
        elif element.tag == f"{COMPATIBILITY}AlternateContent":
            for chosen in branch(element):
                self._of_run(chosen, found, reason, raised)
        elif element.tag == f"{W}ruby":
            for run in element.iterfind(f"{W}rubyBase/{W}r"):
                self._of_run(run, found, reason, raised)
        elif element.tag == f"{W}instrText":
            self._hidden.note("field without a result", shows=False)
        elif element.tag == f"{W}delText":
            self._hidden.add(element.text or "", "tracked deletion")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self, reason: str) -> bool:
        return not reason and all(self._fields)

    def _text(self, text: str, reason: str, found: ParagraphContent) -> None:
        if not text:
            return
        if self._is_shown(reason):
            found.pieces.append(text.translate(OWN_MARKS))
            if not text.isspace():
                self._hidden.end_passage()
        else:
            self._hidden.add(text, reason or "instruction of a field")

    def _shape(self, shape: Element, found: ParagraphContent) -> None:
        """Gather the text boxes of a drawing, each once."""
        if _is_invisible(shape):
            self._hidden.add(said_in(shape), "hidden shape")
            return
        if _shows_picture(shape):
            self._hidden.note("picture")
        for element in shape:
            if element.tag == f"{W}txbxContent":
                found.boxes.append(element)
            elif element.tag == f"{COMPATIBILITY}AlternateContent":
                for chosen in branch(element):
                    self._shape(chosen, found)
            else:
                self._shape(element, found)


def _shows_picture(shape: Element) -> bool:
    """True for a drawing without text: a picture, a chart, a formula of an older program."""
    return shape.tag in _SHAPES and next(shape.iter(f"{W}txbxContent"), None) is None


def _is_invisible(shape: Element) -> bool:
    style = (shape.get("style") or "").replace(" ", "").lower()
    properties = shape.find(_DRAWING_PROPERTIES)
    return any(way in style for way in _INVISIBLE_SHAPE) or (
        properties is not None and properties.get("hidden") in ("1", "true")
    )
