"""One report read without a model and beside a lying one: what is believed wrongly, and what is believed no longer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.facts import pair_facts
from eval.label_format import LabelReport
from eval.lying.causes import Cause, Sight, cause_of, is_one_map, loss_of
from eval.lying.field import Drawn
from eval.lying.kind import Kind
from eval.lying.script import Script, Value, same_words
from eval.lying.tally import SilentCell, SilentFact, Withdrawn
from eval.outcomes import BELIEVED, CellOutcome
from schemas.enums import FindingKind, State, Status, TableKind, Witness
from schemas.result import Cell, Fact, Report

__all__ = ["Compared", "Match", "silent_cells", "silent_facts", "withdrawn"]

_ALONG_COLUMN = frozenset({Witness.BALANCE, Witness.OUTCOME_SUM})
_DIGITS = re.compile(r"[\d,.]+")
_NO_CELL = Cell(
    printed="", value=None, state=State.LOST, status=Status.UNREAD, witnesses=[], span=None, at=None, candidates=[]
)
"""What a reader that does not know a cell of another form says of it."""


@dataclass(frozen=True, slots=True)
class Match:
    """One report of the result with what it answers."""

    report: Report
    place: int | None
    """Of the labelled report; None for an invented one."""
    outcomes: Mapping[str, CellOutcome]


@dataclass(frozen=True, slots=True)
class Compared:
    """One report read alone and beside the model."""

    item: Drawn
    kinds: Sequence[Kind]
    label: LabelReport | None
    alone: Match
    beside: Match
    told: Script | None
    """What the model answered; None where it was not asked about the report, or there is none."""
    honest: Script | None
    """What it would have answered without a lie; None for an invented report."""

    @property
    def habits(self) -> tuple[str, ...]:
        """The kinds of lies told about it."""
        return tuple(kind.name for kind in self.kinds)

    @property
    def answered(self) -> Mapping[str, Value]:
        """What the model answered, cell by cell."""
        return self.told.values if self.told else {}

    @property
    def meant(self) -> Mapping[str, Value]:
        """The same without a lie."""
        return self.honest.values if self.honest else {}

    def before(self, path: str) -> Cell:
        """Return what is read of a cell without the model."""
        return self.alone.report.cells.get(path, _NO_CELL)


def silent_cells(compared: Compared) -> Iterator[SilentCell]:
    """Yield the wrong cells that are believed beside the model."""
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
            alone=compared.alone.report.cells.get(path),
            beside=cells[path],
            answered=compared.answered.get(path),
            honest=compared.meant.get(path),
            noisy=compared.item.mess == "noisy",
            one_map=is_one_map(prints),
            of_report=compared.label is not None,
        )
        before = compared.before(path)
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


def _prints(compared: Compared) -> dict[str, tuple[str, str]]:
    """By path what the agency printed and what is read there; blanks of both sides are left out."""
    if compared.honest is None:
        return {}
    cells = compared.beside.report.cells
    pairs = {p: (c.printed, cells[p].printed) for p, c in compared.honest.truth.cells.items() if p in cells}
    return {path: pair for path, pair in pairs.items() if any(pair)}


def _held(state: State, value: object) -> str:
    return state.value if value is None else str(value)


def silent_facts(compared: Compared) -> Iterator[SilentFact]:
    """Yield the verified facts that answer no label."""
    facts = compared.beside.report.facts
    labels = compared.label.facts if compared.label else ()
    answering = {given for _, given in pair_facts(labels, facts)}
    honest = compared.honest.prose.facts if compared.honest else []
    lied = [fact for fact in compared.told.prose.facts if fact not in honest] if compared.told else []
    for number, fact in enumerate(facts):
        if fact.status is not Status.VERIFIED or number in answering:
            continue
        said = [other for other in lied if other.metric is fact.metric and same_words(other.quote, fact.quote)]
        yield SilentFact(
            compared.item.recipe,
            compared.habits,
            fact.metric.value,
            str(fact.value),
            fact.quote,
            _cause_of_fact(compared, fact, lied=bool(said)),
        )


def _cause_of_fact(compared: Compared, fact: Fact, *, lied: bool) -> Cause:
    if compared.label is None:
        return Cause.OTHER_REPORT
    words = _DIGITS.sub("", fact.quote)
    misprint = words and any(same_words(words, _DIGITS.sub("", one.quote)) for one in compared.label.facts)
    if compared.item.mess == "noisy" and misprint:
        return Cause.WRONG_IN_PRINT
    return Cause.AGREED_LIE if lied else Cause.WITHOUT_A_LIE


def withdrawn(compared: Compared) -> Iterator[Withdrawn]:
    """Yield the right cells that are believed without the model alone."""
    mismatched = _mismatched(compared.beside.report)
    for path, cell in compared.beside.report.cells.items():
        before = compared.before(path)
        if before.status in BELIEVED and cell.status not in BELIEVED and compared.alone.outcomes[path].right:
            yield Withdrawn(
                compared.item.recipe,
                compared.habits,
                path,
                loss_of(before, cell, TableKind(path.partition(".")[0]), mismatched),
                _proven(before),
                compared.answered.get(path) != compared.meant.get(path),
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
