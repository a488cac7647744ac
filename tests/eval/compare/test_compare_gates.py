"""Gates of a comparison: figures of B, differences, flips, the verdict; what cannot be a gate is refused."""

from __future__ import annotations

import pytest

from eval.compare.compare import compare
from eval.compare.figures import FIGURES
from eval.compare.format import VerdictWord
from eval.compare.gate import FLIPS, parse_condition
from eval.gate import COUNTS, SHARES
from extractor.errors import UsageError
from tests.eval.compare.compared import UPHELD, N, R, T, U, V, document, extraction, fact, label, report, run, wanted

# Of four printed numbers A verifies three rightly, B verifies two, one of them wrongly; B loses a fact and invents one.
LABELS = [label({N: 3, T: 7, UPHELD: 2, "requests.granted.total": 1}, wanted(2))]
A = run(
    document(
        "doc",
        LABELS,
        extraction(report({N: (3, V), T: (7, V), UPHELD: (2, V), "requests.granted.total": (5, R)}, fact(2))),
    )
)
B = run(
    document(
        "doc",
        LABELS,
        extraction(report({N: (8, V), T: (7, V), UPHELD: (2, R), "requests.granted.total": (1, R)}, fact(9, V))),
    )
)
FOUND = compare(A, B)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("silent>0", "silent>0: silent is 1"),
        (" silent >= 1 ", "silent >= 1: silent is 1"),
        ("verified<75%", "verified<75%: verified is 2/4"),
        ("verified<0.75", "verified<0.75: verified is 2/4"),
        ("silent_a_report>0.5", "silent_a_report>0.5: silent_a_report is 1/1"),
        ("d.verified<-1%", "d.verified<-1%: verified is 3/4 in A, 2/4 in B"),
        ("d.silent>0", "d.silent>0: silent is 0 in A, 1 in B"),
        ("d.facts_found<0", "d.facts_found<0: facts_found is 1/1 in A, 0/1 in B"),
        ("now_silent>0", "now_silent>0: now_silent is 1"),
        ("broken>0", "broken>0: broken is 1"),  # right before, silently wrong now
        ("mended<2", "mended<2: mended is 1"),
        ("withdrawn!=0", "withdrawn!=0: withdrawn is 1"),
        ("gained==0", "gained==0: gained is 0"),
        ("lost_facts>0", "lost_facts>0: lost_facts is 1"),
        ("invented_facts>0", "invented_facts>0: invented_facts is 1"),  # and verified at that
        ("silent_facts>0", "silent_facts>0: silent_facts is 1"),
        ("reports_won<1", "reports_won<1: reports_won is 0"),
        ("failed==0", "failed==0: failed is 0"),
        ("verdict==no_difference_shown", "verdict==no_difference_shown: the verdict is no_difference_shown"),
        ("verdict!=better", "verdict!=better: the verdict is no_difference_shown"),
    ],
)
def test_a_gate_that_holds_says_why(text: str, why: str) -> None:
    assert parse_condition(text).failure(FOUND) == why


@pytest.mark.parametrize(
    "text",
    ["silent>1", "verified<50%", "d.verified<-25%", "d.silent>1", "broken>1", "other_wrong>0", "d.right<-100%", "verdict==worse", "reports_lost>0"],
)  # fmt: skip
def test_a_gate_that_does_not_hold_says_nothing(text: str) -> None:
    assert parse_condition(text).failure(FOUND) is None


def test_what_is_undefined_fails_every_gate() -> None:
    nothing = run(document("doc", LABELS, extraction(report({N: (None, U)}))))
    for text in ("silent>0", "silent<0.5", "facts_right<50%", "d.silent>0"):
        why = parse_condition(text).failure(compare(A, nothing))
        assert why is not None
        assert "undefined (n = 0)" in why
    assert parse_condition("d.silent>0").failure(compare(nothing, A)) is not None
    assert parse_condition("silent>0").failure(compare(nothing, A)) is None  # B alone is spoken of


def test_every_name_can_be_asked_for_and_those_of_the_score_are_among_them() -> None:
    assert {*COUNTS, *SHARES} - {"unanswered"} <= {*FIGURES, *FLIPS}
    for name in (*FIGURES, *FLIPS):
        assert isinstance(parse_condition(f"{name}>=0").failure(FOUND), str)
    for name in FIGURES:
        assert parse_condition(f"d.{name}<-1").name == name


@pytest.mark.parametrize("text", ["nonsense>0", "d.nonsense<0", "d.broken>0", "silent", "", "verified drops>1%"])
def test_an_unknown_name_is_refused_and_all_names_are_listed(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_condition(text)
    for name in (*FIGURES, *FLIPS, *VerdictWord):
        assert name in str(refused.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("silent>5%", "is a count"),
        ("broken>1%", "is a count"),
        ("verified<95", "is a share"),
        ("verified<-1%", "only a difference, d.verified"),
        ("broken<-1", "never below 0"),
        ("verdict==good", "no verdict 'good'; there are better"),
        ("verdict>0", "no name 'verdict'"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parse_condition(text)


def test_silent_errors_that_are_too_few_to_be_shown_are_said_with_the_verdict() -> None:
    assert FOUND.headline.verdict.sentence == (
        "Changed, not established: B broke 1 cell and mended 1 (1 now silently wrong, 1 no longer believed), and broke 2 "
        "facts and mended none (1 now silently wrong), in 1 of 1 report (doc); with so few reports chance is not ruled "
        "out; but B has 1 silent error more and 1 silent fact more: look at them."
    )
