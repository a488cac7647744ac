"""What the column labels of a table say: which columns they name, in which order, with which unit of money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.rules.numerals import unit_in, unit_in_brackets
from extractor.rules.runs import FreeText
from extractor.sections.labels import EXACT, NEAR, core, matches
from schemas.enums import Quantity, TableKind
from schemas.form import Block

__all__ = ["Header", "read_header"]

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

    def unit(self, column: str) -> str | None:
        """Return the unit of money that the header names for a column, or None."""
        return dict(self.units).get(column)


def read_header(texts: Sequence[FreeText], block: Block, kind: TableKind) -> Header:
    """Return what some texts say as a header of a block.

    Args:
        texts: the texts that may be header words, in reading order.
        block: the block whose column labels are looked for.
        kind: the table it belongs to.
    """
    found = list(_named(texts, block, kind))
    keys = tuple(key for key, _ in found)
    apart = unit_in_brackets("".join(item.token.text for item in texts))
    money = [column.key for column in block.columns if column.quantity is Quantity.MONEY]
    # A block has one amount of money at most, so a unit on its own, broken off the label, is that column's.
    units = tuple((key, unit) for key, text in found if key in money and (unit := unit_in(text) or apart))
    return Header(keys, units, _in_order(keys, [column.key for column in block.columns]))


def _named(texts: Sequence[FreeText], block: Block, kind: TableKind) -> Iterator[tuple[str, str]]:
    """Column keys with the text that names them; labels wrapped over up to three texts are joined."""
    place = 0
    while place < len(texts):
        for width in (1, 2, 3):
            text = "".join(item.token.text for item in texts[place : place + width])
            key = _column(text, block, kind, EXACT if width > 1 else NEAR)
            if key is not None:
                yield key, text
                place += width
                break
        else:
            yield from _glued(texts[place].token.text, block)
            place += 1


def _glued(text: str, block: Block) -> Iterator[tuple[str, str]]:
    """Labels of a whole header whose cells have run together, each with the text up to the next one."""
    body = core(text)
    labels = sorted(
        ((core(label), column.key) for column in block.columns for label in (column.label, *column.aliases)),
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


def _column(text: str, block: Block, kind: TableKind, least: float) -> str | None:
    found = [match for match in matches(text, kind) if match.score >= least]
    if not found:
        return None
    wanted = {f"{block.key}/{column.key}": column.key for column in block.columns}
    ours = [match for match in found if match.label.role == "column" and match.label.key in wanted]
    beaten = found[0].label.role != "column" and bool(ours) and ours[0].score < found[0].score - 1e-9
    if not ours or beaten:
        return None
    return wanted[ours[0].label.key]


def _in_order(keys: Sequence[str], order: Sequence[str]) -> bool:
    """True where the keys run through the order once or several times, each time from the first one named."""
    places = [order.index(key) for key in keys if key not in _TWO_LEVELS]
    if not places:
        return True
    first = min(places)
    return all(later > earlier or later == first for earlier, later in pairwise(places)) and (places[0] == first)
