"""A printed token to its state and value, as the model reader reads it.

Made from FORMS.md, "What a cell can hold", without a line of the rules reader's: two readers that shared this code
would share its mistakes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from schemas.enums import Quantity, State
from schemas.reading import Number, as_number

__all__ = ["Token", "is_value", "money_unit", "plain_number", "read_token"]

_SCALE = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "百万元": 10**6, "亿": 10**8, "亿元": 10**8}
_SHARE = {"%": 100, "‰": 1000}
_UNIT = re.compile(r"百万元|千元|万元|亿元|元")
_AMOUNT = re.compile(r"(?P<digits>[0-9]{1,15}(?:,[0-9]{3}){0,5}(?:\.[0-9]{1,15})?)(?P<rest>\D*)")
"""No office counts further than fifteen digits."""
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_COUNTED = re.compile(r"(?:人次|条次|件次|[件条项个次宗份篇起期名人家])?")
_SIGNS = {"": 1, "+": 1, "-": -1}
_CHANGES = {"增": 1, "增加": 1, "新增": 1, "净增": 1, "减": -1, "减少": -1, "净减": -1}
_NOTHING = re.compile(r"[/\\|\-—–―─﹣~_*.。·]{1,12}|无|空|暂无|n/?a|nil", re.IGNORECASE)
_NO_SUCH = re.compile(r"(?:[我本][^\d,;]{0,8})?(?:全?年度?)?[尚暂]?(?:未|无|没有|不)[^\d]{0,20}|none", re.IGNORECASE)
_DIGITS = {**{str(digit): digit for digit in range(10)}, "〇": 0, "零": 0, "两": 2} | {
    word: value for value, word in enumerate("一二三四五六七八九", start=1)
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_IN_WORDS = re.compile(r"[〇零一二两三四五六七八九十百千]+")


@dataclass(frozen=True, slots=True)
class Token:
    """What one token says."""

    state: State
    value: Number | None = None
    """In the unit of the cell: a count, or yuan."""
    unit_known: bool = True


def read_token(text: str, quantity: Quantity = Quantity.COUNT, unit: str | None = None) -> Token:
    """Return the state and value of a normalised token.

    Args:
        text: the token, half-width.
        quantity: what the cell holds.
        unit: the unit of money that the label of its row or column prints, for tokens without one.
    """
    text = text.strip()
    if not text:
        return Token(State.BLANK)
    bare = _BRACKETED.sub("", text).strip() if not text.startswith(("(", "[", "【", "〔")) else text
    head = re.match(r"[+\-]|(?:新增|净增|净减|增加|减少|增|减)", bare)
    sign = head.group() if head else ""
    found = _AMOUNT.fullmatch(bare[len(sign) :].strip())
    if found is None or (sign in _CHANGES and quantity is not Quantity.CHANGE):
        if bare in ("零", "〇"):
            return Token(State.NUMBER, 0)
        nothing = _NOTHING.fullmatch(text) or _NO_SUCH.fullmatch(text)
        return Token(State.MARK if nothing else State.UNREADABLE)
    amount = Decimal(found["digits"].replace(",", "")) * {**_SIGNS, **_CHANGES}[sign]
    rest = found["rest"].strip()
    if quantity is Quantity.MONEY:
        return _money(amount, rest, unit)
    scale = _SCALE[rest] if rest in ("万", "亿") else 1 if _COUNTED.fullmatch(rest) else None
    return Token(State.UNREADABLE) if scale is None else Token(State.NUMBER, as_number(amount * scale))


def _money(amount: Decimal, rest: str, unit: str | None) -> Token:
    printed = rest.removesuffix("整").removesuffix("人民币")
    if printed and printed not in _SCALE:
        return Token(State.UNREADABLE)
    named = printed or unit
    known = named is not None or amount == 0
    return Token(State.NUMBER, as_number(amount * (_SCALE[named] if named else 1)), known)


def is_value(text: str) -> bool:
    """True where a normalised token fills a place of a table: a number, a mark, or one spoilt beyond reading."""
    if any(read_token(text, quantity).state is State.NUMBER for quantity in (Quantity.CHANGE, Quantity.MONEY)):
        return True
    spoilt = len(text) <= 8 and text.isascii() and any(character.isalnum() for character in text)
    return spoilt or _NOTHING.fullmatch(text) is not None


def money_unit(label: str) -> str | None:
    """Return the one unit of money that a normalised label prints (``收费金额(万元)``), or None."""
    found = set(_UNIT.findall(label))
    return found.pop() if len(found) == 1 else None


def plain_number(text: str) -> tuple[Number, str] | None:
    """Return the number that a word of prose states and what is printed behind it (``万``, ``%``), or None.

    Args:
        text: normalised, without counting word: ``1,052``, ``3.6万``, ``98.5%``, ``十二``, ``百分之九十``.
    """
    text = text.strip().strip("余多约近")
    if text.startswith("百分之"):
        share = plain_number(text.removeprefix("百分之"))
        return None if share is None else (as_number(Decimal(share[0]) / 100), "%")
    found = _AMOUNT.fullmatch(text)
    if found is None:
        value = _in_words(text)
        return None if value is None else (value, "")
    rest = found["rest"].strip().strip("余多")
    amount = Decimal(found["digits"].replace(",", ""))
    if rest in _SHARE:
        return as_number(amount / _SHARE[rest]), "%"
    if rest and rest not in _SCALE:
        return None
    return as_number(amount * _SCALE.get(rest, 1)), rest


def _in_words(text: str) -> int | None:
    """``十二`` is 12, ``三百零五`` 305, ``1万`` is not for here."""
    head, wan, tail = text.partition("万")
    if wan:
        high, low = _in_words(head), _in_words(tail) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    if not _IN_WORDS.fullmatch(text):
        return None
    total, digit = 0, None
    for character in text:
        if character in _TENS:
            total += (1 if digit is None else digit) * _TENS[character]
            digit = None
        elif digit in (None, 0):
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)
