"""Annexes with a column for each of several years: the report's own year is read, or nothing is."""

from __future__ import annotations

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas.enums import State, TableKind

ANNEX = TableKind.STATISTICS
ROWS = {
    "channels.gazette": "1.政府公报公开政府信息数",
    "channels.website": "2.政府网站公开政府信息数",
    "channels.weibo": "3.政务微博公开政府信息数",
    "channels.wechat": "4.政务微信公开政府信息数",
}
UNIT = "条"


def _html(header: list[str], columns: int, blanks: frozenset[tuple[int, int]] = frozenset()) -> str:
    """Rows whose value in row r and column c is ``10 * r + c``, counted from 1."""
    rows = [["统计指标", "单位", *header]]
    for number, label in enumerate(ROWS.values(), 1):
        values = ["" if (number, c) in blanks else str(10 * number + c) for c in range(1, columns + 1)]
        rows.append([label, UNIT, *values])
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!DOCTYPE html><html><body><table>{cells}</table></body></html>"


def _read(text: str, year: int | None = 2017) -> TableReading:
    source = read_source(text.encode(), "invented")
    return read_table(source, source.blocks, ANNEX, year)


def _values(reading: TableReading) -> dict[str, object]:
    return {
        item.path.removeprefix("statistics."): item.value if item.state is State.NUMBER else item.state.value
        for item in reading.readings
    }


def _of_column(column: int) -> dict[str, object]:
    return {key: 10 * number + column for number, key in enumerate(ROWS, 1)}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        (["2017年", "2016年"], 1),
        (["2016年", "2017年"], 2),
        (["2015年", "2016年", "2017年"], 3),
        (["2017年度", "2016年度", "增减"], 1),
        (["2016年数量", "2017年数量", "增减"], 2),
        (["本年", "上年", "同比"], 1),
        (["上年数", "本年数"], 2),
        (["历年累计", "本年度"], 2),
        (["2017年", "累计"], 1),
    ],
)
def test_the_column_of_the_report_s_year_is_read_and_never_anchored(header: list[str], column: int) -> None:
    reading = _read(_html(header, len(header)))
    assert _values(reading) == _of_column(column)
    assert not any(item.anchored for item in reading.readings)
    assert all(item.run.reduced for item in reading.runs)


def test_the_year_asked_for_decides() -> None:
    text = _html(["2016年", "2017年"], 2)
    assert _values(_read(text, 2016)) == _of_column(1)
    assert _values(_read(text, 2017)) == _of_column(2)


@pytest.mark.parametrize(
    ("header", "year"),
    [
        (["2015年", "2016年"], 2017),
        (["2016年", "2017年"], None),
        (["2017年", "2017年"], 2017),
        (["2017年", "本年"], 2017),
        (["2017年", "本年", "上年"], 2017),
        (["2017年", "累计"], None),
        (["甲", "乙"], 2017),
        (["2017年", "备注"], 2017),
        (["", ""], 2017),
        (["2016", "2017"], 2017),
    ],
    ids=[
        "other years",
        "year not known",
        "year twice",
        "year and its word",
        "the two beside another",
        "one year and all",
        "no years",
        "no other year",
        "no header",
        "bare years",
    ],
)
def test_numbers_of_which_the_header_does_not_tell_are_not_anchored(header: list[str], year: int | None) -> None:
    reading = _read(_html(header, len(header)), year)
    assert not any(item.anchored for item in reading.readings)
    assert not any(item.run.reduced for item in reading.runs)
    assert all(len(item.run.tokens) == len(header) for item in reading.runs)


@pytest.mark.parametrize("header", [["统计数"], ["2017年"], ["数量"]])
def test_one_number_a_row_is_left_as_it_is(header: list[str]) -> None:
    reading = _read(_html(header, 1))
    assert _values(reading) == _of_column(1)
    assert all(item.anchored for item in reading.readings)


def test_a_blank_in_the_year_s_column_is_not_filled_from_another_year() -> None:
    reading = _read(_html(["2017年", "2016年"], 2, blanks=frozenset({(2, 1)})))
    values = _values(reading)
    assert values["channels.website"] == "blank"
    assert {key: value for key, value in values.items() if value != "blank"} == {
        key: value for key, value in _of_column(1).items() if key != "channels.website"
    }


@pytest.mark.parametrize(
    "cell", ['<td colspan="2">29</td>', "<td>29</td>"], ids=["over both years", "last cell missing"]
)
def test_a_number_that_stands_under_another_year_is_not_the_year_s(cell: str) -> None:
    text = _html(["2016年", "2017年"], 2).replace("<td>21</td><td>22</td>", cell)
    reading = _read(text)
    assert _values(reading)["channels.gazette"] == 12
    assert not any(item.anchored for item in reading.readings)


def test_pipes_are_read_as_cells_are() -> None:
    rows = [["统计指标", "单位", "2016年", "2017年"]]
    rows += [[label, UNIT, str(10 * n + 1), str(10 * n + 2)] for n, label in enumerate(ROWS.values(), 1)]
    reading = _read("\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert _values(reading) == _of_column(2)
    assert not any(item.anchored for item in reading.readings)


def test_bare_lines_have_no_columns_and_no_year_is_chosen() -> None:
    lines = ["统计指标 单位 2016年 2017年"]
    lines += [f"{label} {UNIT} {10 * n + 1} {10 * n + 2}" for n, label in enumerate(ROWS.values(), 1)]
    reading = _read("\n".join(lines))
    assert not any(item.anchored for item in reading.readings)
    assert not [value for value in _values(reading).values() if value != "blank"]
