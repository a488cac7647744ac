"""Labels torn from their values: which rows of blanks are none, and which labels are nobody's for certain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.rules.align import Placed
from extractor.rules.regular import regular
from extractor.rules.run import Run
from extractor.rules.tokens import Token, TokenKind
from extractor.rules.torn import labels_doubtful, unsettled, without_torn_labels
from extractor.sources.document import Layout

PLACES = 3
CELLS = Layout.PIPE_CELLS


def _run(label: str, cells: str, layout: Layout | None = Layout.PIPES) -> Run:
    tokens = tuple(
        Token(TokenKind.BLANK if cell == "." else TokenKind.VALUE, "" if cell == "." else cell, (n, n + 1))
        for n, cell in enumerate(cells)
    )
    return Run(tokens, (label,) if label else (), bool(label), layout, 0, 0, apart=layout in (None, CELLS))


def _kept(*runs: Run) -> list[tuple[str, str]]:
    return [
        ("".join(run.labels[:1]), "".join(token.text or "." for token in run.tokens))
        for run in without_torn_labels(runs, PLACES)
    ]


def test_a_label_beside_nothing_next_to_values_without_one_is_no_row_of_blanks() -> None:
    assert _kept(_run("a", "..."), _run("", "123")) == [("", "123")]
    assert _kept(_run("", "123"), _run("a", "...")) == [("", "123")]


def test_every_label_of_a_chain_beside_nothing_may_be_the_values_own() -> None:
    assert _kept(_run("a", "..."), _run("b", "..."), _run("", "123"), _run("c", "456")) == [("", "123"), ("c", "456")]


def test_blanks_without_a_label_are_as_doubtful_as_values_where_labels_are_torn() -> None:
    torn = (_run("c", "..."), _run("", "123"))
    assert _kept(_run("a", "..."), _run("", "..."), _run("b", "456"), *torn) == [("b", "456"), ("", "123")]
    assert _kept(_run("a", "..."), _run("", "..."), _run("b", "456")) == [("a", "..."), ("b", "456")]


@pytest.mark.parametrize("other", [_run("c", "456"), _run("", "4"), _run("", "456", None)])
def test_a_row_of_blanks_stays_where_no_values_of_a_row_stand_alone_beside_it(other: Run) -> None:
    assert ("a", "...") in _kept(_run("a", "..."), other)


def test_a_row_of_blanks_behind_a_labelled_one_stays() -> None:
    assert _kept(_run("", "123"), _run("b", "456"), _run("a", "...")) == [("", "123"), ("b", "456"), ("a", "...")]


def test_a_label_with_too_few_empty_cells_is_no_row_where_one_cell_stands_a_line() -> None:
    assert _kept(_run("a", "..", CELLS), _run("b", "123", CELLS)) == [("b", "123")]
    assert _kept(_run("a", ".."), _run("b", "123")) == [("a", ".."), ("b", "123")]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ("123..456..", [("a", "123.."), ("", "456..")]),
        ("....123..", [("a", "..."), ("", ".123..")]),
        ("123.4", [("a", "123.4")]),
        (".12..", [("a", ".12..")]),
        ("...1", [("a", "...1")]),
    ],
)
def test_rows_run_together_part_where_cells_stand_a_line(cells: str, rows: list[tuple[str, str]]) -> None:
    """Values in groups of a whole row, and empty cells for a whole row behind a label; anything else stays together."""
    parts = regular([_run("a", cells, CELLS)], PLACES)
    assert [("".join(part.labels), "".join(t.text or "." for t in part.tokens)) for part in parts] == rows


def test_labels_are_in_doubt_where_values_without_one_follow_none_beside_nothing() -> None:
    assert labels_doubtful([_run("", "123"), _run("a", "456")], PLACES)
    assert labels_doubtful([_run("a", "456"), _run("", "123")], PLACES)
    assert not labels_doubtful([_run("a", "..."), _run("", "123")], PLACES)
    assert not labels_doubtful([_run("a", "123"), _run("", "4")], PLACES)


def test_labels_are_in_doubt_where_bare_lines_have_them_beside_some_values_and_apart_from_others() -> None:
    beside = replace(_run("a", "123", None), apart=False)
    assert labels_doubtful([beside, _run("b", "456", None)], PLACES)
    assert not labels_doubtful([beside, beside], PLACES)
    assert not labels_doubtful([_run("a", "123", None), _run("b", "456", None)], PLACES)


def test_only_a_label_that_stands_apart_loses_its_values() -> None:
    runs = [_run("a", "123", None), _run("b", "456")]
    placed = [Placed(number, number, 1.0, True, True, False) for number in range(2)]
    assert [item.own_label for item in unsettled(placed, runs)] == [False, True]
