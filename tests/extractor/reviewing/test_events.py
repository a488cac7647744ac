"""Events replayed: what stands is what a simple model says, an undo restores, and a changed reading opens a cell again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

import pytest
from crosscheck_cases import RULES, evidence_of, read
from hypothesis import given
from hypothesis import strategies as st
from random_evidence import consistent

from extractor.reviewing.basis import basis_of
from extractor.reviewing.events import Event, EventKind, HumanReading, counting, review_of, standing, undoable
from schemas.decisions import How
from schemas.enums import Origin, State, Status, Witness
from schemas.result import Candidate, Cell, Report
from tests.extractor.reviewing.cases import BLANK, SHA, UNREADABLE, at, report_of, typed

REPORT = report_of(evidence_of(Origin.DIGITAL, read(consistent(Random(1)), RULES)))
PATHS = sorted(REPORT.cells)[:3]
READINGS = (typed(3), typed(Decimal("1.50"), "1.50"), typed(7, ""), BLANK, UNREADABLE)
PEOPLE = ("王", "李")


@st.composite
def _events(draw: st.DrawFn) -> list[Event]:
    kinds = draw(st.lists(st.sampled_from([*EventKind, EventKind.UNDO, EventKind.DECIDE]), max_size=14))
    events = []
    for version, kind in enumerate(kinds, start=1):
        path = draw(st.sampled_from(PATHS)) if kind in (EventKind.DECIDE, EventKind.WITHDRAW) else None
        reading = draw(st.sampled_from(READINGS)) if kind is EventKind.DECIDE else None
        undoes = draw(st.none() | st.integers(1, version)) if kind is EventKind.UNDO else None
        basis = basis_of(REPORT.cells[path], SHA) if reading and path else None
        who = draw(st.sampled_from(PEOPLE))
        events.append(Event(version, kind, who, at(version), path, reading, basis=basis, undoes=undoes))
    return events


def _model(events: Sequence[Event]) -> list[Event]:
    """Take out the first undo and what it takes back, until there is none."""
    undo = next((event for event in events if event.kind is EventKind.UNDO), None)
    if undo is None:
        return list(events)
    before = [event for event in events if event.version < undo.version and event.by == undo.by]
    if undo.undoes is not None:
        before = [event for event in before if event.version == undo.undoes]
    return _model([event for event in events if event is not undo and event not in before[-1:]])


def _stands(events: Sequence[Event]) -> dict[str, Event]:
    """The last word about each path, where it decides."""
    last = {path: [e for e in _model(events) if e.path == path][-1:] for path in PATHS}
    return {path: found[0] for path, found in last.items() if found and found[0].kind is EventKind.DECIDE}


@given(_events(), st.randoms(use_true_random=False))
def test_what_stands_is_what_a_simple_model_says(events: list[Event], random: Random) -> None:
    expected = _stands(events)
    random.shuffle(events)
    found = standing(events, REPORT, SHA)
    assert {path: one.event for path, one in found.items()} == expected
    assert all(one.current for one in found.values())


@given(_events(), st.sampled_from(PEOPLE), st.sampled_from(PATHS), st.sampled_from((*READINGS, None)))
def test_an_undo_restores_what_stood(events: list[Event], who: str, path: str, reading: HumanReading | None) -> None:
    version = len(events) + 1
    kind = EventKind.DECIDE if reading else EventKind.WITHDRAW
    step = Event(version, kind, who, at(version), path, reading, basis=basis_of(REPORT.cells[path], SHA))
    undo = Event(version + 1, EventKind.UNDO, who, at(version + 1))
    assert undoable([*events, step], who) == step
    assert standing([*events, step, undo], REPORT, SHA) == standing(events, REPORT, SHA)
    assert undoable([*events, step, undo], who) == undoable(events, who)


@given(_events())
def test_nobody_takes_back_what_another_did(events: list[Event]) -> None:
    for who in PEOPLE:
        own = [event for event in events if event.by != who or event.kind is not EventKind.UNDO]
        assert [e for e in counting(own) if e.by == who] == [
            e for e in own if e.by == who and e.kind is not EventKind.UNDO
        ]


@given(_events())
def test_events_survive_json(events: list[Event]) -> None:
    assert [Event.from_record(json.loads(json.dumps(event.to_record()))) for event in events] == events


@given(_events())
def test_a_report_is_done_until_it_is_reopened(events: list[Event]) -> None:
    marks = [e for e in _model(events) if e.kind in (EventKind.REVIEW, EventKind.REOPEN)]
    expected = marks[-1] if marks and marks[-1].kind is EventKind.REVIEW else None
    assert review_of(events) == expected


def test_a_withdrawal_takes_back_whoevers_decision() -> None:
    path = PATHS[0]
    one = Event(1, EventKind.DECIDE, "王", at(1), path, typed(3), basis=basis_of(REPORT.cells[path], SHA))
    assert standing([one, Event(2, EventKind.WITHDRAW, "李", at(2), path)], REPORT, SHA) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: HumanReading(State.BLANK, 3, "", How.TYPED),
        lambda: HumanReading(State.NUMBER, None, "3", How.TYPED),
        lambda: HumanReading(State.MARK, None, "/", How.UNREADABLE),
        lambda: Event(1, EventKind.DECIDE, "王", at(1), PATHS[0]),
        lambda: Event(1, EventKind.DECIDE, "王", at(1), None, typed(3)),
        lambda: Event(1, EventKind.REVIEW, "王", at(1), PATHS[0]),
        lambda: Event(1, EventKind.WITHDRAW, "王", at(1), PATHS[0], typed(3)),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"reading|event"):
        wrong()


def _cell() -> Cell:
    return Cell(
        printed="12.50",
        value=Decimal("12.50"),
        state=State.NUMBER,
        status=Status.DISPUTED,
        witnesses=[Witness.RULES],
        span=(3, 8),
        at=None,
        candidates=[Candidate(value=13, printed="13", by=[Witness.MODEL, Witness.ROW_SUM])],
    )


SAME: list[dict[str, object]] = [
    {"status": Status.VERIFIED},
    {"span": (40, 45)},
    {"witnesses": [Witness.RULES, Witness.ROW_SUM]},
    {"value": Decimal("12.5")},
    {"candidates": [Candidate(value=13, printed="13", by=[Witness.MODEL])]},
    {"candidates": [*_cell().candidates, Candidate(value=9, printed="", by=[Witness.BALANCE])]},
]
OTHER: list[dict[str, object]] = [
    {"printed": "12.5"},
    {"value": 12},
    {"value": None, "state": State.UNREADABLE},
    {"candidates": []},
    {"candidates": [Candidate(value=13, printed="13", by=[Witness.OCR2])]},
    {"candidates": [Candidate(value=14, printed="13", by=[Witness.MODEL])]},
]


@pytest.mark.parametrize(("change", "same"), [*((c, True) for c in SAME), *((c, False) for c in OTHER)])
def test_a_decision_rests_on_source_and_readings_alone(change: dict[str, object], same: bool) -> None:
    cell = _cell()
    assert (basis_of(cell.model_copy(update=change), SHA) == basis_of(cell, SHA)) is same
    assert basis_of(cell, SHA) != basis_of(cell, "cd" * 32)
    assert basis_of(Cell.model_validate_json(cell.model_dump_json()), SHA) == basis_of(cell, SHA)


def _again(cells: dict[str, Cell]) -> Report:
    return REPORT.model_copy(update={"cells": cells})


def test_a_decision_comes_back_only_where_reading_or_source_changed() -> None:
    path, other, gone = PATHS
    events = [
        Event(n, EventKind.DECIDE, "王", at(n), p, typed(3), basis=basis_of(REPORT.cells[p], SHA))
        for n, p in enumerate(PATHS, start=1)
    ]
    changed = REPORT.cells[other].model_copy(update={"printed": "88", "value": 88})
    moved = REPORT.cells[path].model_copy(update={"span": (9000, 9004), "status": Status.READ})
    rest = {p: cell for p, cell in REPORT.cells.items() if p != gone}
    found = standing(events, _again(rest | {path: moved, other: changed}), SHA)
    assert {p: one.current for p, one in found.items()} == {path: True, other: False, gone: False}
    assert not any(one.current for one in standing(events, REPORT, "cd" * 32).values())
