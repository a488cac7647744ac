"""What a header says over the very columns that a row's tokens stand in, in a table of the source's own.

Source: WITNESSES.md, "Anchored" 4: a missing column label is allowed, a contradiction is not. A label is missing where
its cell is empty, gone or illegible. Other words over a column are no missing label, unless they can be one of this
column and of no other:

- a piece of the column's label (``维持`` over 结果维持), or
- at least half of its characters, and fewer of any other label of the block (``科研单位`` over 科研机构).

Words that only count the columns (``数据1``, ``数据2``) are no labels, as converters invent them. A label of the block,
or a piece that no other of its labels has, over a column that is another's contradicts. Where labels share columns, as
under wrong spans, or are all due and all moved by as much, the columns of the header say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import inf

from extractor.rules.headers import column_named, may_stand
from extractor.rules.run import FreeText, Run
from extractor.rules.tokens import Token
from extractor.sections.labels import core, matches
from extractor.sections.other_words import has_words
from extractor.sources.document import Layout
from schemas.enums import TableKind
from schemas.form import Block, Column

__all__ = ["in_doubt"]

_NUMBER = re.compile(r"\d+$")
_SEVERAL = 2
_OF_ROWS = frozenset({"项目", "信息内容", "内容", "指标", "名称"})
"""Words for what the rows are; a converter that loses the labels' column sets them over the first numbers."""


def in_doubt(
    run: Run, tokens: Sequence[Token | None], header: Sequence[FreeText], block: Block, kind: TableKind
) -> frozenset[str]:
    """Return the keys of the columns whose place the header contradicts, or over which it has other words.

    Args:
        run: the row's run.
        tokens: the tokens in its places.
        header: the texts that stand over the block.
        block: the block as it is printed.
        kind: the table it belongs to.
    """
    places = {
        column.key: token.column for column, token in zip(block.columns, tokens, strict=True) if token is not None
    }
    if run.layout not in (Layout.GRID, Layout.PIPES, Layout.TABS) or min(places.values(), default=-1) < 0:
        return frozenset()
    above = _above(run, header, places.values())
    named = _named(above, block, kind)
    shifts = {column - places[key] for column, key in named if key in places}
    if shifts - {0} and _share(named):
        return frozenset()
    if shifts - {0} and not (len(shifts) == 1 and len(named) == len(block.columns)):
        return frozenset(places)
    shift = shifts.pop() if shifts else 0
    counted = Counter(_NUMBER.sub("", texts[-1]) for texts in above.values() if _NUMBER.search(texts[-1]))
    return frozenset(
        column.key
        for column in block.columns
        if column.key in places
        and (texts := above.get(places[column.key] + shift))
        and counted[_NUMBER.sub("", texts[-1])] < _SEVERAL
        and not _may_stand(texts[-1], column, block, kind)
    )


def _above(run: Run, header: Sequence[FreeText], columns: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The texts above the numbers by the column that they begin in, the nearest last.

    A line of several rows has a header for each; only what stands over this one's columns is its own.
    """
    low, high = (min(columns), max(columns)) if run.cut else (-inf, inf)
    found: dict[int, list[str]] = {}
    for text in sorted(header, key=lambda item: item.row):
        at = text.token.at
        here = at is not None and at.table == run.table and low <= text.token.column <= high
        if here and text.row < run.row:
            found.setdefault(text.token.column, []).append(text.token.text)
    return found


def _named(above: Mapping[int, Sequence[str]], block: Block, kind: TableKind) -> set[tuple[int, str]]:
    """The columns over which the header names a column of the block, with its key."""
    return {(column, key) for column, texts in above.items() for text in texts if (key := _name(text, block, kind))}


def _share(named: Collection[tuple[int, str]]) -> bool:
    """True where two labels share a column, or two columns a label, as under wrong spans."""
    return len({column for column, _ in named}) < len(named) or len({key for _, key in named}) < len(named)


def _name(text: str, block: Block, kind: TableKind) -> str | None:
    """The column that a text names: by its label, or by a piece that no other label of the block has."""
    key = column_named(text, block, kind)
    if key is not None or not has_words(core(text)):
        return key
    having = [c.key for c in block.columns if any(core(text) in core(label) for label in c.prints)]
    return having[0] if len(having) == 1 else None


def _may_stand(text: str, column: Column, block: Block, kind: TableKind) -> bool:
    if core(text) in _OF_ROWS or column_named(text, block, kind) == column.key:
        return True
    other_role = any(match.exact and match.label.role != "column" for match in matches(text, kind)[:2])
    return other_role or may_stand(text, column, block)
