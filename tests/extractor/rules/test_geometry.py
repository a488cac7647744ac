"""A line's columns told by the words of its header, set with white space, on whatever level they stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.geometry import find_columns, find_line_columns
from extractor.rules.run import FreeText
from extractor.rules.tokens import Token, TokenKind
from schemas import union_table
from schemas.enums import TableKind

BLOCK = union_table(TableKind.REVIEW_AND_LITIGATION).blocks[0]
ROWS = len(BLOCK.rows)
LABELS = [column.label for column in BLOCK.columns] * ROWS
GAP = 20
STARTS = [GAP * (n + 1) for n in range(len(LABELS))]


def _word(text: str, x: int, row: int = 0) -> FreeText:
    return FreeText(Token(TokenKind.TEXT, text, (0, 0), x=x, width=2 * len(text)), row)


def _header(labels: Sequence[str] = LABELS, starts: Sequence[int] = STARTS) -> list[FreeText]:
    return [_word(label, x) for label, x in zip(labels, starts, strict=True)]


def _value(text: str, x: int) -> Token:
    return Token(TokenKind.VALUE, text, (x, x + len(text)), x=x, width=len(text))


def _placed(texts: Sequence[FreeText], tokens: Sequence[Token]) -> list[str] | None:
    columns = find_line_columns(texts, BLOCK, ROWS)
    assert columns is not None
    placed = columns.place(tokens)
    return None if placed is None else [token.text for token in placed]


def test_a_label_for_each_row_of_the_line_is_a_column() -> None:
    columns = find_line_columns(_header(), BLOCK, ROWS)
    assert columns is not None
    assert columns.intervals == tuple((x, x + 2 * len(label)) for x, label in zip(STARTS, LABELS, strict=True))
    assert not columns.from_rows


def test_labels_on_several_levels_are_columns_from_left_to_right() -> None:
    levels = [_word(word.token.text, word.token.x, row=n % 3) for n, word in enumerate(_header())]
    by_level = sorted(levels, key=lambda word: word.row)
    assert find_line_columns(by_level, BLOCK, ROWS) == find_line_columns(_header(), BLOCK, ROWS)


def test_other_words_of_the_header_are_no_columns() -> None:
    above = [_word(text, x, row=0) for text, x in (("行政复议", 30), ("行政诉讼", 200), ("复议后起诉", 240))]
    assert find_line_columns([*above, *_header()], BLOCK, ROWS) == find_line_columns(_header(), BLOCK, ROWS)


def test_a_header_printed_again_in_the_same_columns_is_one_header() -> None:
    again = [_word(word.token.text, word.token.x, row=9) for word in _header()]
    assert find_line_columns([*_header(), *again], BLOCK, ROWS) == find_line_columns(_header(), BLOCK, ROWS)


@pytest.mark.parametrize("lost", range(len(LABELS)))
def test_a_header_without_one_of_its_labels_shows_no_columns(lost: int) -> None:
    """Fourteen columns are not fifteen: which one has no name cannot be told from the others' places."""
    header = [word for n, word in enumerate(_header()) if n != lost]
    assert find_line_columns(header, BLOCK, ROWS) is None


def test_a_label_too_many_shows_no_columns() -> None:
    assert find_line_columns([*_header(), _word("总计", 400)], BLOCK, ROWS) is None


def test_the_labels_of_two_rows_alone_are_no_line() -> None:
    header = _header(LABELS[:10], STARTS[:10])
    assert find_line_columns(header, BLOCK, ROWS) is None
    assert find_line_columns(header, BLOCK, 2) is not None


def test_labels_that_overlap_show_no_columns() -> None:
    starts = [*STARTS[:7], STARTS[6] + 7, *STARTS[8:]]
    assert find_line_columns(_header(starts=starts), BLOCK, ROWS) is None


def test_labels_in_cells_have_no_place_on_a_line() -> None:
    assert find_line_columns([_word(label, -1) for label in LABELS], BLOCK, ROWS) is None
    assert find_line_columns([*_header()[:-1], _word("总计", -1)], BLOCK, ROWS) is None
    assert find_line_columns([], BLOCK, ROWS) is None


def test_a_value_near_its_column_is_placed_and_one_between_two_is_not() -> None:
    low, high = STARTS[3], STARTS[3] + 8
    for x in (low - 2, low, low + 4, high, high + 1):
        assert _placed(_header(), [_value("5", x)]) == [*[""] * 3, "5", *[""] * 11], x
    for x in (low - 3, high + 2, high + 5):
        assert _placed(_header(), [_value("5", x)]) is None, x


def test_two_values_in_one_column_place_neither() -> None:
    assert _placed(_header(), [_value("5", STARTS[3]), _value("6", STARTS[3] + 3)]) is None


def test_a_value_that_spans_two_columns_is_not_placed() -> None:
    assert _placed(_header(), [_value("1" * 30, STARTS[3])]) is None


def test_a_line_of_blanks_is_not_placed() -> None:
    assert _placed(_header(), [Token(TokenKind.BLANK, "", (0, 0))]) is None


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.integers(0, len(LABELS) - 1), min_size=1),
    st.lists(st.integers(6, 20), min_size=len(LABELS), max_size=len(LABELS)),
    st.booleans(),
)
def test_values_under_their_labels_keep_their_places(filled: set[int], gaps: list[int], right: bool) -> None:
    starts = [sum(gaps[: n + 1]) + sum(2 * len(label) for label in LABELS[:n]) for n in range(len(LABELS))]
    ends = [start + 2 * len(label) for start, label in zip(starts, LABELS, strict=True)]
    prints = {n: str(n + 1) for n in sorted(filled)}
    tokens = [_value(text, ends[n] - len(text) if right else starts[n]) for n, text in prints.items()]
    assert _placed(_header(starts=starts), tokens) == [prints.get(n, "") for n in range(len(LABELS))]


@pytest.mark.parametrize(
    ("word", "named"), [("结果维待", True), ("结杲纠正", True), ("维待", False), ("情况说明", False)]
)
def test_a_header_s_word_with_one_character_taken_for_another_still_names_its_column(word: str, named: bool) -> None:
    labels = [column.label for column in BLOCK.columns]
    place = 1 if "纠" in word else 0
    header = _header([*labels[:place], word, *labels[place + 1 :]], STARTS[: len(labels)])
    columns = find_columns([], header, BLOCK)
    assert (columns is not None) is named
    if columns is not None:
        assert columns.intervals[place] == (STARTS[place], STARTS[place] + 2 * len(word))
