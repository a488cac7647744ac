"""The column labels that a model saw, as columns of the official forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model.locate import Page
from extractor.model.prints import money_unit
from extractor.sections.labels import NEAR, matches
from extractor.sources.normalize import normalize
from schemas import union_table
from schemas.enums import TableKind
from schemas.form import Block, Column

__all__ = ["Columns", "columns_of"]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one block as printed."""

    block: Block
    columns: tuple[Column | None, ...]
    """One a column that was seen; None where its label is none of the form's."""
    units: tuple[str | None, ...]
    """The unit of money that each label prints."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the columns whose labels are legible, left to right."""
        return tuple(column.key for column in self.columns if column is not None)

    @property
    def in_order(self) -> bool:
        """True where they stand in the form's order, missing ones allowed."""
        order = [column.key for column in self.block.columns]
        places = [order.index(key) for key in self.keys]
        return places == sorted(set(places))


def columns_of(labels: Sequence[str], page: Page, block_key: str, due: int, year: int | None = None) -> Columns | None:
    """Return the columns that some labels name in a block, or None where nothing tells them.

    Of the forms' variants of a block the one of which most columns are named counts. Where the variants differ, a
    label that is printed nowhere on the page names nothing. Where no label is given, only a table whose columns are the
    same in every form has them, and only if as many values stand in a row as it has columns.

    Args:
        labels: as the model gave them, left to right.
        page: where the labels must be printed.
        block_key: key of the block in which they stand.
        due: values that a row has.
        year: the report's, where a form with one column has one for each of several years.
    """
    kind = page.kind
    table = union_table(kind)
    variants = [block for block in table.blocks if block.key == block_key]
    if not variants:
        return None
    labels = _once(labels, due)
    same = kind is not TableKind.PROACTIVE_DISCLOSURE
    if not labels:
        fits = same and due == len(variants[0].columns)
        return Columns(variants[0], variants[0].columns, (None,) * due) if fits else None
    if all(not column.key for block in variants for column in block.columns):
        return _one_column(labels, page, variants[0], year)
    texts = [_text(label, page) if same or page.begins(label) else "" for label in labels]
    units = _units(labels, page)
    named = [Columns(block, tuple(_column(text, kind, block) for text in texts), units) for block in variants]
    best = max(named, key=lambda found: (len(set(found.keys)), -len(found.block.columns)))
    return best if best.keys else None


def _one_column(labels: Sequence[str], page: Page, block: Block, year: int | None) -> Columns | None:
    """Of several columns of numbers the one of the report's year, or the one that has the form's own name."""
    column = block.columns[0]
    texts = [_text(label, page) if page.prints(label) else "" for label in labels]
    own = [place for place, text in enumerate(texts) if year is not None and str(year) in text]
    own = own or [place for place, text in enumerate(texts) if text in column.prints]
    own = own or list(range(len(texts)))
    if len(own) != 1:
        return None
    chosen = tuple(column if place == own[0] else None for place in range(len(texts)))
    return Columns(block, chosen, _units(labels, page))


def _once(labels: Sequence[str], due: int) -> Sequence[str]:
    """A header that was given once for each group of a line, once."""
    whole = len(labels) > due > 0 and len(labels) % due == 0
    return labels[:due] if whole and list(labels) == list(labels[:due]) * (len(labels) // due) else labels


def _text(label: str, page: Page) -> str:
    return normalize(label, traditional=page.rendered.source.traditional).text


def _units(labels: Sequence[str], page: Page) -> tuple[str | None, ...]:
    """The unit in each label; one in a label that is not printed whole is not known to be printed."""
    return tuple(money_unit(_text(label, page)) if page.prints(label) else None for label in labels)


def _column(text: str, kind: TableKind, block: Block) -> Column | None:
    """The one column of the block that a label names."""
    own = {f"{block.key}/{column.key}": column for column in block.columns}
    found = [
        match
        for match in matches(text, kind)
        if match.label.role == "column" and match.label.key in own and match.score >= NEAR
    ]
    if not found or any(other.score == found[0].score for other in found[1:]):
        return None
    return own[found[0].label.key]
