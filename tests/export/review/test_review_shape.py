"""The printed shape of the forms: rectangular, every cell once, the headers of the official documents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.export.review.shape import form_shape
from schemas import all_forms, cell_definitions

PATHS = list(cell_definitions())


def widths(lines: list[list[list[Any]]]) -> list[int]:
    """Columns of each row, those counted that reach into it from above."""
    reaching: dict[int, int] = {}
    for number, line in enumerate(lines):
        for part in line:
            header = isinstance(part[0], str)
            for row in range(number, number + (part[2] if header else 1)):
                reaching[row] = reaching.get(row, 0) + part[1]
    return list(reaching.values())


def cells(table: dict[str, Any]) -> list[int]:
    return [part[0] for line in table["body"] for part in line if not isinstance(part[0], str)]


def shape(form_id: str, paths: list[str]) -> list[dict[str, Any]]:
    return form_shape(form_id, paths)


@pytest.mark.parametrize("form_id", all_forms())
def test_a_whole_form_is_rectangular_and_holds_every_cell_once(form_id: str) -> None:
    paths = list(all_forms()[form_id].paths())
    tables = shape(form_id, paths)
    assert sorted(cell for table in tables for cell in cells(table)) == list(range(len(paths)))
    for table in tables:
        rows = table["head"] + table["body"]
        assert len(set(widths(rows))) == 1, table["kind"]
        assert len(widths(rows)) == len(rows)


@given(st.lists(st.sampled_from(PATHS), min_size=1, unique=True), st.sampled_from(sorted(all_forms())))
@settings(max_examples=60)
def test_any_part_of_any_forms_is_too(paths: list[str], form_id: str) -> None:
    tables = shape(form_id, paths)
    assert sorted(cell for table in tables for cell in cells(table) if cell >= 0) == list(range(len(paths)))
    for table in tables:
        assert len(set(widths(table["head"] + table["body"]))) == 1


def test_table_three_has_its_official_header() -> None:
    (table,) = (table for table in shape("2021", list(all_forms()["2021"].paths())) if table["kind"] == "requests")
    top, middle, low = table["head"]
    assert [part[0] for part in top] == [
        "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)",
        "申请人情况",
    ]
    assert [(part[0], part[1], part[2]) for part in middle] == [
        ("自然人", 1, 2),
        ("法人或其他组织", 5, 1),
        ("总计", 1, 2),
    ]
    assert [part[0] for part in low] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    labels = [(part[0], part[2]) for part in table["body"][2] if isinstance(part[0], str)]
    assert labels == [("三、本年度办理结果", 22), ("(一)予以公开", 1)]
    assert [part[0] for part in table["body"][4] if isinstance(part[0], str)] == ["(三)不予公开", "1.属于国家秘密"]


def test_table_four_stands_in_one_line() -> None:
    (table,) = (
        table for table in shape("2021", list(all_forms()["2021"].paths())) if table["kind"] == "review_and_litigation"
    )
    assert [[part[0] for part in line][:3] for line in table["head"][:2]] == [
        ["行政复议", "行政诉讼"],
        ["未经复议直接起诉", "复议后起诉"],
    ]
    assert len(cells(table)) == 15
    assert len(table["body"]) == 1


def test_a_cell_that_two_forms_print_stands_in_the_columns_of_the_reports_own() -> None:
    path = "proactive_disclosure.article_20_5.licensing.decisions"
    for form_id, column in (("2021", "本年处理决定数量"), ("2019", "处理决定数量")):
        (table,) = shape(form_id, [path])
        assert [part[0] for line in table["body"] for part in line] == [
            "第二十条第(五)项",
            "信息内容",
            column,
            "行政许可",
            0,
        ]
