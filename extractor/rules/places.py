"""The tokens of a run to the places of its row, in a table of the source's own.

A row may have more cells than the form prints: pads of merged cells, the end of a row printed as an empty cell, a
column that the form does not know. Which cells fill the due places is told by the columns that the header names, or by
the rows whose values leave only one way; where neither tells, the places are not exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.rules.run import Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sources.document import Layout

__all__ = ["Places", "in_header_order", "place"]


@dataclass(frozen=True, slots=True)
class Places:
    """The tokens in the places of a row."""

    tokens: tuple[Token | None, ...]
    """None in a place whose cell is not there."""
    exact: bool
    """The places are exactly as due, blanks visible: no other way to fill them is open."""


def place(
    run: Run, due: int, mates: Sequence[Run], table: Sequence[Run], named: tuple[int, ...] | None
) -> Places | None:
    """Return the tokens that fill a row's places, or None where it is not clear which do.

    Args:
        run: values and blanks in order.
        due: how many places the form prints.
        mates: the runs of the same block in the same table of the source, this one among them.
        table: all runs of the same table of the source.
        named: grid columns that the header names as the due ones, in order, where it names them all.
    """
    if run.layout is None or run.astray:
        return None if run.astray else _on_lines(run, due)
    if _is_broken(run) and not run.reduced:
        usual = _by_columns(run, _usual_columns(mates, due), exact=False)
        return usual or (Places(run.tokens, exact=False) if len(run.tokens) == due else None)
    if len(run.tokens) < due:
        return _cut_off(run, due, mates)
    if len(run.tokens) == due:
        return Places(run.tokens, not _may_be_pad(run, table))
    shared = _shared_columns(mates, due)
    known = _by_columns(run, shared, exact=True) or _by_columns(
        run, named, exact=named is not None and _contiguous(named)
    )
    if known is not None:
        return replace(known, exact=known.exact and _keeps_columns(run, known, mates, table))
    found = _by_values(run, due, mates)
    # Columns that are known and do not fit this row's values speak against any other way to fill it.
    contradicted = found is not None and (shared is not None or named is not None)
    return replace(found, exact=False) if found is not None and contradicted else found


def in_header_order(run: Run, named: tuple[int, ...]) -> Places | None:
    """Return the tokens where the header names their columns, in whatever order that is."""
    return _by_columns(run, named, exact=True) or _by_columns(run, named, exact=False)


def _on_lines(run: Run, due: int) -> Places | None:
    """Bare lines: all places filled, or with empty lines behind the last."""
    if len(run.tokens) == due:
        return Places(run.tokens, exact=True)
    if len(run.tokens) > due and _blank(run.tokens):
        return Places(run.tokens[:due], exact=False)
    full = len(run.tokens) > due and all(_filled(token) for token in run.tokens[:due])
    return Places(run.tokens[:due], exact=True) if full and _blank(run.tokens[due:]) else None


def _is_broken(run: Run) -> bool:
    """True where a grid column between the tokens is covered by a cell from the row above."""
    columns = [token.column for token in run.tokens]
    return run.layout is Layout.GRID and any(later != earlier + 1 for earlier, later in pairwise(columns))


def _usual_columns(mates: Sequence[Run], due: int) -> tuple[int, ...] | None:
    """The grid columns of most rows that have exactly the due places."""
    seen = Counter(
        tuple(token.column for token in mate.tokens)
        for mate in mates
        if len(mate.tokens) == due and not _is_broken(mate)
    )
    return seen.most_common(1)[0][0] if seen else None


def _shared_columns(mates: Sequence[Run], due: int) -> tuple[int, ...] | None:
    """The grid columns that all rows with exactly the due places share, where there are several such rows."""
    complete = [tuple(token.column for token in mate.tokens) for mate in mates if len(mate.tokens) == due]
    return complete[0] if len(complete) > 1 and len(set(complete)) == 1 else None


def _by_columns(run: Run, columns: tuple[int, ...] | None, *, exact: bool) -> Places | None:
    """The tokens in the given grid columns, if no value stands outside them; all must be there to be exact."""
    there = {token.column: token for token in run.tokens}
    if columns is None or (exact and not set(columns) <= set(there)):
        return None
    if any(_filled(token) for column, token in there.items() if column not in columns):
        return None
    return Places(tuple(there.get(column) for column in columns), exact)


def _keeps_columns(run: Run, places: Places, mates: Sequence[Run], table: Sequence[Run]) -> bool:
    """True where all rows of a grid end in one column, or a row that begins as this one can fill these columns alone.

    Separators are left out where rows begin, and wrong spans move whole rows: two rows that begin unlike need not share
    columns.
    """
    if run.layout is Layout.GRID and len({other.tokens[-1].column for other in table}) == 1:
        return True
    due = len(places.tokens)
    start = run.tokens.index(first) if (first := places.tokens[0]) is not None else -1
    return any(_front(mate) == _front(run) and _windows([mate], due) == [start] for mate in mates)


def _contiguous(columns: Sequence[int]) -> bool:
    return all(later == earlier + 1 for earlier, later in pairwise(columns))


def _may_be_pad(run: Run, table: Sequence[Run]) -> bool:
    """True where a row's last blank may be the end of the row, as in all others, and a place be missing inside.

    Only elements of their own make a cell certain; separators are put behind rows by habit.
    """
    if run.layout is Layout.GRID or _filled(run.tokens[-1]):
        return False
    return all(not _filled(other.tokens[-1]) for other in table)


def _cut_off(run: Run, due: int, mates: Sequence[Run]) -> Places | None:
    """A row as wide as the complete rows above it, but with more label cells in front: its last values were cut."""
    above = [mate for mate in mates if len(mate.tokens) >= due and mate.row < run.row]
    if not above or run.lead - above[-1].lead != due - len(run.tokens):
        return None
    return Places((*run.tokens, *(None for _ in range(due - len(run.tokens)))), exact=False)


def _by_values(run: Run, due: int, mates: Sequence[Run]) -> Places | None:
    """The window of due places outside which no row of the same length has a value.

    Where one cell stands a line and some row has pads in front, each row is told by its own values alone.
    """
    padded = run.layout is Layout.PIPE_CELLS and _pads_in_front(mates, due)
    alike = [mate for mate in mates if len(mate.tokens) == len(run.tokens) and _front(mate) == _front(run)]
    windows = _windows([run] if padded else alike, due)
    if not windows:
        return None
    if len(windows) > 1 and not padded:
        windows = _by_habit(run, due, windows, alike, mates)
    filling = run.tokens[windows[0] : windows[0] + due]
    # Where one cell stands a line, rows with pads in front are alike in nothing but their number.
    known = run.layout is not Layout.PIPE_CELLS or not windows[0] or (_filled(filling[0]) and _filled(filling[-1]))
    return Places(filling, exact=known and len(windows) == 1)


def _pads_in_front(mates: Sequence[Run], due: int) -> bool:
    """True where the values of some row do not fit its first places."""
    return any(len(mate.tokens) > due and 0 not in _windows([mate], due) for mate in mates)


def _windows(runs: Sequence[Run], due: int) -> list[int]:
    """Where the due places can begin so that none of these runs has a value outside them."""
    return [
        start
        for start in range(min(len(run.tokens) for run in runs) - due + 1)
        if all(_blank(run.tokens[:start]) and _blank(run.tokens[start + due :]) for run in runs)
    ]


def _front(run: Run) -> int:
    """How a row begins: the first column of its values, or as many cells as stand in front of them."""
    return run.tokens[0].column if run.layout is Layout.GRID else run.lead


def _by_habit(run: Run, due: int, windows: Sequence[int], alike: Sequence[Run], mates: Sequence[Run]) -> list[int]:
    """Of several windows those that fill the last place, where every row that has exactly the due places fills it.

    Rows that end in a line of separators end in it all: where one cell stands a line, pads are behind.
    """
    complete = [mate for mate in mates if len(mate.tokens) == due]
    ends = [mate.tokens[-1] for mate in complete]
    ended = all(len(mate.tokens) > due or _filled(mate.tokens[-1]) for mate in mates)
    if run.layout is Layout.PIPE_CELLS and ended and windows[0] == 0:
        return [0]
    if complete and all(_filled(token) for token in ends):
        return [s for s in windows if all(_filled(mate.tokens[s + due - 1]) for mate in alike)] or list(windows)
    return list(windows)


def _blank(tokens: Sequence[Token]) -> bool:
    return all(token.kind is TokenKind.BLANK for token in tokens)


def _filled(token: Token) -> bool:
    return token.kind is TokenKind.VALUE
