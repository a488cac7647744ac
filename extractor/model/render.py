"""A section as a model is shown it, with the way back from every field to where it stands in the source.

Nothing is aligned and nothing is filled: a table's row is a line with its cells between pipes, each once wherever it
begins, empty ones empty; a line of text is the line as it stands. What the rules reader makes of the section is not
known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.sources.document import Block, Line, Source, Table
from extractor.sources.normalize import normalize
from schemas.reading import Address, Span

__all__ = ["Field", "Rendered", "RenderedRow", "render"]

_FIELD = re.compile(r"(?:[(（][^()（）\t|｜]{0,60}[)）]|[^\s|｜])+")
"""A run without white space or pipes; brackets may hold white space."""
_MOST_EMPTY_LINES = 3
_MOST_MERGED = 60
"""Empty places that one merged cell stands for, at most."""


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a table, or one run of characters in a line."""

    span: Span
    """Where it stands in the source's text; empty for an empty cell."""
    at: Address | None
    cell: bool
    """It is a cell of the source's own table."""
    width: int = 1
    """Grid columns that it covers."""


@dataclass(frozen=True, slots=True)
class RenderedRow:
    """One line of the rendering."""

    text: str
    fields: tuple[Field, ...]
    table: int | None
    """Index of the source's table; None for a line of text."""
    span: Span
    """From its first to its last character in the source's text."""
    gap: int = 1
    """Line ends in front of it."""


@dataclass(frozen=True)
class Rendered:
    """A section, or one part of a long one."""

    source: Source
    rows: tuple[RenderedRow, ...]

    @property
    def text(self) -> str:
        """What the model is shown."""
        return "".join("\n" * (row.gap if number else 0) + row.text for number, row in enumerate(self.rows))

    def simplified(self, text: str | None) -> str | None:
        """Return what a model gave in the canonical form of this source's text, None where it gave nothing."""
        return normalize(text or "", traditional=self.source.traditional).text.strip() or None

    def prints(self, words: str) -> bool:
        """Return whether words in this source's canonical form stand in what the model is shown, white space aside."""
        return _squeezed(words) in self._canonical

    @cached_property
    def _canonical(self) -> str:
        """What the model is shown, in the source's canonical form and without white space."""
        return _squeezed(normalize(self.text, traditional=self.source.traditional).text)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in reading order."""
        return tuple(field for row in self.rows for field in row.fields)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def render(source: Source, blocks: Sequence[Block], longest: int) -> tuple[Rendered, ...]:
    """Return some blocks as a model is shown them, in parts of about ``longest`` characters.

    Parts end at a row or a line; one that goes on in a table begins with the table's header rows. Blocks without any
    text have no part.

    Args:
        source: what the blocks are part of.
        blocks: in reading order.
        longest: characters that a part may have; a single longer row or line is a part of its own.
    """
    rows = list(_rows(source, blocks))
    heads = _heads(source, rows)
    parts: list[list[RenderedRow]] = [[]]
    length = 0
    for row in rows:
        size = len(row.text) + row.gap
        if parts[-1] and length + size > longest:
            head = [kept for kept in heads.get(row.table, ()) if kept.span[1] <= row.span[0]]
            parts.append(list(head))
            length = sum(len(kept.text) + kept.gap for kept in head)
        parts[-1].append(row)
        length += size
    return tuple(Rendered(source, tuple(part)) for part in parts if any(row.text.strip(" |") for row in part))


def _rows(source: Source, blocks: Sequence[Block]) -> Iterator[RenderedRow]:
    end: int | None = None
    for block in blocks:
        gap = 1 if end is None else min(max(source.text.count("\n", end, block.span[0]), 1), _MOST_EMPTY_LINES)
        if isinstance(block, Line):
            yield _line(source, block, gap)
        else:
            yield from _table(source, block, gap)
        end = block.span[1]


def _line(source: Source, line: Line, gap: int) -> RenderedRow:
    """The line with the white space in front of it, which may tell of columns."""
    start = source.text.rfind("\n", 0, line.span[0]) + 1
    indent = source.text[start : line.span[0]]
    text = source.slice(line.span)
    fields = tuple(
        Field((line.span[0] + found.start(), line.span[0] + found.end()), None, False)
        for found in _FIELD.finditer(text)
    )
    return RenderedRow((indent if not indent.strip() else "") + text, fields, None, line.span, gap)


def _table(source: Source, table: Table, gap: int) -> Iterator[RenderedRow]:
    for row in table.rows:
        if not row.cells:
            continue
        cells = tuple(
            Field(
                cell.span,
                Address(table=table.index, row=cell.row, column=cell.column),
                True,
                min(cell.colspan, _MOST_MERGED),
            )
            for cell in row.cells
        )
        texts = (" ".join(source.slice(cell.span).split()) for cell in cells)
        yield RenderedRow("| " + " | ".join(texts) + " |", cells, table.index, row.span, gap)
        gap = 1


def _heads(source: Source, rows: Sequence[RenderedRow]) -> dict[int | None, tuple[RenderedRow, ...]]:
    """Of each table the rows in front of its first number."""
    found: dict[int | None, list[RenderedRow]] = {}
    done: set[int | None] = {None}
    for row in rows:
        if row.table in done:
            continue
        texts = [source.slice(field.span).strip() for field in row.fields]
        if any(text and text[0].isdigit() and len(text) < len("1.属于") for text in texts):
            done.add(row.table)
        else:
            found.setdefault(row.table, []).append(replace(row, gap=1))
    return {table: tuple(head) for table, head in found.items() if table in done}
