"""Which sources count as recognised text: damage that recognition makes, and what people write that is no sign of it."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract
from extractor.rules.damage import digits_of, origin_of, signs_of_recognition, zeros_doubtful
from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import Origin, Status, TableKind

DISCLOSURE, REQUESTS, REVIEW, ANNEX = TableKind
HEADER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
LABELS = [row.label for row in form("2021").tables[1].blocks[0].rows]
FEE = next(label for label in LABELS if "缴纳费用" in label)
GRANTED, SECRET, ENFORCEMENT = "(一)予以公开", "1.属于国家秘密", "7.属于行政执法案卷"


def _table(
    labels: dict[str, str] | None = None, header: dict[str, str] | None = None, numbers: dict[str, str] | None = None
) -> TableReading:
    """The table of requests, some of its labels replaced, and the first numbers of some rows."""
    printed = [["项目", *((header or {}).get(text, text) for text in HEADER)]]
    for label in LABELS:
        printed.append([(labels or {}).get(label, label), (numbers or {}).get(label, "1"), *["1"] * 6])
    source = read_source("\n".join(f"| {' | '.join(row)} |" for row in printed).encode(), "invented")
    return read_table(source, source.blocks, REQUESTS)


def _signs(table: TableReading) -> tuple[list[str], list[str]]:
    labels, numbers = signs_of_recognition(table)
    return list(labels), list(numbers)


def test_official_wording_and_plain_numbers_are_no_sign() -> None:
    for kind, form_id in ((DISCLOSURE, "2019"), (DISCLOSURE, "2021"), (REQUESTS, "2019"), (ANNEX, "statistics")):
        declared = form(form_id).table(kind)
        assert declared is not None
        rows = [[row.label, *row.aliases] for block in declared.blocks for row in block.rows]
        columns = [[column.label, *column.aliases] for block in declared.blocks for column in block.columns]
        text = "\n".join(f"| {label} | 1 | 2,013 | -3 | 4.5 |" for labels in (*rows, *columns) for label in labels)
        source = read_source(text.encode(), "invented")
        assert _signs(read_table(source, source.blocks, kind)) == ([], []), (kind, form_id)


@pytest.mark.parametrize(
    ("official", "damaged"),
    [
        (GRANTED, "(一)子以公开"),
        (GRANTED, "(一)予以公幵"),
        (GRANTED, ".予以公开"),
        (SECRET, "1.属子国家秘密"),
        (SECRET, "、属于国家秘密"),
        ("6.属于四类过程性信息", "6.属于匹类过程性信息"),
        ("2.其他法律行政法规禁止公开", "2.其他法津行政法规禁止公开"),
        ("2.其他法律行政法规禁止公开", "2.其它法津行政法规禁止公开"),
        ("2.没有现成信息需要另行制作", "2.没有观成信息需要另行制怍"),
        ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开审请数量"),
    ],
)
def test_characters_exchanged_in_a_label_are_a_sign(official: str, damaged: str) -> None:
    table = _table({official: damaged})
    assert _signs(table) == ([damaged], [])
    assert origin_of(Origin.UNKNOWN, [table]) is Origin.OCR


@pytest.mark.parametrize(("official", "damaged"), [("法律服务机构", "法津服务机构"), ("科研机构", "科硏机构")])
def test_a_damaged_word_of_the_header_is_a_sign(official: str, damaged: str) -> None:
    assert _signs(_table(header={official: damaged})) == ([damaged], [])


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        ("2.其他法律行政法规禁止公开", "2.其它法律行政法规禁止公开"),
        ("3.其他", "3.其它"),
        (FEE, FEE.replace("不再", "不在")),
        ("1.本机关不掌握相关政府信息", "1.本单位不掌握相关政府信息"),
        ("1.本机关不掌握相关政府信息", "1.本行政机关不掌握相关政府信息"),
        ("(七)总计", "(七)合计"),
        ("四、结转下年度继续办理", "四、结转下一年度继续办理"),
        ("四、结转下年度继续办理", "五、结转下年度继续办理"),
        (ENFORCEMENT, "本市另行统计的件数"),
    ],
)
def test_an_agency_s_own_wording_is_no_sign(official: str, printed: str) -> None:
    table = _table({official: printed})
    assert _signs(table) == ([], [])
    assert origin_of(Origin.UNKNOWN, [table]) is Origin.UNKNOWN


@pytest.mark.parametrize(
    ("official", "printed"), [("商业企业", "商业机构"), ("其他", "其它"), ("总计", "合计"), ("科研机构", "科研单位")]
)
def test_an_agency_s_own_wording_of_the_header_is_no_sign(official: str, printed: str) -> None:
    assert _signs(_table(header={official: printed})) == ([], [])


@pytest.mark.parametrize(
    ("official", "printed"),
    [
        (ENFORCEMENT, "7.属于行政执法卷"),
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        (SECRET, "1.属于国家"),
        ("5.属于三类内部事务信息", "5.属于三类内部事务的信息"),
        (SECRET, "属于国家秘密"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开申请数"),
    ],
)
def test_characters_left_out_or_put_in_are_no_sign(official: str, printed: str) -> None:
    assert _signs(_table({official: printed})) == ([], [])


def test_more_than_three_exchanged_characters_are_another_wording() -> None:
    official = "一、本年新收政府信息公开申请数量"
    three = official.replace("新收", "斩收").replace("信息", "倍息").replace("申请", "由请")
    assert _signs(_table({official: three})) == ([three], [])
    assert _signs(_table({official: three.replace("数量", "教量")})) == ([], [])


@pytest.mark.parametrize(("official", "printed"), [("自然人", "自然入"), ("总计", "总汁")])
def test_one_character_of_a_short_word_is_no_sign(official: str, printed: str) -> None:
    assert _signs(_table(header={official: printed})) == ([], [])


def test_a_character_exchanged_in_a_long_label_is_a_sign() -> None:
    damaged = FEE.replace("未按", "末按")
    assert _signs(_table({FEE: damaged})) == ([damaged], [])


@pytest.mark.parametrize("number", ["1O", "l2", "1,O13", "3.O", "O", "l", "2q", "OO", "|2", "。", "°"])
def test_a_letter_where_a_digit_stood_is_a_sign(number: str) -> None:
    # In a table of pipes a pipe would end the cell; the grid keeps it.
    cells = "".join(f"<td>{cell}</td>" for cell in (GRANTED, number, *"111111"))
    source = read_source(f"<!DOCTYPE html><table><tr>{cells}</tr></table>".encode(), "invented")
    table = read_table(source, source.blocks, REQUESTS)
    assert _signs(table) == ([], [number])
    assert origin_of(Origin.DIGITAL, [table]) is Origin.OCR


@pytest.mark.parametrize(
    "number", ["13", "1,013", "61.71", "-8", "+1036", "减4", "１２", "/", "—", "无", "零", "13件", ""]
)
def test_a_number_a_mark_or_nothing_is_no_sign(number: str) -> None:
    assert _signs(_table(numbers={GRANTED: number})) == ([], [])


def test_a_letter_in_a_number_with_its_counter_is_a_sign() -> None:
    assert _signs(_table(numbers={GRANTED: "1O件"})) == ([], ["1O件"])


SLIP = {GRANTED: "(一)子以公开"}
SLIPS = {**SLIP, SECRET: "1.属子国家秘密"}


@pytest.mark.parametrize("origin", Origin)
def test_one_sign_in_one_table_is_enough_whatever_the_file(origin: Origin) -> None:
    assert origin_of(origin, [_table(SLIP)]) is Origin.OCR
    assert origin_of(origin, [_table(), _table(numbers={GRANTED: "1O"}), _table()]) is Origin.OCR


def test_one_slip_printed_again_in_its_table_is_named_once() -> None:
    assert _signs(_table({GRANTED: "(一)子以公开", SECRET: "(一)子以公开"})) == (["(一)子以公开"], [])


EVERY_DIGIT = "0123456789"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (EVERY_DIGIT * 20, ""),
        (EVERY_DIGIT[1:] * 20, "0"),
        (EVERY_DIGIT[1:] * 3, ""),
        (EVERY_DIGIT.replace("7", "") * 20, "7"),
        (EVERY_DIGIT.replace("7", "") * 5, ""),
        (EVERY_DIGIT.replace("3", "8").replace("0", "6") * 20, "03"),
        (EVERY_DIGIT.replace("7", "７") * 20, ""),
        ("本年度没有数字", ""),
        ("", ""),
    ],
)
def test_a_digit_is_missing_only_from_a_text_with_many_others(text: str, missing: str) -> None:
    assert digits_of(text).missing == missing


@pytest.mark.parametrize(
    ("origin", "lost", "times", "expected"),
    [
        (Origin.DIGITAL, "", 20, Origin.DIGITAL),
        (Origin.DIGITAL, "7", 18, Origin.DIGITAL),
        (Origin.DIGITAL, "7", 19, Origin.OCR),
        (Origin.UNKNOWN, "7", 18, Origin.OCR),
        (Origin.DIGITAL, "0", 20, Origin.OCR),
        (Origin.DIGITAL, "47", 20, Origin.OCR),
    ],
)
def test_digits_that_a_page_nowhere_has_make_it_recognised(
    origin: Origin, lost: str, times: int, expected: Origin
) -> None:
    text = "".join(digit for digit in EVERY_DIGIT if digit not in lost) * times
    assert origin_of(origin, [_table()], text, digits_of(text)) is expected


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("202年政府信息公开工作年度报告", True),
        ("发布日期：2022年月5日", True),
        ("发布日期：2022年1月日", True),
        ("发布日期：2022年1月5日", False),
        ("2022年 月 日", False),
        ("2022年度、1202年、20年", False),
    ],
)
def test_a_date_that_lost_a_digit_is_a_sign(text: str, damaged: bool) -> None:
    assert origin_of(Origin.DIGITAL, [_table()], text, digits_of(text)) is (Origin.OCR if damaged else Origin.DIGITAL)


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("统计期限自2021年1月1日起至2021年12月81日止", True),
        ("统计期限自2021年7月7日起至2021年72月37日止", True),
        ("统计期限自2021年1月1日起至2021年17月31日止", True),
        ("发布日期：2021年0月5日", True),
        ("发布日期：2021年10月00日", True),
        ("统计期限自2021年01月01日起至2021年12月31日止", False),
        ("发布日期：2021年10月30日，2021年1月20日", False),
        ("历时18个月，2021年12月 31 日，共312月刊", False),
    ],
)
def test_a_date_that_no_calendar_has_is_a_sign(text: str, damaged: bool) -> None:
    assert origin_of(Origin.UNKNOWN, [_table()], text) is (Origin.OCR if damaged else Origin.UNKNOWN)


def test_one_glyph_confused_over_a_page_proves_nothing_though_its_sums_hold() -> None:
    rows = ["一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3", "（七）总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3"]
    head = "事项 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
    page = "\n".join(
        [
            "云岭市水务局2021年政府信息公开工作年度报告",
            "本报告的统计期限为2021年1月1日至2021年12月31日。",
            "三、收到和处理政府信息公开申请情况",
            *(f"| {line} |" for line in (head, *rows)),
        ]
    )
    believed = {
        name: [
            p
            for r in extract(text.encode(), "a.txt").reports
            for p, c in r.cells.items()
            if c.value in (3, 8) and c.status is Status.VERIFIED
        ]
        for name, text in (("as printed", page), ("misread", page.replace("3", "8")))
    }
    assert len(believed["as printed"]) == 4
    assert believed["misread"] == []


@pytest.mark.parametrize("origin", Origin)
def test_a_source_without_any_sign_keeps_the_origin_of_its_file(origin: Origin) -> None:
    assert origin_of(origin, [_table()]) is origin
    assert origin_of(origin, []) is origin


def test_a_recognised_file_stays_recognised_however_clean_its_tables_are() -> None:
    assert origin_of(Origin.OCR, [_table(SLIPS)]) is Origin.OCR


@pytest.mark.parametrize(
    ("label", "expected"),
    [("0.属于行政查询事项", True), ("8.属于行政查询事项", False), ("3.属于行政查询事项", False)],
)
def test_a_zero_for_another_ordinal_makes_zeros_doubtful(label: str, expected: bool) -> None:
    assert zeros_doubtful([_table({"8.属于行政查询事项": label})], "") is expected


def test_a_digit_that_is_nowhere_makes_zeros_doubtful() -> None:
    assert zeros_doubtful([], digits_of("0123456790 " * 30).missing)
    assert not zeros_doubtful([], digits_of("0123456789 " * 30).missing)
