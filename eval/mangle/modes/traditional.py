"""Traditional characters from a poor character-by-character conversion, with the pinyin it left behind."""

from __future__ import annotations

from functools import cache
from random import Random

from opencc import OpenCC

from eval.mangle.draft import ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.pinyin import PINYIN
from eval.mangle.rewrite import rewrite

__all__ = ["MODES", "to_traditional"]


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


@cache
def _character(character: str) -> str:
    return str(_converter().convert(character))


def to_traditional(text: str) -> str:
    """Return the text converted one character at a time, so that every part converts as it does in the whole."""
    return "".join(map(_character, text))


def _plain(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    return rewrite(report, to_traditional)


def _residue(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    # The same characters carry residue wherever they stand, as in the copies seen.
    carriers = {character for character in PINYIN if random.random() < strength}

    def change(text: str) -> str:
        return "".join(
            to_traditional(c) + (f"({PINYIN[c]})" if c in carriers and to_traditional(c) != c else "") for c in text
        )

    return rewrite(report, change)


MODES = (
    Mode("traditional", Stage.STRUCTURE, on_reports(_plain), "traditional characters"),
    Mode(
        "traditional_residue",
        Stage.STRUCTURE,
        on_reports(_residue),
        "traditional characters with pinyin residue; share of the characters that carry it",
        strength=0.7,
    ),
)
