from __future__ import annotations

import pytest

from extractor.crosscheck.glyphs import DIGITS_LIKE, GLYPHS_LIKE, joined_split, one_confusion, reads_as


@pytest.mark.parametrize(("printed", "value"), [("l", 1), ("1O", 10), ("Ｏ", 0), ("S3", 53), ("〇", 0), (" l2 ", 12)])
def test_letters_for_digits(printed: str, value: int) -> None:
    assert one_confusion(printed, value, recognised=False)


@pytest.mark.parametrize(("printed", "value"), [("lO", 10), ("x", 1), ("l", 7), ("10", 10), ("1", 10), ("", 0)])
def test_no_confusion_or_more_than_one(printed: str, value: int) -> None:
    assert not one_confusion(printed, value, recognised=True)


@pytest.mark.parametrize(("printed", "value"), [("3", 8), ("72", 12), ("6", 0), ("9437", 9487)])
def test_digits_stand_for_each_other_in_scans_only(printed: str, value: int) -> None:
    assert one_confusion(printed, value, recognised=True)
    assert not one_confusion(printed, value, recognised=False)


def test_the_closed_list_is_well_formed() -> None:
    glyphs = "".join(GLYPHS_LIKE.values())
    assert len(glyphs) == len(set(glyphs))
    assert not any(glyph.isdigit() and glyph.isascii() for glyph in glyphs)
    assert all(len(pair) == 2 for pair in DIGITS_LIKE)


@pytest.mark.parametrize(("printed", "value"), [("2 0", 20), ("1\u30001", 11), ("12 5", 125)])
def test_joined_split(printed: str, value: int) -> None:
    assert joined_split(printed, value)


@pytest.mark.parametrize(("printed", "value"), [("20", 20), ("2 0 1", 201), ("0 3", 3), ("2 0", 2)])
def test_not_one_gap(printed: str, value: int) -> None:
    assert not joined_split(printed, value)


@pytest.mark.parametrize(("printed", "value"), [("4", 4), ("１２", 12), ("1,113", 1113), ("22（其中修订 16 件）", 22)])
def test_a_token_that_says_the_value(printed: str, value: int) -> None:
    assert reads_as(printed, value)


@pytest.mark.parametrize(("printed", "value"), [("3", 4), ("", 0), ("12.5", 12), ("42", 4), ("l", 1)])
def test_a_token_that_does_not(printed: str, value: int) -> None:
    assert not reads_as(printed, value)
