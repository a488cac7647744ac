"""Answers about tables to readings: nothing that is not printed behind its label, and nothing in a guessed place."""

from __future__ import annotations

import pytest

from extractor.model.render import render
from extractor.model.to_readings import TableReadings, to_readings
from extractor.sources import read_source
from schemas.answers import (
    BlockAnswer,
    DisclosureAnswer,
    RequestsAnswer,
    ReviewAnswer,
    RowAnswer,
    StatisticsAnswer,
    TableAnswer,
)
from schemas.enums import PlacedBy, State, TableKind, Witness
from schemas.reading import Reading

COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
KEYS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
RECEIVED = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"
HEAD = "| 事项 | " + " | ".join(COLUMNS) + " |"
Values = list[str | None]


def ask(kind: TableKind, text: str, answer: TableAnswer, year: int | None = None) -> TableReadings:
    source = read_source(text.encode(), "report.txt")
    (shown,) = render(source, source.blocks, 100_000)
    found = to_readings(kind, [(answer, shown)], year)
    for reading in found.readings:
        assert reading.reader is Witness.MODEL
        assert not reading.anchored
        assert reading.span is not None
        assert source.slice(reading.span) == reading.printed
        assert (reading.state is State.BLANK) == (reading.printed == "")
    return found


def requests(text: str, *rows: tuple[str, Values], columns: list[str] = COLUMNS) -> TableReadings:
    answers = [RowAnswer(label=label, values=values) for label, values in rows]
    answer = RequestsAnswer(year=None, organization=None, columns=columns, rows=answers)
    return ask(TableKind.REQUESTS, text, answer)


def table(*rows: str) -> str:
    return "\n".join((HEAD, *rows)) + "\n"


def row_of(found: TableReadings, row: str = "received") -> list[str | None]:
    """What the row holds, column by column: the print, ``空`` for a blank, None for no reading."""
    read = {reading.path: reading for reading in found.readings}
    shown = [read.get(f"requests.{row}.{key}") for key in KEYS]
    return [None if reading is None else reading.printed or "空" for reading in shown]


def test_tokens_blanks_and_marks_are_three_different_things() -> None:
    found = requests(
        table(f"| {RECEIVED} | 1,234 | | / | ６ | 0 | 0 | 1240 |"),
        (RECEIVED, ["1,234", None, "/", "６", "0", "0", "1240"]),
    )
    assert row_of(found) == ["1,234", "空", "/", "６", "0", "0", "1240"]
    assert [reading.value for reading in found.readings] == [1234, None, None, 6, 0, 0, 1240]
    assert (found.given, found.rejected) == (6, 0)
    assert {reading.placed_by for reading in found.readings} == {PlacedBy.STRUCTURE}


def test_zeros_for_blanks_are_rejected_and_counted() -> None:
    found = requests(table(f"| {RECEIVED} | 3 | | | 0 | | | 3 |"), (RECEIVED, ["3", "0", "0", "0", "0", "0", "3"]))
    assert row_of(found) == ["3", None, None, "0", None, None, "3"]
    assert (found.given, found.rejected) == (7, 4)


def test_zeros_for_lost_blanks_in_flat_text_leave_only_what_can_be_told() -> None:
    found = requests(f"{RECEIVED} 3 3\n", (RECEIVED, ["3", "0", "0", "0", "0", "0", "3"]), columns=[])
    assert row_of(found) == ["3", None, None, None, None, None, "3"]
    found = requests(f"{RECEIVED} 3 0 3\n", (RECEIVED, ["3", "0", "0", "0", "0", "0", "3"]), columns=[])
    assert row_of(found) == [None] * 7
    assert found.rejected == 7


def test_a_blank_is_seen_only_where_an_empty_cell_stands() -> None:
    found = requests(f"{RECEIVED} 3 3\n", (RECEIVED, ["3", None, None, None, None, None, "3"]), columns=[])
    assert row_of(found) == ["3", None, None, None, None, None, "3"]


def test_invented_numbers_are_no_readings() -> None:
    found = requests(table(f"| {RECEIVED} | 3 | 0 | 0 | 0 | 0 | 0 | 3 |"), (RECEIVED, ["100"] * 7))
    assert found.readings == ()
    assert (found.given, found.rejected) == (7, 7)


def test_swapped_rows_find_no_token() -> None:
    text = table(f"| {RECEIVED} | 3 | 1 | 1 | 1 | 1 | 1 | 8 |", f"| {CARRIED} | 2 | 2 | 2 | 2 | 2 | 2 | 12 |")
    found = requests(
        text, (CARRIED, ["3", "1", "1", "1", "1", "1", "8"]), (RECEIVED, ["2", "2", "2", "2", "2", "2", "12"])
    )
    assert found.readings == ()


@pytest.mark.parametrize("separator", [" | ", "  "])
def test_a_label_left_out_does_not_lend_its_numbers_to_the_row_above(separator: str) -> None:
    first, second = ["3", "1", "1", "1", "1", "1", "8"], ["2", "2", "2", "2", "2", "2", "12"]
    text = separator.join([RECEIVED, *first]) + "\n" + separator.join([CARRIED, *second]) + "\n"
    assert requests(text, (RECEIVED, [*second]), columns=[]).readings == ()
    lines = "\n".join([RECEIVED, *first, CARRIED, *second])
    assert requests(lines, (RECEIVED, [*second]), columns=[]).readings == ()
    assert row_of(requests(lines, (RECEIVED, [*first]), columns=[])) == first


def test_tokens_in_other_places_than_they_stand_are_a_reading_that_differs() -> None:
    found = requests(
        table(f"| {RECEIVED} | | 3 | 0 | 0 | 0 | 0 | 3 |"), (RECEIVED, ["3", None, "0", "0", "0", "0", "3"])
    )
    assert row_of(found) == ["3", None, "0", "0", "0", "0", "3"]


def test_columns_in_another_order_leave_no_reading_and_are_told() -> None:
    columns = [COLUMNS[1], COLUMNS[0], *COLUMNS[2:]]
    text = table(f"| {RECEIVED} | 3 | 1 | 0 | 0 | 0 | 0 | 4 |")
    found = requests(text, (RECEIVED, ["3", "1", "0", "0", "0", "0", "4"]), columns=columns)
    assert found.readings == ()
    assert found.rejected == found.given == 7
    assert dict(found.seen.columns)[""][:2] == ("business", "natural_person")


def test_a_column_that_is_none_of_the_forms_is_passed_over() -> None:
    text = f"| 事项 | 自然人 | 小计 | 总计 |\n| {RECEIVED} | 3 | 4 | 7 |\n"
    found = requests(text, (RECEIVED, ["3", "4", "7"]), columns=["自然人", "小计", "总计"])
    assert row_of(found) == ["3", None, None, None, None, None, "7"]
    assert found.rejected == 1


def test_a_second_table_of_the_kind_makes_a_row_that_was_given_once_ambiguous() -> None:
    line = f"| {RECEIVED} | 3 | 0 | 0 | 0 | 0 | 0 | 3 |"
    values: Values = ["3", "0", "0", "0", "0", "0", "3"]
    assert requests(table(line, line), (RECEIVED, values)).readings == ()
    assert len(requests(table(line, line), (RECEIVED, values), (RECEIVED, [*values])).readings) == 14
    other = f"| {RECEIVED} | 9 | 9 | 9 | 9 | 9 | 9 | 54 |"
    assert row_of(requests(table(other, line), (RECEIVED, values))) == values


def test_a_wrapped_label_is_found_by_its_first_part() -> None:
    label = "2.没有现成信息需要另行制作"
    text = "(四)无法提供\n2.没有现成信息需要另行制  1  0  0  0  0  0  1\n作\n"
    found = requests(text, (label, ["1", "0", "0", "0", "0", "0", "1"]))
    assert row_of(found, "unavailable.must_be_created") == ["1", "0", "0", "0", "0", "0", "1"]


def disclosure(text: str, *blocks: tuple[list[str], str, Values]) -> TableReadings:
    answers = [
        BlockAnswer(heading=None, columns=columns, rows=[RowAnswer(label=label, values=values)])
        for columns, label, values in blocks
    ]
    return ask(TableKind.PROACTIVE_DISCLOSURE, text, DisclosureAnswer(year=None, organization=None, blocks=answers))


def values(found: TableReadings) -> dict[str, object]:
    return {reading.path.partition(".")[2]: reading.value for reading in found.readings}


def test_the_header_decides_the_form_and_names_the_cells_column() -> None:
    old = ["本年新制作数量", "本年新公开数量", "对外公开总数量"]
    new = ["本年制发件数", "本年废止件数", "现行有效件数"]
    for columns, keys in (
        (old, ("made", "newly_disclosed", "total_disclosed")),
        (new, ("issued", "repealed", "in_force")),
    ):
        text = "| 信息内容 | " + " | ".join(columns) + " |\n| 规章 | 1 | 2 | 3 |\n"
        found = disclosure(text, (columns, "规章", ["1", "2", "3"]))
        assert values(found) == {f"article_20_1.regulations.{key}": n for n, key in enumerate(keys, start=1)}
    assert disclosure("| 规章 | 1 | 2 | 3 |\n| 其他 | 1 | 2 | 3 |\n", (new, "规章", ["1", "2", "3"])).readings == ()
    assert disclosure("| 规章 | 1 | 2 | 3 |\n| 其他 | 1 | 2 | 3 |\n", ([], "规章", ["1", "2", "3"])).readings == ()


@pytest.mark.parametrize(
    ("printed", "given", "amount", "known"),
    [
        ("本年收费金额（单位：万元）", "本年收费金额（单位：万元）", 15_200, True),
        ("本年收费金额", "本年收费金额（单位：万元）", 1.52, False),
        ("本年收费金额（元）", "本年收费金额（元）", 1.52, True),
    ],
)
def test_a_unit_counts_only_where_it_is_printed(printed: str, given: str, amount: float, known: bool) -> None:
    text = f"| 信息内容 | {printed} |\n| 行政事业性收费 | 1.52 |\n"
    (reading,) = disclosure(text, ([given], "行政事业性收费", ["1.52"])).readings
    assert reading.value is not None
    assert (float(reading.value), reading.unit_known) == (amount, known)


def review(text: str, *rows: tuple[str, Values]) -> dict[str, Reading]:
    answer = ReviewAnswer(
        year=None,
        organization=None,
        columns=["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        rows=[RowAnswer(label=label, values=given) for label, given in rows],
    )
    return {reading.path: reading for reading in ask(TableKind.REVIEW_AND_LITIGATION, text, answer).readings}


LINE = "行政复议  未经复议直接起诉  复议后起诉\n{}\n1 0 0 1 2 0 3 0 0 3 0 0 4 0 4\n".format(
    "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3
)
THREE: list[tuple[str, Values]] = [
    ("行政复议", ["1", "0", "0", "1", "2"]),
    ("未经复议直接起诉", ["0", "3", "0", "0", "3"]),
    ("复议后起诉", ["0", "0", "4", "0", "4"]),
]


def test_fifteen_numbers_in_a_line_go_to_the_rows_in_the_order_of_their_labels() -> None:
    found = review(LINE, *THREE)
    assert len(found) == 15
    assert found["review_and_litigation.direct_litigation.corrected"].value == 3
    assert found["review_and_litigation.litigation_after_review.other"].value == 4


def test_a_line_with_fewer_numbers_or_rows_gives_nothing() -> None:
    assert review(LINE.replace("1 0 0 1 2 ", "1 0 1 2 "), *THREE) == {}
    assert review(LINE, *THREE[1:]) == {}
    swapped: list[tuple[str, Values]] = [(THREE[0][0], THREE[1][1]), (THREE[1][0], THREE[0][1]), THREE[2]]
    found = review(LINE, *swapped)
    assert found.keys() <= {path for path in review(LINE, *THREE)}
    assert all(reading.value == review(LINE, *THREE)[path].value for path, reading in found.items())


def statistics(text: str, columns: list[str], *rows: tuple[str, Values], year: int | None = None) -> dict[str, object]:
    answer = StatisticsAnswer(
        year=None, organization=None, columns=columns, rows=[RowAnswer(label=a, values=b) for a, b in rows]
    )
    found = ask(TableKind.STATISTICS, text, answer, year)
    return {reading.path.removeprefix("statistics."): reading.value for reading in found.readings}


ANNEX = """| 指标 | 单位 | 统计数 |
| 四、行政复议数量 | 件 | 5 |
| （二）被依法纠错数 | 件 | 2 |
| 五、行政诉讼数量 | 件 | 7 |
| （二）被依法纠错数 | 件 | 3 |
| 七、依申请公开信息收取的费用 | 万元 | 0.5 |
"""


def test_labels_that_two_rows_share_go_between_their_neighbours() -> None:
    found = statistics(
        ANNEX,
        ["统计数"],
        ("四、行政复议数量", ["5"]),
        ("（二）被依法纠错数", ["2"]),
        ("五、行政诉讼数量", ["7"]),
        ("（二）被依法纠错数", ["3"]),
        ("七、依申请公开信息收取的费用", ["0.5"]),
    )
    assert found == {
        "review": 5,
        "review.corrected": 2,
        "litigation": 7,
        "litigation.corrected": 3,
        "fees_charged": 5000,
    }
    assert statistics(ANNEX, ["统计数"], ("（二）被依法纠错数", ["2"]), ("（二）被依法纠错数", ["3"])) == {}


def test_of_several_years_the_reports_own_column_counts() -> None:
    text = "| 指标 | 2017年 | 2018年 |\n| （一）收到申请数 | 4 | 9 |\n"
    row: tuple[str, Values] = ("（一）收到申请数", ["4", "9"])
    assert statistics(text, ["2017年", "2018年"], row, year=2018) == {"requests.received": 9}
    assert statistics(text, ["2017年", "2018年"], row) == {}


def test_labels_stacked_above_the_lines_of_their_values_get_none_of_them() -> None:
    labels = ["1.信访举报投诉类申请", "2.重复申请"]
    lines = ["3 0 0 0 0 0 3", "1 0 0 0 0 0 1"]
    rows = [(label, list(line.split())) for label, line in zip(labels, lines, strict=True)]
    stacked = requests("\n".join([RECEIVED, "4 0 0 0 0 0 4", *labels, *lines]) + "\n", *map(_row, rows))
    assert row_of(stacked, "not_processed.duplicate") == [None] * 7
    below = "\n".join(text for pair in zip(labels, lines, strict=True) for text in pair)
    assert row_of(requests(below, *map(_row, rows)), "not_processed.duplicate") == rows[1][1]


def _row(row: tuple[str, list[str]]) -> tuple[str, Values]:
    return row[0], [*row[1]]


def test_a_label_of_three_lines_has_the_values_beside_its_middle() -> None:
    label = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    text = (
        "2.重复申请                    4  0  0  0  0  0  4\n"
        "（六）其他  2.申请人逾期未按收费通知要\n"
        "处理        求缴纳费用、行政机关不再处  5  0  0  0  0  0  5\n"
        "            理其政府信息公开申请\n"
        "3.其他                        2  0  0  0  0  0  2\n"
    )
    found = requests(text, (label, ["5", "0", "0", "0", "0", "0", "5"]))
    assert row_of(found, "other_handling.fee_unpaid") == ["5", "0", "0", "0", "0", "0", "5"]


def test_words_for_nothing_in_cells_are_marks() -> None:
    new = ["本年制发件数", "本年废止件数", "现行有效件数"]
    text = f"| 信息内容 | {' | '.join(new)} |\n| 规章 | 本局无规章制定权 | / | |\n| 行政规范性文件 | 1 | 2 | 3 |\n"
    found = disclosure(text, (new, "规章", ["本局无规章制定权", "/", None]))
    assert [reading.state for reading in found.readings] == [State.MARK, State.MARK, State.BLANK]


def test_a_number_in_the_next_line_is_not_the_rows_where_its_own_line_has_one() -> None:
    text = "第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 97\n12\n"
    assert values(disclosure(text, (["本年处理决定数量"], "行政许可", ["12"]))) == {}
    assert values(disclosure(text, (["本年处理决定数量"], "行政许可", ["97"]))) == {
        "article_20_5.licensing.decisions": 97
    }


def test_a_value_that_could_be_either_of_two_tokens_has_none_of_its_own() -> None:
    found = requests(f"{RECEIVED} 3 0 0 3\n", (RECEIVED, ["3", "0", None, None, None, None, "3"]), columns=[])
    assert row_of(found) == ["3", None, None, None, None, None, "3"]


def test_a_run_of_a_table_in_one_line_is_exactly_as_long_as_its_columns() -> None:
    head = "结果维持 结果纠正 其他结果 尚未审结 总计\n"
    assert len(review(f"{head}行政复议 1 0 0 1 2\n", THREE[0])) == 5
    assert review(f"{head}行政复议 1 0 0 1 2 9\n", THREE[0]) == {}
