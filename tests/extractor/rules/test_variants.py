"""Which form's variant of a block stands there: its header decides, then its places, then the blocks beside it."""

from __future__ import annotations

import pytest

from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import TableKind
from schemas.form import Block

KIND = TableKind.PROACTIVE_DISCLOSURE
FORMS = ("2019", "2021")
FIRST = "article_20_1"


def _blocks(form_id: str) -> dict[str, Block]:
    table = form(form_id).table(KIND)
    assert table is not None
    return {block.key: block for block in table.blocks}


def _print(block: Block, headed: bool = True) -> list[list[str]]:
    """A block as rows of cells, a number in each place; without a header its line of labels is gone."""
    header = [["信息内容", *(column.label for column in block.columns)]] if headed else []
    rows = [[row.label, *(str(n + 1) for n in range(len(block.columns)))] for row in block.rows if not row.optional]
    return [[block.label], *header, *rows]


def _read(grid: list[list[str]]) -> TableReading:
    text = "\n".join(f"| {' | '.join(row)} |" for row in grid)
    source = read_source(text.encode(), "invented")
    return read_table(source, source.blocks, KIND)


def _columns(reading: TableReading, key: str = FIRST) -> list[str]:
    """Column keys of the variant that was found for a block."""
    block = next(block for block in reading.blocks if block.key == key)
    found = [column.key for column in block.columns]
    assert {item.path.split(".")[3] for item in reading.readings if f".{key}." in item.path} == set(found)
    return found


def _keys(form_id: str, key: str = FIRST) -> list[str]:
    return [column.key for column in _blocks(form_id)[key].columns]


@pytest.mark.parametrize("form_id", FORMS)
def test_each_block_is_the_variant_that_its_header_names(form_id: str) -> None:
    blocks = _blocks(form_id)
    reading = _read([row for block in blocks.values() for row in _print(block)])
    assert {block.key: _columns(reading, block.key) for block in reading.blocks} == {
        key: [column.key for column in block.columns] for key, block in blocks.items()
    }


@pytest.mark.parametrize("form_id", FORMS)
def test_where_a_header_is_lost_the_other_blocks_decide_the_form(form_id: str) -> None:
    """Rules and documents have three columns in both forms: the block itself does not tell whose they are."""
    blocks = _blocks(form_id)
    reading = _read([row for key, block in blocks.items() for row in _print(block, headed=key != FIRST)])
    assert _columns(reading) == _keys(form_id)
    assert not any(item.anchored for item in reading.readings if f".{FIRST}." in item.path)


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("beside", ["article_20_5", "article_20_6", "article_20_8"])
def test_one_block_beside_it_is_enough_to_decide(form_id: str, beside: str) -> None:
    blocks = _blocks(form_id)
    reading = _read([*_print(blocks[FIRST], headed=False), *_print(blocks[beside])])
    assert _columns(reading) == _keys(form_id)


@pytest.mark.parametrize("form_id", FORMS)
def test_where_every_header_is_lost_the_places_of_the_other_blocks_decide(form_id: str) -> None:
    reading = _read([row for block in _blocks(form_id).values() for row in _print(block, headed=False)])
    assert _columns(reading) == _keys(form_id)
    assert _columns(reading, "article_20_6") == _keys(form_id, "article_20_6")
    assert not any(item.anchored for item in reading.readings)


@pytest.mark.parametrize(("form_id", "other_id"), [FORMS, FORMS[::-1]])
def test_a_block_s_own_header_goes_before_all_other_blocks(form_id: str, other_id: str) -> None:
    """Forms are mixed in real reports: what stands above a block's numbers is what they are."""
    rest = [row for key, block in _blocks(other_id).items() if key != FIRST for row in _print(block)]
    reading = _read([*_print(_blocks(form_id)[FIRST]), *rest])
    assert _columns(reading) == _keys(form_id)
    assert _columns(reading, "article_20_6") == _keys(other_id, "article_20_6")


@pytest.mark.parametrize(("form_id", "other_id"), [FORMS, FORMS[::-1]])
def test_one_legible_label_of_a_header_goes_before_all_other_blocks(form_id: str, other_id: str) -> None:
    own = _print(_blocks(form_id)[FIRST])
    own[1] = ["信息内容", "", "", own[1][3]]
    rest = [row for key, block in _blocks(other_id).items() if key != FIRST for row in _print(block)]
    assert _columns(_read([*own, *rest])) == _keys(form_id)


@pytest.mark.parametrize(("form_id", "other_id"), [FORMS, FORMS[::-1]])
def test_a_block_s_own_places_go_before_all_other_blocks(form_id: str, other_id: str) -> None:
    """One place for each row is of 2021, three are of 2019, whatever stands above and below."""
    blocks = {**_blocks(other_id), "article_20_6": _blocks(form_id)["article_20_6"]}
    reading = _read([row for key, block in blocks.items() for row in _print(block, headed=key != "article_20_6")])
    assert _columns(reading, "article_20_6") == _keys(form_id, "article_20_6")


@pytest.mark.parametrize("pad", [0, 1])
def test_a_label_that_both_forms_print_is_of_the_form_that_prints_no_other(pad: int) -> None:
    """The one column of 2021 is a column of 2019 as well; with a pad behind the rows have the places of neither."""
    grid = [["第二十条第(六)项"], ["信息内容", "本年处理决定数量"], ["行政处罚", "4"], ["行政强制", "5"]]
    assert _columns(_read([[*row, *[""] * pad] for row in grid]), "article_20_6") == ["decisions"]


def test_a_block_that_is_not_there_has_no_variant() -> None:
    reading = _read(_print(_blocks("2021")["article_20_8"]))
    assert [block.key for block in reading.blocks] == ["article_20_8"]
    assert _columns(reading, "article_20_8") == ["amount"]
