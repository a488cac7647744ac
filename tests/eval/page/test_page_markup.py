"""Markup and charts: text is text, whatever it holds; what is undefined is not drawn."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from eval.page.markup import Markup, joined, tag, visible
from eval.page.svg import Point, Scale, Series, interval, interval_axis, steps
from eval.page.wording import points, reading_text
from eval.report_text import share_text
from schemas.enums import State


@given(st.text(alphabet=st.characters(codec=None)))
def test_text_is_shown_and_never_obeyed(text: str) -> None:
    tree = LexborHTMLParser(f"<main>{tag('p', text, title=text)}</main>")
    main = tree.css_first("main")
    assert main is not None
    kinds = {node.tag for node in main.css("*")}
    assert kinds <= {"main", "p", "span"}
    paragraph = main.css_first("p")
    assert paragraph is not None
    seen = "".join(
        character
        if character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        else f"U+{ord(character):04X}"
        for character in text
    )
    assert paragraph.text() == seen
    assert list(paragraph.attributes) == ["title"]


def test_markup_is_put_together_from_lists_without_what_is_none() -> None:
    assert joined(["a<", None, [tag("b", "c"), "&"]]) == "a&lt;<b>c</b>&amp;"
    assert tag("input", type="search", hidden=True, disabled=False, data_of=1.5) == (
        '<input type="search" hidden data-of="1.5">'
    )
    assert isinstance(visible("x"), Markup)


def test_a_scale_has_round_ticks_and_keeps_to_its_edges() -> None:
    scale = Scale(0.0, 0.06)
    assert scale.ticks() == [0, 0.02, 0.04, 0.06]
    assert (scale.at(-1), scale.at(0.03), scale.at(7)) == (0, 0.5, 1)
    assert Scale.around([]) == Scale(0, 1)
    around = Scale.around([0.9, 0.95])
    assert (round(around.low, 3), round(around.high, 3)) == (0.89, 0.96)
    assert Scale(-0.5, 0.5).ticks(4) == [-0.5, -0.25, 0, 0.25, 0.5]


def test_an_interval_is_drawn_from_bound_to_bound_and_nothing_where_nothing_is_known() -> None:
    tree = LexborHTMLParser(interval(Scale(0, 1), 0.5, (0.25, 0.75), zero=0))
    bar = tree.css_first("line.bar")
    mark = tree.css_first("circle.mark")
    assert bar is not None and mark is not None
    assert (bar.attributes["x1"], bar.attributes["x2"], mark.attributes["cx"]) == ("25%", "75%", "50%")
    assert tree.css_first("line.zero") is not None
    empty = LexborHTMLParser(interval(Scale(0, 1), None, None))
    assert empty.css("circle, line.bar") == []
    assert [node.text() for node in LexborHTMLParser(interval_axis(Scale(0, 1))).css("text")][-1] == "100 %"


def test_a_step_holds_each_height_up_to_its_point() -> None:
    series = (Series("a", (Point(0.2, 0.0), Point(0.6, 0.5, title="rules, model"))),)
    drawn = LexborHTMLParser(steps(series, Scale(0, 1), Scale(0, 1), titles=("x", "y"), label="l"))
    lines = [tuple(line.attributes[key] for key in ("x1", "y1", "x2", "y2")) for line in drawn.css("line.curve")]
    assert lines == [
        ("0%", "100%", "0%", "100%"),
        ("0%", "100%", "20%", "100%"),
        ("20%", "100%", "20%", "50%"),
        ("20%", "50%", "60%", "50%"),
    ]
    assert "rules, model" in [title.text() for title in drawn.css("circle title")]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (0.0123, "+1.23"), (-0.5, "−50.00"), (-0.00001, "−<0.01"), (0.00002, "+<0.01")]
)
def test_a_difference_that_is_not_0_is_not_shown_as_0(value: float, shown: str) -> None:
    assert points(value) == shown


def test_shares_are_not_rounded_to_all_or_none() -> None:
    assert [share_text(9999, 10000), share_text(1, 10000), share_text(10, 10), share_text(0, 3)] == [
        "99.9 %",
        "0.1 %",
        "100.0 %",
        "0.0 %",
    ]


def test_the_five_states_read_differently() -> None:
    said = [reading_text(state, 3 if state is State.NUMBER else None, "") for state in State]
    assert len(set(said)) == 5
    assert reading_text(State.NUMBER, 617100, "61.71万") == "617100 (printed 61.71万)"
    assert reading_text(State.NUMBER, None, "5") == "no value settled (printed 5)"
