"""Headers that give columns or blocks another order than the form's."""

from __future__ import annotations

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import TableKind

HEADER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS = [row for row in form("2021").tables[1].blocks[0].rows]
KEYS = [column.key for column in form("2021").tables[1].blocks[0].columns]


def _html(rows: list[list[str]]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )


def _pipes(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _read(text: str, kind: TableKind) -> TableReading:
    source = read_source(text.encode(), "invented.html" if text.startswith("<") else "invented.txt")
    return read_table(source, source.blocks, kind)


@pytest.mark.parametrize("made", [_html, _pipes])
@pytest.mark.parametrize("order", [[1, 2, 3, 4, 5, 0, 6], [6, 0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0, 6]])
def test_columns_in_another_order_are_read_where_the_header_names_them_and_never_anchored(
    made: object, order: list[int]
) -> None:
    assert callable(made)
    rows = [["项目", *(HEADER[n] for n in order)]]
    rows += [[row.label, *(str(100 * i + n) for n in order)] for i, row in enumerate(ROWS)]
    reading = _read(made(rows), TableKind.REQUESTS)
    values = {item.path: item.value for item in reading.readings}
    assert values == {
        f"requests.{row.key}.{key}": 100 * i + n for i, row in enumerate(ROWS) for n, key in enumerate(KEYS)
    }
    assert not any(item.anchored for item in reading.readings)


def test_blocks_of_one_line_in_another_order_are_not_anchored() -> None:
    """The header stands over three levels; from left to right it names the lawsuits first."""
    text = (
        '<table><tr><td colspan="10">行政诉讼</td><td colspan="5" rowspan="2">行政复议</td></tr>'
        '<tr><td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr><tr>'
        + "".join(f"<td>{name}</td>" for name in ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
        + "</tr><tr>"
        + "".join(f"<td>{number}</td>" for number in [2, 0, 1, 5, 8, 1, 0, 7, 4, 12, 3, 1, 0, 2, 6])
        + "</tr></table>"
    )
    reading = _read(text, TableKind.REVIEW_AND_LITIGATION)
    assert reading.readings
    assert not any(item.anchored for item in reading.readings)
