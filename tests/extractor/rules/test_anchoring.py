"""When a place is anchored: each of the five conditions broken in turn, and the wrong places that must never be."""

from __future__ import annotations

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import State, TableKind
from schemas.reading import Reading

DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
HEADER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS = form("2021").tables[1].blocks[0].rows
LABELS = [row.label for row in ROWS]

Values = list[list[str]]
"""Seven prints for each row of the table; empty for a blank."""


def _values() -> Values:
    """A number for each cell that stands nowhere else: row and column told by it."""
    return [[str(100 * (n + 1) + column) for column in range(7)] for n in range(len(ROWS))]


def _read(text: str, kind: TableKind = REQUESTS) -> TableReading:
    source = read_source(text.encode(), "invented")
    return read_table(source, source.blocks, kind)


def _pipes(values: Values, labels: list[str] = LABELS, header: list[str] = HEADER, pad: str = "") -> str:
    rows = [["项目", *header], *([label, *row] for label, row in zip(labels, values, strict=True))]
    return "\n".join(f"| {' | '.join(row)} |{pad}" for row in rows)


def _html(values: Values, before: int = 0, header: list[str] = HEADER) -> str:
    rows = [["", *[""] * before, *header]]
    rows += [[label, *[""] * before, *row] for label, row in zip(LABELS, values, strict=True)]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!DOCTYPE html><html><body><table>{cells}</table></body></html>"


def _lines(values: Values, labels: list[str] = LABELS) -> str:
    return "\n".join([" ".join(HEADER), *(" ".join([x, *row]) for x, row in zip(labels, values, strict=True))])


def _by_path(reading: TableReading) -> dict[str, Reading]:
    return {item.path: item for item in reading.readings}


def _anchored_rows(reading: TableReading) -> set[str]:
    return {item.path.removeprefix("requests.").rpartition(".")[0] for item in reading.readings if item.anchored}


def _shifted(reading: TableReading, values: Values) -> list[str]:
    """Paths of anchored readings that say something else than what the table was made from."""
    truth = {
        f"requests.{row.key}.{column}": print_
        for row, prints in zip(ROWS, values, strict=True)
        for column, print_ in zip(COLUMNS, prints, strict=True)
    }
    return [item.path for item in reading.readings if item.anchored and item.printed != truth[item.path]]


ALL_ROWS = {row.key for row in ROWS}


@pytest.mark.parametrize("text", [_pipes(_values()), _html(_values()), _lines(_values())])
def test_an_intact_table_is_anchored_throughout(text: str) -> None:
    reading = _read(text)
    assert _anchored_rows(reading) == ALL_ROWS
    assert not _shifted(reading, _values())


def test_condition_1_a_label_that_two_rows_share_anchors_only_between_identified_neighbours() -> None:
    labels = [label if label != "3.其他" else "其他" for label in LABELS]
    assert "other_handling.other" in _anchored_rows(_read(_pipes(_values(), labels)))
    before = LABELS.index("3.其他") - 1
    kept = [n for n in range(len(LABELS)) if n != before]
    reading = _read(_pipes([_values()[n] for n in kept], [labels[n] for n in kept]))
    assert _anchored_rows(reading) == ALL_ROWS - {"other_handling.other", ROWS[before].key}


def test_condition_1_a_damaged_label_that_still_beats_all_others_anchors() -> None:
    labels = [label.replace("属于行政执法案卷", "属于行政执法卷") for label in LABELS]
    assert _anchored_rows(_read(_pipes(_values(), labels))) == ALL_ROWS


def test_condition_1_the_label_of_another_row_voids_the_table() -> None:
    labels = [LABELS[9] if n == 8 else label for n, label in enumerate(LABELS)]
    reading = _read(_pipes(_values(), labels))
    assert reading.repeated
    assert not _anchored_rows(reading)


@pytest.mark.parametrize("torn", [{5}, {5, 6}, {0}, {24}])
def test_condition_2_rows_whose_labels_are_gone_are_placed_but_loose(torn: set[int]) -> None:
    labels = [label if n not in torn else "" for n, label in enumerate(LABELS)]
    reading = _read(_pipes(_values(), labels))
    assert _anchored_rows(reading) == {row.key for n, row in enumerate(ROWS) if n not in torn}
    loose = [item for item in reading.readings if not item.anchored]
    assert {item.path.split(".", 1)[1].rpartition(".")[0] for item in loose} == {ROWS[n].key for n in torn}
    assert len({item.loose_run for item in loose}) == 1
    assert all(item.loose_run for item in loose)
    assert not any(item.loose_run for item in reading.readings if item.anchored)


def test_condition_2_a_label_torn_from_its_numbers_is_not_beside_them() -> None:
    values = _values()
    lines = _lines(values).splitlines()
    lines[5:7] = [LABELS[4], LABELS[5], " ".join(values[4]), " ".join(values[5])]
    reading = _read("\n".join(lines))
    assert not {"denied.state_secret", "denied.prohibited_by_law"} & _anchored_rows(reading)
    assert not _shifted(reading, values)


def test_condition_2_two_labels_above_one_row_anchor_it_to_neither() -> None:
    values = _values()
    lines = _lines(values).splitlines()
    lines[5:7] = [LABELS[4], LABELS[5], " ".join(values[4])]
    reading = _read("\n".join(lines))
    assert not {"denied.state_secret", "denied.prohibited_by_law"} & _anchored_rows(reading)


@pytest.mark.parametrize("count", [5, 6, 8])
def test_condition_3_a_row_with_other_places_than_due_is_not_read(count: int) -> None:
    values = [[*row, "7"][:count] if n == 5 else row for n, row in enumerate(_values())]
    reading = _read(_lines(values))
    assert not any(item.path.startswith("requests.denied.prohibited_by_law") for item in reading.readings)
    assert not _shifted(reading, _values())


def test_condition_3_surplus_cells_that_may_stand_on_either_side_anchor_nothing() -> None:
    values = [["", "", *row[2:5], "", ""] for row in _values()]
    # A header that names the columns tells the side; only without its labels is nothing known of it.
    reading = _read(_html(values, before=1, header=[""] * 7))
    assert reading.readings
    assert not _anchored_rows(reading)


def test_condition_3_a_header_that_names_every_column_tells_the_side_of_surplus_cells() -> None:
    values = [["", "", *row[2:5], "", ""] for row in _values()]
    reading = _read(_html(values, before=1))
    assert _anchored_rows(reading) == ALL_ROWS
    assert not _shifted(reading, values)


def test_condition_3_empty_cells_behind_full_rows_change_nothing() -> None:
    reading = _read(_pipes(_values(), pad=" |"))
    assert _anchored_rows(reading) == ALL_ROWS
    assert not _shifted(reading, _values())


@pytest.mark.parametrize("swap", [(0, 1), (4, 5), (1, 2)])
def test_condition_4_a_header_in_another_order_anchors_nothing(swap: tuple[int, int]) -> None:
    header = list(HEADER)
    header[swap[0]], header[swap[1]] = header[swap[1]], header[swap[0]]
    assert not _anchored_rows(_read(_pipes(_values(), header=header)))
    assert not _anchored_rows(_read(_html(_values(), header=header)))


def test_condition_4_labels_of_the_header_may_be_missing() -> None:
    assert _anchored_rows(_read(_pipes(_values(), header=["自然人", "", "科研机构", "", "", "", "总计"]))) == ALL_ROWS
    assert _anchored_rows(_read(_pipes(_values(), header=[""] * 7))) == ALL_ROWS


DISCLOSED = "| 第二十条第(一)项 |\n| 信息内容 | {} |\n| 规章 | 1 | 2 | 3 |\n| 行政规范性文件 | 4 | 5 | 6 |\n"


@pytest.mark.parametrize(
    ("header", "anchored"),
    [
        ("本年制发件数 | 本年废止件数 | 现行有效件数", {"issued", "repealed", "in_force"}),
        ("本年新制作数量 | 本年新公开数量 | 对外公开总数量", {"made", "newly_disclosed", "total_disclosed"}),
        ("本年制发件数 | | 现行有效件数", {"issued", "in_force"}),
        ("本年新制作数量 | 本年新制作数量 | 对外公开总数量", {"made", "total_disclosed"}),
        ("本年废止件数 | 本年制发件数 | 现行有效件数", set()),
        (" | | ", set()),
    ],
)
def test_condition_4_a_cell_of_disclosure_needs_its_own_column_named(header: str, anchored: set[str]) -> None:
    reading = _read(DISCLOSED.format(header), DISCLOSURE)
    assert len(reading.readings) == 6
    assert {item.path.rpartition(".")[2] for item in reading.readings if item.anchored} == anchored


def test_condition_5_a_stray_number_voids_the_table() -> None:
    reading = _read(_pipes(_values()) + "\n1\n")
    assert [token.text for token in reading.unassigned] == ["1"]
    assert len(reading.readings) == 7 * len(ROWS)
    assert not _anchored_rows(reading)


def test_condition_5_a_number_that_fell_out_of_its_row_voids_the_table() -> None:
    values = [["", *row[1:]] if n == 3 else row for n, row in enumerate(_values())]
    reading = _read(_pipes(values) + "\n\n400\n")
    assert reading.unassigned
    assert not _anchored_rows(reading)


def test_condition_5_a_row_that_is_not_of_the_form_voids_the_table() -> None:
    text = _pipes(_values()) + "\n| 本市另行统计的件数 | 9 | 9 | 9 | 9 | 9 | 9 | 9 |"
    reading = _read(text)
    assert len(reading.unassigned) == 7
    assert not _anchored_rows(reading)


@pytest.mark.parametrize("printer", [_pipes, _lines])
def test_condition_5_last_year_s_table_below_voids_both(printer: object) -> None:
    assert callable(printer)
    older = [[str(int(x) + 1) for x in row] for row in _values()]
    reading = _read(f"{printer(_values())}\n\n{printer(older)}")
    assert reading.repeated
    assert not _anchored_rows(reading)


def test_condition_5_one_label_twice_voids_the_table() -> None:
    labels = [*LABELS[:7], LABELS[6], *LABELS[7:]]
    values = _values()
    reading = _read(_pipes([*values[:7], ["8"] * 7, *values[7:]], labels))
    assert reading.repeated
    assert not _anchored_rows(reading)


def test_condition_5_two_years_of_reviews_void_each_other() -> None:
    text = "行政复议\n行政诉讼\n" + " ".join(map(str, range(15))) + "\n" + " ".join(map(str, range(20, 35)))
    reading = _read(text, REVIEW)
    assert reading.repeated
    assert not any(item.anchored for item in reading.readings)


def test_a_printed_subtotal_of_a_group_is_no_stray_number() -> None:
    at = LABELS.index("1.属于国家秘密")
    values = _values()
    labels = [*LABELS[:at], "(三)不予公开", *LABELS[at:]]
    reading = _read(_pipes([*values[:at], ["8"] * 7, *values[at:]], labels))
    assert not reading.unassigned
    assert _anchored_rows(reading) == ALL_ROWS


@pytest.mark.parametrize("printer", ["html", "pipes"])
def test_a_pad_before_rows_without_totals_does_not_move_them(printer: str) -> None:
    """A missing rowspan leaves an empty cell before each row; the agency left every 总计 blank."""
    values = [[*row[:6], ""] for row in _values()]
    padded = [["", *row] for row in values]
    text = _html(values, before=1) if printer == "html" else _pipes(padded, header=["", *HEADER])
    assert not _shifted(_read(text), values)


@pytest.mark.parametrize("word", ["小计", "个体工商户"])
@pytest.mark.parametrize("blank", [0, 6])
def test_an_eighth_column_is_never_taken_for_one_of_seven(blank: int, word: str) -> None:
    values = [["" if column == blank else x for column, x in enumerate(row)] for row in _values()]
    eight = [[*row[:5], "9", *row[5:]] for row in values]
    text = _pipes(eight, header=[*HEADER[:5], word, *HEADER[5:]])
    assert not _shifted(_read(text), values)


@pytest.mark.parametrize("separator", [" ", " | "])
@pytest.mark.parametrize("lost", [0, 6])
def test_a_row_that_lost_a_blank_beside_a_column_of_subtotals_is_not_anchored_in_wrong_places(
    lost: int, separator: str
) -> None:
    values = [
        ["" if n == 4 and column == lost else x for column, x in enumerate(row)] for n, row in enumerate(_values())
    ]
    rows = [[label, *(x for x in (*row[:5], "9", *row[5:]) if x)] for label, row in zip(LABELS, values, strict=True)]
    lines = [separator.join(row) for row in [["项目", *HEADER[:5], "小计", *HEADER[5:]], *rows]]
    text = "\n".join(f"| {line} |" if separator == " | " else line for line in lines)
    assert not _shifted(_read(text), values)


def test_a_row_with_a_cell_less_than_its_neighbours_is_not_filled_by_the_pad_behind() -> None:
    values = [["", *row[1:]] if n == 4 else row for n, row in enumerate(_values())]
    rows = [[label, *(x for x in row if x)] for label, row in zip(LABELS, values, strict=True)]
    ragged = "\n".join(f"| {' | '.join(row)} | |" for row in [["项目", *HEADER], *rows])
    one_cell_a_line = "\n".join(
        [*(f"{x} |" for x in HEADER), *("\n".join(f"{x} |" for x in row) + "\n|" for row in rows)]
    )
    for text in (ragged, one_cell_a_line):
        assert not _shifted(_read(text), values)


def test_an_empty_line_between_rows_does_not_stand_for_a_blank_that_vanished() -> None:
    values = [["", *row[1:]] if n == 4 else row for n, row in enumerate(_values())]
    rows = ["\n".join([label, *(x for x in row if x)]) for label, row in zip(LABELS, values, strict=True)]
    assert not _shifted(_read("\n\n".join(["\n".join(HEADER), *rows])), values)


def test_a_number_over_two_rows_does_not_move_the_second() -> None:
    values = _values()
    values[4][1] = values[3][1]
    rows = [[f"<td>{cell}</td>" for cell in (label, *row)] for label, row in zip(LABELS, values, strict=True)]
    rows[3][2] = rows[3][2].replace("<td>", '<td rowspan="2">')
    rows[4] = [*rows[4][:2], *rows[4][3:], "<td></td>"]
    cells = "".join(f"<tr>{''.join(row)}</tr>" for row in [[f"<td>{x}</td>" for x in ("", *HEADER)], *rows])
    text = f"<!DOCTYPE html><html><body><table>{cells}</table></body></html>"
    assert not _shifted(_read(text), values)


def test_a_table_that_prints_its_totals_first_is_not_anchored_in_the_form_s_order() -> None:
    values = _values()
    text = _pipes([[row[6], *row[:6]] for row in values], header=[HEADER[6], *HEADER[:6]])
    assert not _shifted(_read(text), values)


REVIEW_HEAD = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def test_blocks_of_lawsuits_in_another_order_are_not_anchored_in_the_form_s() -> None:
    rows = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*REVIEW_HEAD, "复议后起诉", *[""] * 4, "未经复议直接起诉", *[""] * 4],
        [*[""] * 5, *REVIEW_HEAD, *REVIEW_HEAD],
        [str(n) for n in range(15)],
    ]
    items = _by_path(_read("\n".join(f"| {' | '.join(row)} |" for row in rows), REVIEW))
    for path, value in (("direct_litigation.upheld", 10), ("litigation_after_review.upheld", 5)):
        item = items[f"review_and_litigation.{path}"]
        assert item.value == value or not item.anchored


def test_fourteen_columns_and_a_pad_are_not_fifteen_places() -> None:
    header = [*REVIEW_HEAD, *REVIEW_HEAD, *REVIEW_HEAD[:1], *REVIEW_HEAD[2:], ""]
    rows = [header, [*(str(n) for n in range(14)), ""]]
    text = "行政复议\n未经复议直接起诉\n复议后起诉\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)
    reading = _read(text, REVIEW)
    total = _by_path(reading).get("review_and_litigation.litigation_after_review.total")
    assert total is None or not total.anchored or total.value == 13


def test_the_year_before_is_not_read_where_this_year_s_column_is_blank() -> None:
    rows = ["信息内容 | 本年处理决定数量 | 上年处理决定数量", "行政处罚 | | 5", "行政强制 | | 6"]
    reading = _read("\n".join(f"| {row} |" for row in rows), DISCLOSURE)
    assert not [item for item in reading.readings if item.anchored and item.state is State.NUMBER]


def test_two_labels_in_one_cell_beside_one_row_anchor_it_to_neither() -> None:
    values = _values()
    labels = [*LABELS[:4], LABELS[4] + LABELS[5], *LABELS[6:]]
    reading = _read(_pipes([*values[:5], *values[6:]], labels))
    assert not {"denied.state_secret", "denied.prohibited_by_law"} & _anchored_rows(reading)


@pytest.mark.parametrize("blank_first", [True, False])
def test_two_years_side_by_side_one_of_them_blank_are_not_anchored(blank_first: bool) -> None:
    rows = [[*[""] * 7, *row] if blank_first else [*row, *[""] * 7] for row in _values()]
    assert not _anchored_rows(_read(_pipes(rows, header=HEADER * 2)))


@pytest.mark.parametrize(("lost", "twice"), [(3, 10), (0, 23), (20, 2)])
def test_rows_without_any_label_are_never_anchored_though_their_number_is_right(lost: int, twice: int) -> None:
    rows = [row for n, row in enumerate(_values()) if n != lost]
    rows.insert(twice, rows[twice])
    for text in ("\n".join(" ".join(row) for row in rows), _pipes(rows, labels=[""] * len(rows))):
        reading = _read(text)
        assert reading.readings
        assert not _anchored_rows(reading)


def test_a_row_cut_off_at_its_table_s_width_keeps_what_is_left_and_is_not_anchored() -> None:
    values = _values()
    rows = [["", "项目", *HEADER], *(["", label, *row] for label, row in zip(LABELS, values, strict=True))]
    rows[5] = ["三、本年度办理结果", "(三)不予公开", LABELS[4], *values[4][:6]]
    reading = _read("\n".join(f"| {' | '.join(row)} |" for row in rows))
    cut = [item for item in reading.readings if item.path.startswith("requests.denied.state_secret")]
    assert [item.printed for item in cut] == values[4][:6]
    assert _anchored_rows(reading) == ALL_ROWS - {"denied.state_secret"}


def test_labels_that_stand_below_their_numbers_anchor_nothing() -> None:
    values = _values()
    text = "\n".join(f"{' '.join(row)}\n{label}" for row, label in zip(values, LABELS, strict=True))
    reading = _read(text)
    assert not _anchored_rows(reading)
    assert [item.printed for item in reading.readings] == [cell for row in values for cell in row]
