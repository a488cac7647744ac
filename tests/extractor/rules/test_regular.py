"""Runs of bare lines with two rows' values, or with the next row's number behind: parted, freed, or left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.rules.regular import regular
from extractor.rules.run import Run
from extractor.rules.table import TableReading, read_table
from extractor.rules.tokens import Token, TokenKind
from extractor.sources.document import Layout
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import TableKind

PLACES = 3


def _run(texts: list[str], *, row: int = 0, layout: Layout | None = None) -> Run:
    """A run with its label in front; an empty text is a blank."""
    tokens = [Token(TokenKind.VALUE if text else TokenKind.BLANK, text, (n, n + 1)) for n, text in enumerate(texts)]
    return Run(tuple(tokens), (f"label {row}",), True, layout, row, -1, stacked=("above",), following=("below",))


def _texts(runs: tuple[Run, ...]) -> list[list[str]]:
    return [[token.text for token in run.tokens] for run in runs]


def test_a_run_of_two_rows_is_parted_and_only_the_first_has_the_label_in_front() -> None:
    first, second = regular([_run(list("123456"))], PLACES)
    assert _texts((first, second)) == [list("123"), list("456")]
    assert (first.labels, first.beside, first.stacked, first.following) == (("label 0",), True, ("above",), ())
    assert (second.labels, second.beside, second.stacked, second.following) == ((), False, (), ("below",))
    assert first.row == second.row == 0


def test_a_part_between_two_others_has_no_label_at_all() -> None:
    parts = regular([_run(list("123456789"))], PLACES)
    assert _texts(parts) == [list("123"), list("456"), list("789")]
    assert (parts[1].labels, parts[1].following, parts[1].beside) == ((), (), False)


@pytest.mark.parametrize("texts", ["", "1", "12", "123", "1234", "12345", "1234567"])
def test_a_run_of_no_whole_rows_is_left_alone(texts: str) -> None:
    run = _run(list(texts))
    assert regular([run], PLACES) == (run,)


@pytest.mark.parametrize("blank", range(6))
def test_more_values_than_a_row_has_are_rows_whatever_is_blank_among_them(blank: int) -> None:
    texts = ["" if n == blank else str(n) for n in range(6)]
    assert _texts(regular([_run(texts)], PLACES)) == [texts[:3], texts[3:]]


@pytest.mark.parametrize("blanks", [(1, 4), (0, 1, 3, 4), (1, 3, 4)])
def test_rows_that_all_end_in_a_value_are_rows_however_many_blanks_they_have(blanks: tuple[int, ...]) -> None:
    texts = ["" if n in blanks else str(n) for n in range(6)]
    assert _texts(regular([_run(texts)], PLACES)) == [texts[:3], texts[3:]]


@pytest.mark.parametrize("blanks", [(0, 1, 2), (3, 4, 5), (0, 2, 4), (0, 1, 4, 5)])
def test_values_of_one_row_with_blanks_around_are_left_alone(blanks: tuple[int, ...]) -> None:
    run = _run(["" if n in blanks else str(n) for n in range(6)])
    assert regular([run], PLACES) == (run,)


@pytest.mark.parametrize("layout", Layout)
def test_rows_of_cells_are_left_alone(layout: Layout) -> None:
    runs = tuple(_run([*"123", str(n + 2)], row=n, layout=layout) for n in range(4))
    long = _run(list("123456"), layout=layout)
    assert regular([*runs, long], PLACES) == (*runs, long)


def _numbered(numbers: list[str]) -> list[Run]:
    return [_run([*"789", number], row=n) for n, number in enumerate(numbers)]


@pytest.mark.parametrize("numbers", [["2", "3", "4"], ["2.", "3.", "4."], ["5、", "6、", "7、", "8、"]])
def test_numbers_that_count_the_rows_are_taken_off(numbers: list[str]) -> None:
    assert _texts(regular(_numbered(numbers), PLACES)) == [list("789")] * len(numbers)


def test_the_last_row_has_no_number_behind_it() -> None:
    runs = [*_numbered(["2", "3", "4"]), _run(list("789"), row=3)]
    assert _texts(regular(runs, PLACES)) == [list("789")] * 4


@pytest.mark.parametrize(
    "numbers",
    [
        ["2", "3"],
        ["2", "3", "5"],
        ["4", "3", "2"],
        ["2", "2", "2"],
        ["2", "3", "x"],
        ["2", "3", "4.5"],
        ["0", "0", "0"],
    ],
    ids=["too few", "a gap", "backwards", "all alike", "a letter", "a fraction", "zeros"],
)
def test_values_that_count_nothing_stay(numbers: list[str]) -> None:
    runs = _numbered(numbers)
    assert regular(runs, PLACES) == tuple(runs)


def test_numbers_behind_a_few_of_many_rows_stay() -> None:
    runs = [*_numbered(["2", "3", "4"]), *(_run(list("789"), row=n) for n in range(3, 6))]
    assert regular(runs, PLACES) == tuple(runs)


@settings(max_examples=80)
@given(st.lists(st.lists(st.sampled_from(["", "1", "2", "30", "4.", "/"]), max_size=10), max_size=6))
def test_no_value_is_lost_but_numbers_that_count(rows: list[list[str]]) -> None:
    runs = [_run(texts, row=n) for n, texts in enumerate(rows)]
    kept = [token for run in regular(runs, PLACES) for token in run.tokens]
    dropped = [token for run in runs for token in run.tokens if token not in kept]
    assert all(
        len(run.tokens) <= PLACES or run in runs or len(run.tokens) % PLACES == 0 for run in regular(runs, PLACES)
    )
    assert all(token.text.rstrip(".").isdigit() for token in dropped)


ROWS = form("2021").tables[1].blocks[0].rows
LABELS = [row.label for row in ROWS]
VALUES = [[str(100 * (n + 1) + column) for column in range(7)] for n in range(len(ROWS))]
HEADER = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"


def _read(lines: list[str]) -> TableReading:
    source = read_source("\n".join([HEADER, *lines]).encode(), "invented")
    return read_table(source, source.blocks, TableKind.REQUESTS)


def _lines() -> list[str]:
    return [" ".join([label, *row]) for label, row in zip(LABELS, VALUES, strict=True)]


def _prints(reading: TableReading, anchored: bool = False) -> dict[str, str]:
    return {item.path: item.printed for item in reading.readings if item.anchored or not anchored}


TRUTH = {item.path: item.printed for item in _read(_lines()).readings}


def test_a_row_behind_another_on_its_line_takes_its_place_and_is_not_anchored() -> None:
    lines = _lines()
    lines[7:9] = [" ".join([LABELS[7], *VALUES[7], *VALUES[8]])]
    reading = _read(lines)
    assert _prints(reading) == TRUTH
    loose = {item.path for item in reading.readings if not item.anchored}
    assert {path for path in TRUTH if path.startswith(f"requests.{ROWS[8].key}.")} <= loose


def test_row_numbers_behind_every_row_are_no_values() -> None:
    lines = [f"{line} {number}" for number, line in enumerate(_lines(), 2)]
    assert _prints(_read(lines)) == TRUTH


def test_one_number_too_many_in_one_row_is_not_taken_off() -> None:
    lines = _lines()
    lines[4] += " 9"
    reading = _read(lines)
    assert not [path for path in _prints(reading) if path.startswith(f"requests.{ROWS[4].key}.")]
    assert not _prints(reading, anchored=True)


def test_a_run_keeps_all_else_that_is_known_of_it() -> None:
    run = replace(_run(list("123456")), unit="件", lead=2)
    assert {(part.unit, part.lead, part.table, part.layout) for part in regular([run], PLACES)} == {("件", 2, -1, None)}
