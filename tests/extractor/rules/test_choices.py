"""What one reader cannot place alone: rows without their blanks, split digits, fallen numbers; each way that fits."""

from __future__ import annotations

from math import comb

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.document import Source
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import PlacedBy, State, TableKind, Witness
from schemas.reading import Choice

_, REQUESTS, _, ANNEX = TableKind
ROWS = form("2021").tables[1].blocks[0].rows
LABELS = [row.label for row in ROWS]
HEADER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
KEYS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
AT = 9
ROW = f"requests.{ROWS[AT].key}"
PATHS = tuple(f"{ROW}.{key}" for key in KEYS)


def _values() -> list[list[str]]:
    return [[str(100 * (n + 1) + column) for column in range(7)] for n in range(len(ROWS))]


def _lines(values: list[list[str]]) -> str:
    rows = [HEADER, *([label, *row] for label, row in zip(LABELS, values, strict=True))]
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


def _html(values: list[list[str]]) -> str:
    rows = [["", *HEADER], *([label, *row] for label, row in zip(LABELS, values, strict=True))]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!DOCTYPE html><html><body><table>{cells}</table></body></html>"


def _read(text: str, kind: TableKind = REQUESTS) -> tuple[Source, TableReading]:
    source = read_source(text.encode(), "invented")
    return source, read_table(source, source.blocks, kind)


def _with_row(*cells: str) -> list[list[str]]:
    values = _values()
    values[AT] = list(cells)
    return values


def _arrangements(choice: Choice) -> list[dict[str, object]]:
    return [{item.path: item.value for item in arrangement} for arrangement in choice.arrangements]


def _sound(source: Source, reading: TableReading) -> None:
    """Every token of a choice is where it says, stands in no reading, and is placed by nothing but the sums."""
    spans = {item.span for item in reading.readings if item.state is not State.BLANK}
    for choice in reading.choices:
        for item in (item for arrangement in choice.arrangements for item in arrangement):
            assert item.span is not None
            assert source.slice(item.span) == item.printed
            assert item.span not in spans
            assert (item.placed_by, item.reader) == (PlacedBy.SUMS, Witness.RULES)
            assert not item.anchored


def test_a_table_that_is_clear_leaves_no_choice() -> None:
    for text in (_lines(_values()), _html(_values())):
        assert _read(text)[1].choices == ()


@pytest.mark.parametrize("cells", [["3", "3"], ["1", "2", "3"], ["1", "1", "1", "1", "1", "5"]])
def test_a_row_without_its_blanks_may_fill_any_places_in_order(cells: list[str]) -> None:
    source, reading = _read(_lines(_with_row(*cells)))
    (choice,) = reading.choices
    found = _arrangements(choice)
    assert len(found) == comb(7, len(cells))
    assert len({tuple(option) for option in found}) == len(found)
    for option in found:
        assert [option[path] for path in PATHS if path in option] == [int(cell) for cell in cells]
    assert not choice.optional
    assert not [item for item in reading.readings if item.path in PATHS]
    assert not any(item.anchored for item in reading.readings)
    _sound(source, reading)


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        (["1", "2", "0", "0", "0", "0", "0", "12"], 7),
        (["12", "0", "0", "10", "0", "0", "1", "2"], 7),
        (["1", "2", "0", "0", "0", "0", "0", "1", "2"], 21),
        (["1", "2", "0", "0", "/", "0", "0", "12"], 0),
    ],
    ids=["first", "last", "both", "beside a mark"],
)
def test_a_row_with_too_many_values_may_have_split_numbers(cells: list[str], options: int) -> None:
    _, reading = _read(_lines(_with_row(*cells)))
    assert sum(len(choice.arrangements) for choice in reading.choices) == options
    assert not any(choice.optional for choice in reading.choices)
    for arrangement in (arrangement for choice in reading.choices for arrangement in choice.arrangements):
        assert [item.path for item in arrangement] == list(PATHS)
        assert "".join("".join(item.printed.split()) for item in arrangement) == "".join(cells)
    assert not [item for item in reading.readings if item.path in PATHS]
    assert not any(item.anchored for item in reading.readings)


def test_the_whole_number_is_one_of_the_ways() -> None:
    _, reading = _read(_lines(_with_row("1", "2", "0", "0", "0", "0", "0", "12")))
    (choice,) = reading.choices
    assert dict(zip(PATHS, [12, 0, 0, 0, 0, 0, 12], strict=True)) in _arrangements(choice)


@pytest.mark.parametrize("cells", [["1"] * 10, ["1"] * 12])
def test_more_splits_than_a_row_can_have_leave_no_choice(cells: list[str]) -> None:
    assert _read(_lines(_with_row(*cells)))[1].choices == ()


def _fallen(*strays: str, blanks: int = 1) -> str:
    """Numbers that fell out of their cells stand behind the table, words between them; the cells are empty."""
    values = _values()
    for number in range(blanks):
        values[3 + number][0] = ""
    return _html(values).replace("</table>", "</table>" + "<p>另页</p>".join(f"<p>{stray}</p>" for stray in strays))


@pytest.mark.parametrize("blanks", [1, 3])
def test_a_number_that_fell_out_may_belong_to_any_blank_or_to_none(blanks: int) -> None:
    source, reading = _read(_fallen("400", blanks=blanks))
    (choice,) = reading.choices
    assert _arrangements(choice) == [{f"requests.{ROWS[3 + n].key}.natural_person": 400} for n in range(blanks)]
    assert choice.optional
    assert [token.text for token in reading.unassigned] == ["400"]
    assert not any(item.anchored for item in reading.readings)
    _sound(source, reading)


def test_each_fallen_number_is_a_choice_of_its_own() -> None:
    _, reading = _read(_fallen("400", "500", blanks=2))
    values = [{item.value for arrangement in choice.arrangements for item in arrangement} for choice in reading.choices]
    assert values == [{400}, {500}]
    assert all(choice.optional for choice in reading.choices)


@pytest.mark.parametrize(("count", "choices"), [(4, 4), (5, 0)])
def test_a_table_torn_into_many_lone_numbers_leaves_no_choice(count: int, choices: int) -> None:
    _, reading = _read(_fallen(*(str(n) for n in range(1, count + 1)), blanks=count))
    assert len(reading.choices) == choices
    assert len(reading.unassigned) == count


def test_a_fallen_number_without_any_blank_has_no_place() -> None:
    _, reading = _read(_fallen("400", blanks=0))
    assert reading.choices == ()
    assert [token.text for token in reading.unassigned] == ["400"]


def test_what_is_no_number_is_not_placed_by_sums() -> None:
    source, reading = _read(_lines(_with_row("1", "/", "3")))
    assert all(item.state is State.NUMBER for choice in reading.choices for way in choice.arrangements for item in way)
    _sound(source, reading)


def test_a_row_with_blanks_of_its_own_cells_is_not_shuffled() -> None:
    """Cells that stand, empty, say that no blank vanished: what is wrong with the row is something else."""
    values = _with_row("1", "", "0", "1")
    _, reading = _read(_html(values))
    assert not [choice for choice in reading.choices if choice.paths & set(PATHS)]


def test_a_table_without_sums_leaves_no_choice() -> None:
    rows = [
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "| 规章 | 1 | 2 |",
        "| 行政规范性文件 | 4 | 5 | 6 |",
    ]
    _, reading = _read("\n".join(["| 第二十条第(一)项 |", *rows]), TableKind.PROACTIVE_DISCLOSURE)
    assert reading.choices == ()
