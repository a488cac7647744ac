"""Comparing runs: figures and intervals by hand, the verdict, what is left out, and that it mirrors itself."""

from __future__ import annotations

import pytest

from eval.compare.compare import compare
from eval.compare.format import Change, Comparison, Effect, FactFlipKind, FlipKind, VerdictWord
from eval.compare.verdict import DECIDING, verdict
from eval.label_format import Label
from eval.runs.format import Reader, RunFile, Usage
from eval.scorecard import Figure
from eval.statistics import Interval
from extractor.errors import UsageError
from schemas.enums import SectionKind
from tests.eval.compare.compared import (
    UPHELD,
    B,
    Given,
    N,
    R,
    T,
    U,
    V,
    change,
    document,
    extraction,
    fact,
    label,
    report,
    run,
    wanted,
)


def two(first: dict[str, Given], second: dict[str, Given], **changes: object) -> RunFile:
    """A run over two reports: 3, 0, 7 in one table, and 4 in it with a 2 in another."""
    return run(
        document("a-one", [label({N: 3, B: 0, T: 7})], extraction(report(first)), mess=("torn",)),
        document("b-two", [label({T: 4, UPHELD: 2}, form="2019")], extraction(report(second))),
        **changes,  # type: ignore[arg-type]  # options by name
    )


A = two({N: (3, V), B: (0, V), T: (7, V)}, {T: (5, R), UPHELD: (9, R)})
OTHER = two({N: (3, V), B: (0, R), T: (8, V)}, {T: (4, V), UPHELD: (9, R)})


def test_figures_and_paired_differences_counted_by_hand() -> None:
    found = compare(A, OTHER)
    # Non-zero cells: report 1 has 2 (right 2, then 1), report 2 has 2 (right 0, then 1). Drawn are report 1 twice (a
    # quarter of the resamples: 2/4 - 4/4), one of each (a half: 0), and report 2 twice (a quarter: 2/4 - 0/4).
    assert change(found, "right_nonzero") == Change(
        name="right_nonzero",
        a=Figure(count=2, n=4),
        b=Figure(count=2, n=4),
        difference=0.0,
        interval=Interval(-0.5, 0.5),
        better="more",
        effect=Effect.NOT_SHOWN,
    )
    # Printed numbers: report 1 has 3 (verified 3, then 2), report 2 has 2 (0, then 1): -1/3 or +1/2 where one is drawn.
    verified = change(found, "verified")
    assert (verified.a, verified.b) == (Figure(count=3, n=5), Figure(count=3, n=5))
    assert verified.interval == Interval(2 / 3 - 1, 0.5)
    # One silent error, in report 1: none, one or two in two drawn reports.
    silent = change(found, "silent_a_report")
    assert (silent.a, silent.b, silent.difference) == (Figure(count=0, n=2), Figure(count=1, n=2), 0.5)
    assert silent.interval == Interval(0.0, 1.0)
    assert (change(found, "silent").a, change(found, "silent").b) == (Figure(count=0, n=3), Figure(count=1, n=3))
    # Tables: requests of report 1 exact in A alone; of report 2 in B alone; its review table in neither.
    assert (change(found, "tables_exact").a, change(found, "tables_exact").b) == (Figure(count=1, n=3),) * 2
    assert change(found, "wrong").a.count == 2
    assert change(found, "wrong").b.count == 2
    assert change(found, "facts_found").difference is None
    assert change(found, "facts_found").effect is Effect.UNDEFINED
    assert found.headline.wins.model_dump(exclude={"reports"}) == {
        "won": 1, "lost": 1, "tied": 0, "p": 1.0, "all_cells": {"won": 1, "lost": 1, "tied": 0, "p": 1.0},
    }  # fmt: skip
    assert [(one.document, one.right_nonzero, one.n, one.silent, one.flips) for one in found.headline.wins.reports] == [
        ("a-one", (2, 1), 2, (0, 1), 2),
        ("b-two", (0, 1), 2, (0, 0), 1),
    ]


def test_parts_by_hand() -> None:
    parts = {(one.by, one.name): one for one in compare(A, OTHER).headline.slices}
    assert set(parts) == {
        ("table", "requests"), ("table", "review_and_litigation"), ("form", "2019"), ("form", "2021"),
        ("mess", "torn"), ("source_kind", "text"),
    }  # fmt: skip
    requests = {one.name: one for one in parts["table", "requests"].changes}
    assert parts["table", "requests"].reports == 2
    assert (requests["right_nonzero"].a, requests["right_nonzero"].b) == (Figure(count=2, n=3), Figure(count=2, n=3))
    assert (requests["silent_a_report"].a, requests["silent_a_report"].b) == (
        Figure(count=0, n=2),
        Figure(count=1, n=2),
    )
    torn = {one.name: one for one in parts["mess", "torn"].changes}
    assert parts["mess", "torn"].reports == 1
    assert (torn["verified"].a, torn["verified"].b) == (Figure(count=3, n=3), Figure(count=2, n=3))
    assert torn["verified"].interval is None  # one report says nothing of others


def test_a_run_compared_with_itself_shows_nothing() -> None:
    found = compare(A, A)
    assert (found.settings, found.headline.flips, found.headline.fact_flips, found.headline.by_section) == (
        (),
        (),
        (),
        (),
    )
    assert found.headline.verdict.word is VerdictWord.IDENTICAL
    assert found.headline.verdict.reasons == ()
    assert found.headline.wins.p is None
    assert all(one.a == one.b and one.difference in (0, None) for one in found.headline.changes)


def test_the_same_runs_give_the_same_bytes_whatever_the_order_of_their_documents() -> None:
    backwards = OTHER.model_copy(update={"documents": OTHER.documents[::-1]})
    said = compare(A, OTHER).model_dump_json()
    assert compare(A, OTHER).model_dump_json() == said == compare(A, backwards).model_dump_json()
    assert Comparison.model_validate_json(said) == compare(A, OTHER)
    assert compare(A, OTHER, seed=2).seed == 2
    assert compare(two({}, {}, seed=9), two({}, {}, seed=4)).seed == 4


# The verdict


def figures(**effects: Effect | int) -> list[Change]:
    """Deciding figures with these effects; of ``silent_a_report`` and ``facts_silent_a_report`` a number is B less A."""
    found = []
    for name in DECIDING:
        said = effects.get(name, Effect.NOT_SHOWN)
        more = said if isinstance(said, int) else {Effect.BETTER: -3, Effect.WORSE: 3}.get(said, 0)
        effect = Effect.NOT_SHOWN if isinstance(said, int) else said
        found.append(
            Change(
                name=name,
                a=Figure(count=5, n=9),
                b=Figure(count=5 + more, n=9),
                difference=more / 9,
                interval=None,
                better="less",
                effect=effect,
            )
        )
    return found


@pytest.mark.parametrize(
    ("effects", "word", "reasons"),
    [
        ({"verified": Effect.BETTER}, VerdictWord.BETTER, ["verified"]),
        ({"facts_found": Effect.WORSE}, VerdictWord.WORSE, ["facts_found"]),
        ({"silent_a_report": Effect.WORSE}, VerdictWord.WORSE, ["silent_a_report"]),
        (
            # Shown to differ, silent errors decide alone.
            {"silent_a_report": Effect.WORSE, "verified": Effect.BETTER},
            VerdictWord.WORSE,
            ["silent_a_report", "verified"],
        ),
        (
            {"facts_silent_a_report": Effect.BETTER, "verified": Effect.WORSE},
            VerdictWord.BETTER,
            ["facts_silent_a_report", "verified"],
        ),
        (
            {"silent_a_report": Effect.BETTER, "facts_silent_a_report": Effect.WORSE},
            VerdictWord.MIXED,
            ["silent_a_report", "facts_silent_a_report"],
        ),
        ({"right_nonzero": Effect.WORSE, "verified": Effect.BETTER}, VerdictWord.MIXED, ["right_nonzero", "verified"]),
        # Silent errors that were seen outrank what is shown, though they are too few to be shown themselves.
        ({"silent_a_report": 1, "verified": Effect.BETTER}, VerdictWord.MIXED, ["silent_a_report", "verified"]),
        ({"facts_silent_a_report": 1, "right": Effect.BETTER}, VerdictWord.MIXED, ["facts_silent_a_report", "right"]),
        ({"silent_a_report": -1, "verified": Effect.BETTER}, VerdictWord.BETTER, ["silent_a_report", "verified"]),
        ({"silent_a_report": -1, "verified": Effect.WORSE}, VerdictWord.MIXED, ["silent_a_report", "verified"]),
        ({"silent_a_report": 1, "verified": Effect.WORSE}, VerdictWord.WORSE, ["silent_a_report", "verified"]),
        ({"silent_a_report": 2}, VerdictWord.NO_DIFFERENCE_SHOWN, list(DECIDING)),
        (dict.fromkeys(DECIDING, Effect.UNDEFINED), VerdictWord.NO_DIFFERENCE_SHOWN, list(DECIDING)),
    ],
)
def test_the_verdict(effects: dict[str, Effect | int], word: VerdictWord, reasons: list[str]) -> None:
    found, why = verdict(figures(**effects))
    assert (found, [one.name for one in why]) == (word, reasons)


def test_only_what_is_equal_in_everything_is_identical() -> None:
    assert verdict(figures(), same=True) == (VerdictWord.IDENTICAL, ())
    assert verdict(figures(), same=False)[0] is VerdictWord.NO_DIFFERENCE_SHOWN
    assert verdict(figures(silent_a_report=1), same=True)[0] is VerdictWord.NO_DIFFERENCE_SHOWN


def many(value: Given, count: int = 8) -> RunFile:
    return run(*(document(f"d{k}", [label({N: 3})], extraction(report({N: value}))) for k in range(count)))


def test_the_verdict_of_runs() -> None:
    right, read, silent, nothing = many((3, V)), many((3, R)), many((8, V)), many((None, U))
    assert compare(read, right).headline.verdict.word is VerdictWord.BETTER
    assert compare(right, silent).headline.verdict.word is VerdictWord.WORSE
    bought = compare(nothing, silent).headline  # believes more, and wrongly
    assert bought.verdict.word is VerdictWord.WORSE
    assert [(one.name, one.effect) for one in bought.verdict.reasons] == [
        ("silent_a_report", Effect.WORSE),
        ("verified", Effect.BETTER),
    ]
    assert compare(read, read).headline.verdict.word is VerdictWord.IDENTICAL


@pytest.mark.parametrize(("count", "word"), [(5, VerdictWord.NO_DIFFERENCE_SHOWN), (6, VerdictWord.BETTER)])
def test_fewer_than_six_reports_show_nothing_however_clear_their_interval(count: int, word: VerdictWord) -> None:
    found = compare(many((3, R), count), many((3, V), count))
    assert change(found, "verified").interval == Interval(1.0, 1.0)
    assert found.headline.verdict.word is word
    halved = many((3, V), count).model_copy(update={"documents": many((3, V), count).documents[:3]})
    assert compare(many((3, R), count), halved).headline.verdict.word is VerdictWord.NO_DIFFERENCE_SHOWN


# What is compared, and what is left out


def test_documents_that_one_run_does_not_have_are_left_out_and_named() -> None:
    labels, given = [label({N: 3})], extraction(report({N: (3, V)}))
    a = run(document("both", labels, given), document("first", labels, given))
    b = run(document("both", labels, given), document("second", labels, given))
    about = compare(a, b).documents
    assert (about.both, about.only_a, about.only_b) == (1, ("samples/first",), ("samples/second",))
    with pytest.raises(UsageError, match="no document is in both"):
        compare(a, run(document("third", labels, given)))


def test_other_labels_are_refused_until_some_are_named() -> None:
    given = extraction(report({N: (3, V)}))
    a, b = (run(document("yunxi", [label({N: value})], given)) for value in (3, 4))
    with pytest.raises(UsageError, match=r"different labels for 1 documents \(samples/yunxi\).*--gold"):
        compare(a, b)
    named = Label(source="source.txt", reports=(label({N: 3}),))
    found = compare(a, b, labels={"yunxi": named}, gold=["newer"])
    assert found.documents.gold == ("newer",)
    assert found.headline.flips == ()
    assert change(found, "right").b == Figure(count=1, n=1)
    with pytest.raises(UsageError, match="and in the gold set"):
        compare(a, b, labels={"other": named})


def test_a_document_without_a_named_label_is_left_out() -> None:
    found = compare(A, OTHER, labels={"a-one": A.documents[0].label}, gold=["part"])
    assert (found.documents.both, found.documents.unlabelled) == (1, ("samples/b-two",))


def test_readers_that_both_runs_have_are_compared_each() -> None:
    labels, right, wrong = [label({N: 3})], extraction(report({N: (3, V)})), extraction(report({N: (8, R)}))
    a = run(
        document("one", labels, {Reader.RULES: wrong, Reader.CROSSCHECK: right, Reader.MODEL: right}),
        document("two", labels, {Reader.RULES: wrong}),
    )
    b = run(
        document("one", labels, {Reader.RULES: right, Reader.CROSSCHECK: right, Reader.NAIVE: right}),
        document("two", labels, {Reader.RULES: wrong}),
    )
    found = compare(a, b)
    assert (found.headline.reader_a, found.headline.reader_b) == (Reader.CROSSCHECK,) * 2
    assert (found.headline.documents, found.headline.left_out) == (1, ("samples/two",))
    assert [(one.reader_b, one.documents, len(one.flips)) for one in found.others] == [(Reader.RULES, 2, 1)]
    assert compare(a, b, reader=Reader.RULES).headline.flips[0].kind is FlipKind.MENDED
    alone = compare(a, a, reader=Reader.CROSSCHECK, against=Reader.RULES)
    assert (alone.headline.reader_a, alone.headline.reader_b, alone.others) == (Reader.RULES, Reader.CROSSCHECK, ())
    assert [flip.kind for flip in alone.headline.flips] == [FlipKind.MENDED]
    with pytest.raises(UsageError, match="in both there are crosscheck, rules"):
        compare(a, b, reader=Reader.NAIVE)
    with pytest.raises(UsageError, match="no reader"):
        compare(run(document("x", labels, {Reader.RULES: right})), run(document("x", labels, {Reader.MODEL: right})))


def test_a_source_that_failed_counts_as_a_missed_report() -> None:
    labels = [label({N: 3})]
    a = run(document("one", labels, extraction(report({N: (3, V)}))))
    b = run(document("one", labels, extraction(error="binary"), text=None))
    found = compare(a, b)
    assert (found.headline.failed_a, found.headline.failed_b) == ((), ("samples/one",))
    assert [flip.kind for flip in found.headline.flips] == [FlipKind.BROKEN]
    assert change(found, "reports_matched").b == Figure(count=0, n=1)
    assert change(found, "reports_missed").b.count == 1
    assert change(found, "unread").b == Figure(count=1, n=1)


def test_invented_reports_are_paired_by_what_they_call_themselves() -> None:
    labels = [label({N: 3})]
    good = report({N: (3, V)})
    one, two_ = (report({T: (value, V)}, organization="河口镇") for value in (1, 2))
    other = report({T: (5, R)}, organization="山前镇", year=2021)
    a = run(document("doc", labels, extraction(good, one)))
    b = run(document("doc", labels, extraction(good, two_, other)))
    found = compare(a, b).headline
    assert found.reports == 3
    assert [(flip.kind, flip.organization, flip.report) for flip in found.flips] == [
        (FlipKind.BROKEN, "山前镇", 1),
        (FlipKind.OTHER_WRONG, "河口镇", 2),
    ]
    back = compare(b, a).headline
    assert [(flip.kind, flip.organization) for flip in back.flips] == [
        (FlipKind.OTHER_WRONG, "河口镇"),
        (FlipKind.MENDED, "山前镇"),
    ]
    assert change(compare(a, b), "reports_invented").b.count == 2


# Where it comes from


def test_what_was_set_differently_is_listed_with_both_values() -> None:
    a = two({}, {}, prompts={"requests": "aa", "prose": "cc"})
    b = two({}, {}, prompts={"requests": "bb", "statistics": "dd"})
    b = b.model_copy(update={"header": b.header.model_copy(update={"version": "2", "split": "all"})})
    found = {one.what: (one.a, one.b) for one in compare(a, b).settings}
    assert found == {
        "version": ("1", "2"),
        "split": ("dev", "all"),
        "asked.prompts.requests": ("aa", "bb"),
        "asked.prompts.prose": ("cc", None),
        "asked.prompts.statistics": (None, "dd"),
    }
    none = {one.what: one.a for one in compare(two({}, {}), a).settings}
    assert none["asked.model"] is None


def test_flips_are_told_by_section_and_by_the_prompt_that_asks() -> None:
    labels = [label({N: 3, UPHELD: 2}, wanted(2))]
    prompts = {"requests": "aa", "review_and_litigation": "rr", "prose": "pp"}
    a = run(document("doc", labels, extraction(report({N: (3, V), UPHELD: (2, V)}, fact(2)))), prompts=prompts)
    b = run(
        document("doc", labels, extraction(report({N: (3, R), UPHELD: (9, V)}))), prompts={**prompts, "requests": "bb"}
    )
    found = compare(a, b).headline
    assert [(one.section, one.cells, one.facts) for one in found.by_section] == [
        (SectionKind.OVERVIEW, {}, {FactFlipKind.LOST: 1}),
        (SectionKind.REQUESTS, {FlipKind.WITHDRAWN: 1}, {}),
        (SectionKind.REVIEW_AND_LITIGATION, {FlipKind.NOW_SILENT: 1}, {}),
    ]
    assert [(one.prompt, one.differs, one.cells, one.facts) for one in found.by_prompt] == [
        ("prose", False, {}, {FactFlipKind.LOST: 1}),
        ("requests", True, {FlipKind.WITHDRAWN: 1}, {}),
        ("review_and_litigation", False, {FlipKind.NOW_SILENT: 1}, {}),
    ]
    assert compare(a, a, reader=Reader.CROSSCHECK).headline.by_section == ()


def usage(**known: object) -> Usage:
    said = {"requests": 4, "replayed": 4, "calls": 0, "unanswered": 0, "characters_sent": 9, "characters_received": 9}
    unknown = dict.fromkeys(("tokens_sent", "tokens_received", "cost", "currency", "seconds"))
    return Usage.model_validate({**unknown, **said, **known})


def test_what_asking_took_is_unknown_where_a_run_does_not_know_it() -> None:
    a, b = two({}, {}, usage=usage(tokens_sent=100)), two({}, {}, usage=usage(requests=6, seconds=1.5))
    found = {one.what: (one.a, one.b, one.difference) for one in compare(a, b).usage}
    assert found["requests"] == (4, 6, 2)
    assert found["tokens_sent"] == (100, None, None)
    assert found["seconds"] == (None, 1.5, None)
    assert found["cost"] == (None, None, None)
    assert compare(A, A).usage == ()
    assert {one.difference for one in compare(A, b).usage} == {None}


def test_costs_in_two_currencies_have_no_difference_and_replayed_answers_are_told_apart() -> None:
    recorded = {"characters_sent": 9, "characters_received": 9, "tokens_sent": 70, "tokens_received": None}
    a = usage(cost=1.0, currency="CNY", recorded=recorded)
    b = usage(cost=2.0, currency="USD", recorded={**recorded, "tokens_sent": 90})
    found = {one.what: one for one in compare(two({}, {}, usage=a), two({}, {}, usage=b)).usage}
    assert (found["cost"].a, found["cost"].b, found["cost"].difference) == (1.0, 2.0, None)
    assert found["recorded.tokens_sent"].difference == 20
    again = {one.what: one for one in compare(two({}, {}, usage=a), two({}, {}, usage=a)).usage}
    assert again["cost"].difference == 0
