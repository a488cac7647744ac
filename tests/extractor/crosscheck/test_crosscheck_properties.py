"""What holds of every outcome, whatever the readers hand over."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_evidence import evidence

from extractor.crosscheck import Evidence, Outcome, Verdict, crosscheck, to_cells, to_findings
from extractor.crosscheck.status import DECISIONS
from schemas import Reading
from schemas.enums import Origin, PlacedBy, State, Status, TableKind, Witness

SUMS = {Witness.ROW_SUM, Witness.BALANCE, Witness.OUTCOME_SUM, Witness.REVIEW_SUM, Witness.ANNEX_SUM}
BELIEVED = (Status.VERIFIED, Status.REPAIRED)
SWEEP = range(100)


@cache
def decided(seed: int) -> tuple[Evidence, Outcome]:
    case = evidence(seed)
    return case, crosscheck(case)


def readings_of(case: Evidence) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in case.readings:
        found[reading.path].append(reading)
    return found


@cache
def cells() -> list[tuple[Evidence, Verdict, list[Reading]]]:
    """Every cell of the sweep with its readings."""
    found = []
    for seed in SWEEP:
        case, outcome = decided(seed)
        by_path = readings_of(case)
        found += [(case, verdict, by_path[path]) for path, verdict in outcome.verdicts.items()]
    return found


@given(st.integers(min_value=0), st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_total_and_independent_of_order(seed: int, random: Random) -> None:
    case = evidence(seed)
    outcome = crosscheck(case)
    shuffled = list(case.readings)
    random.shuffle(shuffled)
    assert crosscheck(replace(case, readings=tuple(shuffled))) == outcome
    assert list(outcome.verdicts)[: len(case.due)] == list(case.due)
    assert set(outcome.verdicts) >= set(case.due)
    assert list(to_cells(outcome)) == list(outcome.verdicts)
    assert len(to_findings(outcome, "zh")) == len(outcome.breaks) + len(outcome.subtotal_breaks)


@given(st.lists(st.integers(min_value=0, max_value=3), min_size=5, max_size=5), st.sampled_from(Origin))
@settings(max_examples=25)
def test_a_word_of_one_reader_alone_is_never_enough(values: list[int], origin: Origin) -> None:
    """Fifteen numbers in one line, no identity of which more than one cell could be proved by."""
    path = "proactive_disclosure.article_20_1.regulations."
    for reader in (Witness.RULES, Witness.MODEL, Witness.OCR2):
        readings = tuple(
            Reading(path + key, reader, State.NUMBER, value, str(value), (9 * n, 9 * n + 1), anchored=True)
            for n, (key, value) in enumerate(zip(("issued", "repealed", "in_force"), values, strict=False))
        )
        outcome = crosscheck(Evidence(readings, tuple(r.path for r in readings), origin))
        assert {found.status for found in outcome.verdicts.values()} == {Status.READ}


def test_verified_takes_two_witnesses_or_a_person() -> None:
    seen = 0
    for case, verdict, _ in cells():
        if verdict.status is not Status.VERIFIED or Witness.HUMAN in verdict.witnesses:
            continue
        eyes = set(verdict.witnesses)
        if case.origin is Origin.OCR and {Witness.RULES, Witness.MODEL} <= eyes:
            eyes.discard(Witness.MODEL)
        assert len(eyes) > 1, verdict
        seen += 1
    assert seen > 1000


def test_a_value_that_stands_was_given_by_a_reader() -> None:
    for _, verdict, readings in cells():
        if verdict.status is not Status.REPAIRED and verdict.value is not None:
            assert verdict.value in {reading.value for reading in readings}, verdict


def test_lost_never_becomes_a_number_that_is_believed() -> None:
    seen = 0
    for _, verdict, readings in cells():
        states = {reading.state for reading in readings}
        if states <= {State.LOST}:
            assert (verdict.status, verdict.state, verdict.value) == (Status.UNREAD, State.LOST, None)
            seen += 1
        if State.LOST in states and Witness.HUMAN not in {reading.reader for reading in readings}:
            assert verdict.status not in BELIEVED, verdict
    assert seen > 10


def test_blanks_and_marks_have_no_sums_for_witnesses() -> None:
    seen = 0
    for _, verdict, _ in cells():
        if verdict.state in (State.BLANK, State.MARK) and verdict.status is not Status.REPAIRED:
            assert not SUMS & set(verdict.witnesses), verdict
            seen += verdict.status is Status.VERIFIED
    assert seen > 10


def test_models_alone_are_never_verified() -> None:
    for case, verdict, readings in cells():
        readers = {reading.reader for reading in readings}
        if readers <= {Witness.MODEL} or (case.origin is not Origin.OCR and readers <= {Witness.MODEL, Witness.OCR2}):
            assert verdict.status is not Status.VERIFIED, verdict


def test_one_recognition_verifies_zeros_only() -> None:
    for case, verdict, readings in cells():
        one = {reading.reader for reading in readings} <= {Witness.RULES, Witness.MODEL}
        if case.origin is Origin.OCR and one and verdict.status is Status.VERIFIED:
            assert (verdict.state, verdict.value) == (State.NUMBER, 0), verdict


def test_what_only_the_sums_placed_is_read_at_most() -> None:
    for _, verdict, readings in cells():
        if readings and all(r.placed_by is PlacedBy.SUMS and r.reader is not Witness.HUMAN for r in readings):
            assert verdict.status not in BELIEVED, verdict


def test_nothing_unanchored_is_believed() -> None:
    for _, verdict, readings in cells():
        if not any(r.anchored or r.loose_run or r.reader is Witness.HUMAN for r in readings):
            assert verdict.status not in BELIEVED, verdict


def test_a_disputed_table_is_disputed_whole() -> None:
    seen = 0
    for case, verdict, readings in cells():
        table = TableKind(verdict.path.partition(".")[0])
        if table in case.disputed_tables and Witness.HUMAN not in {reading.reader for reading in readings}:
            assert verdict.status in (Status.DISPUTED, Status.UNREAD), verdict
            seen += 1
    assert seen > 100


def test_repairs_are_kept_beside_their_print() -> None:
    seen = 0
    for _, verdict, readings in cells():
        if verdict.status is Status.REPAIRED:
            assert verdict.value is not None and verdict.value >= 0
            assert verdict.printed in {reading.printed for reading in readings}
            assert len(SUMS & set(verdict.witnesses)) > 1
            assert TableKind.REQUESTS in verdict.path
            seen += 1
    assert seen > 10


@pytest.mark.parametrize("rule", [row.rule for row in DECISIONS])
def test_every_rule_is_reached(rule: str) -> None:
    assert any(verdict.rule == rule for _, verdict, _ in cells()), f"no evidence of the sweep comes to {rule}"


def test_a_reading_of_a_cell_that_no_form_has_is_judged_like_any_other() -> None:
    """A row of one form under the columns of another: nothing is known of such a cell but its table."""
    path = "proactive_disclosure.article_20_1.other_documents.issued"
    reading = Reading(path, Witness.RULES, State.NUMBER, 3, "3", (0, 1), anchored=True)
    assert crosscheck(Evidence((reading,), (), Origin.UNKNOWN)).verdicts[path].status is Status.READ
