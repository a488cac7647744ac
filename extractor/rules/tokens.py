"""A table's blocks to rows of tokens: texts, values, blanks and units, each with its place in the source.

Whatever the layout (HTML grid, pipes, tabs, bare lines), what the aligner gets is the same: rows of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from unicodedata import east_asian_width

from extractor.rules.numerals import looks_like_value
from extractor.sections.labels import NEAR, is_piece, matches, split_ordinal
from extractor.sources.document import Block, Cell, Layout, Line, Source, Table
from extractor.sources.normalize import normalize
from schemas.enums import TableKind
from schemas.reading import Address, Span

__all__ = ["Token", "TokenKind", "TokenRow", "begins_label", "token_rows"]


class TokenKind(StrEnum):
    """What a token is for the aligner."""

    TEXT = "text"
    VALUE = "value"
    """A number, a mark, or something damaged where a number stood."""
    BLANK = "blank"
    """An empty cell or, in bare lines, an empty line where a value would stand."""
    UNIT = "unit"
    """A unit on its own, as the annex prints it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a table."""

    kind: TokenKind
    text: str
    """Normalised."""
    span: Span
    at: Address | None = None
    cell: bool = False
    """It fills a cell of the source's own table."""
    column: int = -1
    """First grid column, -1 outside tables."""
    unread: bool = False
    """Its cell holds what is not in the text and may be its number, or a part of it."""
    x: int = -1
    """Outside tables, where it begins on a page of fixed pitch; -1 in tables."""
    width: int = 0
    """Its width there."""


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One row of a table, or one line of text."""

    tokens: tuple[Token, ...]
    layout: Layout | None
    """None for a line outside every table."""
    table: int
    """Index of the table, -1 for lines."""
    gap: int = 1
    """Line breaks between this line and the one before, at least 1; 1 in tables."""
    continued: bool = False
    """The line goes on where the one before ends: it was cut out of a longer one."""

    @property
    def values(self) -> tuple[Token, ...]:
        """Tokens that fill a place: values and blanks."""
        return tuple(t for t in self.tokens if t.kind in (TokenKind.VALUE, TokenKind.BLANK))


_UNITS = re.compile(r"\(?(?:单位:?)?(条次|件次|人次|[条件次篇个人份项家起]|万元|亿元|元)\)?")
_COUNTERS = frozenset("年月日时号条件次篇个份项家起宗类期页人元")
_BARE_ORDINAL = re.compile(r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]")
_FIELD = re.compile(r"[^\t|]+?(?=\t|\||[ \u00a0\u3000]{2,}|$)")
_WORD = re.compile(r"\S+")
_FEWEST_ORDINALS = 3
_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*[-—–－]\s*\d{1,3}\s*[-—–－][-—–－\s]*|第\s*\d{1,3}\s*页(?:\s*[,,/]?\s*共\s*\d{1,3}\s*页)?"
)


def token_rows(source: Source, blocks: Iterable[Block], kind: TableKind) -> tuple[TokenRow, ...]:
    """Return the rows of tokens of some blocks, in reading order; page numbers are left out.

    Where the last block is a line, a row without tokens closes the list; its gap tells of empty lines behind.

    Args:
        source: what the blocks are part of.
        blocks: tables and lines of one table's section.
        kind: the table whose labels are told from values.
    """
    found: list[TokenRow] = []
    end: int | None = None
    for block in blocks:
        if isinstance(block, Table):
            found += _table_rows(source, block, kind)
        else:
            tokens = tuple(_line_tokens(source, block, kind))
            gap = source.text.count("\n", end, block.span[0]) if end is not None else 1
            if tokens:
                found.append(TokenRow(tokens, None, -1, max(gap, 1), continued=gap == 0))
        end = block.span[1]
    if found and found[-1].layout is None and end is not None:
        rest = source.text[end:]
        behind = rest[: len(rest) - len(rest.lstrip())].count("\n")
        found.append(TokenRow((), None, -1, max(behind, 1)))
    return tuple(found)


def _table_rows(source: Source, table: Table, kind: TableKind) -> list[TokenRow]:
    rows = [
        [token for cell in row.cells for token in _cell_tokens(source, table.index, cell, kind)] for row in table.rows
    ]
    rows = [row for row in rows if row and not _is_page_number(source, row)]
    if _numbers_its_rows(rows):
        rows = [row[1:] if row[0].kind is TokenKind.VALUE else row for row in rows]
    return [TokenRow(tuple(row), table.layout, table.index) for row in rows]


def _is_page_number(source: Source, row: Sequence[Token]) -> bool:
    filled = [token for token in row if token.kind is not TokenKind.BLANK]
    return len(filled) == 1 and bool(_PAGE_NUMBER.fullmatch(source.slice(filled[0].span).strip()))


def _numbers_its_rows(rows: Sequence[Sequence[Token]]) -> bool:
    """True where the first column counts the rows (序号): no value of the form stands there."""
    first = [row[0].text for row in rows if len(row) > 1 and row[0].kind is TokenKind.VALUE]
    labelled = [row for row in rows if row[0].kind is TokenKind.VALUE and any(_is_text(t) for t in row[1:])]
    numbers = [int(text.rstrip(".、")) for text in first if text.rstrip(".、").isdigit()]
    counts = all(later == earlier + 1 for earlier, later in pairwise(numbers))
    return len(numbers) >= _FEWEST_ORDINALS and len(numbers) == len(first) == len(labelled) and counts


def _is_text(token: Token) -> bool:
    return token.kind is TokenKind.TEXT


def _cell_tokens(source: Source, table: int, cell: Cell, kind: TableKind) -> Iterator[Token]:
    at = Address(table=table, row=cell.row, column=cell.column)
    raw = source.slice(cell.span)
    whole = normalize(raw, traditional=source.traditional)
    text = whole.text.strip()
    unread = any(item.shows for item in cell.unread) if text else bool(cell.unread)
    if not text:
        for extra in range(cell.colspan):
            column = cell.column + extra
            yield Token(
                TokenKind.BLANK,
                "",
                cell.span,
                Address(table=table, row=cell.row, column=column),
                cell=True,
                column=column,
                unread=unread,
            )
        return
    split = _label_and_value(text, kind)
    if split is None:
        one = _classify(text, kind, in_cell=True)
        yield Token(one, text, cell.span, at, cell=True, column=cell.column, unread=unread)
        return
    offset = whole.text.index(text)
    for start, stop in split:
        begin, end = whole.raw_span(offset + start, offset + stop)
        span = (cell.span[0] + begin, cell.span[0] + end)
        piece = text[start:stop]
        one = _classify(piece, kind, in_cell=False)
        yield Token(one, piece, span, at, cell=True, column=cell.column, unread=unread)


def _label_and_value(text: str, kind: TableKind) -> tuple[Span, Span] | None:
    """Places of a label and the one value glued behind it in one cell (``行政许可 97``), or None."""
    head, blank, tail = text.rpartition(" ")
    if not blank or not looks_like_value(tail) or looks_like_value(head):
        return None
    if not any(match.exact for match in matches(head, kind)):
        return None
    return (0, len(head)), (len(head) + 1, len(text))


def _line_tokens(source: Source, line: Line, kind: TableKind) -> Iterator[Token]:
    raw = source.slice(line.span)
    if _PAGE_NUMBER.fullmatch(raw.strip()):
        return
    indent = line.span[0] - (source.text.rfind("\n", 0, line.span[0]) + 1)
    fields = [field for field in _FIELD.finditer(raw) if field.group().strip()]
    for field in fields:
        start = line.span[0] + field.start()
        x = indent + _width(raw[: field.start()])
        yield from _field_tokens(source, field.group(), start, x, kind, alone=len(fields) == 1)
    yield from _cells_behind(source, line)


def _cells_behind(source: Source, line: Line) -> Iterator[Token]:
    """The empty cells of a row that has text in its first cell alone and so is no table to the eye of a line."""
    end = line.span[1]
    stop = source.text.find("\n", end)
    behind = source.text[end : stop if stop >= 0 else len(source.text)]
    separators = behind.count("\t") or behind.count("|") - 1
    if not behind.strip(" \t|\r"):
        yield from (Token(TokenKind.BLANK, "", (end, end)) for _ in range(separators))


def _width(text: str) -> int:
    """Width on a page of fixed pitch, where an ideograph is as wide as two letters."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _field_tokens(source: Source, raw: str, start: int, x: int, kind: TableKind, *, alone: bool) -> Iterator[Token]:
    """The tokens of one field: itself, if it is one label or value, else its words."""
    whole = normalize(raw, traditional=source.traditional).text.strip()
    if not whole:
        return
    one = _classify(whole, kind, in_cell=alone)
    if one is not TokenKind.TEXT or not re.search(r"\S\s+\S", raw) or _is_one_label(raw, whole, kind):
        lead = len(raw) - len(raw.lstrip())
        span = (start + lead, start + len(raw.rstrip()))
        yield Token(one, whole, span, x=x + _width(raw[:lead]), width=_width(raw.strip()))
        return
    words = [
        Token(
            _classify(text, kind, in_cell=False),
            text,
            (start + word.start(), start + word.end()),
            x=x + _width(raw[: word.start()]),
            width=_width(word.group()),
        )
        for word in _WORD.finditer(raw)
        if (text := normalize(word.group(), traditional=source.traditional).text.strip())
    ]
    words = [_damaged(word, words[number - 1] if number else None, kind) for number, word in enumerate(words)]
    depth = 0
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        inside, depth = depth > 0, max(depth + word.text.count("(") - word.text.count(")"), 0)
        alone = word.kind is TokenKind.TEXT or (not inside and _stands_alone(following, kind))
        yield word if alone else _as_text(word)


def _damaged(word: Token, before: Token | None, kind: TableKind) -> Token:
    """A word that stands where a number would, too short for anything else, is a damaged number."""
    follows = before is not None and before.kind is TokenKind.VALUE
    short = len(word.text) <= (1 if not word.text.isascii() else 3)
    other = word.text in _COUNTERS or _BARE_ORDINAL.fullmatch(word.text)
    if word.kind is not TokenKind.TEXT or not follows or not short or other:
        return word
    return word if begins_label(word.text, kind) else replace(word, kind=TokenKind.VALUE)


def _is_one_label(raw: str, text: str, kind: TableKind) -> bool:
    """True where several words are one label, with no value or unit behind them."""
    last = normalize(raw.rsplit(maxsplit=1)[-1]).text
    beside = looks_like_value(last, in_cell=False) or bool(_UNITS.fullmatch(last))
    return not beside and any(match.exact for match in matches(text, kind))


def _stands_alone(following: Token | None, kind: TableKind) -> bool:
    """True where a number is not counting what the next word names (``5 列``, ``2024 年``)."""
    if following is None or following.kind is not TokenKind.TEXT:
        return following is None or following.kind is not TokenKind.UNIT or kind is TableKind.STATISTICS
    ordinal = _BARE_ORDINAL.fullmatch(following.text)
    return bool(ordinal) or is_piece(following.text, kind) or begins_label(following.text, kind, least=0.9)


def _as_text(token: Token) -> Token:
    return replace(token, kind=TokenKind.TEXT)


def begins_label(text: str, kind: TableKind, least: float = NEAR) -> bool:
    """True where a text is at least that near a label of the table, or is or stands behind an ordinal as labels do."""
    found = matches(text, kind)
    return (
        bool(_BARE_ORDINAL.fullmatch(text)) or bool(split_ordinal(text)[0]) or (bool(found) and found[0].score >= least)
    )


def _classify(text: str, kind: TableKind, *, in_cell: bool) -> TokenKind:
    if _UNITS.fullmatch(text):
        return TokenKind.UNIT
    if not looks_like_value(text, in_cell=in_cell):
        return TokenKind.TEXT
    if any(character.isdigit() for character in text):
        return TokenKind.VALUE
    labelled = is_piece(text, kind) or begins_label(text, kind)
    return TokenKind.TEXT if labelled else TokenKind.VALUE
