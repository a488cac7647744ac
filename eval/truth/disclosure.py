"""Table two of an invented report: its blocks of rows and columns, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from eval.truth.numbers import magnitude, money

__all__ = ["DisclosureBlock", "disclosure_blocks", "disclosure_numbers"]

DisclosureBlock = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Article key, column keys, row keys."""

_ITEMS = ("previous_items", "change", "decisions")
_MADE = ("made", "newly_disclosed", "total_disclosed")
_ISSUED = ("issued", "repealed", "in_force")


def disclosure_blocks(form: str, *, other_documents: bool, mixed_columns: bool) -> tuple[DisclosureBlock, ...]:
    """Return the blocks that the report prints.

    Args:
        form: ``2019`` or ``2021``.
        other_documents: whether the 2019 form has the local row 其他主动公开文件.
        mixed_columns: whether a 2021 form keeps the 2019 columns in 第二十条第(一)项.
    """
    documents = ("regulations", "normative_documents")
    if form == "2021":
        return (
            ("article_20_1", _MADE if mixed_columns else _ISSUED, documents),
            ("article_20_5", ("decisions",), ("licensing",)),
            ("article_20_6", ("decisions",), ("penalties", "coercion")),
            ("article_20_8", ("amount",), ("fees",)),
        )
    return (
        ("article_20_1", _MADE, (*documents, "other_documents") if other_documents else documents),
        ("article_20_5", _ITEMS, ("licensing", "other_services")),
        ("article_20_6", _ITEMS, ("penalties", "coercion")),
        ("article_20_8", _ITEMS[:2], ("fees",)),
        ("article_20_9", ("items", "amount"), ("procurement",)),
    )


def disclosure_numbers(random: Random, blocks: Sequence[DisclosureBlock]) -> dict[str, int | Decimal]:
    """Return the cells of ``proactive_disclosure`` by path; amounts of money in 万元."""
    cells: dict[str, int | Decimal] = {}
    quiet = random.random() < 0.25
    for article, columns, rows in blocks:
        for row in rows:
            for column in columns:
                number = Decimal(0) if column == "amount" else 0
                if not (quiet and random.random() < 0.9):
                    number = _number(random, row, column)
                cells[f"proactive_disclosure.{article}.{row}.{column}"] = number
    return cells


def _number(random: Random, row: str, column: str) -> int | Decimal:
    if column == "amount":
        return money(random)
    if column == "change":
        return random.choice((0, 0, 0, 1, 2, 8, -1, -8, -35, 15, 1036))
    if row == "regulations":
        return magnitude(random, 2, zero=0.85)
    if column == "decisions":
        return magnitude(random, 7, zero=0.35)
    return magnitude(random, 4, zero=0.45)
