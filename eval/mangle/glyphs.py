"""Characters that a recogniser takes for one another (MESS.md 10): digits, and near labels."""

from __future__ import annotations

__all__ = ["DIGIT_FOR_DIGIT", "DIGIT_FOR_OTHER", "NEAR", "THIN"]

DIGIT_FOR_DIGIT: dict[str, str] = {
    "0": "68",
    "1": "74",
    "2": "7",
    "3": "8",
    "4": "19",
    "5": "63",
    "6": "805",
    "7": "12",
    "8": "360",
    "9": "47",
}
"""A digit and the digits it turns into: nothing in the cell shows the damage."""

DIGIT_FOR_OTHER: dict[str, str] = {
    "0": "OoD〇。",
    "1": "lI|i!",
    "2": "Zz",
    "3": "ヨ",
    "4": "A",
    "5": "S",
    "6": "bG",
    "7": "?T",
    "8": "B&",
    "9": "gq",
}
"""A digit and what else it turns into: the print is no number any more."""

THIN = "1"
"""Digits that vanish where the print is faint."""

_PAIRS = (
    "末未 己已 池他 料科 日曰 土士 千干 太大 入人 夫天 问间 请清 休体 攻政 候侯 代伐 复夏 货贷 甲申 由田 衍行 具其 "
    "顷项 洁法 努务 恳息 折析 末本 白自 目且 王主 失矢 杜社 令会 关美 困因 圾极 讼论 评许 佚供 洋详 待特 捉提 末来 "
    "怙估 住往 径经 结给 终络 诉访 议仪 查杳 属厲 密蜜 祕秘 券卷 冮江 予子 合台 计什 仇机 枸构 营菅 禾和 汞示 奉举"
)


def _near() -> dict[str, str]:
    near: dict[str, str] = {}
    for pair in _PAIRS.split():
        for seen, other in ((pair[0], pair[1]), (pair[1], pair[0])):
            near[seen] = near.get(seen, "") + other
    return near


NEAR = _near()
"""A character and those it is taken for."""
