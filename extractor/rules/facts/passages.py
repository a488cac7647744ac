"""The prose of a report: paragraphs in canonical characters, each with the way back to where it stands.

Prose is what is no table of the form, no heading and no page furniture. Lines that a page's width broke are put
together again (MESS.md 10); a wrapped word is one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.sections.parts import ReportPart, SectionPart
from extractor.sources.document import Line, Source
from extractor.sources.normalize import normalize
from schemas.enums import SectionKind
from schemas.reading import Span

__all__ = ["Passage", "line_width", "passages_of", "section_passages"]

_MOST = 20_000
"""Characters of one paragraph; a longer one is cut, so that no cost depends on the length of a line."""
_WRAPPED = 18
"""Characters that a line broken by the page's width has at least."""
_NEARLY = 0.6
"""Share of the page's width that a broken line fills."""
_ENDS = tuple("。;:!?")
_BEGINS = re.compile(
    r"\(?[一二三四五六七八九十]{1,3}\)?、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d)|[-*•·●○◆◇■□]|[①-⑳]|#|《|附[表件:]"
)
_FURNITURE = re.compile(r"[-—–_]*\s?(?:第)?\d{1,3}(?:页)?(?:[/共]\d{1,3}页?)?\s?[-—–_]*|[-—–=_*|]+")
_IN_TABLE = re.compile(r"\d[ \t|]+\d+[ \t|]+\d|\|")
_PROSE = re.compile(r"[，。；、,;]")
_GAP = re.compile(r"\s{3}|[|\t]")
"""Blanks that part columns, not words."""
_TEXTUAL = re.compile(r"[,。;:]")
_LATIN = re.compile(r"[0-9A-Za-z]")
_RESIDUE_END = frozenset(")）")
_DROPPED = frozenset("*_`")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph."""

    text: str
    """In canonical half-width characters, simplified, without white space except between numbers or Latin words."""
    origins: tuple[int, ...]
    """For each character its place in the source's text, ascending."""
    ends: tuple[int, ...]
    """For each character the place behind it, pinyin residue (``單(dān)``) included."""
    kind: SectionKind
    heading: str = ""
    """The sub-heading that it stands under (``(二)依申请公开``), canonical."""

    def raw_span(self, start: int, end: int) -> Span:
        """Return the span in the source's text of ``text[start:end]``, which must not be empty."""
        return self.origins[start], self.ends[end - 1]


def passages_of(source: Source, part: ReportPart) -> Iterator[Passage]:
    """Yield the paragraphs of a report in reading order, those of the annex left out."""
    width = line_width(source, part)
    for section in part.sections:
        if section.kind is not SectionKind.STATISTICS:
            yield from section_passages(source, section, width)


def line_width(source: Source, part: ReportPart) -> int:
    """Return how many characters a line has that the width of the page broke, as far as such lines stand there."""
    lines = [source.slice(block.span) for block in part.blocks if isinstance(block, Line)]
    long = sorted(
        len(line) for line in lines if len(line) >= _WRAPPED and _PROSE.search(line) and not _GAP.search(line)
    )
    return int(long[len(long) * 3 // 4] * _NEARLY) if long else _WRAPPED


def section_passages(source: Source, section: SectionPart, width: int) -> Iterator[Passage]:
    """Yield the paragraphs of one section; beside a table of the form only whole sentences count as prose.

    Args:
        source: where the section stands.
        section: one section of a report.
        width: what ``line_width`` says of the report.
    """
    heading = ""
    for lines in _paragraphs(source, section, width):
        text, origins, ends = _joined(lines)
        if section.has_table and (not _TEXTUAL.search(text) or "。" not in text or _IN_TABLE.search(text)):
            continue
        if _is_heading(text):
            heading = text
        for start in range(0, len(text), _MOST):
            piece = slice(start, start + _MOST)
            yield Passage(text[piece], tuple(origins[piece]), tuple(ends[piece]), section.kind, heading)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    origins: Sequence[int]
    ends: Sequence[int]


def _paragraphs(source: Source, section: SectionPart, width: int) -> Iterator[list[_Piece]]:
    """The lines of each paragraph."""
    open_lines: list[_Piece] = []
    for block in section.blocks:
        piece = _canonical(source, block) if isinstance(block, Line) else None
        if piece is None:
            yield from [open_lines] if open_lines else []
            open_lines = []
        elif not piece.text or _FURNITURE.fullmatch(piece.text):
            continue
        elif open_lines and _goes_on(open_lines[-1], piece, width):
            open_lines.append(piece)
        else:
            yield from [open_lines] if open_lines else []
            open_lines = [piece]
    if open_lines:
        yield open_lines


def _goes_on(line: _Piece, following: _Piece, width: int) -> bool:
    length = line.origins[-1] - line.origins[0] + 1
    return length >= max(width, _WRAPPED) and not line.text.endswith(_ENDS) and not _BEGINS.match(following.text)


def _is_heading(text: str) -> bool:
    return len(text) <= 30 and not text.endswith(("。", ";", ",")) and bool(_BEGINS.match(text))


def _joined(lines: Sequence[_Piece]) -> tuple[str, list[int], list[int]]:
    """The lines as one text; digits on both sides of a broken line are one number."""
    return (
        "".join(piece.text for piece in lines),
        [origin for piece in lines for origin in piece.origins],
        [end for piece in lines for end in piece.ends],
    )


def _canonical(source: Source, line: Line) -> _Piece:
    raw = source.slice(line.span)
    normal = normalize(raw, traditional=source.traditional)
    kept = [
        at
        for at, char in enumerate(normal.text)
        if char not in _DROPPED and (char != " " or _parts_latin(normal.text, at))
    ]
    following = [*normal.origins[1:], len(raw)]
    ends = [following[at] if raw[following[at] - 1] in _RESIDUE_END else normal.origins[at] + 1 for at in kept]
    return _Piece(
        "".join(normal.text[at] for at in kept),
        [line.span[0] + normal.origins[at] for at in kept],
        [line.span[0] + end for end in ends],
    )


def _parts_latin(text: str, at: int) -> bool:
    """True for a blank between two numbers or Latin words, which keeps them apart."""
    return 0 < at < len(text) - 1 and bool(_LATIN.match(text[at - 1])) and bool(_LATIN.match(text[at + 1]))
