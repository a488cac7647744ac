"""Where tables stand, told by their labels: alone, together, among prose, without headings, over page ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.sections.regions import Element, Region, elements_of, find_regions, region_blocks
from extractor.sources.document import Block, Source, Table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import TableKind

DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind
PROSE = (
    "本年度我局认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息147条，收到申请3件，均按时答复。",
    "下一步，我局将继续加强规范性文件管理，提高依申请公开办理质量；同时做好行政许可、行政处罚等信息公示。",
)


def _table(kind: TableKind, form_id: str = "2021") -> list[list[str]]:
    """The rows of an official table as cells, a number in each place."""
    table = form("statistics" if kind is ANNEX else form_id).table(kind)
    assert table is not None
    grid: list[list[str]] = []
    for block in table.blocks:
        columns = [column.label for column in block.columns]
        if table.one_line:
            grid += [["行政复议", "行政诉讼"], ["未经复议直接起诉", "复议后起诉"], columns * 3, ["0"] * 15]
            continue
        grid += [[block.label]] if block.label else []
        grid.append(["信息内容", *columns])
        grid += [[row.label, *("1" for _ in columns)] for row in block.rows if not row.optional]
    return grid


def _pipes(grid: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in grid)


def _lines(grid: list[list[str]]) -> str:
    return "\n".join(" ".join(row) for row in grid)


def _columns(grid: list[list[str]]) -> str:
    return "\n".join("   ".join(row) for row in grid)


def _one_a_line(grid: list[list[str]]) -> str:
    return "\n".join(cell for row in grid for cell in row)


PRINTERS = {"pipes": _pipes, "columns": _columns, "one a line": _one_a_line}


def _find(text: str) -> tuple[Source, tuple[Element, ...], tuple[Region, ...]]:
    source = read_source(text.encode(), "invented")
    elements = elements_of(source, source.blocks)
    return source, elements, find_regions(elements)


def _held(elements: tuple[Element, ...], region: Region) -> str:
    return "\n".join(element.text for element in elements[region.start : region.stop])


def _cells(blocks: tuple[Block, ...]) -> int:
    return sum(len(row.cells) for block in blocks if isinstance(block, Table) for row in block.rows)


@pytest.mark.parametrize(
    ("kind", "name"), [(k, n) for k in TableKind for n in PRINTERS if (k, n) != (REVIEW, "columns")]
)
def test_a_table_is_found_by_its_labels_alone(kind: TableKind, name: str) -> None:
    grid = _table(kind)
    _, elements, regions = _find(f"{PROSE[0]}\n\n{PRINTERS[name](grid)}\n\n{PROSE[1]}\n")
    assert [region.kind for region in regions] == [kind]
    held = _held(elements, regions[0])
    for cells in grid:
        assert cells[0].split("“")[0] in held
    assert "贯彻落实" not in held
    assert "下一步" not in held


@pytest.mark.parametrize("name", PRINTERS)
@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_tables_that_follow_each_other_are_kept_apart(form_id: str, name: str) -> None:
    kinds = (DISCLOSURE, REQUESTS, REVIEW)
    text = "\n\n".join(PRINTERS[name](_table(kind, form_id)) for kind in kinds)
    _, elements, regions = _find(text)
    assert [region.kind for region in regions] == list(kinds)
    assert all(a.stop <= b.start for a, b in pairwise(regions))
    assert "行政事业性收费" in _held(elements, regions[0])
    assert "结转下年度继续办理" in _held(elements, regions[1])
    assert "复议后起诉" in _held(elements, regions[2])


@pytest.mark.xfail(strict=True, reason="a line of fifteen numbers is longer than a line that may belong to a table")
def test_the_fifteen_numbers_in_a_line_belong_to_their_header() -> None:
    _, elements, regions = _find(_columns(_table(REVIEW)))
    assert _held(elements, regions[0]).endswith("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")


@pytest.mark.parametrize(
    "kind",
    [
        REQUESTS,
        pytest.param(
            REVIEW,
            marks=pytest.mark.xfail(
                strict=True,
                reason="labels glued into one line are looked for only in lines of more than 180 characters",
            ),
        ),
    ],
)
def test_a_table_of_lines_with_single_spaces_is_found(kind: TableKind) -> None:
    assert [region.kind for region in _find(_lines(_table(kind)))[2]] == [kind]


@pytest.mark.parametrize("kind", [DISCLOSURE, ANNEX])
def test_a_table_of_one_value_a_row_with_single_spaces_is_found(kind: TableKind) -> None:
    assert [region.kind for region in _find(_lines(_table(kind)))[2]] == [kind]


def test_headings_between_the_tables_belong_to_none() -> None:
    text = (
        f"二、主动公开政府信息情况\n\n{_pipes(_table(DISCLOSURE))}\n\n三、收到和处理政府信息公开申请情况\n\n"
        f"{_pipes(_table(REQUESTS))}\n\n四、政府信息公开行政复议、行政诉讼情况\n\n{_pipes(_table(REVIEW))}\n\n"
        f"五、存在的主要问题及改进情况\n\n{PROSE[1]}\n"
    )
    _, elements, regions = _find(text)
    assert [region.kind for region in regions] == [DISCLOSURE, REQUESTS, REVIEW]
    for region in regions:
        assert not any(element.heading for element in elements[region.start : region.stop])


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PROSE),
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n",
        "本年度未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。\n",
        "一、总体情况\n(一)主动公开。公开信息12条。\n(二)依申请公开。收到申请0件。\n",
        "一、本年新收政府信息公开申请数量 3\n",
    ],
)
def test_prose_and_headings_are_no_table(text: str) -> None:
    assert _find(text)[2] == ()


def test_a_table_split_by_a_page_end_is_one_region() -> None:
    rows = _pipes(_table(REQUESTS)).splitlines()
    _, elements, regions = _find("\n".join([*rows[:9], "", "- 3 -", "", rows[0], *rows[9:]]))
    assert [region.kind for region in regions] == [REQUESTS]
    held = _held(elements, regions[0])
    assert "本年新收" in held
    assert "结转下年度继续办理" in held


def test_a_number_below_the_table_is_part_of_it() -> None:
    _, elements, regions = _find(f"{_pipes(_table(REQUESTS))}\n\n1\n\n{PROSE[1]}\n")
    assert _held(elements, regions[0]).endswith("\n1")


def test_a_flattened_table_in_one_line_is_found() -> None:
    text = " ".join(cell for row in _table(REQUESTS) for cell in row)
    _, elements, regions = _find(f"{PROSE[0]}\n{text}\n{PROSE[1]}\n")
    assert [(region.kind, region.stop - region.start) for region in regions] == [(REQUESTS, 1)]
    assert elements[regions[0].start].text.startswith("信息内容")


def test_blocks_of_a_region_hold_its_rows_and_no_others() -> None:
    both = [*_table(DISCLOSURE), *_table(REQUESTS)]
    source, elements, regions = _find(_pipes(both))
    assert len(source.tables) == 1
    assert [region.kind for region in regions] == [DISCLOSURE, REQUESTS]
    parts = [region_blocks(region, elements, source.blocks) for region in regions]
    assert sum(_cells(part) for part in parts) == sum(len(row) for row in both)
    for part in parts:
        table = part[0]
        assert isinstance(table, Table)
        assert len(table.rows) == len(both)
        assert [row.span for row in table.rows] == [row.span for row in source.tables[0].rows]


def test_a_whole_table_is_handed_on_as_it_is() -> None:
    source, elements, regions = _find(_pipes(_table(REQUESTS)))
    assert region_blocks(regions[0], elements, source.blocks) == source.blocks


def test_elements_are_rows_of_tables_and_lines_in_reading_order() -> None:
    source = read_source(
        "第一行　文字\n\n| a | １ |\n| b | 2 |\n\n三、收到和处理政府信息公开申请情况\n".encode(), "invented"
    )
    elements = elements_of(source, source.blocks)
    assert [(element.block, element.row) for element in elements] == [(0, None), (1, 0), (1, 1), (2, None)]
    assert elements[1].fields == ("a", "1")
    assert elements[1].text == "a 1"
    assert [element.heading is not None for element in elements] == [False, False, False, True]


LINES = [
    *PROSE,
    *(" ".join(row) for kind in TableKind for row in _table(kind)),
    "- 3 -",
    "三、收到和处理政府信息公开申请情况",
    "7",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=40))
def test_regions_of_any_text_are_in_order_and_apart(lines: list[str]) -> None:
    source, elements, regions = _find("\n".join(lines))
    place = 0
    for region in regions:
        assert place <= region.start < region.stop <= len(elements)
        place = region.stop
        assert region.labels
        assert region_blocks(region, elements, source.blocks)
