"""Everything that can be agreed on in one report, item by item, with what each reader says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.agreement.quotes import pair, plain
from eval.label_format import LabelCell, LabelFact, LabelReport
from schemas.reading import json_number
from schemas.vocabulary import cell_definitions

__all__ = ["FACT_FIELDS", "REPORT_FIELDS", "Item", "Said", "report_items", "weight"]

REPORT_FIELDS = ("organization", "year", "form", "title")
"""What is compared of a report beside its cells and facts."""

FACT_FIELDS = ("unit", "approximate", "scope")
"""What is compared of a fact that all readers have, beside its metric and weight."""

Said = str | int | float | bool | dict[str, object] | None
"""What a reader says, as JSON."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a report says, and what each reader holds it to be."""

    document: str
    report: int
    """Its place among the reports of the document, from 0."""
    path: str | None
    """Of a cell."""
    fact: tuple[tuple[str, Said], ...]
    """Metric, value and quote of a fact, as the first reader has it who has it; empty for all else."""
    field: str | None
    """What of the report, or of the fact; ``fact`` for whether it is one and of what metric."""
    said: tuple[Said, ...]
    """In the order of the readers; None where one does not have it."""
    keys: tuple[object, ...]
    """What is compared of ``said``: spelling set aside."""
    cells: tuple[LabelCell | None, ...] = ()
    facts: tuple[LabelFact | None, ...] = ()

    @property
    def agreed(self) -> bool:
        """True where all readers say the same."""
        return all(key == self.keys[0] for key in self.keys)

    @property
    def place(self) -> dict[str, object]:
        """Where it is, as JSON: document and report, then ``path``, or ``fact`` and ``field``, or ``field``."""
        place: dict[str, object] = {"document": self.document, "report": self.report}
        if self.path is not None:
            return {**place, "path": self.path}
        return {**place, **({"fact": dict(self.fact)} if self.fact else {}), "field": self.field}

    def __str__(self) -> str:
        return json.dumps(self.place, ensure_ascii=False)


def report_items(document: str, number: int, readers: Sequence[LabelReport | None]) -> Iterator[Item]:
    """Yield the items of one report: its own fields, its cells in the forms' order, its facts in printed order.

    Args:
        document: its id.
        number: of the report, from 0.
        readers: the report as each of them has it; None for a reader who does not have it.
    """
    for name in REPORT_FIELDS:
        said = tuple(None if report is None else getattr(report, name) for report in readers)
        yield Item(document, number, None, (), name, said, tuple(map(_spelled, said)))
    for path in cell_definitions():
        cells = tuple(report.cells.get(path) if report else None for report in readers)
        if any(cells):
            said = tuple(map(_cell, cells))
            yield Item(document, number, path, (), None, said, tuple(json.dumps(one) for one in said), cells)
    for facts in _places([report.facts if report else () for report in readers]):
        yield from _fact_items(document, number, facts)


def _fact_items(document: str, number: int, facts: tuple[LabelFact | None, ...]) -> Iterator[Item]:
    first = next(fact for fact in facts if fact is not None)
    place = (("metric", str(first.metric)), ("value", json_number(first.value)), ("quote", first.quote))
    keys = tuple(fact and (fact.metric, weight(fact)) for fact in facts)
    yield Item(document, number, None, place, "fact", tuple(map(_metric, facts)), keys, (), facts)
    present = [fact for fact in facts if fact is not None]
    if len(present) == len(facts):
        for name in FACT_FIELDS:
            said = tuple(getattr(fact, name) for fact in present)
            yield Item(document, number, None, place, name, said, tuple(map(_spelled, said)), (), facts)


def _places(readers: Sequence[Sequence[LabelFact]]) -> Iterator[tuple[LabelFact | None, ...]]:
    """The places of the prose at which any reader has a fact, with what each has there."""
    places: list[list[LabelFact | None]] = []
    for at, facts in enumerate(readers):
        known = [next(fact for fact in reversed(place) if fact is not None) for place in places]
        pairs = pair(known, facts)
        for index, place in enumerate(places):
            place.append(facts[pairs[index]] if index in pairs else None)
        taken = set(pairs.values())
        places += [[*[None] * at, fact] for index, fact in enumerate(facts) if index not in taken]
    return map(tuple, places)


def weight(fact: LabelFact) -> str:
    """Return ``required``, or why it may be left out: ``optional`` or ``borderline``."""
    return "optional" if fact.optional else "borderline" if fact.borderline else "required"


def _metric(fact: LabelFact | None) -> Said:
    if fact is None:
        return None
    metrics = " or ".join(dict.fromkeys([fact.metric, *(one.metric for one in fact.alternatives if one.metric)]))
    return metrics if weight(fact) == "required" else f"{metrics}, {weight(fact)}"


def _cell(cell: LabelCell | None) -> Said:
    if cell is None:
        return None
    said: dict[str, object] = {
        "printed": cell.printed.strip(),
        "value": json_number(cell.value),
        "state": cell.state.value,
    }
    return said if cell.certain else {**said, "certain": False}


def _spelled(said: Said) -> object:
    return plain(said) if isinstance(said, str) else said
