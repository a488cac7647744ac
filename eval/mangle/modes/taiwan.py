"""Traditional characters with Taiwan wording after conversion: 規範性檔案, 網路, 資訊 (MESS.md 10)."""

from __future__ import annotations

from functools import cache
from random import Random

from opencc import OpenCC

from eval.mangle.draft import ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.rewrite import rewrite

__all__ = ["MODES"]

# Wordings seen that the converter does not make by itself.
_WORDS = (
    ("規範性文件", "規範性檔案"),
    ("門戶網站", "入口網站"),
    ("政府網站", "政府網站"),
    ("諮詢", "諮詢"),
    ("人民群眾", "人民民眾"),
)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2twp")


def _wording(text: str) -> str:
    text = str(_converter().convert(text))
    for ours, theirs in _WORDS:
        text = text.replace(ours, theirs)
    return text


def _apply(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    return rewrite(report, _wording)


MODES = (Mode("taiwan", Stage.STRUCTURE, on_reports(_apply), "traditional characters with Taiwan wording"),)
