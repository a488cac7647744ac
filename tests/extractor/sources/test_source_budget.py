from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from extractor.errors import SourceError
from extractor.sources import DEFAULT_BUDGET, Budget, read_source
from extractor.sources.budget import Meter, Work
from extractor.sources.html_guard import _first_excess, _is_surely_within, within_limits

MILLION = 1_000_000
GENEROUS_SECONDS = 60.0
"""The stalls that are guarded against take hours, so a slow machine does not matter."""


def page(body: str) -> bytes:
    return f"<html><body><p>前文3条</p>{body}".encode()


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * MILLION,
        "<table><tr><td>" * 100_000,
        "<b>" * MILLION,
        "".join(f"<p><b a={number}>" for number in range(50_000)),
        "<div><table><td></div>" * 50_000,
        "<svg><style>" + "<g>" * 100_000,
        "<!-- --!>" + "<div>" * 200_000,
        "<p " + " ".join(f"a{number}" for number in range(300_000)) + ">",
        "<select>" + "<option>" * 200_000,
    ],
    ids=["div", "table", "b", "formatting", "end tags", "svg", "comment", "attributes", "options"],
)
def test_a_hostile_page_ends_where_it_turns_hostile(body: str) -> None:
    begin = time.process_time()
    source = read_source(page(body), "hostile.html")
    assert time.process_time() - begin < GENEROUS_SECONDS
    assert source.text.startswith("前文3条\n")
    assert [notice.kind for notice in source.notices] == ["budget"]


def test_deep_but_bearable_nesting_is_read_without_recursion() -> None:
    source = read_source(page("<div>" * 580 + "<p>深处</p>" + "</div>" * 580), "deep.html")
    assert (source.text, source.notices) == ("前文3条\n深处\n", ())


def test_tables_nested_beyond_reason_are_read_as_text() -> None:
    source = read_source(page("<table><tr><td>" * 60 + "深处"), "deep.html")
    assert source.text == "前文3条\n深处\n"


@pytest.mark.parametrize(
    ("body", "budget"),
    [
        ("<p>一</p>" * 50, Budget(nodes=20)),
        ("<table>" + "<tr><td>规章</td><td>1</td></tr>" * 50 + "</table>", Budget(cells=20)),
        ("<table>" + "<tr><td>规章</td><td>1</td></tr>" * 50 + "</table>", Budget(grid_steps=20)),
        ("<p hidden>1</p>后文" * 50, Budget(hidden=20)),
        ("<p>一二三四五六七八九十</p>" * 50, Budget(characters=400)),
    ],
)
def test_at_a_limit_what_was_read_is_kept_and_a_notice_says_so(body: str, budget: Budget) -> None:
    source = read_source(page(body), "a.html", budget=budget)
    assert source.text.startswith("前文3条\n")
    assert [notice.kind for notice in source.notices] == ["budget"]
    assert source.text == "".join(f"{source.slice(b.span)}\n" for b in source.blocks)


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("规章\n" * 50, Budget(nodes=20)),
        ("规章\t0\n" * 50, Budget(cells=20)),
        (" | ".join(map(str, range(100))), Budget(cells=20)),
        ("规章 |\n0 |\n|\n" * 20, Budget(cells=20)),
    ],
)
def test_at_a_limit_a_text_keeps_its_first_blocks(text: str, budget: Budget) -> None:
    source = read_source(text.encode(), "a.txt", budget=budget)
    assert source.blocks
    assert source.blocks[-1].span[1] < len(text)
    assert [notice.kind for notice in source.notices] == ["budget"]


def test_long_lines_are_lines() -> None:
    text = " ".join(map(str, range(200_000)))
    source = read_source(text.encode(), "a.txt")
    assert [block.span for block in source.blocks] == [(0, len(text))]


def test_pictures_inside_a_page_do_not_count_as_its_text() -> None:
    picture = '<img src="data:image/png;base64,' + "A" * 5_000 + '">'
    source = read_source(page(picture + "<p>后文</p>"), "a.html", budget=Budget(characters=1_000))
    assert (source.text, source.notices) == ("前文3条\n后文\n", ())


def test_a_page_that_shows_nothing_is_empty() -> None:
    with pytest.raises(SourceError) as caught:
        read_source(b"<html><body><script>1</script></body></html>", "a.html")
    assert caught.value.kind == "empty"


def test_large_ordinary_pages_are_not_cut() -> None:
    row = '<tr><td style="x">规章</td><td><p><span><font color="red">1</font></span></p></td></tr>\n'
    unclosed = "<p>一<li>二<br><a name=x><img src=a>" * 800
    text = f"<html><body><table>{row * 2_000}</table>{unclosed}<svg><path d='x'/></svg><p>尾</p></body></html>"
    meter = Meter()
    assert within_limits(text, meter) == text
    assert meter.notices() == ()


TAGS = st.sampled_from(
    (
        *("a", "b", "button", "dd", "div", "em", "font", "form", "h1", "h2", "i", "li", "ol", "option", "p", "span"),
        *("strong", "svg", "math", "g", "mi", "ul", "noscript"),
    )
)
UNITS = st.lists(st.tuples(st.sampled_from(["<{}>", "<{}>", "</{}>"]), TAGS), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(UNITS, st.sampled_from(["", "<table><tr><td>", "<ul><li>"]))
def test_what_passes_the_guard_is_not_much_deeper_than_allowed(units: list[tuple[str, str]], before: str) -> None:
    unit = "x".join(form.format(tag) for form, tag in units)
    text = before + (unit + "x") * 120 + " " * 100_000
    passed = within_limits(text, Meter(Budget(depth=30)))
    assert _depth(passed) <= 2 * 30 + 20


def test_a_button_in_a_list_is_not_much_deeper_than_allowed() -> None:
    passed = within_limits("<dd>x<button>x</dd>x<div>x" * 120 + " " * 100_000, Meter(Budget(depth=30)))
    assert _depth(passed) <= 2 * 30 + 20


@pytest.mark.parametrize("unit", ["<form>x</dd>x<dd>x</form>x<span>x", "<dd>x<p>x<noscript>x"])
def test_what_a_list_holds_open_is_not_much_deeper_than_allowed(unit: str) -> None:
    passed = within_limits(unit * 120 + " " * 100_000, Meter(Budget(depth=30)))
    assert _depth(passed) <= 2 * 30 + 20


PIECES = st.one_of(
    st.tuples(
        st.sampled_from(["<{}>", "<{}>", "</{}>", "</{}>", "<{} a='>'>", "<{}/>"]),
        st.sampled_from(("a", "b", "i", "font", "p", "div", "li", "ul", "h1", "form", "br", "o:p", "Span", "caption"))
        | st.sampled_from(("table", "tbody", "tr", "td", "th", "button", "title", "svg", "select", "script", "x")),
    ).map(lambda pair: pair[0].format(pair[1])),
    st.sampled_from(
        ["x", "x", "<!-- <p> -->", "<!-->", "<!--", "--!>", "</", "<style><b></style>", "<p a b c d e f g h>"]
    ),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=30), st.integers(1, 12))
def test_the_cheap_pass_never_lets_through_what_the_exact_one_cuts(pieces: list[str], depth: int) -> None:
    text = "".join(pieces)
    budget = Budget(depth=depth, attributes=5)
    if _is_surely_within(text, budget):
        assert _first_excess(text, Meter(budget)) == len(text)


@pytest.mark.parametrize("opening", ["<\u017fcript>", "<\u017ftyle>", "<scripts>", "<!-- --!>", "<script></SCRIPT >"])
def test_the_cheap_pass_hides_no_tags_where_the_parser_reads_them(opening: str) -> None:
    assert not _is_surely_within(opening + "<div>" * 50, Budget(depth=20))


def test_the_cheap_pass_answers_for_an_ordinary_page() -> None:
    row = '<tr><td style="x">规章</td><td><p><span><font color="red">1</font></span><br></p></td></tr>\n'
    style = "<style>" + "p { margin: 0 } " * 500 + "</style>"
    assert _is_surely_within(f"<html><body>{style}<table>{row * 2_000}</table></body></html>", DEFAULT_BUDGET)


def _depth(text: str) -> int:
    deepest = 0
    root = LexborHTMLParser(text).root
    nodes = [(root, 1)] if root is not None else []
    while nodes:
        node, depth = nodes.pop()
        deepest = max(deepest, depth)
        child = node.first_child
        while child is not None:
            nodes.append((child, depth + 1))
            child = child.next
    return deepest


def test_a_meter_refuses_for_good() -> None:
    meter = Meter(Budget(cells=2))
    assert [meter.take(Work.CELLS) for _ in range(4)] == [True, True, False, False]
    assert meter.spent(Work.CELLS)
    assert not meter.spent(Work.NODES)
    assert "2 table cells" in meter.notices()[0].message


def test_every_kind_of_work_has_a_limit() -> None:
    assert all(DEFAULT_BUDGET.of(work) > 0 for work in Work)
