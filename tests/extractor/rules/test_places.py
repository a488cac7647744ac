"""The places of a row: surplus cells behind, before or unclear, columns that are known, and rows with too few cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.places import place
from extractor.rules.run import Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sources.document import Layout

DUE = 3
SEPARATED = [Layout.PIPES, Layout.PIPE_CELLS]
LAYOUTS = [Layout.GRID, *SEPARATED]

Placed = tuple[str, bool] | None
"""What fills the places (``.`` for an empty cell, ``?`` where no cell is), and whether the places are exact."""


def _run(cells: str, layout: Layout | None = Layout.GRID, *, row: int = 0, lead: int = 0, first: int = 0) -> Run:
    """A run from digits, with ``.`` for an empty cell and ``_`` for a column that a cell above covers."""
    tokens = tuple(
        Token(
            TokenKind.BLANK if cell == "." else TokenKind.VALUE,
            "" if cell == "." else cell,
            (n, n + 1),
            cell=layout is not None,
            column=-1 if layout is None else first + n,
        )
        for n, cell in enumerate(cells)
        if cell != "_"
    )
    return Run(tokens, ("标签",), True, layout, row, 0, lead=lead)


def _runs(rows: Sequence[str], layout: Layout | None = Layout.GRID) -> list[Run]:
    return [_run(cells, layout, row=n) for n, cells in enumerate(rows)]


def _place(run: Run, mates: Sequence[Run], named: tuple[int, ...] | None = None) -> Placed:
    """What fills the due places of a run, in a table that holds nothing but its mates."""
    places = place(run, DUE, mates, mates, named)
    if places is None:
        return None
    assert len(places.tokens) == DUE
    return "".join((token.text or ".") if token else "?" for token in places.tokens), places.exact


def _place_all(runs: Sequence[Run], named: tuple[int, ...] | None = None) -> list[Placed]:
    return [_place(run, runs, named) for run in runs]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("rows", "placed"),
    [
        (["123.", "456."], ["123", "456"]),
        (["123.", "45.."], ["123", "45."]),
        (["123..", "456."], ["123", "456"]),
        (["...", "456."], ["...", "456"]),
        ([".123", ".456"], ["123", "456"]),
        ([".123", "..56"], ["123", ".56"]),
        (["..123", ".456"], ["123", "456"]),
    ],
)
def test_pads_on_one_side_are_told_by_every_row_of_the_same_length(
    rows: list[str], placed: list[str], layout: Layout
) -> None:
    # The row of blanks alone has exactly its places; another row's last value shows that its end is no pad.
    runs = [*_runs(rows, layout), _run("789", layout, row=9)]
    # Where one cell stands a line, a row of the same length may have other pads: its own values must fill both ends.
    cells_a_line = layout is Layout.PIPE_CELLS
    in_front = [row.startswith(".") and row != "..." for row in rows]
    assert _place_all(runs)[:-1] == [
        (cells, not (cells_a_line and pads and "." in (cells[0], cells[-1])))
        for cells, pads in zip(placed, in_front, strict=True)
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pad_is_behind_where_complete_rows_fill_their_last_place(layout: Layout) -> None:
    rows = _runs([".12.", "123"], layout)
    assert _place_all(rows) == [(".12", True), ("123", True)]


@pytest.mark.parametrize("rows", [["1234"], ["1..2"]])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_where_no_window_holds_every_value_nothing_is_placed(rows: list[str], layout: Layout) -> None:
    assert _place_all(_runs(rows, layout)) == [None] * len(rows)


@pytest.mark.parametrize("rows", [["1.2.", ".123"], ["123.", ".456"], ["123.", "1234"]])
@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout is not Layout.PIPE_CELLS])
def test_a_value_in_the_surplus_of_one_row_gives_up_the_window_for_all(rows: list[str], layout: Layout) -> None:
    assert _place_all(_runs(rows, layout)) == [None, None]


def test_where_cells_stand_a_line_the_surplus_of_one_row_says_nothing_of_another() -> None:
    assert _place_all(_runs(["123.", ".456"], Layout.PIPE_CELLS)) == [("123", True), ("456", True)]
    assert _place_all(_runs(["123.", "1234"], Layout.PIPE_CELLS)) == [("123", True), None]
    assert _place_all(_runs(["1.2.", ".123"], Layout.PIPE_CELLS)) == [("1.2", True), ("123", True)]


@pytest.mark.parametrize("layout", [Layout.PIPES, Layout.TABS])
def test_rows_with_unlike_fronts_share_columns_where_one_of_them_shows_it(layout: Layout) -> None:
    """A separator left out in front moves a row by one cell: ``2`` in ``.2..`` may stand in the second place."""
    complete = [_run("123", layout, lead=1, first=1), _run("456", layout, lead=1, first=1)]
    doubtful, full = _run(".2..", layout), _run(".789", layout)
    assert _place(doubtful, [*complete, doubtful]) == ("2..", False)
    assert _place(doubtful, [*complete, doubtful, full]) == ("2..", True)
    assert _place(full, [*complete, full]) == ("789", True)


def test_elements_of_their_own_keep_columns_whatever_stands_in_front() -> None:
    complete = [_run("123", lead=1, first=1), _run("456", lead=1, first=1)]
    assert _place(_run(".2.."), complete) == ("2..", True)


@pytest.mark.parametrize("layout", [Layout.GRID, Layout.PIPES])
@pytest.mark.parametrize("rows", [[".1..", ".2.."], [".12.", ".45."], ["....", "...."], [".1..."]])
def test_rows_empty_at_both_ends_do_not_tell_the_side_of_their_surplus(rows: list[str], layout: Layout) -> None:
    """``. 1 2 .`` for three places is ``1 2 .`` or ``. 1 2``: nothing in it says which."""
    placed = _place_all(_runs(rows, layout))
    assert not any(places and places[1] for places in placed)


def test_cells_told_apart_by_separators_alone_end_in_the_empty_ones() -> None:
    assert _place(_run(".1..", Layout.PIPE_CELLS), _runs([".1..", ".2.."], Layout.PIPE_CELLS)) == (".1.", True)
    assert _place(_run(".1..", Layout.GRID), _runs([".1..", ".2.."])) == (".1.", False)


def test_one_cell_a_line_has_no_habit_where_a_row_ends_in_its_last_place() -> None:
    """A row of exactly the due cells, its last one empty, shows that not every row has a pad behind."""
    rows = _runs([".1..", "12."], Layout.PIPE_CELLS)
    places = _place(rows[0], rows)
    assert places is not None
    assert not places[1]


@pytest.mark.parametrize("cells", ["123", "1.3", "...", ".2.", "12."])
def test_a_row_with_exactly_its_cells_fills_its_places(cells: str) -> None:
    assert _place(_run(cells), [_run(cells)]) == (cells, True)


@pytest.mark.parametrize("layout", SEPARATED)
def test_a_last_blank_as_in_all_rows_may_be_the_end_of_the_row(layout: Layout) -> None:
    """Each row may be closed by a separator of its own, and a blank have vanished inside this one."""
    padded = _runs(["12.", "345."], layout)
    assert _place(padded[0], padded[:1]) == ("12.", False)
    assert _place(padded[0], padded) == ("12.", False)
    other = [*padded, _run("678", layout, row=2)]
    assert _place(padded[0], other) == ("12.", True)


def test_the_rows_of_other_blocks_tell_of_row_ends_too() -> None:
    run, mate, other = _run("12.", Layout.PIPES), _run("34.", Layout.PIPES, row=1), _run("5678", Layout.PIPES, row=2)
    places = place(run, DUE, [run, mate], [run, mate, other], None)
    assert places is not None
    assert places.exact


def test_cells_of_their_own_are_no_pads() -> None:
    assert _place(_run("12."), _runs(["12.", "34."])) == ("12.", True)


@pytest.mark.parametrize(("cells", "placed"), [(".4..", "4.."), ("..5.", ".5."), (".456", "456"), ("....", "...")])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_columns_that_complete_rows_share_are_the_places_of_longer_rows(
    layout: Layout, cells: str, placed: str
) -> None:
    complete = [_run("123", layout, row=n, first=1, lead=1) for n in range(2)]
    run = _run(cells, layout, row=5)
    # Columns are sure where all rows of a grid end in one, or this row's own values leave no other.
    assert _place(run, [*complete, run]) == (placed, layout is Layout.GRID or placed == "456")


def test_a_grid_whose_rows_end_in_unlike_columns_may_have_moved_a_row() -> None:
    """One cell above spans too few rows: what stands in columns 0 to 3 was to stand in 1 to 4, the last of them a pad."""
    complete = [_run("123", row=n, first=1) for n in range(2)]
    run, longer = _run(".4..", row=5), _run("456.", row=6, first=1)
    assert _place(run, [*complete, run]) == ("4..", True)
    assert _place(run, [*complete, run, longer]) == ("4..", False)


def test_one_complete_row_or_two_in_other_columns_share_none() -> None:
    run = _run("..5..", row=5)
    one, other = _run("12.", first=1), _run("34.", first=2, row=1)
    for mates in ([one, run], [one, other, run]):
        places = _place(run, mates)
        assert places is not None
        assert not places[1]


@pytest.mark.parametrize(("cells", "placed"), [(".12..", "12."), ("..12.", ".12"), (".....", "..."), (".1.3.", "1.3")])
def test_the_columns_that_the_header_names_are_the_places(cells: str, placed: str) -> None:
    assert _place(_run(cells), [_run(cells)], named=(1, 2, 3)) == (placed, True)


def test_complete_rows_go_before_the_header() -> None:
    """A header may stand beside its columns, where a cell in front of it is missing; the rows do not lie."""
    run = _run(".4..", row=5)
    complete = [_run("123", row=n, first=1) for n in range(2)]
    assert _place(run, [*complete, run], named=(0, 1, 2)) == ("4..", True)


def test_named_columns_with_others_between_them_are_places_but_not_exact() -> None:
    assert _place(_run("12.3"), [_run("12.3")], named=(0, 1, 3)) == ("123", False)


def test_a_value_beside_the_columns_that_the_header_names_is_never_exact() -> None:
    """Cells in columns 0 to 3, the first empty; the header names 0, 1 and 3: column 2 is none of the form's."""
    places = _place(_run(".193"), [_run(".193")], named=(0, 1, 3))
    assert places is None or not places[1]


def test_a_value_beside_the_columns_of_complete_rows_is_never_exact() -> None:
    complete = [_run("123", row=n) for n in range(2)]
    run = _run("..34", row=5)
    places = _place(run, [*complete, run])
    assert places is None or not places[1]


@pytest.mark.parametrize(("cells", "placed"), [("1_3", "1?3"), ("._3", ".?3"), ("1_3.", "1?3"), ("12__.", "12?")])
def test_a_column_covered_from_above_is_no_place_of_its_neighbours(cells: str, placed: str) -> None:
    """A number over two rows leaves the second a cell short, with a pad behind it or not."""
    run = _run(cells, row=3)
    assert _place(run, [*_runs(["123", "45.", "678"]), run]) == (placed, False)


@pytest.mark.parametrize("cells", ["_23", "12_"])
def test_a_row_whose_first_or_last_column_is_covered_is_not_placed(cells: str) -> None:
    """Nothing in the row itself tells which of its cells is gone."""
    run = _run(cells, row=3)
    assert _place(run, [*_runs(["123", "45.", "678"]), run]) is None


def test_a_broken_row_without_complete_neighbours_is_not_placed() -> None:
    run = _run("1_3")
    assert _place(run, [run]) is None
    assert _place(run, [run, _run("1_34", row=1)]) is None


def test_a_broken_row_with_as_many_values_as_due_is_placed_in_order_but_never_exact() -> None:
    """A value beside the usual columns: the row's cells are all there, its columns are not the others'."""
    mates = _runs(["123", "456"])
    run = _run("1_34", row=2)
    assert _place(run, [*mates, run]) == ("134", False)
    assert _place(run, [run]) == ("134", False)


@pytest.mark.parametrize("cells", ["1_345", "1_3_5.", "1__4"])
def test_a_broken_row_with_another_number_of_cells_is_not_placed_beside_the_usual_columns(cells: str) -> None:
    run = _run(cells, row=2)
    assert _place(run, [*_runs(["123", "456"]), run]) is None


def test_a_row_cut_off_at_its_table_s_width_keeps_what_is_left() -> None:
    above = _run("1234", row=0, lead=1)
    assert _place(_run("56", row=1, lead=2), [above]) == ("56?", False)
    assert _place(_run("5", row=1, lead=3), [above]) == ("5??", False)


@pytest.mark.parametrize(
    ("above", "row", "lead"),
    [("123", 1, 1), ("123", 1, 3), ("123", 0, 2), ("12", 1, 2)],
    ids=["as many labels", "more labels than places lost", "nothing above", "no complete row above"],
)
def test_a_row_with_too_few_cells_for_another_reason_is_not_placed(above: str, row: int, lead: int) -> None:
    assert _place(_run("56", row=row, lead=lead), [_run(above, row=0, lead=1)]) is None


@pytest.mark.parametrize(
    ("cells", "placed"),
    [("123", "123"), ("1.3", "1.3"), ("123.", "123"), ("123..", "123"), ("12", None), ("", None), ("12..", None)]
    + [(cells, None) for cells in (".123", "1234", "123.4")],
)
def test_bare_lines_have_all_their_values_and_perhaps_empty_lines_behind(cells: str, placed: str | None) -> None:
    run = _run(cells, None)
    assert _place(run, [run]) == ((placed, True) if placed is not None else None)


CELLS = st.text(alphabet="12.", min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(CELLS, st.integers(0, 2)), min_size=1, max_size=5),
    st.sampled_from([None, *Layout]),
    st.none() | st.sets(st.integers(0, 6), min_size=DUE, max_size=DUE),
)
def test_no_value_is_ever_dropped(rows: list[tuple[str, int]], layout: Layout | None, named: set[int] | None) -> None:
    runs = [_run(cells, layout, row=n, first=first) for n, (cells, first) in enumerate(rows)]
    for run, (cells, _) in zip(runs, rows, strict=True):
        places = _place(run, runs, tuple(sorted(named)) if named else None)
        if places is not None:
            assert [x for x in places[0] if x in "12"] == [x for x in cells if x in "12"]
            assert not (places[1] and "?" in places[0])
            assert not places[1] or places[0] in cells
        else:
            assert len(cells) != DUE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="12", min_size=3, max_size=3), min_size=1, max_size=5), st.integers(1, 3))
def test_full_rows_with_a_pad_on_one_side_give_themselves_back(rows: list[str], pad: int) -> None:
    for before, after in (("", "." * pad), ("." * pad, "")):
        runs = _runs([before + row + after for row in rows])
        assert _place_all(runs) == [(row, True) for row in rows]
