"""What the column labels of a table say: which columns they name, in which order, with which unit of money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import cycle, pairwise

from extractor.rules.numerals import unit_in, unit_in_brackets
from extractor.rules.run import FreeText, Run
from extractor.sections.labels import EXACT, NEAR, core, matches
from extractor.sections.other_words import fits, has_words
from schemas.enums import Quantity, TableKind
from schemas.form import Block, Column

__all__ = ["Header", "column_named", "named_columns", "read_header", "without_subtotal"]

_LEVELS = 2
_TWO_LEVELS = frozenset({"total"})
"""Columns that a header of two levels prints out of order: 总计 stands on the first level, its neighbours below."""


@dataclass(frozen=True, slots=True)
class Header:
    """The legible part of a header."""

    columns: tuple[str, ...]
    """Keys of the columns that are named, in reading order, repeats included."""
    units: tuple[tuple[str, str], ...]
    """Units of money by column key."""
    consistent: bool
    """No label contradicts the form's order (missing ones are allowed)."""
    texts: tuple[FreeText, ...] = ()
    """What it was read from."""

    def unit(self, column: str) -> str | None:
        """Return the unit of money that the header names for a column, or None."""
        return dict(self.units).get(column)


def read_header(texts: Sequence[FreeText], block: Block, kind: TableKind, *, repeats: bool = False) -> Header:
    """Return what some texts say as a header of a block.

    Args:
        texts: the texts that may be header words, in reading order.
        block: the block whose column labels are looked for.
        kind: the table it belongs to.
        repeats: the header prints the labels once for each row of a line.
    """
    found = list(_named(texts, block, kind))
    keys = tuple(key for key, *_ in found)
    apart = unit_in_brackets("".join(item.token.text for item in texts))
    money = [column.key for column in block.columns if column.quantity is Quantity.MONEY]
    # A block has one amount of money at most, so a unit on its own, broken off the label, is that column's.
    units = tuple((key, unit) for key, text, _ in found if key in money and (unit := unit_in(text) or apart))
    set_apart = [text for text in texts if text.token.x >= 0]
    if len({text.token.x for text in set_apart}) > 1 and len(set_apart) * 2 > len(texts):
        marks = list(_marks(texts, block, kind))
        consistent = _in_order(marks, block) if repeats else _each_from_left(marks)
    else:
        levels = any(text.token.at is not None for text in texts)
        consistent = _in_order(list(_marks(texts, block, kind)), block, levels=levels)
        consistent = consistent and _in_columns(texts, block, kind)
    consistent = consistent and _words_in_order(texts, block, kind)
    return Header(keys, units, consistent and (repeats or not _twice_in_a_row(found)), tuple(texts))


_Mark = tuple[float, int]
"""A label of a header: its place in the form's order, and the row in which it stands."""


def _marks(texts: Sequence[FreeText], block: Block, kind: TableKind) -> Iterator[_Mark]:
    """The labels of a header in reading order; one over several columns stands just before the first of them."""
    order = [column.key for column in block.columns]
    spanners: dict[str, float] = {}
    for place, column in enumerate(block.columns):
        if column.spanner:
            spanners.setdefault(column.spanner, place - 0.5)
    group: list[FreeText] = []
    for text in texts:
        found = matches(text.token.text, kind)[:1]
        over = spanners.get(found[0].label.key) if found and found[0].exact and found[0].label.role == "group" else None
        if over is None:
            group.append(text)
            continue
        yield from ((float(order.index(key)), row) for key, _, row in _named(group, block, kind))
        yield over, text.row
        group = []
    yield from ((float(order.index(key)), row) for key, _, row in _named(group, block, kind))


def _each_from_left(marks: Sequence[_Mark]) -> bool:
    """True unless a line of a header set with white space names columns in another order than the form's.

    Its lines do not tell one from the next: a label beside two levels stands between them, or on either.
    """
    rows = {row for _, row in marks}
    lines = [[place for place, other in marks if other == row] for row in rows]
    return all(line == sorted(line) for line in lines)


def _words_in_order(texts: Sequence[FreeText], block: Block, kind: TableKind) -> bool:
    """True unless a line of header words, as many as the block has columns, has one that its column cannot have.

    Outside tables nothing but its number tells which column a word is for; a line of two labels at least is a header.
    """
    due = len(block.columns)
    lines: dict[int, list[str]] = {}
    for text in texts:
        if text.token.at is None:
            lines.setdefault(text.row, []).append(text.token.text)
    for words in lines.values():
        named = [_column(word, block, kind, NEAR) for word in words]
        header = due > 1 and len(words) % due == 0 and sum(key is not None for key in named) >= _LEVELS
        places = zip(words, named, cycle(block.columns), strict=False)
        if header and not all(key or may_stand(word, column, block) for word, key, column in places):
            return False
    return True


def _in_columns(texts: Sequence[FreeText], block: Block, kind: TableKind) -> bool:
    """True unless a table of the source's own names columns that stand, spans counted, in another order.

    Headers with wrong spans put two labels in one column; they say nothing.
    """
    seen: dict[tuple[int, str], set[int]] = {}
    rows: set[int] = set()
    for text in texts:
        if text.token.at is not None and text.token.at.table is not None:
            key = _column(text.token.text, block, kind, EXACT)
            if key is not None:
                seen.setdefault((text.token.at.table, key), set()).add(text.token.column)
                rows.add(text.row)
    if len(rows) < _LEVELS:
        return True
    order = [column.key for column in block.columns]
    for table in {table for table, _ in seen}:
        columns = [(min(places), key) for (other, key), places in seen.items() if other == table and len(places) == 1]
        apart = len({column for column, _ in columns}) == len(columns)
        keys = [key for _, key in sorted(columns)]
        if apart and keys != sorted(keys, key=order.index):
            return False
    return True


def named_columns(texts: Sequence[FreeText], block: Block, kind: TableKind, table: int) -> tuple[int, ...] | None:
    """Return the grid columns of one table that its header names as the block's, or None unless it names them all.

    They are in the form's order, whatever order they stand in. Each label must stand in one grid column alone.
    """
    seen: dict[str, set[int]] = {column.key: set() for column in block.columns}
    for text in texts:
        if text.token.at is not None and text.token.at.table == table:
            key = _column(text.token.text, block, kind, EXACT)
            if key is not None:
                seen[key].add(text.token.column)
    if any(len(columns) != 1 for columns in seen.values()):
        return None
    places = tuple(columns.pop() for columns in seen.values())
    return places if len(set(places)) == len(places) else None


def without_subtotal(run: Run, texts: Sequence[FreeText], block: Block, kind: TableKind) -> Run:
    """Return a run without its value in the column 小计, which some agencies add to the form's.

    In a table of the source's own the column is where the header has the word; elsewhere it is the place that the
    word has among the columns named, if the run has one value too many.
    """
    words = [text for text in texts if core(text.token.text) in _SUBTOTAL]
    if not words:
        return run
    if len(run.tokens) <= len(block.columns):
        return replace(run, reduced=True)
    columns = {text.token.column for text in words if text.token.at and text.token.at.table == run.table}
    if run.layout is not None:
        kept = tuple(token for token in run.tokens if token.column not in columns)
        return replace(run, tokens=kept, reduced=True) if len(kept) < len(run.tokens) else run
    before = [key for key, _, _ in _named([t for t in texts if t.row <= words[0].row and t != words[0]], block, kind)]
    order = [column.key for column in block.columns]
    place = 1 + max((order.index(key) for key in before if key not in _TWO_LEVELS), default=-1)
    if len(run.tokens) != len(block.columns) + 1 or not place:
        return run
    return replace(run, tokens=run.tokens[:place] + run.tokens[place + 1 :], reduced=True)


_SUBTOTAL = frozenset({"小计"})
_Named = tuple[str, str, int]
"""A column key, the text that names it, and the row in which that stands."""


def _named(texts: Sequence[FreeText], block: Block, kind: TableKind) -> Iterator[_Named]:
    """The columns that are named; labels wrapped over up to three texts are joined."""
    place = 0
    while place < len(texts):
        for width in (1, 2, 3):
            text = "".join(item.token.text for item in texts[place : place + width])
            key = _column(text, block, kind, EXACT if width > 1 else NEAR)
            if key is not None:
                yield key, text, texts[place].row
                place += width
                break
        else:
            yield from ((key, text, texts[place].row) for key, text in _glued(texts[place].token.text, block))
            place += 1


def _glued(text: str, block: Block) -> Iterator[tuple[str, str]]:
    """Labels of a whole header whose cells have run together, each with the text up to the next one."""
    body = core(text)
    labels = sorted(
        ((core(label), column.key) for column in block.columns for label in column.prints),
        key=lambda item: -len(item[0]),
    )
    found: list[tuple[int, int, str]] = []
    for label, key in labels:
        start = body.find(label)
        free = all(start + len(label) <= low or start >= high for low, high, _ in found)
        if len(label) > 2 and start >= 0 and free and key not in [k for *_, k in found]:
            found.append((start, start + len(label), key))
    for low, high, key in sorted(found):
        yield key, body[low:high]


def may_stand(text: str, column: Column, block: Block) -> bool:
    """True where a text that is no label of the block is illegible, or can be a print of this column's."""
    labels = {other.key: other.prints for other in block.columns}
    others = [label for key, those in labels.items() if key != column.key for label in those]
    return not has_words(core(text)) or fits(text, labels[column.key], others)


def column_named(text: str, block: Block, kind: TableKind) -> str | None:
    """Return the key of the block's column whose label a text is, or is near; None where it is none's."""
    return _column(text, block, kind, NEAR)


def _column(text: str, block: Block, kind: TableKind, least: float) -> str | None:
    return _best_column(text, kind, block.key, tuple(column.key for column in block.columns), least)


@lru_cache(maxsize=16_384)
def _best_column(text: str, kind: TableKind, block: str, columns: tuple[str, ...], least: float) -> str | None:
    """The key of the column of a block that a text names, if no other label of the table is nearer."""
    found = [match for match in matches(text, kind) if match.score >= least]
    wanted = {f"{block}/{column}": column for column in columns}
    ours = [match for match in found if match.label.role == "column" and match.label.key in wanted]
    if not ours or (found[0].label.role != "column" and ours[0].score < found[0].score - 1e-9):
        return None
    return wanted[ours[0].label.key]


def _twice_in_a_row(found: Sequence[_Named]) -> bool:
    """True where one row of the header names every column of its twice: two tables stand side by side."""
    rows = {row for *_, row in found}
    counts = [Counter(key for key, _, other in found if other == row) for row in rows]
    return any(all(count > 1 for count in counted.values()) for counted in counts)


def _in_order(marks: Sequence[_Mark], block: Block, *, levels: bool = False) -> bool:
    """True where the labels run through the form's order once or several times, each time from the first one named.

    A header of two levels prints 总计 on the first one, before the labels below it. It never comes in front of others
    of its own level, unless the levels have run together behind 自然人; nor first of all where there are no levels.
    """
    # A label over several columns, its cell written out for each of them, is one label.
    marks = [mark for number, mark in enumerate(marks) if not number or mark != marks[number - 1]]
    last = float(len(block.columns) - 1)
    has_total = block.columns[-1].key in _TWO_LEVELS
    rest = [place for place, _ in marks if not has_total or place != last]
    first = min(rest, default=0.0)
    if rest[:1] not in ([], [first]) or not all(b > a or b == first for a, b in pairwise(rest)):
        return False
    if not has_total or not rest:
        return True
    leads = marks[0][0] == last and not (levels and marks[1][1] != marks[0][1])
    return not leads and all(
        below[1] != total[1] or below[0] == first or _ran_together(marks[: number + 1], first)
        for number, (total, below) in enumerate(pairwise(marks))
        if total[0] == last
    )


def _ran_together(before: Sequence[_Mark], first: float) -> bool:
    """True where the first label and the one over the others, and nothing else, stand before a total."""
    return {place for place, _ in before[:-1]} == {first, first + 0.5}
