"""A cell's print to its state and value: numbers, signs in words, money, notes, blanks and marks.

Source: FORMS.md "What a cell can hold"; MESS.md 2 (signs, units, notes, text for a number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from schemas.enums import Quantity, State
from schemas.reading import Number, as_number

__all__ = ["Print", "counts_in_more", "looks_like_value", "read_print", "unit_in", "unit_in_brackets"]


@dataclass(frozen=True, slots=True)
class Print:
    """What one print says."""

    state: State
    value: Number | None = None
    """In the unit of the cell: a count, or yuan."""
    unit_known: bool = True
    """False for an amount other than zero that names no unit and whose header names none."""
    note: str = ""
    """What stands beside the number in brackets."""


_FACTORS = {
    "元": 1,
    "万元": 10_000,
    "万": 10_000,
    "亿元": 100_000_000,
    "亿": 100_000_000,
    "千元": 1_000,
    "百万元": 1_000_000,
}
_COUNTERS = "人次|条次|件次|[件条项个次起宗份篇期人名家户场册类例部处只所]"
_MONEY = "百万元|万元|亿元|千元|元|万|亿"
_NUMBER = re.compile(
    r"(?P<sign>[+\-]|增加|减少|增|减|新增|净增|净减)?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"\s*(?P<unit>{_MONEY}|{_COUNTERS})?(?:人民币|整)?"
)
_NOTE = re.compile(r"[(\[【〔].*?[)\]】〕]$|[(].*$")
_NEGATIVE = frozenset({"-", "减", "减少", "净减"})
_SIGNED_WORDS = frozenset({"增", "增加", "新增", "净增", "减", "减少", "净减"})
_SIGN_MARK = re.compile(r"[/\\|\-—–―─﹣_~*.。·]+|无|空|暂无|n/?a|nil", re.IGNORECASE)
_WORD_MARK = re.compile(
    r"未|没有|不适用|不涉及|none|"
    r"(?:(?:我|本)(?:单位|机关|局|办|委|校|处|乡|镇|街道|县|区|市)?(?:年度)?|本年度?|全年)?(?:暂|尚)?(?:无|未|没有|不)\D{0,20}",
    re.IGNORECASE,
)
_ZERO_WORDS = frozenset({"零", "〇"})
_NEAR_DIGITS = re.compile(r"[\dOoQDlIi|!ZzSsBbgqoＯ○〇]{1,8}(?:[,.][\dOolI]{1,4})*")
_UNIT_IN_LABEL = re.compile(r"(?:^|[(:])(?:单位:?)?(百万元|万元|亿元|千元|元)(?:\)|$)")

_MANY = re.compile(rf"(?:单位:?\(?|\((?:单位)?:?)[十百千万亿]+(?:{_COUNTERS})")
_UNIT_IN_BRACKETS = re.compile(r"\((?:单位:?)?(百万元|万元|亿元|千元|元)\)")


def counts_in_more(text: str) -> bool:
    """True where a text says that counts are printed in tens, hundreds or more (``单位:百件``, ``总计(万件)``)."""
    return bool(_MANY.search(text))


def unit_in(label: str) -> str | None:
    """Return the unit of money that a header names (``采购总金额(万元)``), or None."""
    found = {match.group(1) for match in _UNIT_IN_LABEL.finditer(label)}
    return found.pop() if len(found) == 1 else None


def unit_in_brackets(text: str) -> str | None:
    """Return the one unit of money that stands alone in brackets in a text (``(单位:万元)``), or None."""
    found = {match.group(1) for match in _UNIT_IN_BRACKETS.finditer(text)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=16_384)
def read_print(text: str, quantity: Quantity = Quantity.COUNT, header_unit: str | None = None) -> Print:
    """Return the state and value of a normalised print.

    Args:
        text: the print, normalised (half-width).
        quantity: what the cell holds; decides about signs and units.
        header_unit: unit of money named by the header (``万元``), for prints without one.
    """
    text = text.strip()
    if not text:
        return Print(State.BLANK)
    if text in _ZERO_WORDS:
        return Print(State.NUMBER, 0)
    bare, note = _without_note(text)
    found = _NUMBER.fullmatch(bare)
    if found is None:
        marked = _SIGN_MARK.fullmatch(text) or _WORD_MARK.fullmatch(text)
        return Print(State.MARK if marked else State.UNREADABLE)
    return _number(found, quantity, header_unit, note)


def _without_note(text: str) -> tuple[str, str]:
    found = _NOTE.search(text)
    if found is None or found.start() == 0:
        return text, ""
    return text[: found.start()].strip(), text[found.start() :]


def _number(found: re.Match[str], quantity: Quantity, header_unit: str | None, note: str) -> Print:
    sign, unit = found["sign"], found["unit"]
    if sign in _SIGNED_WORDS and quantity is not Quantity.CHANGE:
        return Print(State.UNREADABLE)
    amount = Decimal(found["digits"].replace(",", ""))
    if sign in _NEGATIVE:
        amount = -amount
    if quantity is Quantity.MONEY:
        return _money(amount, unit, header_unit, note)
    if unit in _FACTORS and unit not in {"万", "亿"}:
        return Print(State.UNREADABLE)
    amount *= _FACTORS.get(unit or "", 1)
    return Print(State.NUMBER, as_number(amount), note=note)


def _money(amount: Decimal, unit: str | None, header_unit: str | None, note: str) -> Print:
    if unit is not None and unit not in _FACTORS:
        return Print(State.UNREADABLE)
    known = unit or header_unit
    factor = _FACTORS[known] if known else 1
    return Print(State.NUMBER, as_number(amount * factor), unit_known=known is not None or amount == 0, note=note)


@lru_cache(maxsize=16_384)
def looks_like_value(text: str, *, in_cell: bool = True) -> bool:
    """True where a normalised text, standing alone, is a number, a mark or a damaged number rather than a label.

    Args:
        text: the text.
        in_cell: it fills a cell of its own; only there can words such as 本单位未制作规章 stand for a number.
    """
    text = text.strip()
    if _SIGN_MARK.fullmatch(text) or (in_cell and _WORD_MARK.fullmatch(text)):
        return True
    if any(read_print(text, quantity).state is State.NUMBER for quantity in (Quantity.CHANGE, Quantity.MONEY)):
        return True
    return bool(_NEAR_DIGITS.fullmatch(text)) and any(c.isdigit() or c in "OoIlQ○〇" for c in text)
