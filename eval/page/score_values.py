"""Scores as values of a page's tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.figures.format import Bounded, ReaderScores, Score, Scores
from eval.page.view import Block, Column, Estimate, Grid, Pairs, Text, Value
from eval.page.wording import READERS, percent, plain_number, usage_name
from eval.runs.format import Reader, Usage

__all__ = [
    "Labelled",
    "bound_text",
    "by_reader",
    "estimate",
    "figures_grid",
    "ordered",
    "reader_name",
    "usage_block",
]

Labelled = Sequence[tuple[str, Callable[[ReaderScores], Score]]]
"""Figures of a reading with what they are called."""


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
    return READERS[reader][0].upper() + READERS[reader][1:]


def by_reader(
    scores: Scores, figures: Labelled, values: Callable[[Score], tuple[Value, ...]]
) -> tuple[tuple[Value, ...], ...]:
    """Return one row for each figure and reader: its name, the reader, and the values of its score."""
    return tuple((name, READERS[reader], *values(of(one))) for name, of in figures for reader, one in ordered(scores))


def figures_grid(scores: Scores, figures: Labelled, caption: str = "", note: str = "", *, folded: bool = False) -> Grid:
    """Return figures down, readers across."""
    readers = ordered(scores)
    columns = (Column("figure"), *(Column(READERS[reader]) for reader, _ in readers))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (name, *(estimate(of(one)) for _, one in readers)) for name, of in figures
    )
    return Grid(columns, rows, caption, note, folded)


def usage_block(usage: Usage | None) -> Block:
    """Return what asking took; what is not known says so."""
    if usage is None:
        return Text("The run does not say: it is not known, or nothing was asked.")
    said = usage.model_dump()
    return Pairs(tuple((usage_name(what), plain_number(value)) for what, value in said.items()))
