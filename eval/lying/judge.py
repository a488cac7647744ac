"""One source read without a model and beside a lying one, and everything counted that comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from eval.label_format import Label, LabelReport
from eval.labels import GoldDocument
from eval.lying.compare import Compared, Match, silent_cells, silent_facts, withdrawn
from eval.lying.field import Drawn
from eval.lying.kind import Kind, Scene
from eval.lying.model import Liar
from eval.lying.registry import habits
from eval.lying.script import Script, script_of
from eval.lying.tally import MAIN, Point, Tally
from eval.outcomes import BELIEVED
from eval.predictions import from_extraction
from eval.score import judge_document
from extractor.pipeline import extract
from schemas.enums import State, Status, Witness
from schemas.reading import Number
from schemas.result import Cell, Extraction

__all__ = ["believed_reading", "tallies"]


def tallies(item: Drawn, points: Sequence[Point], seed: int) -> list[Tally]:
    """Return what one source comes to at each point.

    The same seed tells the same lies, whatever other points there are.
    """
    data, name = item.mangled.data, item.mangled.name
    alone = extract(data, name)
    label = Label.model_validate(item.mangled.label)
    matches = _matches(label, alone)
    by_place = {match.place: match.report for match in matches if match.place is not None}
    scenes = [
        (truth, Scene(lost=_lost(report), rules=by_place.get(place)))
        for place, (truth, report) in enumerate(zip(item.mangled.truths, label.reports, strict=True))
    ]
    found = []
    for point in points:
        own = f"{seed} {item.recipe}"
        kinds = habits(point.kind, Random(f"{own} habits"))
        liar = Liar(scenes, kinds, point.rate, own)
        beside = extract(data, name, model=liar)
        found.append(_tally(item, label, kinds, matches, _matches(label, beside), liar.told))
    return found


def _lost(report: LabelReport) -> frozenset[str]:
    return frozenset(path for path, cell in report.cells.items() if cell.state is State.LOST)


def _matches(label: Label, extraction: Extraction) -> list[Match]:
    """The reports of a result in its order; which label each answers is the scorer's word."""
    predicted = from_extraction(extraction)
    judged = judge_document(GoldDocument("0", Path(), None, label), predicted)
    found = []
    for report, given in zip(extraction.reports, predicted.reports, strict=True):
        one = next(item for item in judged if item.predicted is given)
        place = next((place for place, own in enumerate(label.reports) if own is one.label), None)
        found.append(Match(report, place, {cell.path: cell for cell in one.cells}))
    return found


def _tally(
    item: Drawn,
    label: Label,
    kinds: Sequence[Kind],
    alone: Sequence[Match],
    beside: Sequence[Match],
    told: Mapping[int, Script],
) -> Tally:
    tally = Tally(Counter({"sources": 1, "labelled": len(label.reports), "reports": len(beside)}))
    for before, after in zip(alone, beside, strict=True):
        place = after.place
        compared = Compared(
            item=item,
            kinds=kinds,
            label=None if place is None else label.reports[place],
            alone=before,
            beside=after,
            told=None if place is None else told.get(place),
            honest=None if place is None else script_of(item.mangled.truths[place]),
        )
        _count(compared, tally)
        _count_lies(compared, tally)
        tally.cells += silent_cells(compared)
        tally.facts += silent_facts(compared)
        tally.withdrawn += withdrawn(compared)
    return tally


def believed_reading(cell: Cell) -> tuple[State, Number | None]:
    """Return what a believed cell says. A repaired one says its number, whoever's damaged print is kept beside it."""
    return (State.NUMBER, cell.value) if cell.status is Status.REPAIRED else (cell.state, cell.value)


def _count(compared: Compared, tally: Tally) -> None:
    """``numbers``: printed and certain; ``alone``, ``verified``: of those, believed; ``gained`` and the like: of all."""
    for path, cell in compared.beside.report.cells.items():
        part = "main" if path.partition(".")[0] in MAIN else "other"
        before, outcome = compared.before(path), compared.beside.outcomes[path]
        was, now = before.status in BELIEVED, cell.status in BELIEVED
        counted = {
            "numbers": outcome.number,
            "alone": outcome.number and was,
            "verified": outcome.number and now,
            "believed": now,
            "by_model": now and Witness.MODEL in cell.witnesses,
            "gained": now and not was,
            "withdrawn": was and not now,
            "changed": was and now and believed_reading(before) != believed_reading(cell),
        }
        tally.counts.update({f"{part}.{name}": 1 for name, holds in counted.items() if holds})


def _count_lies(compared: Compared, tally: Tally) -> None:
    told, honest = compared.told, compared.honest
    if told is None or honest is None:
        return
    tally.counts["answers"] += len(honest.values)
    tally.counts["lies"] += sum(
        path not in told.values or told.values[path] != value for path, value in honest.values.items()
    )
    tally.counts["facts_told"] += len(told.prose.facts)
    tally.counts["facts_lied"] += sum(fact not in honest.prose.facts for fact in told.prose.facts)
    tally.counts["verified_facts"] += sum(f.status is Status.VERIFIED for f in compared.beside.report.facts)
