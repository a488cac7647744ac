"""What a comparison says first: what was broken and mended, in how many reports; and what is no figure of a reader."""

from __future__ import annotations

import pytest

from eval.compare.compare import compare
from eval.compare.format import Carrier, Comparison, Moves, VerdictWord
from eval.compare.text import render
from eval.label_format import LabelCell
from eval.runs.format import Reader, RunFile
from schemas.enums import State
from schemas.result import Fact
from tests.eval.compare.compared import (
    UPHELD,
    B,
    D,
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
    labelled,
    report,
    run,
    wanted,
)

CELLS: dict[str, int | LabelCell | None] = {N: 3, B: None, T: 7, UPHELD: None}
RIGHT: dict[str, Given] = {N: (3, R), B: (None, R), T: (7, R), UPHELD: (None, R)}


def reports(*given: dict[str, Given], reader: Reader = Reader.CROSSCHECK, facts: tuple[Fact, ...] = ()) -> RunFile:
    """One document a report, read as given; what is not said is read rightly."""
    return run(
        *(
            document(f"d{k}", [label(CELLS, wanted(2))], {reader: extraction(report(RIGHT | cells, *facts))})
            for k, cells in enumerate(given)
        )
    )


def said(a: RunFile, b: RunFile) -> str:
    return compare(a, b, resamples=50).headline.verdict.sentence


def test_one_report_that_carries_all_is_named() -> None:
    blanks: dict[str, Given] = {B: (5, R), UPHELD: (6, R)}
    found = compare(reports({}, {}, {}), reports({}, blanks, {})).headline
    assert found.verdict.word is VerdictWord.NO_DIFFERENCE_SHOWN
    assert found.verdict.sentence == (
        "Changed, not established: B broke 2 cells and mended none, in 1 of 3 reports (d1): one report carries it all; "
        "with so few reports chance is not ruled out."
    )
    assert found.impact.cells == Moves(changed=2, broken=2)
    assert (found.impact.reports, found.impact.of, found.impact.names) == (1, 3, ("d1",))
    assert found.impact.carrier == Carrier(document="d1", report=0, changed=2)
    # No non-zero cell is lost: by those the report is tied, by all cells it is not.
    assert (found.wins.lost, found.wins.tied) == (0, 3)
    assert (found.wins.all_cells.lost, found.wins.all_cells.tied) == (1, 2)
    assert found.wins.reports[1].right == (4, 2)
    assert found.wins.reports[1].errors == (0, 2)


def test_more_than_half_is_most_of_it_and_half_is_not() -> None:
    three: dict[str, Given] = {N: (4, R), B: (5, R), T: (8, R)}
    most = said(reports({}, {}), reports(three, {N: (4, R)}))
    assert "in 2 of 2 reports (d0, d1): one report carries most of it, d0 with 3 of 4; with so few" in most
    half = compare(reports({}, {}), reports({N: (4, R)}, {N: (4, R)})).headline
    assert half.impact.carrier is None
    assert "carries" not in half.verdict.sentence


def test_as_many_right_cells_and_more_errors_are_lost() -> None:
    extra: dict[str, Given] = {"requests.granted.total": (9, R)}  # no cell of the label
    wins = compare(reports({}), reports(extra)).headline.wins
    assert (wins.reports[0].right, wins.reports[0].errors) == ((4, 4), (0, 1))
    assert (wins.lost, wins.all_cells.lost) == (0, 1)


def test_every_kind_of_change_is_counted() -> None:
    a = reports({N: (3, V), B: (5, R), T: (7, R), UPHELD: (1, R)}, facts=(fact(2),))
    b = reports({N: (8, V), B: (None, R), T: (7, V), UPHELD: (2, R)}, facts=(fact(9),))
    assert said(a, b) == (
        "Changed, not established: B broke 1 cell and mended 1 (1 now silently wrong, 1 wrong in another way, 1 newly "
        "believed), and broke 2 facts and mended none, in 1 of 1 report (d0); with so few reports chance is not ruled "
        "out; but B has 1 silent error more: look at them."
    )
    assert said(b, a) == (
        "Changed, not established: B broke 1 cell and mended 1 (1 no longer silently wrong, 1 wrong in another way, 1 no "
        "longer believed), and broke no fact and mended 2, in 1 of 1 report (d0); with so few reports chance is not "
        "ruled out; but B has 1 silent error fewer: look at them."
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({N: (3, R)}, {N: (3, D)}),  # neither is believed
        ({UPHELD: (None, R)}, {UPHELD: (None, U)}),
    ],
)
def test_what_counts_for_nothing_is_no_identity(first: dict[str, Given], second: dict[str, Given]) -> None:
    found = compare(reports(first), reports(second)).headline
    assert found.flips == ()
    assert found.verdict.word is VerdictWord.NO_DIFFERENCE_SHOWN
    assert found.verdict.sentence == (
        "Changed in nothing that counts: B broke and mended no cell (1 given otherwise, which counts for nothing)."
    )


def test_a_cell_whose_label_is_not_certain_is_no_identity_either() -> None:
    labels = [label({N: labelled(3, certain=False), T: 7})]
    a, b = (run(document("d", labels, extraction(report({N: (value, R), T: (7, R)})))) for value in (3, 4))
    assert compare(a, b).headline.impact.cells == Moves(uncounted=1)
    assert compare(a, b).headline.verdict.word is VerdictWord.NO_DIFFERENCE_SHOWN


def test_a_fact_in_another_scope_is_no_identity() -> None:
    other = fact(2).model_copy(update={"scope": "全年"})
    found = compare(reports({}, facts=(fact(2),)), reports({}, facts=(other,))).headline
    assert (found.fact_flips, found.impact.facts) == ((), Moves(uncounted=1))
    assert compare(reports({}, facts=(other,)), reports({}, facts=(other,))).headline.verdict.word == "identical"


def test_a_blank_and_a_mark_are_two() -> None:
    a, b = reports({B: (None, R)}), reports({B: (None, R)})
    cells = b.documents[0].extractions[Reader.CROSSCHECK].reports[0].cells
    cells[B] = cells[B].model_copy(update={"state": State.MARK})
    assert compare(a, b).headline.impact.cells == Moves(changed=1, broken=1)


def test_what_rests_on_belief_is_no_figure_of_the_model_alone() -> None:
    both = [reports(*({} for _ in range(7)), reader=Reader.MODEL) for _ in range(2)]
    found = compare(both[0], reports({N: (4, R)}, *({} for _ in range(6)), reader=Reader.MODEL))
    assert change(found, "verified").applies == change(found, "silent_a_report").applies == (False, False)
    assert change(found, "right").applies == (True, True)
    text = render(found)
    assert "silent errors a report, silent facts a report, verified: not applicable, this reader alone is never" in text
    assert "0 in 7 reports" not in text
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "silent, of believed not applicable this reader alone is never believed" in rows
    assert "verified not applicable this reader alone is never believed" in rows
    rules = compare(*(reports({}, reader=Reader.RULES) for _ in range(2)))
    assert change(rules, "verified").applies == (True, True)  # by the form's sums


def test_a_reader_that_should_believe_nothing_and_did_has_the_figure() -> None:
    found = compare(reports({}, reader=Reader.MODEL), reports({N: (4, V)}, reader=Reader.MODEL))
    assert change(found, "silent_a_report").applies == (False, True)
    assert found.headline.verdict.sentence.endswith("but B has 1 silent error more: look at them.")
    assert "never believed" in render(found)


def test_beside_a_reader_that_is_never_believed_no_silent_error_is_no_equality() -> None:
    given = {one: extraction(report(RIGHT | {N: (3, V)})) for one in (Reader.CROSSCHECK, Reader.RULES)}
    lone = extraction(report(RIGHT))
    both = run(document("d", [label(CELLS)], {**given, Reader.MODEL: lone}))
    found = compare(both, both, reader=Reader.CROSSCHECK, against=Reader.MODEL)
    assert change(found, "silent_a_report").applies == (False, True)
    rows = [" ".join(line.split()) for line in render(found).splitlines()]
    assert "silent errors a report never believed 0 in 1 report one of the readers is never believed" in rows
    assert any(row.startswith("verified never believed 1/2 50.0 % +50.00 %") for row in rows)


def test_no_change_is_said_in_words_and_a_figure_that_only_sums_up_to_the_same_is_not() -> None:
    a, b = reports({N: (4, R)}, {}), reports({}, {N: (4, R)})
    text = render(compare(a, b))
    assert "non-zero right: 3/4 75.0 % to 3/4 75.0 %, 0 % [-0.50, +0.50]" in text.replace(
        "-50.00, +50.00", "-0.50, +0.50"
    )
    assert "silent errors a report: no change in 2 reports (0 in both)" in text
    assert "same in sum" in text


def test_other_readers_that_changed_are_announced() -> None:
    labels, right, wrong = [label({N: 3})], extraction(report({N: (3, R)})), extraction(report({N: (8, R)}))
    a, b = (
        run(document("d", labels, {Reader.CROSSCHECK: right, Reader.RULES: right, Reader.MODEL: given}))
        for given in (right, wrong)
    )
    lines = render(compare(a, b)).splitlines()
    assert lines[0] == "verdict: Identical: nothing changed in any cell or fact of 1 report."
    assert lines[1].startswith(
        "  model: Changed, not established: B broke 1 cell and mended none, in 1 of 1 report (d);"
    )
    assert lines[1].endswith("(see it with --reader model)")
    assert lines[2] == "  rules: identical"


def test_it_comes_back_from_json() -> None:
    found = compare(reports({}, {}), reports({N: (8, V)}, {}))
    assert Comparison.model_validate_json(found.model_dump_json()) == found
