"""Columns that line up with Chinese in them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.export.text_table import align, printable, shorten, width


def test_wide_characters_take_two_columns() -> None:
    assert width("ab") == 2
    assert width("公开") == 4
    assert width("１，") == 4
    assert width("e\u0301") == 1


def test_columns_line_up() -> None:
    assert align([["表", "1"], ["table", "22"]], right=frozenset({1}), indent=" ") == [" 表      1", " table  22"]


def test_nothing_of_a_source_steers_the_terminal() -> None:
    assert printable("a\x1b[2J\u202eb\n c\u3000d") == "a\\x1b[2J\\u202eb c d"


def test_shorten_keeps_to_its_limit() -> None:
    assert shorten("公开", 4) == "公开"
    assert shorten("公开报告", 6) == "公开…"


@given(st.text(), st.integers(min_value=1, max_value=30))
@settings(max_examples=100)
def test_shortened_text_is_never_wider(text: str, limit: int) -> None:
    assert width(shorten(text, limit)) <= limit


@given(st.text())
@settings(max_examples=100)
def test_printable_text_is_printable(text: str) -> None:
    assert printable(text).isprintable()
