"""How the agency prints its numbers: separators, signs, units, notes, and blanks or marks for zero (MESS.md 4, 5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from eval.truth.model import TruthCell
from schemas.enums import State

__all__ = ["BLANK_POLICIES", "Printing", "apply_blanks", "draw_printing", "print_cells"]

_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Printing:
    """Decisions that hold for a whole report."""

    thousands: bool
    sign: str
    """``plain`` (8, -8), ``plus`` (+8, -8) or ``words`` (增8, 减8)."""
    procurement_unit: str
    """``header`` (万元 in the header), ``cell_wan``, ``cell_yuan`` or ``none`` (a bare number, taken as printed)."""
    blank_policy: str
    mark: str
    notes: bool


BLANK_POLICIES: dict[str, int] = {
    "zeros": 62,
    "totals_only": 8,
    "natural_and_total": 4,
    "blank_cells": 6,
    "blank_rows": 5,
    "main_totals": 3,
    "blank_review_block": 4,
    "marks": 6,
    "words": 2,
}
"""How zeros are printed, with the odds of each."""


def draw_printing(random: Random, traits: Collection[str] = (), blank_policy: str | None = None) -> Printing:
    """Return the decisions of one invented report.

    Args:
        random: source of chance.
        traits: ``thousands`` and ``notes`` are taken as decided.
        blank_policy: one of ``BLANK_POLICIES``; None draws one.
    """
    drawn = random.choices(list(BLANK_POLICIES), weights=list(BLANK_POLICIES.values()))[0]
    return Printing(
        thousands=random.random() < 0.07 or "thousands" in traits,
        sign=random.choices(("plain", "plus", "words"), weights=(6, 2, 2))[0],
        procurement_unit=random.choices(("header", "cell_wan", "cell_yuan", "none"), weights=(4, 2, 2, 2))[0],
        blank_policy=blank_policy or drawn,
        mark=random.choice(("/", "-", "—", "无")),
        notes=random.random() < 0.08 or "notes" in traits,
    )


def print_cells(random: Random, numbers: Mapping[str, int | Decimal], printing: Printing) -> dict[str, TruthCell]:
    """Return every number as a printed cell; amounts in ``numbers`` are in 万元 and get their value in yuan."""
    return {path: _print(random, path, number, printing) for path, number in numbers.items()}


def _print(random: Random, path: str, number: int | Decimal, printing: Printing) -> TruthCell:
    column = path.rsplit(".", 1)[-1]
    if path.endswith("procurement.amount"):
        return _procurement(Decimal(number), printing)
    if path.endswith("procurement.items") and printing.procurement_unit.startswith("cell"):
        return TruthCell(f"{number}个", number, State.NUMBER)
    if isinstance(number, Decimal):
        return TruthCell(_digits(number, printing), _yuan(number), State.NUMBER)
    if column == "change":
        return TruthCell(_signed(number, printing.sign), number, State.NUMBER)
    printed = _digits(number, printing)
    if printing.notes and column in ("in_force", "total_disclosed") and number > 1:
        printed += random.choice((f"（其中修订 {number // 2} 件）", f"（含自然失效{number // 3}件）"))
    return TruthCell(printed, number, State.NUMBER)


def _digits(number: int | Decimal, printing: Printing) -> str:
    return f"{number:,}" if printing.thousands else f"{number:f}" if isinstance(number, Decimal) else str(number)


def _yuan(amount: Decimal) -> int | Decimal:
    value = amount * _TEN_THOUSAND
    return int(value) if value == value.to_integral_value() else value.normalize()


def _signed(number: int, style: str) -> str:
    if number == 0 or style == "plain":
        return str(number)
    if style == "plus":
        return f"{number:+d}"
    return f"增{number}" if number > 0 else f"减{-number}"


def _procurement(amount: Decimal, printing: Printing) -> TruthCell:
    unit = printing.procurement_unit
    if amount == 0:
        return TruthCell("0", 0, State.NUMBER)
    if unit == "header":
        return TruthCell(_digits(amount, printing), _yuan(amount), State.NUMBER)
    if unit == "cell_wan":
        return TruthCell(f"{amount:f}万元", _yuan(amount), State.NUMBER)
    yuan = _yuan(amount)
    if unit == "cell_yuan":
        return TruthCell(f"{yuan:f}元" if isinstance(yuan, Decimal) else f"{yuan}元", yuan, State.NUMBER)
    # Neither cell nor header names a unit: the value is taken as printed (FORMS.md).
    return TruthCell(f"{yuan:f}" if isinstance(yuan, Decimal) else str(yuan), yuan, State.NUMBER)


_BLANK = TruthCell("", None, State.BLANK)


def apply_blanks(random: Random, cells: Mapping[str, TruthCell], printing: Printing) -> dict[str, TruthCell]:
    """Return the cells with zeros left blank or marked as the report's policy says; no other number changes."""
    zeros = [path for path, cell in cells.items() if cell.value == 0]
    chosen = _chosen(random, zeros, printing.blank_policy)
    instead = TruthCell(printing.mark, None, State.MARK) if printing.blank_policy == "marks" else _BLANK
    if printing.blank_policy == "words":
        instead = TruthCell("本单位未制作规章", None, State.MARK)
    return {path: instead if path in chosen else cell for path, cell in cells.items()}


def _chosen(random: Random, zeros: list[str], policy: str) -> set[str]:
    """Return the zeros that the policy does not print as 0."""
    requests = [path for path in zeros if path.startswith("requests.")]
    kept_ends = {
        "totals_only": (".total",),
        "natural_and_total": (".total", ".natural_person"),
        "main_totals": ("received.total", "carried_in.total", "outcome_total.total", "carried_out.total"),
    }
    if policy in kept_ends:
        return {path for path in requests if not path.endswith(kept_ends[policy])}
    if policy == "blank_rows":
        rows = sorted({path.rsplit(".", 1)[0] for path in zeros})
        some = set(random.sample(rows, (len(rows) + 2) // 3))
        return {path for path in zeros if path.rsplit(".", 1)[0] in some}
    if policy == "blank_cells":
        return {path for path in zeros if random.random() < 0.5}
    parts = {"blank_review_block": ".litigation_after_review.", "words": ".regulations.", "marks": ""}
    return {path for path in zeros if parts[policy] in path} if policy in parts else set()
