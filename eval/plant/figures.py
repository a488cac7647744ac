"""How a sentence prints its numbers: plain, spaced, with separators, in Chinese, or rounded with 余, 近, 约, 超过."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

__all__ = ["Shown", "draw_style", "falsified", "figures", "percent_text"]

_CHINESE = "零一两三四五六七八九十"
_STYLES = (("plain", 80), ("spaced", 8), ("thousands", 6), ("full_width", 2), ("chinese", 4))
_ROUNDED = {"余": "{}余", "近": "近{}", "约": "约{}", "超": "超过{}"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A number on its way into a sentence; the format's specification rounds it: ``{n:余}``."""

    number: int
    style: str = "plain"

    def __format__(self, spec: str) -> str:
        if spec:
            return _ROUNDED[spec].format(_rounded(self.number, up=spec == "近"))
        number = self.number
        if self.style == "spaced":
            return f" {number} "
        if self.style == "thousands":
            return f"{number:,}"
        if self.style == "full_width":
            return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        if self.style == "chinese" and 0 < number < len(_CHINESE):
            return _CHINESE[number]
        return str(number)


def _rounded(number: int, *, up: bool) -> int:
    """The number with its last digits set to nought, down or up."""
    unit: int = max(1, 10 ** (len(str(number)) - 2))
    units = -(-number // unit) if up else number // unit
    return units * unit


def draw_style(random: Random) -> str:
    """Return a way of printing numbers for one sentence."""
    return random.choices([name for name, _ in _STYLES], weights=[weight for _, weight in _STYLES])[0]


def percent_text(part: int | Decimal, whole: int, decimals: int) -> str:
    """Return ``part`` of ``whole`` in per cent, rounded half up to so many decimals."""
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


def falsified(random: Random, right: int, taken: Set[int], tempting: Set[int] = frozenset()) -> int:
    """Return a number that a slip would print for ``right``: none of ``taken``, at times one of ``tempting``.

    Args:
        random: source of chance.
        right: the true number.
        taken: numbers that would be true under another reading.
        tempting: numbers of other rows, which a slip of the eye takes.
    """
    forbidden = {right, *taken}
    near = sorted(number for number in tempting if number > 0 and number not in forbidden)
    if near and random.random() < 0.2:
        return random.choice(near)
    while True:
        number = _slip(random, right)
        if number > 0 and number not in forbidden and number not in tempting:
            return number


def _slip(random: Random, right: int) -> int:
    digits = list(str(right))
    kind = random.choice(("near", "near", "digit", "swap", "dropped", "added", "far"))
    if kind == "digit":
        digits[random.randrange(len(digits))] = random.choice("123456789")
        return int("".join(digits))
    if kind == "swap" and len(digits) > 1:
        place = random.randrange(len(digits) - 1)
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
        return int("".join(digits)) if digits[0] != "0" else right
    if kind == "dropped" and len(digits) > 1:
        return right // 10
    if kind == "added":
        return right * 10 + random.randint(0, 9)
    if kind == "far":
        return right + random.randint(5, 60)
    return max(0, right + random.choice((-3, -2, -1, 1, 2, 3)))


def figures(values: Mapping[str, int], style: str) -> dict[str, Shown]:
    """Return the values as a sentence of that style shows them."""
    return {key: Shown(number, style) for key, number in values.items()}
