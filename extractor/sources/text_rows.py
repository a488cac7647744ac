"""The lines of a text by what they may be in a table: a row of pipes or tabs, a ruler, a blank, or none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from extractor.sources.cell_shape import is_prose
from extractor.sources.spacing import is_blank, trim
from schemas.reading import Span

__all__ = ["PIPE", "LineKind", "TextLine", "cell_spans", "text_lines"]

PIPE = re.compile(r"(?<!\\)[|｜│┃]")
"""A pipe, its full-width form, or a line of a drawn table; a pipe after a backslash is text."""

_TAB = re.compile(r"\t")
_DRAWN_RULE = re.compile(r"[|｜│┃\s]*[─━┄┈├┼┤┬┴┌┐└┘┏┓┗┛┣┫┳┻╋][─━┄┈├┼┤┬┴┌┐└┘┏┓┗┛┣┫┳┻╋│┃|+\s-]*")
_RULE_CELL = re.compile(r"(?::?-{3,}:?|:-+:?|-+:)?")
_GRID_RULE = re.compile(r"\+[-=+]{3,}\+")


class LineKind(Enum):
    """What a line may be."""

    BLANK = auto()
    TEXT = auto()
    RULE = auto()
    """Dashes between pipes or tabs: the ruler under a Markdown header, the frame of a drawn table."""
    PIPES = auto()
    TABS = auto()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a text."""

    kind: LineKind
    start: int
    end: int
    """Without the line end."""
    separators: int = 0
    filled: int = 0
    """How many of its cells hold text."""


def text_lines(text: str, most: int) -> list[TextLine]:
    """Return the lines of a text, each with its kind, and one more than ``most`` at most."""
    lines = []
    start = 0
    for raw in islice(text.splitlines(keepends=True), most + 1):
        content = raw.rstrip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        lines.append(_classify(content, start))
        start += len(raw)
    return lines


def _classify(content: str, start: int) -> TextLine:
    end = start + len(content)
    if PIPE.search(content):
        return _with_pipes(content, start, end)
    if "\t" in content:
        return _with_tabs(content, start, end)
    if is_blank(content):
        return TextLine(LineKind.BLANK, start, end)
    if _DRAWN_RULE.fullmatch(content) or _GRID_RULE.fullmatch(content.strip()):
        return TextLine(LineKind.RULE, start, end)
    return TextLine(LineKind.TEXT, start, end)


def _with_pipes(content: str, start: int, end: int) -> TextLine:
    cells = PIPE.split(content)
    filled = sum(not is_blank(cell) for cell in cells)
    kind = LineKind.PIPES
    if _is_rule(cells, filled) or _DRAWN_RULE.fullmatch(content):
        kind = LineKind.RULE
    elif len(cells) == 2 and filled == 2 and is_prose(content):
        kind = LineKind.TEXT
    return TextLine(kind, start, end, len(cells) - 1, filled)


def _with_tabs(content: str, start: int, end: int) -> TextLine:
    cells = content.split("\t")
    filled = sum(not is_blank(cell) for cell in cells)
    last = content.rstrip(" ").endswith("\t")
    if not filled:
        kind = LineKind.TABS if len(cells) > 3 else LineKind.BLANK
    elif _is_rule(cells, filled):
        kind = LineKind.RULE
    elif filled == 1 and not last:
        kind = LineKind.TEXT  # a paragraph indented by tabs
    elif filled <= 2 and is_prose(content):
        kind = LineKind.TEXT
    else:
        kind = LineKind.TABS
    return TextLine(kind, start, end, len(cells) - 1, filled)


def _is_rule(cells: list[str], filled: int) -> bool:
    return filled > 0 and all(_RULE_CELL.fullmatch(cell.strip()) for cell in cells)


def cell_spans(text: str, start: int, end: int, kind: LineKind) -> list[Span]:
    """Return the trimmed spans between the separators of a line: one more than there are separators."""
    pattern = PIPE if kind is LineKind.PIPES else _TAB
    spans = []
    for match in pattern.finditer(text, start, end):
        spans.append(trim(text, start, match.start()))
        start = match.end()
    spans.append(trim(text, start, end))
    return spans
