"""Runs brought to the width of the form's rows: joined rows parted, row numbers taken off.

Where every row of a table has as many places, a run of twice as many is two rows whose label stands elsewhere, and a
value behind every row that counts the rows is no value of the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.rules.run import Run
from extractor.rules.tokens import TokenKind
from extractor.sources.document import Layout

__all__ = ["regular"]

_FEWEST = 3
"""Rows that a count of rows must be seen in."""


def regular(runs: Sequence[Run], places: int) -> tuple[Run, ...]:
    """Return the runs, those of bare lines parted and freed of row numbers.

    Args:
        runs: all runs of a table.
        places: how many places each row of the form has.
    """
    return tuple(part for run in _without_numbers(runs, places) for part in _parted(run, places))


def _without_numbers(runs: Sequence[Run], places: int) -> list[Run]:
    """The number of the next row stands behind the values of each row, in the column of the values."""
    bare = [run for run in runs if run.layout is None]
    counted = [run.tokens[-1].text.rstrip(".、") for run in bare if len(run.tokens) == places + 1]
    numbers = [int(text) for text in counted if text.isdigit()]
    counts = len(numbers) == len(counted) >= _FEWEST and all(b == a + 1 for a, b in pairwise(numbers))
    if not counts or len(counted) < len(bare) - 2:
        return list(runs)
    return [
        replace(run, tokens=run.tokens[:-1]) if run.layout is None and len(run.tokens) == places + 1 else run
        for run in runs
    ]


def _parted(run: Run, places: int) -> Iterator[Run]:
    """A run of several rows in its rows: only the first has the label in front, only the last what follows."""
    starts = _row_starts(run, places)
    for start, stop in pairwise([*starts, len(run.tokens)]):
        first, last = start == 0, stop == len(run.tokens)
        yield replace(
            run,
            tokens=run.tokens[start:stop],
            labels=run.labels if first else (),
            beside=run.beside and first,
            stacked=run.stacked if first else (),
            following=run.following if last else (),
        )


def _row_starts(run: Run, places: int) -> list[int]:
    """Where the rows of a run begin: every so many places on bare lines; where cells stand a line, behind blanks too.

    Bare lines hold several rows where their values are more than one row has, or each row would end in a value, its
    total. Where cells stand a line, the line that ends a row looks like an empty cell. Values in groups of just a
    row's number are rows, and empty cells for a whole row behind a label are that label's.
    """
    filled = [token.kind is TokenKind.VALUE for token in run.tokens]
    if run.layout is None:
        totals = filled[places - 1 :: places]
        several = len(filled) > places and len(filled) % places == 0 and (sum(filled) > places or all(totals))
        return list(range(0, len(filled), places)) if several else [0]
    if run.layout is not Layout.PIPE_CELLS:
        return [0]
    starts = [n for n, value in enumerate(filled) if value and not (n and filled[n - 1])]
    ends = [n for n, value in enumerate(filled, 1) if value and not (n < len(filled) and filled[n])]
    whole = all(stop - start == places for start, stop in zip(starts, ends, strict=True))
    torn = bool(run.labels) and len(filled) >= 2 * places and any(filled) and not any(filled[:places])
    rows = starts if whole else starts[:1]
    return [0, *([places] if torn else []), *rows[1:]]
