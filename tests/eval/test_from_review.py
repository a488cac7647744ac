"""Labels from reviewed reports: what was settled scores whole against them, and nothing else is gold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from eval.from_review import label_of
from eval.labels import GoldDocument, Label, LabelCell
from eval.predictions import from_extraction
from eval.score import score
from extractor import extract
from extractor.reviewing.apply import settled
from extractor.reviewing.basis import basis_of
from extractor.reviewing.events import Event, EventKind, HumanReading, Standing, standing
from extractor.reviewing.queue import queue
from schemas.decisions import How
from schemas.enums import State, Status
from schemas.result import Extraction

ROOT = Path(__file__).resolve().parents[2] / "samples"
NAMES = ("hengqu-market-regulation-2022", "fengtong-district-2021", "qingtan-district-2024", "tanxi-two-bureaus-2023")
TOTAL = "requests.outcome_total.total"


@cache
def _sample(name: str) -> Extraction:
    return extract(str(next((ROOT / name).glob("source.*"))))


def _said(
    extraction: Extraction, ordinal: int, readings: Mapping[str, HumanReading], why: str | None = None
) -> dict[str, Standing]:
    report, sha256 = extraction.reports[ordinal], extraction.sha256
    when = datetime(2024, 1, 1, tzinfo=UTC)
    events = [
        Event(n, EventKind.DECIDE, "李", when, path, reading, why, basis_of(report.cells[path], sha256))
        for n, (path, reading) in enumerate(readings.items(), start=1)
    ]
    return standing(events, report, sha256)


def _all_settled(extraction: Extraction) -> dict[int, dict[str, Standing]]:
    """The whole queue of every report decided, and all cells that are only read."""
    decided = {}
    for ordinal, report in enumerate(extraction.reports):
        looks = {look.path for look in queue(report, {}, extraction.sha256, ordinal, extraction.origin)}
        read = {path for path, cell in report.cells.items() if cell.status is Status.READ}
        readings = {}
        for path in sorted(looks | read):
            cell = report.cells[path]
            if cell.value is None and cell.state not in (State.BLANK, State.MARK):
                state = State.LOST if cell.state is State.LOST else State.UNREADABLE
                readings[path] = HumanReading(state, None, "", How.UNREADABLE)
            else:
                state = cell.state if cell.value is None else State.NUMBER
                readings[path] = HumanReading(state, cell.value, cell.printed, How.ACCEPTED)
        decided[ordinal] = _said(extraction, ordinal, readings)
    return decided


def _settled(extraction: Extraction, decided: Mapping[int, Mapping[str, Standing]]) -> Extraction:
    reports = [
        settled(report, decided.get(ordinal, {}), origin=extraction.origin)
        for ordinal, report in enumerate(extraction.reports)
    ]
    return extraction.model_copy(update={"reports": reports})


@pytest.mark.parametrize("name", NAMES)
def test_a_settled_report_scores_whole_against_its_own_label(name: str) -> None:
    extraction = _sample(name)
    decided = _all_settled(extraction)
    label = Label.model_validate_json(label_of(extraction, decided).model_dump_json())
    document = GoldDocument(name, ROOT / name, None, label)
    card = score([document], [from_extraction(_settled(extraction, decided))])
    cells = card.cells
    assert cells.right.n == cells.right.count > 100
    assert cells.silent.count == 0
    assert card.reports.matched.count == card.reports.matched.n == len(extraction.reports)
    assert (card.reports.missed, card.reports.invented) == (0, 0)
    assert (card.facts.right.n, card.facts.found.n, card.facts.silent.n) == (0, 0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_settled_is_not_certain(name: str) -> None:
    extraction = _sample(name)
    label = label_of(extraction, {0: {}})
    report = extraction.reports[0]
    for path, cell in label.reports[0].cells.items():
        assert cell.certain is (report.cells[path].status is Status.VERIFIED)
    assert not any(cell.certain for other in label.reports[1:] for cell in other.cells.values())
    assert len(label.reports) == len(extraction.reports)
    assert all(list(one.cells) == list(two.cells) for one, two in zip(label.reports, extraction.reports, strict=True))


def test_numbers_of_the_prose_are_not_labelled_and_the_label_says_so() -> None:
    extraction = _sample(NAMES[0])
    assert extraction.reports[0].facts
    label = label_of(extraction, {0: {}}).reports[0]
    assert (label.facts, label.complete, label.problems) == ((), False, ())
    assert label.notes == (
        "made from a review: 0 cells said by persons, 175 verified by witnesses, 23 not certain; "
        "the numbers of the prose are not labelled: a review looks at the tables alone, so facts is empty and complete is "
        "false; what is read in the prose counts neither as right nor as wrong"
    )
    unseen = label_of(extraction, {}).reports[0].notes
    assert isinstance(unseen, str)
    assert unseen.startswith("not reviewed: nothing is certain; ")
    assert unseen.partition("; ")[2] == label.notes.partition("certain; ")[2]


def test_a_wrong_reading_is_an_error_against_the_label() -> None:
    extraction = _sample(NAMES[0])
    decided = {0: _said(extraction, 0, {TOTAL: HumanReading(State.NUMBER, 47, "47", How.TYPED)})}
    document = GoldDocument(NAMES[0], ROOT, None, label_of(extraction, decided))
    card = score([document], [from_extraction(extraction)], list_errors=True)
    assert [(error.path, error.label.value if error.label else None) for error in card.errors or ()] == [(TOTAL, 47)]


def _labelled(printed: str, state: State, reading: HumanReading) -> LabelCell:
    extraction = _sample(NAMES[0])
    report = extraction.reports[0]
    value = 49 if state is State.NUMBER else None
    cell = report.cells[TOTAL].model_copy(update={"printed": printed, "state": state, "value": value})
    changed = report.model_copy(update={"cells": report.cells | {TOTAL: cell}})
    extraction = extraction.model_copy(update={"reports": [changed]})
    return label_of(extraction, {0: _said(extraction, 0, {TOTAL: reading})}).reports[0].cells[TOTAL]


NUMBER = HumanReading(State.NUMBER, 47, "", How.CANDIDATE)
TYPED = HumanReading(State.NUMBER, 47, "47", How.TYPED)
UNREADABLE = HumanReading(State.UNREADABLE, None, "", How.UNREADABLE)


@pytest.mark.parametrize(
    ("printed", "state", "reading", "expected"),
    [
        ("4■", State.UNREADABLE, NUMBER, ("4■", 47, State.NUMBER, True)),
        ("4■", State.UNREADABLE, TYPED, ("4■", 47, State.NUMBER, True)),
        ("47 件", State.UNREADABLE, TYPED, ("47 件", 47, State.NUMBER, True)),
        ("49", State.NUMBER, TYPED, ("49", 47, State.NUMBER, True)),
        ("", State.LOST, TYPED, ("47", 47, State.NUMBER, True)),
        ("/", State.MARK, TYPED, ("47", 47, State.NUMBER, True)),
        ("49", State.NUMBER, NUMBER, ("49", 47, State.NUMBER, False)),
        ("", State.LOST, NUMBER, ("47", 47, State.NUMBER, False)),
        ("4■", State.UNREADABLE, UNREADABLE, ("4■", None, State.UNREADABLE, True)),
        ("", State.BLANK, UNREADABLE, ("", None, State.LOST, False)),
        ("", State.LOST, HumanReading(State.LOST, None, "", How.UNREADABLE), ("", None, State.LOST, True)),
        ("49", State.NUMBER, HumanReading(State.BLANK, None, "", How.TYPED), ("", None, State.BLANK, True)),
        ("49", State.NUMBER, HumanReading(State.MARK, None, "/", How.TYPED), ("/", None, State.MARK, True)),
        ("49", State.NUMBER, HumanReading(State.MARK, None, "", How.TYPED), ("", None, State.LOST, False)),
        ("49", State.NUMBER, HumanReading(State.NUMBER, 49, "49", How.REPORT_WRONG), ("49", 49, State.NUMBER, True)),
        ("49", State.NUMBER, HumanReading(State.NUMBER, 10**18, "9", How.TYPED), ("", None, State.LOST, False)),
    ],
)
def test_a_label_states_what_was_said_or_nothing(
    printed: str, state: State, reading: HumanReading, expected: tuple[str, int | None, State, bool]
) -> None:
    found = _labelled(printed, state, reading)
    assert (found.printed, found.value, found.state, found.certain) == expected


def test_a_typed_number_denies_the_print_of_another_token_only_where_its_place_was_guessed() -> None:
    extraction = _sample(NAMES[0])
    report = extraction.reports[0]
    printed = {}
    for placed in ("structure", "order", "sums"):
        cell = report.cells[TOTAL].model_copy(update={"placed_by": placed})
        changed = report.model_copy(update={"cells": report.cells | {TOTAL: cell}})
        guessed = extraction.model_copy(update={"reports": [changed]})
        label = label_of(guessed, {0: _said(guessed, 0, {TOTAL: TYPED})}).reports[0]
        printed[placed] = label.cells[TOTAL].printed
    assert printed == {"structure": "49", "order": "47", "sums": "47"}


def test_what_was_called_wrong_and_noted_stands_in_the_notes() -> None:
    extraction = _sample(NAMES[0])
    wrong = HumanReading(State.NUMBER, 49, "49", How.REPORT_WRONG)
    notes = label_of(extraction, {0: _said(extraction, 0, {TOTAL: wrong}, why="三处合计为47")}).reports[0].notes
    assert isinstance(notes, tuple)
    first, *others = notes
    assert first.startswith("made from a review: 1 cells said by persons")
    assert others == [f"{TOTAL}: the report is wrong (李, 2024-01-01T00:00:00+00:00): 三处合计为47"]
    assert isinstance(label_of(extraction, {0: _said(extraction, 0, {TOTAL: TYPED})}).reports[0].notes, str)


def test_a_source_that_could_not_be_read_has_no_reports() -> None:
    extraction = extract(b"\x00\x01", name="pages/broken.html")
    assert label_of(extraction, {}).reports == ()
    assert label_of(extraction, {}).source == "broken.html"
