"""Damage of recognition to single characters. The label keeps what was printed before: that is what right means."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from eval.mangle.draft import on_text
from eval.mangle.glyphs import DIGIT_FOR_DIGIT, DIGIT_FOR_OTHER, NEAR, THIN
from eval.mangle.mode import Mode, Stage
from eval.mangle.visible import on_visible

__all__ = ["MODES"]

Glyph = Callable[[str, Random], str]


def _is_cjk(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _digit(character: str, random: Random) -> str:
    return random.choice(DIGIT_FOR_DIGIT[character]) if character in DIGIT_FOR_DIGIT else character


def _broken_digit(character: str, random: Random) -> str:
    return random.choice(DIGIT_FOR_OTHER[character]) if character in DIGIT_FOR_OTHER else character


def _near(character: str, random: Random) -> str:
    return random.choice(NEAR[character]) if character in NEAR else character


def _ocr(character: str, random: Random) -> str:
    """What a recogniser makes of a glyph it misreads: mostly another one, sometimes none, sometimes no digit."""
    if character in DIGIT_FOR_DIGIT:
        return random.choices((_digit, _broken_digit, _gone), weights=(5, 4, 1))[0](character, random)
    if _is_cjk(character):
        return "" if random.random() < 0.15 else _near(character, random)
    return character


def _gone(character: str, random: Random) -> str:
    return ""


def _lost_or_doubled(character: str, random: Random) -> str:
    return character * random.choice((0, 2)) if _is_cjk(character) else character


def _independent(glyph: Glyph) -> Callable[[str, str, float, Random], str]:
    """Each visible glyph is damaged by itself, with the strength as odds."""

    def damage(text: str, suffix: str, strength: float, random: Random) -> str:
        def run(part: str) -> str:
            return "".join(glyph(c, random) if not c.isspace() and random.random() < strength else c for c in part)

        return on_visible(text, suffix, run)

    return damage


def _consistent(text: str, suffix: str, strength: float, random: Random) -> str:
    """So many confusions, each over the whole page: every 1 a 7 keeps many sums."""
    table: dict[str, str] = {}
    for digit in random.sample(sorted(DIGIT_FOR_DIGIT), min(10, max(1, round(strength)))):
        table[digit] = random.choice(DIGIT_FOR_DIGIT[digit])
    return on_visible(text, suffix, lambda part: "".join(table.get(c, c) for c in part))


def _thin(text: str, suffix: str, strength: float, random: Random) -> str:
    return on_visible(
        text, suffix, lambda part: "".join("" if c in THIN and random.random() < strength else c for c in part)
    )


def _noise(name: str, glyph: Glyph, summary: str, strength: float) -> Mode:
    return Mode(
        name,
        Stage.TEXT,
        on_text(_independent(glyph)),
        summary,
        lossless=False,
        noisy=True,
        strength=strength,
        renderer="layout",
    )


MODES = (
    _noise("ocr", _ocr, "misread glyphs, digits and characters; odds a glyph", 0.01),
    _noise("digit_noise", _digit, "digits that turn into other digits; odds a digit", 0.01),
    _noise("broken_digits", _broken_digit, "digits that turn into letters or marks; odds a digit", 0.02),
    _noise("near_labels", _near, "characters that turn into near ones; odds a character", 0.05),
    _noise("char_loss", _lost_or_doubled, "characters lost or doubled; odds a character", 0.01),
    Mode(
        "ocr_consistent",
        Stage.TEXT,
        on_text(_consistent),
        "one digit taken for another over the whole page; how many digits",
        lossless=False,
        noisy=True,
        renderer="layout",
    ),
    Mode(
        "thin_digits",
        Stage.TEXT,
        on_text(_thin),
        "thin digits lost; odds a digit",
        lossless=False,
        noisy=True,
        renderer="layout",
        strength=0.3,
    ),
)
