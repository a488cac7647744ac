"""Numbers of prose with their units: digits, Chinese numerals, 万 and 亿, percentages, approximation (MESS.md 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import mul

from extractor.rules.facts.chinese_numbers import DIGITS, chinese_number, chinese_share
from schemas.reading import Number, as_number

__all__ = ["MONEY", "PERCENT", "Quantity", "quantities_in"]

MONEY = "元"
PERCENT = "%"

_UNITS = (
    "人次|批次|条次|件次|户次|班次|场次|篇次|车次|大类|小类|大项|小项|"
    "条(?!例)|人(?!民|大代)|部(?!门)|所(?!属|有)|单(?!位)|"
    "[件项个次起宗份篇期名位家户场册类例处只台块本页则批轮届辆封张幅组支通种集字笔席堂节班]"
)
_ALTERNATIVE = r"(?:\([次件条人项个篇]\)|/次)?"
_SCALE = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ABOUT_BEFORE = r"(?P<before>近|约|大约|将近|接近|超过?|突破|逾|不少于|不低于|不到|至少)?"
_ABOUT_AFTER = r"(?P<after>以上|左右|上下|之多|\+)?"
_MORE = "余|多|来"
_DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?![\d,])(?:\.\d+)?|[1-9]\d{0,2}(?: \d{3}){1,3}(?=[余多]?[条件次人份篇个项元万])|\d+(?:\.\d+)?"
_COUNT = re.compile(
    _ABOUT_BEFORE + rf"(?P<digits>(?<![\d.A-Za-z]){_DIGITS})(?P<more>{_MORE})?"
    rf"(?:(?P<scale>[百千]?[万亿]|[百千](?=[余多条件次人份]))(?P<more2>{_MORE})?)?"
    rf"(?:(?P<money>元)|(?P<share>%|‰)|(?P<unit>{_UNITS})(?P<other>{_ALTERNATIVE}))?" + _ABOUT_AFTER
)
_CHINESE = re.compile(
    _ABOUT_BEFORE
    + rf"(?<![{DIGITS}几数第])(?P<digits>[{DIGITS}][{DIGITS}万亿]{{0,15}})(?P<more>{_MORE})?(?P<scale>[万亿])?(?P<more2>{_MORE})?"
    rf"(?:(?P<money>元)|(?P<unit>{_UNITS})(?P<other>{_ALTERNATIVE}))" + _ABOUT_AFTER
)
_SHARE_IN_WORDS = re.compile(
    _ABOUT_BEFORE + rf"百分之(?P<share>[{DIGITS}]{{1,8}}(?:点[{DIGITS}]{{1,4}})?|\d{{1,3}}(?:\.\d+)?)" + _ABOUT_AFTER
)
_TENTHS = re.compile(
    _ABOUT_BEFORE + r"(?<![一二三四五六七八九十])(?P<tenths>[一二三四五六七八九])成(?=[以的]|[,。;)]|$)" + _ABOUT_AFTER
)
_LONGEST = 15
"""Digits of a number; what is longer is no quantity."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as prose prints it."""

    start: int
    """With a word of approximation in front (``近``)."""
    end: int
    """Behind the unit and a word of approximation (``以上``)."""
    value: Number
    """Scaled by 万 and 亿; a fraction of 1 for percentages."""
    unit: str | None
    approximate: bool
    chinese: bool = False
    """Written in Chinese numerals, which are often no quantity at all."""


def quantities_in(text: str) -> list[Quantity]:
    """Return the numbers of a canonical text in order, whatever they are; they do not overlap."""
    found = sorted([*_counts(text), *_chinese(text), *_shares(text)], key=lambda item: (item.start, -item.end))
    kept: list[Quantity] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _counts(text: str) -> Iterator[Quantity]:
    for match in _COUNT.finditer(text):
        digits = match["digits"].replace(",", "").replace(" ", "")
        if len(digits) <= _LONGEST:
            yield _quantity(match, Decimal(digits), match["share"])


def _chinese(text: str) -> Iterator[Quantity]:
    for match in _CHINESE.finditer(text):
        number = chinese_number(match["digits"])
        if number is not None:
            yield _quantity(match, Decimal(number), None, chinese=True)


def _shares(text: str) -> Iterator[Quantity]:
    for match in _SHARE_IN_WORDS.finditer(text):
        printed = match["share"]
        share = Decimal(printed) if printed[0].isascii() else chinese_share(printed)
        if share is not None:
            yield Quantity(match.start(), match.end(), as_number(share / 100), PERCENT, _is_about(match))
    for match in _TENTHS.finditer(text):
        tenths = Decimal(chinese_number(match["tenths"]) or 0)
        yield Quantity(match.start(), match.end(), as_number(tenths / 10), PERCENT, _is_about(match), chinese=True)


def _quantity(match: re.Match[str], amount: Decimal, share: str | None, *, chinese: bool = False) -> Quantity:
    about = _is_about(match) or bool(match["more"] or match["more2"])
    if share:
        fraction = amount / (100 if share == "%" else 1000)
        return Quantity(match.start(), match.end(), as_number(fraction), PERCENT, about)
    amount *= reduce(mul, (_SCALE[char] for char in match["scale"] or ""), 1)
    unit = MONEY if match["money"] else _unit(match["unit"], match["other"])
    return Quantity(match.start(), match.end(), as_number(amount), unit, about, chinese)


def _unit(unit: str | None, other: str | None) -> str | None:
    return "人次" if unit == "人" and other else unit


def _is_about(match: re.Match[str]) -> bool:
    return bool(match["before"] or match["after"])
