"""Chinese numerals to whole numbers: ``二十余``, ``一百零三``, ``两``, ``二〇二三`` (MESS.md 8)."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["DIGITS", "chinese_number", "chinese_share"]

_DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

DIGITS = "".join(_DIGIT) + "".join(_SMALL)
"""Every character of a numeral below ten thousand."""


def chinese_number(text: str) -> int | None:
    """Return the number that a Chinese numeral stands for, or None where it is none.

    Args:
        text: the numeral alone, such as ``三千零五`` or, digit by digit, ``二〇二三``.
    """
    if not text or any(char not in _DIGIT and char not in _SMALL and char not in _LARGE for char in text):
        return None
    if all(char in _DIGIT for char in text):
        return int("".join(str(_DIGIT[char]) for char in text)) if len(text) == 1 or "两" not in text else None
    return _by_places(text)


def chinese_share(text: str) -> Decimal | None:
    """Return the number behind ``百分之``: ``九十八点五``, ``百`` for a whole; None where it is none."""
    whole, point, digits = text.partition("点")
    number = 100 if whole == "百" else chinese_number(whole)
    if number is None or not point:
        return None if number is None else Decimal(number)
    if not digits or any(char not in _DIGIT for char in digits):
        return None
    return Decimal(f"{number}.{''.join(str(_DIGIT[char]) for char in digits)}")


def _by_places(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    smallest = 10**5
    for char in text:
        if char in _DIGIT:
            if digit:
                return None
            digit = _DIGIT[char]
        elif char in _SMALL:
            if _SMALL[char] >= smallest or (digit is None and char != "十"):
                return None
            smallest = _SMALL[char]
            section += (1 if digit is None else digit) * smallest
            digit = None
        else:
            if not section and not digit:
                return None
            total = (total + section + (digit or 0)) * _LARGE[char]
            section, digit, smallest = 0, None, 10**5
    return total + section + (digit or 0)
