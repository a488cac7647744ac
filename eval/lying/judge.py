"""One source read without a model and beside a lying one, and the two compared, with the label between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.facts import pair_facts
from eval.label_format import Label, LabelReport
from eval.labels import GoldDocument
from eval.lying.causes import Cause, Sight, cause_of, is_one_map, loss_of
from eval.lying.field import Drawn
from eval.lying.kind import Kind, Scene
from eval.lying.model import Liar
from eval.lying.registry import habits
from eval.lying.script import Script, Value, script_of
from eval.lying.tally import MAIN, Point, SilentCell, SilentFact, Tally, Withdrawn
from eval.outcomes import BELIEVED, CellOutcome
from eval.predictions import from_extraction
from eval.score import judge_document
from eval.truth import Truth
from extractor.pipeline import extract
from schemas.enums import FindingKind, State, Status, TableKind, Witness
from schemas.result import Cell, Extraction, Report

__all__ = ["tallies"]

_ALONG_COLUMN = frozenset({Witness.BALANCE, Witness.OUTCOME_SUM})
_NO_CELL = Cell(
    printed="", value=None, state=State.LOST, status=Status.UNREAD, witnesses=[], span=None, at=None, candidates=[]
)
"""What a reader that does not know a cell of another form says of it."""


@dataclass(frozen=True, slots=True)
class _Match:
    """One report of the result with what it answers."""

    report: Report
    place: int | None
    """Of the labelled report; None for an invented one."""
    outcomes: Mapping[str, CellOutcome]


@dataclass(frozen=True, slots=True)
class _Compared:
    """One report read alone and beside the model."""

    item: Drawn
    kinds: Sequence[Kind]
    alone: Report
    beside: _Match
    label: LabelReport | None
    truth: Truth | None
    answered: Mapping[str, Value]
    honest: Mapping[str, Value]
    right_alone: frozenset[str]

    @property
    def habits(self) -> tuple[str, ...]:
        return tuple(kind.name for kind in self.kinds)


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


def _matches(label: Label, extraction: Extraction) -> list[_Match]:
    """The reports of a result in its order; which label each answers is the scorer's word."""
    predicted = from_extraction(extraction)
    judged = judge_document(GoldDocument("0", Path(), None, label), predicted)
    found = []
    for report, given in zip(extraction.reports, predicted.reports, strict=True):
        one = next(item for item in judged if item.predicted is given)
        place = next((place for place, own in enumerate(label.reports) if own is one.label), None)
        found.append(_Match(report, place, {cell.path: cell for cell in one.cells}))
    return found


def _tally(
    item: Drawn,
    label: Label,
    kinds: Sequence[Kind],
    alone: Sequence[_Match],
    beside: Sequence[_Match],
    told: Mapping[int, Script],
) -> Tally:
    tally = Tally(Counter({"sources": 1, "labelled": len(label.reports), "reports": len(beside)}))
    for before, after in zip(alone, beside, strict=True):
        place = after.place
        truth = None if place is None else item.mangled.truths[place]
        script = None if place is None else told.get(place)
        compared = _Compared(
            item,
            kinds,
            before.report,
            after,
            None if place is None else label.reports[place],
            truth,
            script.values if script else {},
            script_of(truth).values if truth else {},
            frozenset(path for path, cell in before.outcomes.items() if cell.right),
        )
        _count(compared, tally)
        _count_lies(compared, script, tally)
        tally.cells += _silent_cells(compared)
        tally.facts += _silent_facts(compared, script)
        tally.withdrawn += _withdrawn(compared)
    return tally


def _count(compared: _Compared, tally: Tally) -> None:
    """``numbers``: printed and certain; ``alone``, ``verified``: of those, believed; ``gained`` and the like: of all."""
    for path, cell in compared.beside.report.cells.items():
        part = "main" if path.partition(".")[0] in MAIN else "other"
        before, outcome = compared.alone.cells.get(path, _NO_CELL), compared.beside.outcomes[path]
        was, now = before.status in BELIEVED, cell.status in BELIEVED
        counted = {
            "numbers": outcome.number,
            "alone": outcome.number and was,
            "verified": outcome.number and now,
            "believed": now,
            "by_model": now and Witness.MODEL in cell.witnesses,
            "gained": now and not was,
            "withdrawn": was and not now,
            "changed": was and now and (before.state, before.value) != (cell.state, cell.value),
        }
        tally.counts.update({f"{part}.{name}": 1 for name, holds in counted.items() if holds})


def _count_lies(compared: _Compared, script: Script | None, tally: Tally) -> None:
    if script is None or compared.truth is None:
        return
    honest = script_of(compared.truth)
    tally.counts["answers"] += len(compared.honest)
    tally.counts["lies"] += sum(
        path not in compared.answered or compared.answered[path] != value for path, value in compared.honest.items()
    )
    tally.counts["facts_told"] += len(script.prose.facts)
    tally.counts["facts_lied"] += sum(fact not in honest.prose.facts for fact in script.prose.facts)
    tally.counts["verified_facts"] += sum(f.status is Status.VERIFIED for f in compared.beside.report.facts)


def _silent_cells(compared: _Compared) -> Iterator[SilentCell]:
    cells = compared.beside.report.cells
    silent = {path: outcome for path, outcome in compared.beside.outcomes.items() if outcome.silent}
    if not silent:
        return
    prints = _prints(compared)
    for path, outcome in silent.items():
        sight = Sight(
            path=path,
            label=outcome.label,
            printed=prints[path][0] if path in prints else "",
            alone=compared.alone.cells.get(path),
            beside=cells[path],
            answered=compared.answered.get(path),
            honest=compared.honest.get(path),
            noisy=compared.item.mess == "noisy",
            one_map=is_one_map(prints),
            of_report=compared.label is not None,
        )
        before = compared.alone.cells.get(path, _NO_CELL)
        yield SilentCell(
            compared.item.recipe,
            compared.habits,
            path,
            cause_of(sight),
            _held(outcome.label.state, outcome.label.value) if outcome.label else "no cell",
            _held(cells[path].state, cells[path].value),
            sight.answered,
            cells[path].status.value,
            tuple(witness.value for witness in cells[path].witnesses),
            before.status in BELIEVED and (before.state, before.value) == (cells[path].state, cells[path].value),
        )


def _prints(compared: _Compared) -> dict[str, tuple[str, str]]:
    """By path what the agency printed and what is read there; blanks of both sides are left out."""
    if compared.truth is None:
        return {}
    cells = compared.beside.report.cells
    pairs = {p: (c.printed, cells[p].printed) for p, c in compared.truth.cells.items() if p in cells}
    return {path: pair for path, pair in pairs.items() if any(pair)}


def _held(state: State, value: object) -> str:
    return state.value if value is None else str(value)


def _silent_facts(compared: _Compared, script: Script | None) -> Iterator[SilentFact]:
    facts = compared.beside.report.facts
    labels = compared.label.facts if compared.label else ()
    answering = {given for _, given in pair_facts(labels, facts)}
    honest = script_of(compared.truth).prose.facts if compared.truth else []
    lied = [fact for fact in script.prose.facts if fact not in honest] if script else []
    for number, fact in enumerate(facts):
        if fact.status is not Status.VERIFIED or number in answering:
            continue
        said = [other for other in lied if other.metric is fact.metric and _same_words(other.quote, fact.quote)]
        cause = Cause.WRONG_IN_PRINT if compared.item.mess == "noisy" and not said else Cause.WITHOUT_A_LIE
        if compared.label is None:
            cause = Cause.OTHER_REPORT
        yield SilentFact(
            compared.item.recipe,
            compared.habits,
            fact.metric.value,
            str(fact.value),
            fact.quote,
            Cause.AGREED_LIE if said else cause,
        )


def _same_words(one: str, other: str) -> bool:
    return one in other or other in one


def _withdrawn(compared: _Compared) -> Iterator[Withdrawn]:
    mismatched = _mismatched(compared.beside.report)
    for path, cell in compared.beside.report.cells.items():
        before = compared.alone.cells.get(path, _NO_CELL)
        if before.status in BELIEVED and cell.status not in BELIEVED and path in compared.right_alone:
            yield Withdrawn(
                compared.item.recipe,
                compared.habits,
                path,
                loss_of(before, cell, TableKind(path.partition(".")[0]), mismatched),
                _proven(before),
                compared.answered.get(path) != compared.honest.get(path),
            )


def _proven(cell: Cell) -> bool:
    return Witness.ROW_SUM in cell.witnesses and not _ALONG_COLUMN.isdisjoint(cell.witnesses)


def _mismatched(report: Report) -> frozenset[TableKind]:
    """Tables of which every cell that was answered is disputed, where something was seen differently."""
    if not any(finding.kind is FindingKind.UPSTREAM_MISMATCH for finding in report.findings):
        return frozenset()
    states: dict[str, set[bool]] = {}
    for path, cell in report.cells.items():
        if cell.state is not State.LOST:
            states.setdefault(path.partition(".")[0], set()).add(cell.status in (Status.DISPUTED, Status.UNREAD))
    return frozenset(TableKind(table) for table, disputed in states.items() if disputed == {True})
