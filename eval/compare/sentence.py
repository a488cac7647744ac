"""The verdict in one sentence: what B broke and mended, in how many reports, and what is to be thought of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.compare.figures import FEWEST
from eval.compare.format import Change, Effect, Impact, Moves, VerdictWord
from eval.compare.verdict import SILENT
from eval.report_text import counted

__all__ = ["sentence"]

_NAMED = 3
"""So many changed reports are named."""
_HEADS = {
    VerdictWord.BETTER: "B is better",
    VerdictWord.WORSE: "B is worse",
    VerdictWord.MIXED: "Mixed, B is better in one thing and worse in another",
    VerdictWord.NO_DIFFERENCE_SHOWN: "Changed, not established",
}


def sentence(word: VerdictWord, reasons: Sequence[Change], found: Impact) -> str:
    """Return the verdict as one sentence.

    Args:
        word: the verdict.
        reasons: the deciding figures; silent errors that are too few to be shown must not be overlooked.
        found: what became of all cells and facts.
    """
    if word is VerdictWord.IDENTICAL:
        return f"Identical: nothing changed in any cell or fact of {counted(found.of, 'report')}."
    if not found.reports:
        head = "Changed in nothing that counts" if word is VerdictWord.NO_DIFFERENCE_SHOWN else _HEADS[word]
        return f"{head}: {_what(found)}{_look(reasons)}."
    return f"{_HEADS[word]}: {_what(found)}{_where(found)}{_chance(word, found)}{_look(reasons)}."


def _what(found: Impact) -> str:
    kinds = [(found.cells, "cell"), (found.facts, "fact")]
    said = [_moves(moves, noun) for moves, noun in kinds if any(moves.model_dump().values())]
    return f"B {', and '.join(said) or 'broke and mended no cell and no fact'}"


def _moves(moves: Moves, noun: str) -> str:
    if moves.broken or moves.mended:
        said = f"broke {counted(moves.broken, noun, 'no')} and mended {moves.mended or 'none'}"
    else:
        said = f"broke and mended no {noun}"
    more = ", ".join(_more(moves))
    return f"{said} ({more})" if more else said


def _more(moves: Moves) -> Iterator[str]:
    for count, words in (
        (moves.now_silent, "now silently wrong"),
        (moves.no_longer_silent, "no longer silently wrong"),
        (moves.other_wrong, "wrong in another way"),
        (moves.gained, "newly believed"),
        (moves.withdrawn, "no longer believed"),
        (moves.uncounted, "given otherwise, which counts for nothing"),
    ):
        if count:
            yield f"{count} {words}"


def _where(found: Impact) -> str:
    names = f" ({', '.join(found.names)})" if len(found.names) <= _NAMED else ""
    said = f", in {found.reports} of {counted(found.of, 'report')}{names}"
    if found.carrier is None or found.of == 1:
        return said
    if found.reports == 1:
        return f"{said}: one report carries it all"
    total = found.cells.changed + found.facts.changed
    return f"{said}: one report carries most of it, {found.carrier.document} with {found.carrier.changed} of {total}"


def _chance(word: VerdictWord, found: Impact) -> str:
    if word is not VerdictWord.NO_DIFFERENCE_SHOWN:
        return ""
    few = found.reports < FEWEST
    return "; with so few reports chance is not ruled out" if few else "; chance is not ruled out, the intervals hold 0"


def _look(reasons: Sequence[Change]) -> str:
    seen = [
        f"{counted(abs(more), f'silent {kind}')} {'more' if more > 0 else 'fewer'}"
        for change in reasons
        if change.name in SILENT and change.effect in (Effect.NOT_SHOWN, Effect.UNDEFINED)
        for more in (change.b.count - change.a.count,)
        for kind in ("fact" if change.name.startswith("facts") else "error",)
        if more
    ]
    return f"; but B has {' and '.join(seen)}: look at them" if seen else ""
