"""Whole tables as real reports print them: values, states, places and spans in each layout."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.document import Layout, Source, Table
from extractor.sources.read import read_source
from schemas import cell_definitions
from schemas.enums import PlacedBy, State, TableKind, Witness
from schemas.reading import Reading

DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind


def _read(text: str, kind: TableKind) -> tuple[Source, TableReading]:
    source = read_source(text.encode(), "invented")
    return source, read_table(source, source.blocks, kind)


def _cells(reading: TableReading) -> dict[str, Reading]:
    return {item.path.partition(".")[2]: item for item in reading.readings}


def _values(reading: TableReading) -> dict[str, object]:
    """Value by path; the state's name where there is none."""
    return {
        path: item.value if item.state is State.NUMBER else item.state.value for path, item in _cells(reading).items()
    }


def _assert_located(source: Source, reading: TableReading) -> None:
    for item in reading.readings:
        assert item.reader is Witness.RULES
        assert item.span is not None
        assert source.slice(item.span) == item.printed


def _cell_text(source: Source, item: Reading) -> str:
    """What the source's own table holds at a reading's address."""
    assert item.at is not None
    table = next(t for t in source.blocks if isinstance(t, Table) and t.index == item.at.table)
    assert item.at.row is not None
    column = item.at.column
    assert column is not None
    row = table.rows[item.at.row]
    cell = next(c for c in row.cells if c.column <= column < c.column + c.colspan)
    return source.slice(cell.span)


def _row(labels: str, values: str) -> str:
    return f"<tr>{labels}" + "".join(f"<td>{value}</td>" for value in values.split(",")) + "</tr>"


GRID = "\n".join(
    (
        "<!DOCTYPE html><html><body><table>",
        '<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>',
        '<td colspan="7">申请人情况</td></tr>',
        '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>',
        _row("", "商业<br>企业,科研<br>机构,社会公益组织,法律服务机构,其他"),
        _row('<td colspan="3">一、本年新收政府信息公开申请数量</td>', "12,１,,&nbsp;,/,0,1013件"),
        '<tr><td colspan="3">二、上年结转政府信息公开申请数量</td><td colspan="6"></td><td>0</td></tr>',
        _row('<td rowspan="5">三、本年度办理结果</td><td colspan="2">（一）予以公开</td>', "3,0,0,0,0,0,3"),
        _row('<td colspan="2">（二）部分公开（区分处理的，只计这一情形，不计其他情形）</td>', "4,0,0,0,0,0,4"),
        _row('<td rowspan="2">（三）不予公开</td><td>1.属于国家秘密</td>', "5,0,0,0,0,0,5"),
        _row("<td>2.其他法律行政法规禁止公开</td>", "6,0,0,0,0,0,6"),
        _row('<td colspan="2">（七）总计</td>', "18,0,0,0,0,0,1O"),
        _row('<td colspan="3">四、结转下年度继续办理</td>', "—,无,零,0,0,0,0"),
        "</table></body></html>",
    )
)


def test_a_grid_with_spans_gives_each_cell_its_address() -> None:
    source, reading = _read(GRID, REQUESTS)
    values = _values(reading)
    received = [values[f"received.{c}"] for c in ("natural_person", "business", "research", "nonprofit")]
    assert received == [12, 1, "blank", "blank"]
    assert [values[f"received.{c}"] for c in ("legal_service", "other", "total")] == ["mark", 0, 1013]
    assert [values[f"carried_in.{c}"] for c in ("natural_person", "other", "total")] == ["blank", "blank", 0]
    assert values["denied.state_secret.natural_person"] == 5
    assert values["denied.prohibited_by_law.total"] == 6
    assert values["outcome_total.total"] == "unreadable"
    assert [values[f"carried_out.{c}"] for c in ("natural_person", "business", "research")] == ["mark", "mark", 0]
    assert len(values) == 8 * 7
    _assert_located(source, reading)
    for item in reading.readings:
        assert item.grid
        assert item.anchored
        assert item.placed_by is PlacedBy.STRUCTURE
        assert _cell_text(source, item).strip() == item.printed
    address = _cells(reading)["denied.prohibited_by_law.natural_person"].at
    assert address is not None
    assert (address.table, address.row, address.column) == (0, 8, 3)


def test_six_blanks_in_one_merged_cell_have_a_column_each() -> None:
    _, reading = _read(GRID, REQUESTS)
    cells = _cells(reading)
    columns = [
        address.column
        for name in ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
        if (address := cells[f"carried_in.{name}"].at)
    ]
    assert columns == list(range(3, 10))


def test_a_number_in_a_merged_cell_is_not_shared_out() -> None:
    merged = GRID.replace('<td colspan="6"></td><td>0</td>', '<td colspan="7">0</td>')
    assert not [path for path in _values(_read(merged, REQUESTS)[1]) if path.startswith("carried_in")]


ONE_CELL_A_LINE = """自然人 |
商业企业 |
科研机构 |
社会公益组织 |
法律服务机构 |
其他 |
总计 |
一、本年新收政府信息公开申请数量 |
3 |
0 |
0 |
0 |
|
0 |
3 |
二、上年结转政府信息公开申请数量 |
1 |
0 |
0 |
0 |
0 |
0 |
1 |
三、本年度办理结果 |
（一）予以公开 |
2 |
0 |
0 |
0 |
0 |
0 |
2 |
"""


def test_one_cell_a_line_keeps_its_empty_cell() -> None:
    source, reading = _read(ONE_CELL_A_LINE, REQUESTS)
    assert isinstance(source.blocks[0], Table)
    assert source.blocks[0].layout is Layout.PIPE_CELLS
    values = _values(reading)
    assert values["received.legal_service"] == "blank"
    assert [values[f"{row}.natural_person"] for row in ("received", "carried_in", "granted")] == [3, 1, 2]
    assert [values[f"{row}.total"] for row in ("received", "carried_in", "granted")] == [3, 1, 2]
    _assert_located(source, reading)
    assert all(item.grid and item.anchored for item in reading.readings)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_one_value_a_line_is_placed_by_order(gap: str) -> None:
    lines = [line.removesuffix(" |") for line in ONE_CELL_A_LINE.replace("\n|\n", "\n5 |\n").splitlines()]
    source, reading = _read(gap.join(lines), REQUESTS)
    assert not source.tables
    values = _values(reading)
    assert values["received.legal_service"] == 5
    assert [values[f"{row}.total"] for row in ("received", "carried_in", "granted")] == [3, 1, 2]
    _assert_located(source, reading)
    for item in reading.readings:
        assert item.placed_by is PlacedBy.ORDER
        assert not item.grid
        assert item.at is None
        assert item.anchored


def test_columns_aligned_by_spaces_have_order_alone() -> None:
    text = """            自然人   商业企业  科研机构  社会公益组织  法律服务机构   其他   总计
一、本年新收政府信息公开申请数量    12     0     0     0     0     1     13
二、上年结转政府信息公开申请数量     0     0     0     0     0     0      0
（一）予以公开                      13     0     0     0     0     0     13
"""
    source, reading = _read(text, REQUESTS)
    values = _values(reading)
    assert (values["received.natural_person"], values["received.other"], values["received.total"]) == (12, 1, 13)
    assert values["granted.total"] == 13
    _assert_located(source, reading)
    assert {item.placed_by for item in reading.readings} == {PlacedBy.ORDER}
    assert not any(item.grid for item in reading.readings)


DISCLOSURE_2019 = """| 第二十条第（一）项 | | | |
| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
| 规章 | 本单位未制作规章 | / | 0 |
| 规范性文件(行政机关制定发布的决定、公告) | 4 | 4 | 1,012 |
| 其他主动公开文件 | 7 | 8 | 9 |
| 第二十条第（五）项 | | | |
| 信息内容 | 上一年项目数量 (指2019年事项数) | 本年增/减 (减用负值表示,如-8) | 处理决定数量 |
| 行政许可 | 18 | 减4 | 97 |
| 其他对外管理服务事项 | 3 | +1036 | 4 |
| 第二十条第（六）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| 行政处罚 | 7 | 增15 | 3985758 |
| 行政强制 | 0 | -8 |  |
| 第二十条第（八）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | |
| 行政事业性收费 | 2 | 0 | |
| 第二十条第（九）项 | | | |
| 信息内容 | 采购项目数量 | 采购总金额 | |
| 政府集中采购 | 32个 | 61.71万元 | |
"""


def test_the_disclosure_of_2019_with_signs_notes_and_money() -> None:
    source, reading = _read(DISCLOSURE_2019, DISCLOSURE)
    assert _values(reading) == {
        "article_20_1.regulations.made": "mark",
        "article_20_1.regulations.newly_disclosed": "mark",
        "article_20_1.regulations.total_disclosed": 0,
        "article_20_1.normative_documents.made": 4,
        "article_20_1.normative_documents.newly_disclosed": 4,
        "article_20_1.normative_documents.total_disclosed": 1012,
        "article_20_1.other_documents.made": 7,
        "article_20_1.other_documents.newly_disclosed": 8,
        "article_20_1.other_documents.total_disclosed": 9,
        "article_20_5.licensing.previous_items": 18,
        "article_20_5.licensing.change": -4,
        "article_20_5.licensing.decisions": 97,
        "article_20_5.other_services.previous_items": 3,
        "article_20_5.other_services.change": 1036,
        "article_20_5.other_services.decisions": 4,
        "article_20_6.penalties.previous_items": 7,
        "article_20_6.penalties.change": 15,
        "article_20_6.penalties.decisions": 3985758,
        "article_20_6.coercion.previous_items": 0,
        "article_20_6.coercion.change": -8,
        "article_20_6.coercion.decisions": "blank",
        "article_20_8.fees.previous_items": 2,
        "article_20_8.fees.change": 0,
        "article_20_9.procurement.items": 32,
        "article_20_9.procurement.amount": 617100,
    }
    _assert_located(source, reading)
    assert all(item.anchored and item.grid for item in reading.readings)


@pytest.mark.parametrize(
    ("header", "printed", "value", "known"),
    [
        ("采购总金额", "61.71", Decimal("61.71"), False),
        ("采购总金额(万元)", "61.71", 617100, True),
        ("采购总金额", "2913705元", 2913705, True),
        ("采购总金额(万元)", "2913705元", 2913705, True),
        ("采购总金额", "0", 0, True),
    ],
)
def test_money_without_any_unit_says_so(header: str, printed: str, value: object, known: bool) -> None:
    text = f"| 第二十条第(九)项 |\n| 信息内容 | 采购项目数量 | {header} |\n| 政府集中采购 | 9 | {printed} |\n"
    item = _cells(_read(text, DISCLOSURE)[1])["article_20_9.procurement.amount"]
    assert (item.value, item.unit_known) == (value, known)


def test_two_units_that_contradict_each_other_leave_the_unit_unknown() -> None:
    text = "| 第二十条第(九)项 |\n| 信息内容 | 采购项目数量 | 采购总金额(元) |\n| 政府集中采购 | 9 | 61.71 | 万元 |\n"
    item = _cells(_read(text, DISCLOSURE)[1])["article_20_9.procurement.amount"]
    assert item.value == 617100 or not item.unit_known


REVIEW_HEAD = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
FIFTEEN = [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 0, 0, 0, 9, 9]
REVIEW_ROWS = ("review", "direct_litigation", "litigation_after_review")
REVIEW_COLUMNS = ("upheld", "corrected", "other", "pending", "total")
REVIEW_TRUTH = dict(zip([f"{r}.{c}" for r in REVIEW_ROWS for c in REVIEW_COLUMNS], FIFTEEN, strict=True))
REVIEW_PRINTS = {
    "one line of pipes": f"""| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |
| {REVIEW_HEAD} | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |
| | | | | | {REVIEW_HEAD} | {REVIEW_HEAD} |
| {" | ".join(map(str, FIFTEEN))} |
""",
    "one line of text": f"行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n{(REVIEW_HEAD.replace(' | ', ' ') + chr(10)) * 3}"
    + " ".join(map(str, FIFTEEN)),
    "no header": "行政复议\n行政诉讼\n" + " ".join(map(str, FIFTEEN)),
    "one value a line": "\n".join(["行政复议", "行政诉讼", *(REVIEW_HEAD.split(" | ") * 3), *map(str, FIFTEEN)]),
    "a row each": f"| 类别 | {REVIEW_HEAD} |\n| --- | --- | --- | --- | --- | --- |\n"
    f"| 行政复议 | {' | '.join(map(str, FIFTEEN[:5]))} |\n| 未经复议直接起诉 | {' | '.join(map(str, FIFTEEN[5:10]))} |\n"
    f"| 复议后起诉 | {' | '.join(map(str, FIFTEEN[10:]))} |\n",
    "three tables": "\n\n".join(
        f"{name}\n| {REVIEW_HEAD} |\n| --- | --- | --- | --- | --- |\n| {' | '.join(map(str, values))} |"
        for name, values in (
            ("行政复议", FIFTEEN[:5]),
            ("未经复议直接起诉", FIFTEEN[5:10]),
            ("复议后起诉", FIFTEEN[10:]),
        )
    ),
    "values above the ruler": f"| {' | '.join(map(str, FIFTEEN))} |\n|{' --- |' * 15}\n",
}


@pytest.mark.parametrize("name", REVIEW_PRINTS)
def test_reviews_and_lawsuits_are_read_however_they_are_laid_out(name: str) -> None:
    source, reading = _read(REVIEW_PRINTS[name], REVIEW)
    assert _values(reading) == REVIEW_TRUTH
    _assert_located(source, reading)


@pytest.mark.parametrize("name", [name for name in REVIEW_PRINTS if name != "values above the ruler"])
def test_reviews_and_lawsuits_are_anchored_where_their_fifteen_places_stand(name: str) -> None:
    assert all(item.anchored for item in _read(REVIEW_PRINTS[name], REVIEW)[1].readings)


def test_a_block_of_blanks_stays_blank() -> None:
    text = REVIEW_PRINTS["one line of pipes"].replace("| 0 | 0 | 0 | 9 | 9 |", "| | | | | |")
    values = _values(_read(text, REVIEW)[1])
    assert [values[f"litigation_after_review.{c}"] for c in REVIEW_COLUMNS] == ["blank"] * 5


@pytest.mark.parametrize("count", [14, 16])
def test_one_place_too_few_or_too_many_is_not_shared_out(count: int) -> None:
    numbers = [*FIFTEEN, 77][:count]
    _, reading = _read("行政复议\n行政诉讼\n" + " ".join(map(str, numbers)), REVIEW)
    assert reading.readings == ()
    assert len(reading.unassigned) == count


ANNEX_TABLE = """| 统计指标 | 单位 | 统计数 |
| --- | --- | --- |
| 一、主动公开情况 | — | — |
| （一）主动公开政府信息数 | 条 | 147 |
| 其中：主动公开规范性文件数 | 条 | 3 |
| 制发规范性文件总数 | 件 |  |
| （二）通过不同渠道和方式公开政府信息的情况 | — | — |
| 1.政府公报公开政府信息数 | 条 | / |
| 2.政府网站公开政府信息数 | 条 | 1,020 |
| 七、依申请公开信息收取的费用 | 万元 | 0.5 |
| （四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） | 万元 | 12.3 |
"""


def test_the_annex_takes_its_unit_from_the_row() -> None:
    source, reading = _read(ANNEX_TABLE, ANNEX)
    values = _values(reading)
    assert values.pop("channels", "mark") == "mark"
    assert values == {
        "disclosed": 147,
        "disclosed.normative_documents": 3,
        "normative_documents_issued": "blank",
        "channels.gazette": "mark",
        "channels.website": 1020,
        "fees_charged": 5000,
        "organization.budget": 123000,
    }
    _assert_located(source, reading)
    assert all(item.unit_known and item.grid for item in reading.readings)


def test_a_bare_annex_says_by_its_units_where_nothing_stands() -> None:
    text = "（一）主动公开政府信息数\n条\n147\n其中：主动公开规范性文件数\n条\n制发规范性文件总数\n件\n2\n六、举报投诉数量\n件\n0\n"
    source, reading = _read(text, ANNEX)
    assert _values(reading) == {
        "disclosed": 147,
        "disclosed.normative_documents": "blank",
        "normative_documents_issued": 2,
        "complaints": 0,
    }
    _assert_located(source, reading)


def test_page_numbers_are_no_values() -> None:
    text = """一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1
- 4 -
二、上年结转政府信息公开申请数量 2 0 0 0 0 0 2
— 5 —
（一）予以公开 3 0 0 0 0 0 3
第6页 共9页
"""
    _, reading = _read(text, REQUESTS)
    assert not reading.unassigned
    assert {path: v for path, v in _values(reading).items() if path.endswith("total")} == {
        "received.total": 1,
        "carried_in.total": 2,
        "granted.total": 3,
    }
    assert all(item.anchored for item in reading.readings)


def test_nothing_is_read_where_only_labels_stand() -> None:
    _, reading = _read("规章\n行政规范性文件\n行政许可\n行政处罚\n行政强制\n行政事业性收费\n", DISCLOSURE)
    assert reading.readings == ()
    assert "article_20_5/licensing" in reading.rows


def test_a_note_beside_a_number_keeps_it_in_its_place() -> None:
    text = """| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 22（其中修订 16 件） | 55（含自然失效 29 件） | 130 |
"""
    source, reading = _read(text, DISCLOSURE)
    values = _values(reading)
    names = [f"article_20_1.normative_documents.{c}" for c in ("issued", "repealed", "in_force")]
    assert [values[name] for name in names] == [22, 55, 130]
    assert _cells(reading)[names[0]].printed == "22（其中修订 16 件）"
    _assert_located(source, reading)


@pytest.mark.parametrize("damaged", ["O", "l2", "D", "1S48"])
def test_a_damaged_number_in_a_cell_of_its_own_line_keeps_its_place(damaged: str) -> None:
    cells = ["一、本年新收政府信息公开申请数量", "4", "0", "0", damaged, "0", "0", "4"]
    more = ["二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"]
    for text in ("\n|\n".join([*cells, *more]) + "\n|\n", "\n".join([*cells, *more])):
        _, reading = _read(text, REQUESTS)
        cell = _cells(reading)["received.nonprofit"]
        assert (cell.printed, cell.state) == (damaged, State.UNREADABLE)
        assert _values(reading)["received.total"] == 4
        assert not reading.unassigned


def test_a_row_under_columns_that_no_form_has_for_it_belongs_to_no_cell() -> None:
    text = """| 第二十条第（一）项 | | | |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 1 | 2 | 3 |
| 行政规范性文件 | 4 | 5 | 6 |
| 其他主动公开文件 | 7 | 8 | 9 |
"""
    _, reading = _read(text, DISCLOSURE)
    values = _values(reading)
    assert set(values) <= {path.partition(".")[2] for path in cell_definitions()}
    assert values["article_20_1.normative_documents.in_force"] == 6
    assert [token.text for token in reading.unassigned] == ["7", "8", "9"]
