"""Scores as values of a page's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eval.compare.belief import NEVER_BELIEVED, NOT_APPLICABLE, WHY_NOT
from eval.figures.format import Bounded, ReaderScores, Score, Scores
from eval.page.view import Block, Column, Estimate, Grid, Missing, Pairs, Text, Value
from eval.page.wording import READERS, capital, percent, plain_number, usage_name
from eval.runs.format import Reader, Usage

__all__ = [
    "BELIEF",
    "Labelled",
    "believed",
    "bound_text",
    "by_reader",
    "estimate",
    "figures_grid",
    "ordered",
    "reader_name",
    "usage_blocks",
]

Labelled = Sequence[tuple[str, Callable[[ReaderScores], Score]]]
"""Figures of a reading with what they are called."""


BELIEF = frozenset(
    {
        "silent errors, of believed cells",
        "reports with a silent error",
        "silent facts, of verified facts",
        "reports with a silent fact",
        "printed numbers verified",
        "silent errors, of verified facts",
    }
)
"""What figures are called that rest on belief: none is a figure of a reader that is never believed."""


def believed(reader: Reader, score: Score) -> Value:
    """Return a score that rests on belief; of a reader that is never believed, that it cannot be."""
    if reader in NEVER_BELIEVED and not score.count:
        return Missing(NOT_APPLICABLE, WHY_NOT)
    return estimate(score)


def estimate(score: Score) -> Estimate:
    """Return a score as a value of a table."""
    bounds = (score.interval.low, score.interval.high) if score.interval else None
    return Estimate(score.count, score.n, bounds)


def bound_text(score: Score) -> str:
    """Return the upper bound by report; empty for figures that have none, and said where it is undefined."""
    if not isinstance(score, Bounded):
        return ""
    return "undefined" if score.upper is None else f"≤ {percent(score.upper)}"


def ordered(scores: Scores) -> list[tuple[Reader, ReaderScores]]:
    """Return the readings, the cross-check first."""
    return sorted(scores.readers.items(), key=lambda item: list(READERS).index(item[0]))


def reader_name(reader: Reader) -> str:
    """Return what a reader is called at the start of a sentence."""
    return capital(READERS[reader])


def by_reader(
    scores: Scores, figures: Labelled, values: Callable[[Score], tuple[Value, ...]]
) -> tuple[tuple[Value, ...], ...]:
    """Return one row for each figure and reader: its name, the reader, and the values of its score."""
    return tuple(
        (name, READERS[reader], *_kept(name, reader, of(one), values))
        for name, of in figures
        for reader, one in ordered(scores)
    )


def _kept(name: str, reader: Reader, score: Score, values: Callable[[Score], tuple[Value, ...]]) -> tuple[Value, ...]:
    made = values(score)
    if name not in BELIEF or reader not in NEVER_BELIEVED or score.count:
        return made
    return (Missing(NOT_APPLICABLE, WHY_NOT), *("" for _ in made[1:]))


def figures_grid(scores: Scores, figures: Labelled, caption: str = "", note: str = "", *, folded: bool = False) -> Grid:
    """Return figures down, readers across."""
    readers = ordered(scores)
    columns = (Column("figure"), *(Column(READERS[reader]) for reader, _ in readers))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (name, *((believed(reader, of(one)) if name in BELIEF else estimate(of(one))) for reader, one in readers))
        for name, of in figures
    )
    return Grid(columns, rows, caption, note, folded)


def usage_blocks(usage: Usage | None) -> Iterator[Block]:
    """Yield what asking took, and the names of what is not known."""
    if usage is None:
        yield Text("The run does not say: it is not known, or nothing was asked.")
        return
    said = {**usage.model_dump(exclude={"recorded"}), **_recorded(usage)}
    yield Pairs(tuple((usage_name(what), plain_number(value)) for what, value in said.items() if value is not None))
    unknown = ", ".join(usage_name(what) for what, value in said.items() if value is None)
    if unknown:
        yield Text(f"Not known: {unknown}.", "note")


def _recorded(usage: Usage) -> dict[str, float | str | None]:
    said = usage.recorded.model_dump() if usage.recorded else {}
    return {f"recorded.{what}": value for what, value in said.items()}
