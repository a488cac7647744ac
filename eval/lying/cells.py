"""Lies about single cells: each changes some answers where they stand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random

from eval.lying.kind import Kind, Lie, Scene, Unit, chosen
from eval.lying.script import Script, Value
from eval.mangle.glyphs import DIGIT_FOR_DIGIT

__all__ = ["KINDS", "confused", "has_digit"]

_Change = Callable[[Value, Random], Value]
_NOTHING = ("0", None)


def _on_cells(change: _Change, applies: Callable[[Value], bool]) -> Lie:
    def lie(script: Script, scene: Scene, rate: float, random: Random) -> Script:
        values = script.values
        paths = chosen((path for path, value in values.items() if applies(value)), rate, random)
        return script.with_values({path: change(values[path], random) for path in paths})

    return lie


def _swapped(value: Value, random: Random) -> Value:
    """Two different digits beside one another exchanged."""
    text = value or ""
    at = random.choice(_swaps(text))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _swaps(text: str) -> list[int]:
    return [at for at, (one, two) in enumerate(pairwise(text)) if one.isdigit() and two.isdigit() and one != two]


def confused(text: str, random: Random) -> str:
    """Return a print with one of its digits, of which it has some, taken for a like one."""
    at = random.choice([at for at, glyph in enumerate(text) if glyph in DIGIT_FOR_DIGIT])
    return text[:at] + random.choice(DIGIT_FOR_DIGIT[text[at]]) + text[at + 1 :]


def has_digit(value: Value) -> bool:
    """True where a print holds a digit."""
    return any(glyph in DIGIT_FOR_DIGIT for glyph in value or "")


def _copied(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """A cell repeats the one before it in its row."""
    pairs = [
        (path, before, value)
        for block in script.blocks
        for row in block.rows
        for path, value, before in zip(row.paths[1:], row.values[1:], row.values, strict=False)
    ]
    sites = [(path, before) for path, before, value in pairs if before != value]
    return script.with_values(dict(chosen(sites, rate, random)))


def _from_prose(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """A number of the prose stands in a cell."""
    numbers = [fact.number for fact in script.prose.facts]
    paths = chosen(script.values, rate, random)
    return script.with_values({path: random.choice(numbers) for path in paths} if numbers else {})


def _lost_filled(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """A cell that the source lost is answered: with a 0, a small number, or what its row holds elsewhere."""
    beside = {path: row.values for block in script.blocks for row in block.rows for path in row.paths}
    paths = chosen([path for path in beside if path in scene.lost], rate, random)
    return script.with_values(
        {path: random.choice(("0", str(random.randint(1, 9)), random.choice(beside[path]) or "0")) for path in paths}
    )


KINDS = (
    Kind(
        "digit_swap",
        Unit.CELL,
        _on_cells(_swapped, lambda value: bool(_swaps(value or ""))),
        "two neighbouring digits exchanged",
    ),
    Kind(
        "glyph",
        Unit.CELL,
        _on_cells(lambda value, random: confused(value or "", random), has_digit),
        "one digit taken for a like one",
    ),
    Kind(
        "blank_to_zero", Unit.CELL, _on_cells(lambda value, random: "0", lambda value: value is None), "a blank as a 0"
    ),
    Kind(
        "zero_to_blank", Unit.CELL, _on_cells(lambda value, random: None, lambda value: value == "0"), "a 0 as a blank"
    ),
    Kind(
        "mark_to_zero",
        Unit.CELL,
        _on_cells(lambda value, random: "0", lambda value: value is not None and not has_digit(value)),
        "a mark as a 0",
    ),
    Kind(
        "to_zero",
        Unit.CELL,
        _on_cells(lambda value, random: "0", lambda value: value not in _NOTHING),
        "a number as a 0",
    ),
    Kind("copied", Unit.CELL, _copied, "the value of the cell before it in its row"),
    Kind("prose_number", Unit.CELL, _from_prose, "a number of the prose in a cell"),
    Kind("lost_filled", Unit.CELL, _lost_filled, "an invented value for a cell that the source lost"),
)
