"""Several reports in one source: what begins one, what does not, and whose each is."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.mangle import ModeSpec, mangle
from eval.truth import generate
from extractor.sections.parts import ReportPart
from extractor.sections.split import split_source
from extractor.sources import read_source
from schemas.enums import SectionKind, TableKind

WATER = "青岚县水利局"
AUDIT = "禾渡市审计局"

ANNEX = """统计指标\t单位\t统计数
（一）主动公开政府信息数\t条\t5
其中：主动公开规范性文件数\t条\t2
制发规范性文件总数\t件\t1
（二）通过不同渠道和方式公开政府信息的情况
1.政府公报公开政府信息数\t条\t0
2.政府网站公开政府信息数\t条\t3
"""


def title(name: str, year: int) -> str:
    return f"{name}{year}年政府信息公开工作年度报告\n"


def body(year: int, items: int = 3) -> str:
    return f"""一、总体情况
{year}年，我局认真落实政府信息公开条例，主动公开政府信息{items}条。
二、主动公开政府信息情况
规章 0 0 0
规范性文件 {items} 1 2
三、收到和处理政府信息公开申请情况
全年收到政府信息公开申请{items}件。
四、政府信息公开行政复议、行政诉讼情况
无行政复议。
五、存在的主要问题及改进情况
公开的形式不够丰富，下一步将加强政务公开培训。
六、其他需要报告的事项
无。
"""


def split(text: str, name: str = "source.txt") -> tuple[ReportPart, ...]:
    return split_source(read_source(text.encode(), name))


def identities(text: str) -> list[tuple[str | None, int | None]]:
    return [(part.identity.organization, part.identity.year) for part in split(text)]


def printed(text: str, part: ReportPart) -> str:
    return "\n".join(text[block.span[0] : block.span[1]] for block in part.blocks)


def test_titles_of_two_bodies_begin_two_reports() -> None:
    text = title(WATER, 2022) + body(2022, 3) + title(AUDIT, 2022) + body(2022, 4)
    first, second = split(text)
    assert (first.identity.organization, second.identity.organization) == (WATER, AUDIT)
    assert "申请3件" in printed(text, first) and "申请4件" not in printed(text, first)
    assert printed(text, second).startswith(AUDIT)


def test_titles_of_two_years_of_one_body_begin_two_reports() -> None:
    text = title(WATER, 2023) + body(2023) + title(WATER, 2022) + body(2022)
    assert identities(text) == [(WATER, 2023), (WATER, 2022)]


def test_a_title_over_two_lines_begins_a_report_with_its_first_line() -> None:
    text = title(WATER, 2022) + body(2022) + f"{AUDIT}2022年政府信息公开工作\n年度报告\n" + body(2022)
    parts = split(text)
    assert [part.identity.organization for part in parts] == [WATER, AUDIT]
    assert printed(text, parts[1]).startswith(AUDIT)


@pytest.mark.parametrize(
    "again",
    [
        f"{WATER} 2022 年政府信息公开工作年度报告\n",
        "2022年政府信息公开工作年度报告\n",
        title(WATER, 2022),
    ],
)
def test_a_title_printed_twice_is_one_report(again: str) -> None:
    assert identities(again + title(WATER, 2022) + body(2022)) == [(WATER, 2022)]
    assert identities(title(WATER, 2022) + again + body(2022)) == [(WATER, 2022)]


def test_a_page_title_and_a_heading_are_one_report() -> None:
    lines = "".join(f"<p>{line}</p>" for line in body(2022).splitlines())
    name = title(WATER, 2022).strip()
    page = f"<html><head><title>{name}</title></head><body><h1>{name}</h1>{lines}</body></html>"
    assert len(split(page, "page.html")) == 1


@pytest.mark.parametrize(
    "tail",
    [
        "参照《禾渡市审计局2022年政府信息公开工作年度报告》编写，一并公开。\n",
        "本报告由青岚县水利局编制，如有疑问请联系办公室。\n",
        "根据《中华人民共和国政府信息公开条例》，现公布青岚县水利局2022年政府信息公开年度报告。\n",
        "相关链接\n" + title(WATER, 2021) + title(AUDIT, 2022) + "主办：办公室\n版权所有\n",
        "格式：pdf\n大小：37KB\n评分：4.4\n",
        "某某工程价目表，人工五十三元一工日。\n处级正职，县级正职\n",
        "（一）总体情况\n本年度收费情况如下：未收取任何费用。\n",
    ],
)
def test_what_stands_behind_a_report_begins_none(tail: str) -> None:
    assert identities(title(WATER, 2022) + body(2022) + tail) == [(WATER, 2022)]


def test_foreign_text_behind_the_end_belongs_to_no_report() -> None:
    opening = f"根据《中华人民共和国政府信息公开条例》，现公布{WATER}2022年政府信息公开年度报告。\n"
    text = title(WATER, 2022) + body(2022) + opening + "处级正职\n格式：pdf\n价目表\n" + title(AUDIT, 2021) + body(2021)
    first, second = split(text)
    assert "现公布" in printed(text, first)
    assert not re.search("处级正职|格式|价目表", printed(text, first) + printed(text, second))


@pytest.mark.parametrize(
    "head",
    [
        f"{AUDIT}办公室关于公布2022年政府信息公开工作年度报告的通知\n各单位：现将有关报告予以公布。\n",
        title(AUDIT, 2022),
        title(WATER, 2021) + title(WATER, 2020) + title(AUDIT, 2022),
        "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n",
    ],
    ids=["notice", "other title", "links", "contents"],
)
def test_what_wraps_a_report_is_part_of_it(head: str) -> None:
    assert identities(head + title(WATER, 2022) + body(2022)) == [(WATER, 2022)]


def test_links_to_other_years_above_the_title_do_not_name_the_year() -> None:
    (part,) = split(title(WATER, 2022) + title(WATER, 2021) + title(WATER, 2023) + body(2023))
    assert part.identity.year == 2023


def test_parts_that_run_again_are_another_report_without_a_title() -> None:
    first, second = split(title(WATER, 2023) + body(2023, 3) + body(2022, 4))
    assert first.section(SectionKind.OTHER_MATTERS) is not None
    assert second.identity.year == 2022
    assert second.identity.organization is None


def test_numbering_that_restarts_within_section_one_is_no_other_report() -> None:
    inside = "一、工作机制\n健全机制。\n二、主动公开工作情况\n公开三条。\n三、平台建设\n完善网站。\n"
    assert len(split(title(WATER, 2022) + inside + body(2022))) == 1


def test_year_lines_over_whole_sets_of_sections_begin_reports_of_the_same_body() -> None:
    text = f"{WATER}政府信息公开年度报告\n2023年报告\n" + body(2023) + "【2022年】\n" + body(2022)
    assert identities(text) == [(WATER, 2023), (WATER, 2022)]


@pytest.mark.parametrize("order", [(2023, 2022), (2022, 2023)])
def test_tables_stacked_by_year_come_apart_whichever_year_is_first(order: tuple[int, int]) -> None:
    def table(year: int) -> str:
        rows = "".join(f"{label}\t{year % 100}\t1\t2\n" for label in ("规章", "规范性文件", "行政许可", "行政处罚"))
        return f"{year}年\n{rows}"

    stacked = "".join(table(year) for year in order)
    text = title(WATER, 2023) + body(2023).replace("规章 0 0 0\n规范性文件 3 1 2\n", stacked)
    newer, older = split(text)
    assert [(p.identity.organization, p.identity.year) for p in (newer, older)] == [(WATER, 2023), (WATER, 2022)]
    assert "规章\t23" in printed(text, newer) and "规章\t22" not in printed(text, newer)
    assert printed(text, older).startswith("规章\t22") and "五、" not in printed(text, older)
    assert newer.section(SectionKind.OTHER_MATTERS) is not None


def test_a_bare_number_is_no_year_line() -> None:
    text = title(WATER, 2022) + body(2022).replace("规章 0 0 0", "规章\n2021\n2020\n0")
    assert len(split(text)) == 1


def test_an_opening_that_names_another_body_begins_a_report() -> None:
    text = title(WATER, 2022) + body(2022) + f"本报告由{AUDIT}根据《条例》编制。\n" + body(2022).partition("\n")[2]
    assert [name for name, _ in identities(text)] == [WATER, AUDIT]


def test_an_opening_without_a_name_begins_a_report_where_one_follows() -> None:
    follows = "我局政府信息公开工作继续推进，" * 20 + "\n"
    opening = "2021年，在省政府领导下，我局的政府信息工作迈入新阶段。年度工作情况如下:\n"
    assert len(split(title(WATER, 2022) + body(2022) + opening + follows)) == 2
    assert len(split(title(WATER, 2022) + body(2022) + opening + "无。\n")) == 1


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (f"{WATER}2016年度政府信息公开情况统计表", [(WATER, 2016)]),
        ("政府信息公开情况统计表", [(WATER, 2016)]),
        ("2016年度政府信息公开情况统计表", [(WATER, 2016)]),
        (f"{AUDIT}2016年度政府信息公开情况统计表", [(WATER, 2016), (AUDIT, 2016)]),
        (f"- 1 - {AUDIT} 2016年度政府信息公开工作情况统计表", [(WATER, 2016), (AUDIT, 2016)]),
        ("2015年度政府信息公开情况统计表", [(WATER, 2016), (WATER, 2015)]),
    ],
)
def test_the_annex_of_another_body_or_year_is_a_report_of_its_own(
    caption: str, expected: list[tuple[str, int]]
) -> None:
    parts = split(title(WATER, 2016) + body(2016) + caption + "\n" + ANNEX)
    assert [(part.identity.organization, part.identity.year) for part in parts] == expected
    assert parts[-1].table_blocks(TableKind.STATISTICS)


def test_two_tables_of_a_kind_are_one_report() -> None:
    table = "".join(f"规范性文件\t{n}\t1\t2\n行政许可\t{n}\n行政处罚\t{n}\n行政强制\t{n}\n" for n in (3, 4))
    assert len(split(title(WATER, 2022) + body(2022).replace("规章 0 0 0\n", table))) == 1


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("处理海岱市事务两次。\n", None),
        ("依据《江苏省政府信息公开办法》办理。\n", "江苏省水利厅"),
        ("江苏省、浙江省的做法各异。\n", None),
    ],
)
def test_a_level_name_is_completed_from_the_one_place_of_that_level(elsewhere: str, expected: str | None) -> None:
    text = body(2022).replace("我局", "省水利厅负责，我厅") + "登录省水利厅网站查阅，由省水利厅解释。\n"
    parts = split(text + elsewhere)
    assert [part.identity.organization for part in parts] == [expected]


def test_the_place_may_stand_in_another_report_of_the_source() -> None:
    second = body(2021).replace("我局", "省水利厅负责，我厅") + "登录省水利厅网站查阅，由省水利厅解释。\n"
    text = title("江苏省审计厅", 2022) + body(2022) + second
    assert identities(text) == [("江苏省审计厅", 2022), ("江苏省水利厅", 2021)]


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 400),
    more=st.integers(1, 3),
    layout=st.sampled_from(["html", "pipes", "lines", "markdown"]),
)
def test_joined_reports_come_apart_in_order(seed: int, more: int, layout: str) -> None:
    made = mangle(generate(seed), [ModeSpec("several_reports", more), ModeSpec(layout)], seed)
    parts = split_source(read_source(made.data, made.name))
    labels = made.label["reports"]
    if labels[0]["organization"] is not None:
        assert [p.identity.organization for p in parts] == [label["organization"] for label in labels]
    assert len(parts) == len(labels)


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 400),
    mess=st.sampled_from(["repeated_table", "headings_missing", "headings_doubled", "title_lost", "title_doubled"]),
    layout=st.sampled_from(["furniture", "pipes", "lines"]),
)
def test_one_report_is_never_two(seed: int, mess: str, layout: str) -> None:
    made = mangle(generate(seed), [ModeSpec(mess), ModeSpec(layout)], seed)
    assert len(split_source(read_source(made.data, made.name))) == 1


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 400), layout=st.sampled_from(["html", "lines"]))
def test_tables_of_two_years_are_two_reports_of_one_body(seed: int, layout: str) -> None:
    made = mangle(generate(seed), [ModeSpec("stacked_years"), ModeSpec(layout)], seed)
    parts = split_source(read_source(made.data, made.name))
    newer, older = made.label["reports"]
    assert [part.identity.year for part in parts] == [newer["year"], older["year"]]
    assert parts[0].identity.organization == parts[1].identity.organization


CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no labelled corpus at {CORPUS}")
def test_corpus_documents_hold_as_many_reports_as_labelled() -> None:
    for folder in sorted(path.parent for path in CORPUS.glob("*/label.json")):
        label = json.loads((folder / "label.json").read_text(encoding="utf-8"))
        source = next(path for path in sorted(folder.glob("source.*")) if path.suffix != ".pdf")
        parts = split_source(read_source(source.read_bytes(), source.name))
        assert [(p.identity.organization, p.identity.year) for p in parts] == [
            (report["organization"], report["year"]) for report in label["reports"]
        ], folder.name


def test_the_annex_s_caption_with_a_slip_names_no_other_body() -> None:
    text = (
        "2018年檀水县档案局政府信息公开工作年度报告\n一、概述\n2018年，我局主动公开政府信息8条，政府信息公开工作有序开展。\n"
        "政府信信息公开情况统计表\n统计指标 单位 统计数\n一、主动公开情况\n(一)主动公开政府信息数 条 8\n"
    )
    assert len(split_source(read_source(text.encode(), "a.txt"))) == 1
