"""A table's blocks to rows of tokens: texts, values, blanks and units, each with its place in the source.

Whatever the layout (HTML grid, pipes, tabs, bare lines), what the aligner gets is the same: rows of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractor.rules.numerals import looks_like_value
from extractor.sections.labels import NEAR, is_piece, matches
from extractor.sources.document import Block, Cell, Layout, Line, Source, Table
from extractor.sources.normalize import Normalized, normalize
from schemas.enums import TableKind
from schemas.reading import Address, Span

__all__ = ["Token", "TokenKind", "TokenRow", "token_rows"]


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


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One row of a table, or one line of text."""

    tokens: tuple[Token, ...]
    layout: Layout | None
    """None for a line outside every table."""
    table: int
    """Index of the table, -1 for lines."""
    gap: int = 1
    """Line breaks between this line and the one before; 1 in tables."""

    @property
    def values(self) -> tuple[Token, ...]:
        """Tokens that fill a place: values and blanks."""
        return tuple(t for t in self.tokens if t.kind in (TokenKind.VALUE, TokenKind.BLANK))


_UNITS = re.compile(r"\(?(?:单位:?)?(条次|件次|人次|[条件次篇个人份项家起]|万元|亿元|元)\)?")
_FIELD = re.compile(r"[^\t|]+?(?=\t|\||[ \u00a0\u3000]{2,}|$)")
_WORD = re.compile(r"\S+")
_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*[-—–－]\s*\d{1,3}\s*[-—–－][-—–－\s]*|第\s*\d{1,3}\s*页(?:\s*[,,/]?\s*共\s*\d{1,3}\s*页)?"
)
_AFTER_NUMBER = re.compile(r"[年月日号条件次]|\d")


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
                found.append(TokenRow(tokens, None, -1, max(gap, 1)))
        end = block.span[1]
    if found and found[-1].layout is None and end is not None:
        rest = source.text[end:]
        behind = rest[: len(rest) - len(rest.lstrip())].count("\n")
        found.append(TokenRow((), None, -1, max(behind, 1)))
    return tuple(found)


def _table_rows(source: Source, table: Table, kind: TableKind) -> Iterator[TokenRow]:
    for number, row in enumerate(table.rows):
        tokens = tuple(token for cell in row.cells for token in _cell_tokens(source, table.index, number, cell, kind))
        if tokens:
            yield TokenRow(tokens, table.layout, table.index)


def _cell_tokens(source: Source, table: int, row: int, cell: Cell, kind: TableKind) -> Iterator[Token]:
    at = Address(table=table, row=row, column=cell.column)
    raw = source.slice(cell.span)
    whole = normalize(raw, traditional=source.traditional)
    text = whole.text.strip()
    if not text:
        for extra in range(cell.colspan):
            column = cell.column + extra
            yield Token(
                TokenKind.BLANK, "", cell.span, Address(table=table, row=row, column=column), cell=True, column=column
            )
        return
    split = _label_and_value(text, kind)
    if split is None:
        yield Token(_classify(text, kind, in_cell=True), text, cell.span, at, cell=True, column=cell.column)
        return
    offset = whole.text.index(text)
    for start, stop in split:
        begin, end = whole.raw_span(offset + start, offset + stop)
        span = (cell.span[0] + begin, cell.span[0] + end)
        piece = text[start:stop]
        yield Token(_classify(piece, kind, in_cell=False), piece, span, at, cell=True, column=cell.column)


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
    for field in _FIELD.finditer(raw):
        if field.group().strip():
            yield from _field_tokens(
                source, field.group(), line.span[0] + field.start(), kind, alone=field.group() == raw
            )


def _field_tokens(source: Source, raw: str, start: int, kind: TableKind, *, alone: bool) -> Iterator[Token]:
    normal = normalize(raw, traditional=source.traditional)
    whole = normal.text.strip()
    if not whole:
        return
    if " " not in whole or looks_like_value(whole, in_cell=False) or any(match.exact for match in matches(whole, kind)):
        offset = normal.text.index(whole)
        yield _token(normal, (offset, offset + len(whole)), start, kind, in_cell=alone)
        return
    for span in _words(normal.text):
        yield _token(normal, span, start, kind, in_cell=False)


def _words(text: str) -> Iterator[Span]:
    """Spans of the values in a line of words, and of the runs of text between them."""
    words = list(_WORD.finditer(text))
    begin: int | None = None
    end = 0
    for number, word in enumerate(words):
        following = words[number + 1].group() if number + 1 < len(words) else ""
        if looks_like_value(word.group(), in_cell=False) and not _AFTER_NUMBER.match(
            following if following[:1].isalpha() else ""
        ):
            if begin is not None:
                yield begin, end
                begin = None
            yield word.span()
        else:
            begin = word.start() if begin is None else begin
            end = word.end()
    if begin is not None:
        yield begin, end


def _token(normal: Normalized, span: Span, start: int, kind: TableKind, *, in_cell: bool) -> Token:
    begin, end = normal.raw_span(*span)
    text = normal.text[span[0] : span[1]]
    return Token(_classify(text, kind, in_cell=in_cell), text, (start + begin, start + end))


def _classify(text: str, kind: TableKind, *, in_cell: bool) -> TokenKind:
    if _UNITS.fullmatch(text):
        return TokenKind.UNIT
    if not looks_like_value(text, in_cell=in_cell):
        return TokenKind.TEXT
    if any(character.isdigit() for character in text):
        return TokenKind.VALUE
    known = matches(text, kind)
    labelled = is_piece(text, kind) or (known and known[0].score >= NEAR)
    return TokenKind.TEXT if labelled else TokenKind.VALUE
