"""Slips that would explain broken sums: found where they were made, and every one of them mends what is broken."""

from __future__ import annotations

import random

import pytest
from checks_cases import consistent, found, page, read, truth
from crosscheck_cases import books, cell, evidence_of
from crosscheck_cases import read as answers

from extractor.crosscheck import crosscheck
from extractor.crosscheck.books import balance, plan_for
from extractor.crosscheck.evidence import Claim
from schemas.enums import ExplanationKind, FindingKind, Origin, State
from schemas.result import Finding

SUMS = (
    FindingKind.ROW_SUM,
    FindingKind.BALANCE,
    FindingKind.OUTCOME_SUM,
    FindingKind.REVIEW_SUM,
    FindingKind.ANNEX_SUM,
)
GRANTED, HELD = "requests.granted", "requests.unavailable.not_held"
REVIEW = "review_and_litigation"
Slip = tuple[ExplanationKind, dict[str, int]]


def slips(findings: list[Finding]) -> list[Slip]:
    """The explanations of each finding, which are the same for all."""
    (listed,) = {tuple(item.model_dump_json() for item in finding.explanations) for finding in findings}
    assert len(listed) == len(set(listed))
    first = findings[0].explanations
    return [(item.kind, {term.path: int(term.value or 0) for term in item.terms}) for item in first]


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        ({f"{GRANTED}.natural_person": 25}, (ExplanationKind.SINGLE_CELL, {f"{GRANTED}.natural_person": 15})),
        ({"requests.outcome_total.total": 0}, (ExplanationKind.SINGLE_CELL, {"requests.outcome_total.total": 76})),
        ({f"{GRANTED}.natural_person": ""}, (ExplanationKind.BLANK_CELL, {f"{GRANTED}.natural_person": 15})),
        (
            {f"{HELD}.natural_person": 2, f"{HELD}.business": 5},
            (ExplanationKind.SPLIT_DIGITS, {f"{HELD}.natural_person": 25, f"{HELD}.business": 0}),
        ),
        (
            {f"{HELD}.other": 2, f"{HELD}.total": 5},
            (ExplanationKind.SPLIT_DIGITS, {f"{HELD}.other": 0, f"{HELD}.total": 25}),
        ),
        (
            {f"{GRANTED}.natural_person": 5, f"{GRANTED}.business": 15},
            (ExplanationKind.SWAPPED_COLUMNS, {f"{GRANTED}.natural_person": 15, f"{GRANTED}.business": 5}),
        ),
        (
            {f"{GRANTED}.natural_person": 25, f"{HELD}.natural_person": 15},
            (ExplanationKind.SWAPPED_COLUMNS, {f"{GRANTED}.natural_person": 15, f"{HELD}.natural_person": 25}),
        ),
        (
            {f"{REVIEW}.review.upheld": 1, f"{REVIEW}.direct_litigation.upheld": 2},
            (
                ExplanationKind.SWAPPED_COLUMNS,
                {f"{REVIEW}.review.upheld": 2, f"{REVIEW}.direct_litigation.upheld": 1},
            ),
        ),
    ],
)
def test_the_slip_that_was_made_is_named_first(printed: dict[str, int | str], slip: Slip) -> None:
    assert slips(found(page(truth(cells=printed)), *SUMS))[0] == slip


def test_a_blank_split_number_is_one_too() -> None:
    printed: dict[str, int | str] = {f"{HELD}.natural_person": 2, f"{HELD}.business": 5, f"{HELD}.research": ""}
    assert slips(found(page(truth(cells=printed)), *SUMS))[0][0] is ExplanationKind.SPLIT_DIGITS


def test_rows_that_share_nothing_are_explained_apart() -> None:
    html = page(truth(cells={f"{REVIEW}.review.total": 0, f"{REVIEW}.litigation_after_review.total": 0}))
    review, after = found(html, FindingKind.REVIEW_SUM)
    assert (ExplanationKind.SINGLE_CELL, {f"{REVIEW}.review.total": 3}) in slips([review])
    assert (ExplanationKind.SINGLE_CELL, {f"{REVIEW}.litigation_after_review.total": 1}) in slips([after])


def test_several_cells_may_explain_one_row() -> None:
    several = slips(found(page(truth(cells={f"{REVIEW}.review.upheld": 9})), FindingKind.REVIEW_SUM))
    assert (ExplanationKind.SINGLE_CELL, {f"{REVIEW}.review.upheld": 2}) in several
    assert (ExplanationKind.SINGLE_CELL, {f"{REVIEW}.review.total": 10}) in several


def test_two_slips_that_nothing_simple_explains() -> None:
    broken = found(page(truth(cells={f"{GRANTED}.natural_person": 19, f"{HELD}.business": 4})), *SUMS)
    assert broken and all(finding.explanations == [] for finding in broken)


def test_the_annex() -> None:
    (issue,) = found(page(truth(form="statistics", cells={"statistics.organization.staff": 7})), FindingKind.ANNEX_SUM)
    assert (ExplanationKind.SINGLE_CELL, {"statistics.organization.staff": 6}) in slips([issue])


def test_nothing_is_changed_by_an_explanation() -> None:
    report = read(page(truth(cells={f"{GRANTED}.natural_person": 25})))
    assert report.cells[f"{GRANTED}.natural_person"].value == 25
    assert report.cells[f"{HELD}.natural_person"].value == consistent()[f"{HELD}.natural_person"]


@pytest.mark.parametrize("seed", range(40))
def test_every_explanation_mends_all_that_is_broken_and_breaks_nothing(seed: int) -> None:
    chance = random.Random(seed)
    values = books({("granted", "business"): 30, ("granted", "other"): 12, ("unavailable.not_held", "business"): 7})
    paths = sorted(path for path in values if path.startswith("requests.") and values[path])
    for path in chance.sample(paths, chance.choice((1, 1, 2))):
        values[path] += chance.choice((-1, 1, 9))
    if chance.random() < 0.3:
        one, other = cell("granted", "business"), cell("granted", "other")
        values[one], values[other] = values[other], values[one]
    outcome = crosscheck(evidence_of(Origin.DIGITAL, answers(values)))
    plan = plan_for(frozenset(values))
    for explained in {item for broken in outcome.breaks for item in broken.explanations}:
        mended = values | dict(explained.terms)
        claims = {path: Claim(State.NUMBER, value, (), ()) for path, value in mended.items()}
        assert not any(balance(identity, claims).broken for identity in plan.identities)
