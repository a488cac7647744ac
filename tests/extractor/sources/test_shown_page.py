"""A page made safe to look at: its cells under the addresses of the reading, its text, and nothing that acts."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from extractor.errors import SourceError
from extractor.sources import Layout, read_source
from extractor.sources.shown_page import shown_page

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*/source.*"))
_ELEMENT = re.compile(r"</?([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)>")
_ALLOWED = {"rowspan", "colspan", "class", "data-at", "alt", "src"}


def shown(markup: str) -> str:
    page = shown_page(markup.encode())
    assert page is not None
    return page.html


def cells_of(html: str) -> dict[str, str]:
    tree = LexborHTMLParser(f"<!DOCTYPE html><body>{html}</body>")
    return {node.attributes["data-at"] or "": bare(node.text()) for node in tree.css("[data-at]")}


def bare(text: str) -> str:
    return "".join(text.split())


def read_cells(data: bytes) -> dict[str, str]:
    source = read_source(data, "x")
    return {
        f"{table.index}/{cell.row}/{cell.column}": bare(source.slice(cell.span))
        for table in source.tables
        if table.layout is Layout.GRID
        for row in table.rows
        for cell in row.cells
    }


@pytest.mark.parametrize("place", SAMPLES, ids=lambda place: place.parent.name)
def test_every_cell_that_is_read_is_shown_under_its_address(place: Path) -> None:
    data = place.read_bytes()
    page = shown_page(data)
    assert (cells_of(page.html) if page else {}) == read_cells(data)


_TEXTS = st.text(alphabet="0123456789件 <&\"'>\u202e\u00a0无年", max_size=5)
_NAMES = "table tr td th tbody thead caption div p span b br sup s font center ul li a pre form svg select option"
_TAGS = st.sampled_from(_NAMES.split(" "))
_ATTRIBUTES = st.sampled_from(
    [
        "", " rowspan=2", " colspan=3", " rowspan=0", " hidden", ' style="display:none"', ' style="color:#fff"',
        ' style="visibility:hidden"', " align=center", ' data-at="9/9/9"', ' onclick="x"', ' class="current"',
    ]
)  # fmt: skip
_PIECES = st.one_of(
    st.builds("<{}{}>".format, _TAGS, _ATTRIBUTES), st.builds("</{}>".format, _TAGS), _TEXTS.map(escape), _TEXTS
)


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=40))
def test_however_broken_the_page_addresses_agree_and_nothing_but_plain_elements_is_written(pieces: list[str]) -> None:
    data = f"<html><body><p>1</p><table><tr><td>1<td>2<tr>{''.join(pieces)}</table></body></html>".encode()
    page = shown_page(data)
    assert page is not None
    assert cells_of(page.html).keys() == read_cells(data).keys()
    rest = _ELEMENT.sub("", page.html)
    assert "<" not in rest
    assert ">" not in rest
    for element in _ELEMENT.finditer(page.html):
        assert set(re.findall(r" ([a-z-]+)=", element[2])) <= _ALLOWED
    assert "\u202e" not in page.html


def test_what_acts_asks_or_disguises_is_not_written() -> None:
    html = shown(
        "<html><head><base href=//e.example><meta http-equiv=refresh content='0;url=//e.example'><style>*{}</style>"
        "</head><body onload=x()><script>x()</script><img src=//e.example/p.png onerror=x() alt='章'>"
        "<img src='data:image/svg+xml;base64,AAAA'><img src='data:image/png;base64,iVBO Rw0='>"
        "<svg><script>x()</script></svg><iframe srcdoc='<p>'></iframe><object data=//e.example></object>"
        "<form action=//e.example><input value='7'><input type=hidden value=8><button onfocus=x() autofocus>b</button>"
        "</form><a href='javascript:x()' style='position:fixed'>a</a><p style='text-align:center;font-weight:bold'>中</p>"
        "<!-- 12 --><template><p>t</p></template><p>\u202e12\u0007</p></body></html>"
    )
    assert not re.search(
        r"script|style|href|on[a-z]+=|action|http|//e|svg\+xml|<input|<button|<form|srcdoc|12 --", html
    )
    assert '<img alt="" src="data:image/png;base64,iVBORw0=">' in html
    assert "<samp>[img 章]</samp>" in html
    assert "<samp>[iframe]</samp>" in html
    assert "<samp>7</samp>" in html
    assert '<p class="center bold">中</p>' in html
    assert "⟨U+202E⟩12⟨U+0007⟩" in html


def test_what_a_person_does_not_see_is_left_out_and_a_hidden_cell_keeps_its_place() -> None:
    html = shown(
        "<html><style>.h{display:none}</style><body><p class=h>不见1</p><p style='color:#fff'>不见2</p>"
        "<table><tr><td>1</td><td style='visibility:hidden'>不见3</td><td>3</td></tr>"
        "<tr><td style='display:none'>不见4</td><td>5</td><td>6</td></tr><tr class=h><td>不见5</td></tr>"
        "<tr><td>7<s>不对</s></td><td>8</td></tr></table></body></html>"
    )
    assert "不见" not in html
    assert "<s>不对</s>" in html
    at = {"0/0/0": "1", "0/0/1": "", "0/0/2": "3", "0/1/0": "5", "0/1/1": "6", "0/2/0": "7不对", "0/2/1": "8"}
    assert cells_of(html) == at


def test_text_with_tables_in_markup_counts_the_tables_of_its_text_too() -> None:
    data = "甲|1\n乙|2\n\n说明 & <b>\n\n<table><tr><td>丙</td><td>3</td></tr></table>\n尾\n".encode()
    page = shown_page(data)
    assert page is not None
    assert cells_of(page.html) == read_cells(data)
    assert "1/0/1" in cells_of(page.html)
    assert "说明 &amp; &lt;b&gt;" in page.html


def test_other_files_are_no_pages() -> None:
    assert shown_page("甲|1\n乙|2\n".encode()) is None
    with pytest.raises(SourceError):
        shown_page(b"PK\x03\x04" + bytes(40))


def test_a_very_deep_page_ends_at_the_limit_of_reading() -> None:
    deep = "<div>" * 50_000 + "<table><tr><td>1<td>2</table>"
    page = shown_page(f"<html><body><p>头</p>{deep}".encode())
    assert page is not None
    assert page.html.count("<div>") == page.html.count("</div>") < 50_000
