"""Runs to rows: what takes which row, how sure that is, and what every alignment keeps to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.align import CanonicalRow, Placed, align
from extractor.rules.run import FreeText, Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sections.labels import EXACT
from extractor.sources.document import Layout
from schemas import form, union_table
from schemas.enums import TableKind

KIND = TableKind.REQUESTS
FORM_ROWS = form("2021").tables[1].blocks[0].rows
LABELS = [row.label.replace("“", '"').replace("”", '"') for row in FORM_ROWS]
KEYS = [f"/{row.key}" for row in FORM_ROWS]
ROWS = tuple(CanonicalRow(key, frozenset({7})) for key in KEYS)
ANNEX = tuple(
    CanonicalRow(f"/{row.key}", frozenset({1}), row.optional)
    for row in union_table(TableKind.STATISTICS).blocks[0].rows
)


def _run(label: str, row: int, places: int = 7) -> Run:
    """A run of ones in its own row of a table; without a label where the label is empty."""
    tokens = tuple(Token(TokenKind.VALUE, "1", (0, 1)) for _ in range(places))
    return Run(tokens, (label,) if label else (), bool(label), Layout.PIPES, row, 0)


def _runs(labels: list[str]) -> list[Run]:
    return [_run(label, number) for number, label in enumerate(labels)]


def _placed(labels: list[str], rows: tuple[CanonicalRow, ...] = ROWS) -> dict[int, Placed]:
    return {item.run: item for item in align(_runs(labels), rows, (), KIND)}


def test_a_table_of_exact_labels_is_placed_fully_and_surely() -> None:
    placed = _placed(LABELS)
    assert [placed[n].row for n in range(len(LABELS))] == list(range(len(ROWS)))
    assert all(item.own_label and item.sure and item.score >= 0.97 for item in placed.values())
    assert not any(item.between for item in placed.values())


@pytest.mark.parametrize("lost", [0, 7, 24])
def test_a_missing_row_moves_no_other(lost: int) -> None:
    placed = _placed([label for n, label in enumerate(LABELS) if n != lost])
    assert [item.row for item in placed.values()] == [n for n in range(len(ROWS)) if n != lost]
    assert all(item.own_label and item.sure for item in placed.values())


@pytest.mark.parametrize("place", [0, 7, 25])
def test_an_extra_run_takes_no_row(place: int) -> None:
    labels = [*LABELS[:place], "本市其他情形合计数", *LABELS[place:]]
    placed = _placed(labels)
    assert place not in placed
    assert [item.row for item in placed.values()] == list(range(len(ROWS)))


@pytest.mark.parametrize("torn", [0, 10, 24])
def test_one_run_without_label_fills_the_one_gap_between_identified_neighbours(torn: int) -> None:
    placed = _placed([label if n != torn else "" for n, label in enumerate(LABELS)])
    assert placed[torn].row == torn
    assert placed[torn].between
    assert not placed[torn].own_label
    assert placed[torn].score == 0
    assert placed[torn].sure


def test_two_runs_without_labels_are_placed_in_order_but_not_between() -> None:
    placed = _placed([label if n not in (10, 11) else "" for n, label in enumerate(LABELS)])
    assert [placed[n].row for n in (10, 11)] == [10, 11]
    assert not placed[10].between
    assert not placed[11].between


def test_one_run_for_two_open_rows_is_not_sure() -> None:
    labels = [*LABELS[:10], "", *LABELS[12:]]
    placed = _placed(labels)
    assert placed[10].row in (10, 11)
    assert not placed[10].sure
    assert not placed[10].between


def test_one_run_without_label_before_two_rows_is_not_sure_which_it_takes() -> None:
    placed = {item.run: item for item in align([_run("", 0)], ROWS[:2], (), KIND)}
    assert placed[0].own_label is False
    assert placed[0].sure is False


def test_a_label_torn_from_its_run_says_where_the_run_may_be() -> None:
    runs = _runs([*LABELS[:10], "", *LABELS[12:]])
    runs = [run if run.row <= 10 else _run(run.labels[0], run.row + 5) for run in runs]
    for wanted in (10, 11):
        text = FreeText(Token(TokenKind.TEXT, LABELS[wanted], (0, 0)), 11)
        placed = {item.run: item for item in align(runs, ROWS, (text,), KIND)}
        assert placed[10].row == wanted


def test_a_damaged_label_takes_its_row() -> None:
    labels = list(LABELS)
    labels[3] = "(二)部公开"
    labels[5] = "2.其他法律行政止公开"
    placed = _placed(labels)
    assert [placed[n].row for n in range(len(LABELS))] == list(range(len(ROWS)))
    assert placed[5].own_label
    assert placed[5].score < 0.97


def test_of_two_runs_with_one_label_only_one_takes_the_row() -> None:
    labels = list(LABELS)
    labels[8] = LABELS[9]
    placed = _placed(labels)
    assert len({8, 9} & {item.run for item in placed.values() if item.own_label}) == 1
    assert all(item.row == item.run for item in placed.values() if item.own_label and item.run not in (8, 9))


def test_a_part_that_moved_keeps_its_rows_by_its_exact_labels() -> None:
    labels = [*LABELS[4:8], *LABELS[:4], *LABELS[8:]]
    placed = _placed(labels)
    assert {labels[item.run]: item.row for item in placed.values()} == {label: n for n, label in enumerate(LABELS)}
    assert all(item.own_label for item in placed.values())


def test_a_damaged_label_out_of_order_takes_no_row() -> None:
    labels = [*LABELS[:5], LABELS[6], "2.其他法律行政止公开", *LABELS[7:]]
    placed = _placed(labels)
    assert 6 not in placed or placed[6].row != 5 or 5 not in placed


def test_rows_that_print_one_label_are_told_by_order_and_own_none() -> None:
    rows = union_table(TableKind.STATISTICS).blocks[0].rows
    labels = [row.label for row in rows]
    runs = [_run(label, n, 1) for n, label in enumerate(labels)]
    placed = {item.run: item for item in align(runs, ANNEX, (), TableKind.STATISTICS)}
    assert [placed[n].row for n in range(len(labels))] == list(range(len(labels)))
    twin = next(n for n, row in enumerate(rows) if row.key == "review.corrected")
    assert not placed[twin].own_label


def test_a_row_that_only_one_form_prints_costs_little_to_miss() -> None:
    rows = (*ROWS[:2], CanonicalRow("/other_handling", frozenset({7}), optional=True), *ROWS[2:])
    placed = _placed(LABELS, rows)
    assert 2 not in {item.row for item in placed.values()}
    assert all(item.sure for item in placed.values())


def test_a_short_run_without_label_takes_no_row_of_seven() -> None:
    runs = _runs(LABELS)
    runs.insert(5, _run("", 5, places=1))
    placed = {item.run: item for item in align(runs, ROWS, (), KIND)}
    assert 5 not in placed


def test_empty_cells_at_the_end_are_no_surplus() -> None:
    blank = Token(TokenKind.BLANK, "", (0, 0))
    runs = [Run((*run.tokens, blank, blank), run.labels, True, Layout.PIPES, run.row, 0) for run in _runs(LABELS)]
    plain, padded = align(_runs(LABELS), ROWS, (), KIND), align(runs, ROWS, (), KIND)
    assert [(p.row, p.sure) for p in padded] == [(p.row, p.sure) for p in plain]


def test_nothing_is_placed_where_there_is_nothing_to_place() -> None:
    assert align((), ROWS, (), KIND) == ()
    assert align(_runs(LABELS), (), (), KIND) == ()


def test_a_run_with_nearly_the_row_s_places_beats_one_far_from_them() -> None:
    """The cost of places is monotone: of two runs with the row's label the one nearer to its width takes it."""
    for near, far in pairwise((7, 6, 5, 4)):
        runs = [_run(LABELS[0], 0, far), _run(LABELS[0], 1, near)]
        placed = align(runs, ROWS[:1], (), KIND)
        assert [item.run for item in placed] == [1]
        placed = align(list(reversed(runs)), ROWS[:1], (), KIND)
        assert [item.run for item in placed] == [0]


def test_a_better_label_beats_a_worse_one() -> None:
    """The cost of labels is monotone: exact before damaged, damaged before none, none before another row's."""
    ladder = [LABELS[5], "2.其他法律行政止公开", "", LABELS[20]]
    for better, worse in pairwise(ladder):
        for labels, winner in (([better, worse], 0), ([worse, better], 1)):
            placed = align(_runs(labels), (ROWS[5],), (), KIND)
            assert [item.run for item in placed] == [winner], (better, worse)


LABEL_CHOICE = st.sampled_from([*LABELS, "", "其他", "总计", "不予公开", "行政许可"])


@settings(max_examples=80)
@given(st.lists(st.tuples(LABEL_CHOICE, st.integers(1, 9)), max_size=14), st.sets(st.integers(0, 24), min_size=1))
def test_every_alignment_gives_a_row_one_run_and_keeps_the_order_without_exact_labels(
    drawn: list[tuple[str, int]], rows: set[int]
) -> None:
    canonical = tuple(ROWS[n] for n in sorted(rows))
    runs = [_run(label, n, places) for n, (label, places) in enumerate(drawn)]
    placed = align(runs, canonical, (), KIND)
    assert all(a.run < b.run for a, b in pairwise(placed))
    assert len({item.row for item in placed}) == len(placed)
    in_order = [item for item in placed if not (item.own_label and item.score >= EXACT)]
    assert all(a.row < b.row for a, b in pairwise(in_order))
    assert all(0 <= item.run < len(runs) and 0 <= item.row < len(canonical) for item in placed)
    assert all(not (item.own_label and item.between) for item in placed)


@settings(max_examples=60)
@given(st.sets(st.integers(0, 24), min_size=1))
def test_any_subset_of_exact_labels_takes_exactly_its_rows(kept: set[int]) -> None:
    order = sorted(kept)
    placed = align(_runs([LABELS[n] for n in order]), ROWS, (), KIND)
    assert [item.row for item in placed] == order
    assert all(item.own_label for item in placed)


@settings(max_examples=40)
@given(st.sets(st.integers(1, 23), max_size=6))
def test_runs_that_lost_their_labels_keep_their_rows_where_all_rows_stand(torn: set[int]) -> None:
    placed = _placed([label if n not in torn else "" for n, label in enumerate(LABELS)])
    assert [placed[n].row for n in range(len(LABELS))] == list(range(len(ROWS)))
    lonely = {n for n in torn if n - 1 not in torn and n + 1 not in torn}
    assert {n for n, item in placed.items() if item.between} == lonely
