"""Titles, openings and periods of invented reports, in the variants of MESS.md 1 and 2."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.truth.model import Sentence

__all__ = ["Opening", "draw_opening", "draw_title"]

_TITLES = (
    ("{who}{year}年政府信息公开工作年度报告", 40),
    ("{who}{year}年度政府信息公开工作年度报告", 14),
    ("{year}年{who}政府信息公开工作年度报告", 12),
    ("{who}{year}年政府信息公开工作报告", 8),
    ("{who}{year}年政府信息公开年度报告", 6),
    ("{who}{year}年政府信息公开年度工作报告", 3),
    ("{who}{year}年信息公开工作年度报告", 3),
    ("{who}{year}年政务信息公开年度报告", 2),
    ("{who}政府信息公开工作年度报告", 3),
    ("{who}{year}政府信息公开工作年度报告", 2),
    ("{who} {year} 年 政府信息公开工作年度报告", 3),
    ("{who}{year}年政府信息公开工作年度报告。", 1),
)

_OPENINGS = (
    ("根据《中华人民共和国政府信息公开条例》要求，编制{year}年度政府信息公开工作年度报告。", 5),
    ("依据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。", 2),
    ("根据《中华人民共和国政府信息公开条例》有关规定，现向社会公布{who}{year}年政府信息公开工作年度报告。", 4),
    (
        "本报告由{who}按照《中华人民共和国政府信息公开条例》编制。全文由总体情况、主动公开政府信息情况、"
        "收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、"
        "其他需要报告的事项六个部分组成。",
        4,
    ),
    ("", 3),
)

_PERIODS = (
    ("本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。", 6),
    ("统计期限为{year}年1月1日至{year}年12月31日。", 3),
    ("报告中所列数据的统计时限为{year}年1月1日至12月31日。", 1),
    ("统计时间为{year}年1月1日至{year}年12月31日。", 1),
    ("", 4),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands between title and section one."""

    sentences: tuple[Sentence, ...]
    period: tuple[str, str] | None
    names_agency: bool


def _pick(random: Random, choices: tuple[tuple[str, int], ...]) -> str:
    return random.choices([text for text, _ in choices], weights=[weight for _, weight in choices])[0]


def draw_title(random: Random, who: str, year: int) -> str | None:
    """Return a printed title, or None where the page prints none."""
    if random.random() < 0.08:
        return None
    return _pick(random, _TITLES).format(who=who, year=year)


def draw_opening(random: Random, who: str, year: int, form: str) -> Opening:
    """Return an opening, often with the period, seldom nothing at all."""
    opening = _pick(random, _OPENINGS)
    if form == "statistics" and "六个部分" in opening:
        opening = _OPENINGS[0][0]
    period = _pick(random, _PERIODS)
    sentences = [Sentence(text.format(who=who, year=year)) for text in (opening, period) if text]
    dates = (f"{year}-01-01", f"{year}-12-31") if period else None
    return Opening(tuple(sentences), dates, "{who}" in opening)
