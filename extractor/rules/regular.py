"""Runs brought to the form's rows: joined rows parted, row numbers taken off, torn labels told from empty rows.

Where every row of a table has as many places, a run of twice as many is two rows whose label stands elsewhere, and a
value behind every row that counts the rows is no value of the form. A label beside nothing, next to values without a
label, is no row of blanks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.rules.runs import Run
from extractor.rules.tokens import TokenKind

__all__ = ["regular", "without_torn_labels"]

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
    """A run of several rows' values, none of them blank, in its rows: only the first has the label in front."""
    count, rest = divmod(len(run.tokens), places)
    blanks = any(token.kind is TokenKind.BLANK for token in run.tokens)
    if run.layout is not None or count < 2 or rest or blanks:
        yield run
        return
    for number in range(count):
        tokens = run.tokens[number * places : (number + 1) * places]
        first, last = number == 0, number == count - 1
        yield replace(
            run,
            tokens=tokens,
            labels=run.labels if first else (),
            beside=run.beside and first,
            stacked=run.stacked if first else (),
            following=run.following if last else (),
        )


def without_torn_labels(runs: Sequence[Run], places: int) -> tuple[Run, ...]:
    """Return the runs without labelled rows of blanks that stand next to values without a label.

    Their labels may be those of the values: nobody can say that the cells beside them are empty. The texts of the
    table still hold them.

    Args:
        runs: all runs of a table, in order.
        places: how many places the form's rows have, at least.
    """
    torn: set[int] = set()
    for direction in (1, -1):
        open_chain = False
        for number in range(len(runs))[::direction]:
            run = runs[number]
            if run.layout is None or (run.labels and run.numbers):
                open_chain = False
            elif run.numbers:
                open_chain = len(run.tokens) >= places
            elif open_chain:
                torn.add(number)
    return tuple(run for number, run in enumerate(runs) if number not in torn)
