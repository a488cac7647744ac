"""Any text: no crash, quotes where they are said to stand, time that grows with the length alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules.facts import prose_of
from extractor.rules.problems import read_shortcomings
from schemas.enums import SectionKind
from tests.extractor.rules.facts.prose_reports import as_report, facts_of, read_prose
from tests.machine import comparable

_WORDS = (
    "收到",
    "政府信息公开申请",
    "主动公开",
    "微信",
    "微博、网站",
    "分别",
    "其中",
    "均为",
    "未发生",
    "行政复议",
    "历年累计",
    "上年结转",
    "2021年",
    "一百二十余",
    "两",
    "12345",
    "3",
    "1,024",
    "98.7%",
    "万",
    "余",
    "条",
    "件",
    "人次",
    "元",
    "、",
    "，",
    "。",
    "（",
    "）",
    "：",
    "\n",
    " ",
    "存在问题：",
    "一是",
    "改进措施",
    "有待加强",
    "公開(kāi)",
)
_PROSE = st.lists(st.sampled_from(_WORDS), max_size=40).map("".join)
_ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80)
_PIECES = (
    "1",
    "1,",
    "1,111",
    "3件",
    "一",
    "一件",
    "两百",
    "收到申请3件,",
    "收到申请",
    "主动公开",
    "未收到",
    "网站",
    "其中",
    "微博、微信分别发布信息211条、213条，",
    "(",
    "()",
    "(3件",
    "《",
    '"',
    "2020年",
    "第一",
    "电话1",
    "a 1 ",
    "1.",
    "存在问题：",
    "一是",
    "加强",
)


@given(_PROSE | _ANY)
def test_every_quote_is_the_slice_of_its_span(text: str) -> None:
    source, part = as_report("年报。" + text, 2021)
    facts = facts_of(source, part)
    for fact in facts:
        assert fact.quote
        assert source.slice(fact.span) == fact.quote
        assert fact.value >= 0
        assert fact.scope is None or fact.scope
    assert [fact.span for fact in facts] == sorted(fact.span for fact in facts)


@given(_PROSE)
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    assert read_prose("年报。" + text, 2021) == read_prose("年报。" + text, 2021)


@given(_PROSE | _ANY)
def test_problems_and_improvements_are_runs_of_the_source(text: str) -> None:
    source, part = as_report("年报。" + text, 2021, SectionKind.PROBLEMS)
    said = read_shortcomings(source, prose_of(source, part))
    bare = "".join(source.text.split())
    for quote in (*said.problems, *said.improvements):
        assert "\n" not in quote
        assert "".join(quote.split()) in bare


def check(piece: str, length: int, most_seconds: float) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    source, part = as_report(text, 2021, SectionKind.PROBLEMS)
    start = time.process_time()
    facts_of(source, part)
    read_shortcomings(source, prose_of(source, part))
    assert comparable(time.process_time() - start) < most_seconds


@pytest.mark.soak
@pytest.mark.parametrize("piece", _PIECES)
def test_a_line_of_200_000_characters_takes_less_than_two_seconds(piece: str) -> None:
    check(piece, 200_000, 2)


@pytest.mark.parametrize("piece", _PIECES)
def test_a_line_of_100_000_characters_takes_less_than_a_second(piece: str) -> None:
    check(piece, 100_000, 1)
