"""The sources that the lying model is tried on: invented reports in every kind of mess, named by their recipes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from eval.mangle import Mangled, Mode, ModeSpec, Stage, all_modes
from eval.mangle.batch import mangled_reports, own_seed

__all__ = ["Drawn", "Mess", "draw"]

_MESSES = {"intact": 2, "lossy": 5, "noisy": 3}
"""What is done to a source, with the odds."""
_ERROR_ODDS = 0.15
"""Of a report in which the agency itself printed a number wrongly."""
_SECOND_MODE_ODDS = 0.25

Mess = str
"""``intact``: a renderer alone that loses nothing; ``lossy``: any other mess that keeps the characters;
``noisy``: with damage of recognition."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One source with its label."""

    mangled: Mangled
    recipe: str
    """Options of ``gongkai eval mangle`` that write it."""
    mess: Mess


def draw(seed: int, number: int) -> Drawn:
    """Return source ``number``, from 0, of a run with this seed: every one is another report."""
    random = Random(f"lying {seed} {number}")
    own = own_seed(seed, number)
    mess = random.choices(list(_MESSES), weights=list(_MESSES.values()))[0]
    errors = int(random.random() < _ERROR_ODDS)
    while True:  # a few combinations fit no report, or not this one: the next is drawn
        names = _names(mess, random)
        try:
            mangled = next(mangled_reports(own, 1, tuple(map(ModeSpec, names)), agency_errors=errors))
        except ValueError:
            continue
        recipe = f"--seed {own} --reports 1 --modes {'+'.join(names)}" + (" --agency-errors 1" if errors else "")
        return Drawn(mangled, recipe, mess)


def _names(mess: Mess, random: Random) -> Sequence[str]:
    intact, lossy, noisy = _modes()
    if mess == "intact":
        return [random.choice(intact).name]
    first = random.choice(noisy if mess == "noisy" else lossy)
    chosen = [first]
    if random.random() < _SECOND_MODE_ODDS:
        chosen.append(random.choice(lossy))
    if not any(mode.stage is Stage.RENDER for mode in chosen):
        chosen.append(random.choice([mode for mode in all_modes().values() if mode.stage is Stage.RENDER]))
    return [mode.name for mode in chosen]


@cache
def _modes() -> tuple[Sequence[Mode], Sequence[Mode], Sequence[Mode]]:
    """Renderers that lose nothing, everything else that keeps the characters, and what damages them."""
    listed = list(all_modes().values())
    intact = [mode for mode in listed if mode.stage is Stage.RENDER and mode.lossless]
    noisy = [mode for mode in listed if mode.noisy]
    rest = [mode for mode in listed if not mode.noisy and mode not in intact]
    return intact, rest, noisy
