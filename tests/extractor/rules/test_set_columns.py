"""Columns set with white space, blanks and all: values keep the places in which they stand, or are not anchored."""

from __future__ import annotations

import random

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import State, TableKind

COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
HEADER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
ROWS = form("2021").tables[1].blocks[0].rows
LABELS = [row.label for row in ROWS]
LABEL_WIDTH, WIDTH = 80, 14

Values = list[list[str]]


def _width(text: str) -> int:
    """Width on screen: an ideograph takes two columns."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _left(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _right(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def _values(seed: int | None = None) -> Values:
    """A number for each cell that stands nowhere else; with a seed three in ten are left out."""
    rng = random.Random(seed)
    return [
        ["" if seed is not None and rng.random() < 0.3 else str(100 * (n + 1) + column) for column in range(7)]
        for n in range(len(ROWS))
    ]


def _print(values: Values, right: bool = True) -> list[str]:
    """One line for the header and one for each row."""
    align = _right if right else _left
    rows = zip(["", *LABELS], [HEADER, *values], strict=True)
    return [_left(label, LABEL_WIDTH) + "".join(align(cell, WIDTH) for cell in cells) for label, cells in rows]


def _read(lines: list[str]) -> TableReading:
    source = read_source("\n".join(lines).encode(), "invented")
    return read_table(source, source.blocks, TableKind.REQUESTS)


def _truth(values: Values) -> dict[str, str]:
    return {
        f"requests.{row.key}.{column}": cell
        for row, cells in zip(ROWS, values, strict=True)
        for column, cell in zip(COLUMNS, cells, strict=True)
    }


def _wrongly_anchored(reading: TableReading, values: Values) -> list[str]:
    truth = _truth(values)
    return [item.path for item in reading.readings if item.anchored and item.printed != truth[item.path]]


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_blanks_between_columns_keep_their_places(seed: int, right: bool) -> None:
    values = _values(seed)
    reading = _read(_print(values, right))
    assert {item.path: item.printed for item in reading.readings} == _truth(values)
    assert all((item.state is State.BLANK) == (item.printed == "") for item in reading.readings)
    assert not any(item.grid for item in reading.readings)


@pytest.mark.parametrize("column", range(7))
def test_a_column_that_no_row_fills_moves_no_other(column: int) -> None:
    values = [["" if n == column else cell for n, cell in enumerate(row)] for row in _values()]
    assert not _wrongly_anchored(_read(_print(values)), values)


FAR = pytest.mark.xfail(
    strict=True,
    reason="a row all of whose values stand one character beside the widest value of a column is taken to stand in it",
)


@pytest.mark.parametrize(
    ("shift", "blank"),
    [
        *((shift, blank) for shift in (-7, -5, -2, 2, 5, 7) for blank in (1, 3, 5)),
        (-9, 0),
        (-9, 1),
        (-9, 3),
        (9, 3),
        (9, 5),
        *((shift, blank) for shift in (-5, -2, 2, 5) for blank in (0, 6)),
        pytest.param(9, 6, marks=FAR),
    ],
)
def test_a_row_beside_its_columns_is_not_anchored_in_wrong_ones(shift: int, blank: int) -> None:
    values = _values()
    values[4][blank] = ""
    lines = _print(values)
    lines[5] = _left(LABELS[4], LABEL_WIDTH + shift) + "".join(_right(cell, WIDTH) for cell in values[4])
    assert not _wrongly_anchored(_read(lines), values)


@pytest.mark.parametrize("blank", range(7))
def test_a_row_that_lost_its_columns_is_not_anchored_in_wrong_ones(blank: int) -> None:
    values = _values()
    values[4][blank] = ""
    lines = _print(values)
    lines[5] = "  ".join([LABELS[4], *(cell for cell in values[4] if cell)])
    assert not _wrongly_anchored(_read(lines), values)
