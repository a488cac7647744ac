"""Labels torn from their values: what then speaks for a row, and what no longer does.

A row of values without a label is the sign. Next to it a label beside nothing is no row of blanks, and in its table a
label that stands before values, not beside them, may be that of the values before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.rules.align import Placed
from extractor.rules.run import Run
from extractor.sources.document import Layout

__all__ = ["labels_doubtful", "unsettled", "without_torn_labels"]


def labels_doubtful(runs: Sequence[Run], places: int) -> bool:
    """Return True where labels that only stand before values may be those of the values before them.

    So it is where values without a label do not directly follow one that stands beside nothing, and where bare lines
    have labels beside their values in some rows and apart from them in others.

    Args:
        runs: all runs of a table, in order.
        places: how many places the form's rows have, at least.
    """
    before = [None, *runs]
    apart = {run.apart for run in runs if run.layout is None and run.labels and len(run.numbers) >= max(places, 2)}
    return len(apart) > 1 or any(
        _is_bare(run, places) and not (other and other.labels and not other.numbers)
        for other, run in zip(before, runs, strict=False)
    )


def without_torn_labels(runs: Sequence[Run], places: int) -> tuple[Run, ...]:
    """Return the runs without labels torn from their values, and without empty rows that are no rows of the form.

    The texts of the table still hold every label that is dropped.

    Args:
        runs: all runs of a table, in order.
        places: how many places the form's rows have, at least.
    """
    dropped = _labels_alone(runs, places) | _beside_bare_values(runs, places) | _empty_rows(runs, places)
    return tuple(run for number, run in enumerate(runs) if number not in dropped)


def _labels_alone(runs: Sequence[Run], places: int) -> set[int]:
    """Labels with fewer empty cells than a row has, where one cell stands a line."""
    return {
        number
        for number, run in enumerate(runs)
        if run.layout is Layout.PIPE_CELLS and run.labels and not run.numbers and len(run.tokens) < places
    }


def _beside_bare_values(runs: Sequence[Run], places: int) -> set[int]:
    """Labelled rows of blanks that stand next to values without a label, or in a table of such next to blanks without one.

    Their labels may be those of the values, or of the blanks: nobody can say that the cells beside them are empty.
    """
    torn: set[int] = set()
    any_bare = any(_is_bare(run, places) for run in runs)
    for direction in (1, -1):
        open_chain = False
        for number in range(len(runs))[::direction]:
            run = runs[number]
            if run.layout is None or (run.labels and run.numbers):
                open_chain = False
            elif run.numbers:
                open_chain = _is_bare(run, places)
            elif open_chain and run.labels:
                torn.add(number)
            elif any_bare and not run.labels and len(run.tokens) >= places:
                open_chain = True
    return torn


def _empty_rows(runs: Sequence[Run], places: int) -> set[int]:
    """Empty rows that are too short for the form's, or do not stand among values without labels."""
    bare = [number for number, run in enumerate(runs) if _is_bare(run, places)]
    within = range(bare[0], bare[-1]) if bare else range(0)
    return {n for n, run in enumerate(runs) if _is_empty(run) and (n not in within or len(run.tokens) < places)}


def unsettled(placed: Sequence[Placed], runs: Sequence[Run]) -> tuple[Placed, ...]:
    """Return the places, labels that only stand before values no longer taken for the values' own."""
    return tuple(replace(item, own_label=False) if runs[item.run].apart else item for item in placed)


def _is_bare(run: Run, places: int) -> bool:
    return bool(run.numbers) and not run.labels and len(run.tokens) >= places


def _is_empty(run: Run) -> bool:
    return run.layout is not None and not run.labels and not run.numbers
