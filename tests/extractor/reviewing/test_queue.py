"""The queue: in the order of its reasons, never moved by a decision, with a sample that is drawn cell by cell."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from random import Random

import pytest
from crosscheck_cases import HUMAN, MODEL, RULES, cell, evidence_of, put, read
from hypothesis import given
from hypothesis import strategies as st
from random_evidence import consistent, evidence

from extractor.reviewing.apply import settled
from extractor.reviewing.breaks import placed_breaks
from extractor.reviewing.counts import counts
from extractor.reviewing.doubts import doubts_of, ordered_paths
from extractor.reviewing.events import HumanReading, Standing
from extractor.reviewing.queue import SAMPLED, Reason, is_sampled, queue
from schemas import cell_definition, cell_definitions
from schemas.decisions import How
from schemas.enums import Origin, Status
from schemas.result import Report
from tests.extractor.reviewing.cases import BLANK, SHA, UNREADABLE, accepted, report_of, said, sample, typed

PATHS = sorted(cell_definitions())
ALL_VERIFIED = report_of(evidence_of(Origin.DIGITAL, read(consistent(Random(1))), read(consistent(Random(1)), MODEL)))


def _report(seed: int) -> Report:
    given = evidence(seed)
    return report_of(replace(given, readings=tuple(r for r in given.readings if r.reader is not HUMAN)))


@pytest.mark.parametrize("seed", range(5))
def test_no_decision_moves_anything(seed: int) -> None:
    report, random = _report(seed), Random(seed)
    first = [look.path for look in queue(report, {}, SHA, 0)]
    assert len(set(first)) == len(first)
    decided: dict[str, HumanReading] = {}
    earlier = first
    for path in [*random.sample(first, min(4, len(first))), *random.sample(sorted(report.cells), 4)]:
        decided[path] = random.choice((typed(random.randint(0, 3)), BLANK, UNREADABLE))
        looks = queue(report, said(report, decided), SHA, 0)
        paths = [look.path for look in looks]
        assert paths[: len(first)] == first
        assert [p for p in earlier if p in paths] == [p for p in paths if p in earlier]
        assert decided.keys() <= set(paths)
        assert all(look.settled for look in looks if look.path in decided)
        earlier = paths


@pytest.mark.parametrize("seed", range(6))
def test_every_doubt_is_in_it_once_and_the_reasons_are_in_order(seed: int) -> None:
    report = _report(seed)
    looks = queue(report, {}, SHA, 0)
    reasons = [look.reason for look in looks]
    assert reasons == sorted(reasons, key=list(Reason).index)
    looked_at = {look.path for look in looks if look.reason is not Reason.SAMPLE}
    assert looked_at == doubts_of(report).keys() | placed_breaks(report, errors_only=True)
    for look in looks:
        status = report.cells[look.path].status
        assert status is Status.VERIFIED or look.reason is not Reason.SAMPLE
        assert status is not Status.VERIFIED or look.reason in (Reason.SAMPLE, Reason.BREAK)
        assert status is Status.DISPUTED or look.reason is not Reason.OPPOSED
        assert status is not Status.DISPUTED or look.reason in (Reason.BREAK, Reason.OPPOSED)
    places = [(reasons.index(look.reason), cell_definition(look.path).order) for look in looks]
    assert places == sorted(places)


def test_a_break_placed_on_one_cell_comes_first() -> None:
    extraction = sample("fengtong-district-2021")
    looks = queue(extraction.reports[0], {}, extraction.sha256, 0, extraction.origin)
    assert [look.reason for look in looks if look.reason is not Reason.SAMPLE] == [Reason.BREAK, *[Reason.OPPOSED] * 4]


def _verified_and_broken() -> tuple[Report, str]:
    """Two readers of a digital source agree on a total that three sums deny: verified as printed, WITNESSES.md 3(b)."""
    values = consistent(Random(3), 9)
    total = cell("outcome_total", "total")
    values[total] += 2
    report = report_of(evidence_of(Origin.DIGITAL, read(values), read(values, MODEL)))
    assert report.cells[total].status is Status.VERIFIED
    return report, total


def test_a_verified_number_that_the_sums_deny_is_looked_at_first() -> None:
    report, total = _verified_and_broken()
    first, *others = queue(report, {}, SHA, 0)
    assert (first.path, first.reason, first.settled) == (total, Reason.BREAK, False)
    assert {look.reason for look in others} <= {Reason.SAMPLE}
    assert report.cells[total].status is Status.VERIFIED


def test_it_is_settled_by_a_word_about_it_or_when_its_sums_hold() -> None:
    report, total = _verified_and_broken()
    wrong = queue(report, said(report, {total: accepted(report, total, How.REPORT_WRONG)}), SHA, 0)
    assert [(look.path, look.settled) for look in wrong if look.reason is not Reason.SAMPLE] == [(total, True)]
    part = cell("granted", "total")
    other = queue(report, said(report, {part: typed((report.cells[part].value or 0) + 2)}), SHA, 0)
    assert not next(look.settled for look in other if look.path == total)
    blamed = queue(report, said(report, {part: accepted(report, part, How.REPORT_WRONG)}), SHA, 0)
    assert not next(look.settled for look in blamed if look.path == total)  # the row and the balance are still broken


def test_a_break_that_no_cell_alone_explains_is_looked_at_where_it_is_shown() -> None:
    values = consistent(Random(3), 9)
    row = [cell("granted", column) for column in ("natural_person", "business", "total")]
    values[row[0]] += 1
    report = report_of(evidence_of(Origin.DIGITAL, read(values), read(values, MODEL)))
    placed = placed_breaks(report, errors_only=True)
    assert placed
    assert {look.path for look in queue(report, {}, SHA, 0) if look.reason is Reason.BREAK} == placed


def test_what_a_correction_puts_in_doubt_stands_behind_the_rest() -> None:
    values = consistent(Random(3), 9)
    readings = {p: r for p, r in read(values, RULES).items() if not p.startswith("requests.outcome_total.")}
    report = report_of(evidence_of(Origin.UNKNOWN, readings))
    first = queue(report, {}, SHA, 0)
    changed = cell("granted", "business")
    looks = queue(report, said(report, {changed: typed(values[changed] + 1)}), SHA, 0)
    new = looks[len(first) :]
    assert looks[: len(first)] == first
    assert [look.path for look in new if look.reason is Reason.DECIDED] == [changed]
    opposed = [look.path for look in new if look.reason is Reason.OPPOSED]
    assert set(opposed) <= {path for path in report.cells if path.startswith("requests.granted.")}
    assert opposed
    assert not any(look.settled for look in new if look.path != changed)


def test_a_look_is_settled_by_a_person_or_by_sums_that_verify_the_cell() -> None:
    readings = {p: r for p, r in read(consistent(Random(3), 9)).items() if not p.startswith("requests.outcome_total.")}
    total = cell("granted", "total")
    right = readings[total].value
    assert right is not None
    put(readings, total, right + 2)
    report = report_of(evidence_of(Origin.UNKNOWN, readings))
    row = {path for path in report.cells if path.startswith("requests.granted.")}
    opposed = {look.path for look in queue(report, {}, SHA, 0) if look.reason is Reason.OPPOSED}
    assert opposed == row
    looks = queue(report, said(report, {total: typed(right)}), SHA, 0)
    assert {look.path for look in looks if look.settled} == row
    read_by_nobody = queue(report, said(report, {total: typed(right, "")}), SHA, 0)
    assert [look.path for look in read_by_nobody if look.settled] == [total]


def test_a_decision_that_is_not_current_is_open_again() -> None:
    report = report_of(evidence_of(Origin.DIGITAL, read(consistent(Random(1)))))
    path = cell("granted", "business")
    standing = {path: Standing(one.event, False) for path, one in said(report, {path: accepted(report, path)}).items()}
    looks = {look.path: look for look in queue(report, standing, SHA, 0)}
    assert (looks[path].reason, looks[path].settled) in ((Reason.DECIDED, False), (Reason.SAMPLE, False))


def test_about_two_of_a_hundred_verified_cells_are_drawn() -> None:
    seeds = [f"{hashlib.sha256(str(number).encode()).hexdigest()}/0" for number in range(600)]
    drawn = [sum(is_sampled(seed, path) for path in PATHS) for seed in seeds]
    share = sum(drawn) / (len(seeds) * len(PATHS))
    assert abs(share - 1 / SAMPLED) < 0.001  # five standard deviations are 0.0018 of 150,000 cells
    of_path = [sum(is_sampled(seed, path) for seed in seeds) for path in PATHS]
    assert min(of_path) > 0


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_the_sample_is_the_sources_and_the_reports_own(source: int, ordinal: int) -> None:
    sha256 = hashlib.sha256(str(source).encode()).hexdigest()
    drawn = [look.path for look in queue(ALL_VERIFIED, {}, sha256, ordinal)]
    assert drawn == [path for path in ordered_paths(ALL_VERIFIED) if is_sampled(f"{sha256}/{ordinal}", path)]


def test_another_extraction_leaves_the_sample_as_far_as_the_cells_are_the_same() -> None:
    report = report_of(evidence_of(Origin.DIGITAL, read(consistent(Random(1)))))

    def drawn(one: Report, ordinal: int = 0) -> list[str]:
        return [look.path for look in queue(one, {}, SHA, ordinal) if look.reason is Reason.SAMPLE]

    fewer = report.model_copy(update={"cells": dict(list(report.cells.items())[20:])})
    assert drawn(fewer) == [path for path in drawn(report) if path in fewer.cells]
    other = {
        p: c.model_copy(update={"status": Status.READ} if n % 2 else {})
        for n, (p, c) in enumerate(report.cells.items())
    }
    half = report.model_copy(update={"cells": other})
    assert drawn(half) == [path for path in drawn(report) if other[path].status is Status.VERIFIED]
    assert drawn(report) != drawn(report, 1)


def test_counts_are_of_the_report_after_decisions() -> None:
    extraction = sample("hengqu-market-regulation-2022")
    report = extraction.reports[0]
    standing = said(report, {"requests.outcome_total.total": typed(47)}, extraction.sha256)
    looks = queue(report, standing, extraction.sha256, 0)
    found = counts(settled(report, standing), looks)
    assert (found.cells, found.printed, found.printed_verified, found.read) == (198, 193, 176, 22)
    assert (found.verified, found.repaired, found.disputed, found.unread) == (176, 0, 0, 0)
    assert (found.errors, found.warnings, found.notes) == (0, 0, 0)
    assert (found.doubts, found.open_doubts) == (len(looks), len(looks) - 1)
    before = counts(report, queue(report, {}, extraction.sha256, 0))
    assert (before.errors, before.warnings, before.disputed) == (3, 1, 1)
