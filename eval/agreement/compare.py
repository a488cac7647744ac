"""Two annotations of the same documents: how often they agree, and on what they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from eval.agreement.items import FACT_FIELDS, REPORT_FIELDS, Item, report_items, weight
from eval.agreement.kappa import cohen_kappa
from eval.label_format import Label, LabelCell
from eval.scorecard import Figure
from schemas.enums import State

__all__ = ["MEASURES", "Agreement", "compare", "document_items", "open_questions"]

CELL_MEASURES = ("cells", "cells either is sure of", "non-zero cells", "states")
MEASURES = (*CELL_MEASURES, "facts", "weight", *FACT_FIELDS, *REPORT_FIELDS)
"""What is counted, in the order in which it is shown.

cells: same print, value, state and certainty, of all cells that either lists. Sure of: those that at least one holds
for certain. Non-zero: those of which either says that a number other than 0 is printed. states: the state alone, a
cell that one does not list being ``absent``. facts: same value and metric in overlapping quotes, of all facts of
either; weight (may it be left out?), unit, approximate and scope among those. The rest: of the reports.
"""

ABSENT = "absent"


@dataclass(slots=True)
class Agreement:
    """What two annotations of some documents come to."""

    counts: Counter[str] = field(default_factory=Counter)
    """Agreed, by measure."""
    of: Counter[str] = field(default_factory=Counter)
    """Compared, by measure."""
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Cells by the states that the two give."""
    differences: list[Item] = field(default_factory=list)

    def figure(self, measure: str) -> Figure:
        """Return how many of how many agree."""
        return Figure(count=self.counts[measure], n=self.of[measure])

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa of the cells' states; None where it is undefined."""
        return cohen_kappa(self.states)

    def add(self, item: Item) -> None:
        """Count one item of two readers."""
        if item.path is not None:
            self._add_cell(item)
        elif not item.fact:
            self._count(item.field or "", item.agreed)
        elif item.field == "fact":
            self._add_fact(item)
        elif _same_metric(item):
            self._count(item.field or "", item.agreed)
        if not item.agreed:
            self.differences.append(item)

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.counts + other.counts,
            self.of + other.of,
            self.states + other.states,
            [*self.differences, *other.differences],
        )

    def _count(self, measure: str, agreed: bool) -> None:
        self.counts[measure] += agreed
        self.of[measure] += 1

    def _add_cell(self, item: Item) -> None:
        one, other = item.cells
        first, second = _state(one), _state(other)
        self.states[first, second] += 1
        self._count("states", first == second)
        self._count("cells", item.agreed)
        if any(cell is not None and cell.certain for cell in item.cells):
            self._count("cells either is sure of", item.agreed)
        if any(cell is not None and cell.state is State.NUMBER and cell.value != 0 for cell in item.cells):
            self._count("non-zero cells", item.agreed)

    def _add_fact(self, item: Item) -> None:
        one, other = item.facts
        if one is None or other is None:
            self._count("facts", agreed=False)
        elif one.metric != other.metric:
            self.of["facts"] += 2  # each has a fact that the other does not have
        else:
            self._count("facts", agreed=True)
            self._count("weight", weight(one) == weight(other))


def _state(cell: LabelCell | None) -> str:
    return cell.state.value if cell else ABSENT


def _same_metric(item: Item) -> bool:
    return len({fact.metric for fact in item.facts if fact}) == 1


def compare(ones: Mapping[str, Label], others: Mapping[str, Label]) -> dict[str, Agreement]:
    """Return the agreement on each document that both have, by id. Reports answer each other in printed order."""
    figures = {}
    for name in sorted(ones.keys() & others.keys()):
        figures[name] = Agreement()
        for item in document_items(name, (ones[name], others[name])):
            figures[name].add(item)
    return figures


def open_questions(a: Mapping[str, Label], b: Mapping[str, Label], gold: Mapping[str, Label]) -> tuple[Item, ...]:
    """Return what does not stand the same in two annotations and in the labels, of the documents that all have.

    What is said is in the order label, a, b; a fact is named as the first of them has it.
    """
    names = sorted(a.keys() & b.keys() & gold.keys())
    return tuple(
        item for name in names for item in document_items(name, (gold[name], a[name], b[name])) if not item.agreed
    )


def document_items(document: str, readers: Iterable[Label]) -> Iterator[Item]:
    """Yield the items of one document, what is said in the order of the readers; their first reports are one, and so on."""
    for number, reports in enumerate(zip_longest(*(label.reports for label in readers))):
        yield from report_items(document, number, reports)
