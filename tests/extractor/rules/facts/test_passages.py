"""Prose as paragraphs: broken lines joined, furniture and tables left out, headings remembered."""

from __future__ import annotations

from extractor.rules.facts.passages import passages_of
from extractor.sections.parts import Identity, ReportPart, SectionPart
from extractor.sources import read_source
from schemas.enums import SectionKind
from tests.extractor.rules.facts.prose_reports import as_report


def _texts(text: str) -> list[str]:
    return [passage.text for passage in passages_of(*as_report(text))]


def test_lines_that_the_page_broke_are_one_paragraph_across_its_number() -> None:
    text = "2022 年，我局严格执行“先审后发”程序，从严把好政治\n— 3 —\n关、保密关，全年主动公开信息 42 条。\n（二）依申请公开\n未收到申请。"
    assert _texts(text) == [
        '2022年,我局严格执行"先审后发"程序,从严把好政治关、保密关,全年主动公开信息42条。',
        "(二)依申请公开",
        "未收到申请。",
    ]


def test_a_short_line_without_a_full_stop_is_a_paragraph_of_its_own() -> None:
    body = "我局坚持以公开为常态、不公开为例外，" * 6 + "规范公开内容。"
    assert len(_texts(f"加强媒体运维能力，提升公开比例水平质效\n{body}")) == 2


def test_a_paragraph_knows_its_heading_and_where_each_character_stands() -> None:
    source, part = as_report("（二）依申请公开\n收到申请 3 件，均已按时答复。")
    passage = list(passages_of(source, part))[1]
    assert passage.heading == "(二)依申请公开"
    assert source.slice(passage.raw_span(0, 6)) == "收到申请 3 件"
    assert source.slice(passage.raw_span(0, len(passage.text))) == "收到申请 3 件，均已按时答复。"


def test_beside_a_table_only_sentences_are_prose_and_the_annex_holds_none() -> None:
    text = "行政许可 8\n规章 0 0 3\n（二）部分公开，区分处理的\n全年受理申请3件，均已答复。"
    source = read_source(text.encode(), "a.txt")
    for kind, expected in (
        (SectionKind.REQUESTS, ["全年受理申请3件,均已答复。"]),
        (SectionKind.STATISTICS, []),
    ):
        section = SectionPart(kind, None, source.blocks, has_table=True)
        part = ReportPart(Identity(), (section,), source.blocks)
        assert [passage.text for passage in passages_of(source, part)] == expected
