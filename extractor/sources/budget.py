"""How much work one source may cost, counted in pieces of work and never in seconds.

A page can be built to exhaust its reader: a million nested tags, a ``rowspan`` of three million. At a limit reading
stops, what was read is kept, and a notice says so. Counts make the result the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from extractor.sources.notices import Notice, Words, notice

__all__ = ["DEFAULT_BUDGET", "Budget", "Meter", "Work"]


class Work(StrEnum):
    """What is counted; the value is the key of the words that a notice uses."""

    CHARACTERS = "characters"
    NODES = "nodes"
    CELLS = "table cells"
    GRID_STEPS = "grid steps"
    DEPTH = "nested elements"
    ATTRIBUTES = "attributes of one element"
    OPTIONS = "entries of selection lists"
    COLUMNS = "columns of one table"
    HIDDEN = "hidden passages"


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits; each is some fifty times what the largest report seen needs."""

    input_bytes: int = 64 * 1024 * 1024
    """A larger input is refused unread."""
    characters: int = 8_000_000
    """After decoding."""
    nodes: int = 200_000
    """Elements and text pieces of a page, or lines of a text."""
    cells: int = 100_000
    grid_steps: int = 20_000_000
    """Table places looked at while spans are laid out."""
    depth: int = 600
    """The parser's time grows with depth times tags."""
    attributes: int = 1_000
    """The parser compares every attribute of an element with every other."""
    options: int = 5_000
    """The parser looks through a list's entries at every new one."""
    columns: int = 1_000
    hidden: int = 1_000
    rowspan: int = 200
    """Larger spans are cut to this without a notice: the grid ends long before."""
    colspan: int = 60

    def of(self, work: Work) -> int:
        """The limit of one kind of work."""
        return {
            Work.CHARACTERS: self.characters,
            Work.NODES: self.nodes,
            Work.CELLS: self.cells,
            Work.GRID_STEPS: self.grid_steps,
            Work.DEPTH: self.depth,
            Work.ATTRIBUTES: self.attributes,
            Work.OPTIONS: self.options,
            Work.COLUMNS: self.columns,
            Work.HIDDEN: self.hidden,
        }[work]


DEFAULT_BUDGET = Budget()
"""The limits that ``read_source`` keeps."""


_LEFT_OUT = {
    Work.CELLS: "cells_left_out",
    Work.GRID_STEPS: "cells_left_out",
    Work.COLUMNS: "columns_left_out",
    Work.HIDDEN: "hidden_left_out",
}


class Meter:
    """Counts the work of one source; lives as long as its reading."""

    def __init__(self, budget: Budget = DEFAULT_BUDGET) -> None:
        self.budget = budget
        self._left = {work: budget.of(work) for work in Work}
        self._exceeded: Counter[Work] = Counter()

    def take(self, work: Work, amount: int = 1) -> bool:
        """True if that much more work is allowed; from the first refusal on, False for good."""
        left = self._left[work] - amount
        if left < 0:
            self._left[work] = -1
            self._exceeded[work] += 1
            return False
        self._left[work] = left
        return True

    def exceed(self, work: Work) -> None:
        """Note that a limit which is no running count (a depth, a width) was passed."""
        self._exceeded[work] += 1

    def spent(self, work: Work) -> bool:
        """True if that limit was reached."""
        return work in self._exceeded

    def notices(self) -> tuple[Notice, ...]:
        """One ``budget`` notice for each limit that was reached."""
        return tuple(
            notice(
                "budget",
                "limit",
                self.budget.of(work),
                Words(work.value),
                Words(_LEFT_OUT.get(work, "rest_left_out")),
            )
            for work in Work
            if work in self._exceeded
        )
