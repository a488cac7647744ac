"""What would join a number and is none of it: deleted text and marks of footnotes."""

from __future__ import annotations

import pytest

from extractor.sources import read_source


def _cells(cell: str) -> tuple[str, tuple[str, ...]]:
    page = f"<html><body><table><tr><td>行政许可</td><td>{cell}</td></tr><tr><td>规章</td><td>1</td></tr></table></body></html>"
    source = read_source(page.encode(), "page.html")
    (table,) = source.tables
    return source.slice(table.rows[0].cells[1].span), tuple(hidden.reason for hidden in source.hidden)


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_out_digits_never_join_a_number_and_are_reported(tag: str) -> None:
    assert _cells(f"<{tag}>9</{tag}>10") == ("10", ("struck out",))


@pytest.mark.parametrize("mark", ["1", "[2]", "（3）", "注1", "*", "①"])
def test_the_mark_of_a_footnote_is_no_digit_of_the_number(mark: str) -> None:
    assert _cells(f"2<sup>{mark}</sup>") == ("2", ("mark of a footnote",))


def test_a_raised_word_stays() -> None:
    assert _cells("2<sup>其中修订</sup>")[0] == "2其中修订"
