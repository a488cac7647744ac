"""Tables that have run together in one line or row: cut where labels begin, with spans and addresses kept."""

from __future__ import annotations

import pytest

from extractor.rules.table import read_table
from extractor.sections.unfold import unfold
from extractor.sources.document import Block, Line, Source, Table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import TableKind

ROWS = form("2021").tables[1].blocks[0].rows
LABELS = [row.label for row in ROWS]
VALUES = [[str(100 * (n + 1) + column) for column in range(7)] for n in range(len(ROWS))]
COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
KEYS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
TRUTH = {
    f"requests.{row.key}.{key}": value
    for row, values in zip(ROWS, VALUES, strict=True)
    for key, value in zip(KEYS, values, strict=True)
}
PROSE = "本年度各项工作平稳有序，公开内容不断充实，服务水平逐步提高，全年没有发生负面舆情。"


def _source(text: str) -> Source:
    return read_source(text.encode(), "invented")


def _texts(source: Source, blocks: tuple[Block, ...]) -> list[str]:
    return [source.slice(block.span) for block in blocks]


def _words(count: int = len(ROWS)) -> list[str]:
    return [word for label, row in zip(LABELS[:count], VALUES, strict=False) for word in (label, *row)]


def test_a_table_in_one_line_is_cut_at_its_labels() -> None:
    source = _source(" ".join(["某某情况", *COLUMNS, *_words()]))
    pieces = unfold(source)
    assert all(isinstance(piece, Line) for piece in pieces)
    texts = _texts(source, pieces)
    assert texts[:2] == ["某某情况", "自然人"]
    assert texts[-len(ROWS) :] == [" ".join([label, *row]) for label, row in zip(LABELS, VALUES, strict=True)]
    assert " ".join(texts) == source.text.strip()


def test_what_is_cut_from_one_line_reads_as_its_rows_do() -> None:
    source = _source("\n".join([PROSE, " ".join([*COLUMNS, *_words()]), PROSE]))
    reading = read_table(source, unfold(source), TableKind.REQUESTS)
    assert {item.path: item.printed for item in reading.readings} == TRUTH
    assert all(item.span and source.slice(item.span) == item.printed for item in reading.readings)


def test_an_ordinal_apart_from_its_label_goes_with_it() -> None:
    words = [word for n, row in enumerate(VALUES[:8]) for word in (*LABELS[n + 4].partition(".")[::2], *row)]
    words = [f"{word}." if n % 9 == 0 else word for n, word in enumerate(words)]
    source = _source(" ".join([PROSE, *words]))
    pieces = _texts(source, unfold(source))
    assert pieces[0] == PROSE
    assert [piece.split()[0] for piece in pieces[1:]] == [f"{n}." for n in range(1, 9)]
    assert pieces[1] == " ".join(words[:9])


@pytest.mark.parametrize(
    "text",
    [
        PROSE * 8,
        " ".join([PROSE] * 8),
        " ".join([PROSE * 5, *_words(5)]),
        " ".join(word for label in LABELS[4:11] for word in (label, *"0000000")),
        "一、总体情况\n二、主动公开政府信息情况",
    ],
    ids=["prose", "spaced prose", "five labels", "a short line", "headings"],
)
def test_a_line_without_a_table_is_left_alone(text: str) -> None:
    source = _source(text)
    assert unfold(source) == source.blocks


def _row_of_cells(cells: list[str]) -> Source:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return _source(f"<!DOCTYPE html><html><body><table><tr>{row}</tr></table></body></html>")


def test_a_row_of_cells_is_cut_at_its_labels_and_keeps_its_addresses() -> None:
    source = _row_of_cells([*COLUMNS, *_words()])
    table = source.blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    pieces = unfold(source)
    rows = [row for piece in pieces if isinstance(piece, Table) for row in piece.rows]
    assert [[source.slice(cell.span) for cell in row.cells] for row in rows] == [
        [label, *values] for label, values in zip(LABELS, VALUES, strict=True)
    ]
    assert [cell for row in rows for cell in row.cells] == list(table.rows[0].cells[len(COLUMNS) :])
    assert {piece.index for piece in pieces if isinstance(piece, Table)} == {table.index}


def test_groups_of_cells_without_a_value_are_lines_of_their_own() -> None:
    source = _row_of_cells([PROSE, *_words(), "五、存在的主要问题及改进情况", PROSE])
    pieces = unfold(source)
    lines = [source.slice(piece.span) for piece in pieces if isinstance(piece, Line)]
    assert lines == [PROSE, "五、存在的主要问题及改进情况", PROSE]
    assert [type(piece) for piece in pieces] == [Line, Table, Line, Line]


def test_prose_behind_the_last_row_is_no_cell_of_it() -> None:
    source = _row_of_cells([*_words(), PROSE, PROSE])
    table, *others = unfold(source)
    assert isinstance(table, Table)
    assert [source.slice(cell.span) for cell in table.rows[-1].cells] == [LABELS[-1], *VALUES[-1]]
    assert _texts(source, tuple(others)) == [PROSE, PROSE]


def test_what_is_cut_from_one_row_reads_as_the_table_does() -> None:
    source = _row_of_cells([*COLUMNS, *_words()])
    reading = read_table(source, unfold(source), TableKind.REQUESTS)
    assert {item.path: item.printed for item in reading.readings} == TRUTH
    for item in reading.readings:
        assert item.at is not None
        assert (item.at.table, item.at.row) == (0, 0)


def test_a_blank_among_the_cells_stays_in_its_place() -> None:
    words = _words()
    words[9 * 8 + 3] = ""
    source = _row_of_cells([*COLUMNS, *words])
    items = {item.path: item for item in read_table(source, unfold(source), TableKind.REQUESTS).readings}
    blank = items[f"requests.{ROWS[9].key}.research"]
    assert (blank.printed, blank.state.value) == ("", "blank")
    wrong = [path for path, item in items.items() if item.anchored and item.printed not in ("", TRUTH[path])]
    assert not wrong


@pytest.mark.parametrize(
    "cells",
    [
        ["0"] * 60,
        [PROSE] + ["0"] * 60,
        _words(5) + ["0"] * 20,
        [word for label, row in zip(LABELS[:6], VALUES, strict=False) for word in (label, *row[:6])],
    ],
    ids=["numbers", "prose and numbers", "five labels", "a short row"],
)
def test_a_row_without_a_table_in_it_is_left_alone(cells: list[str]) -> None:
    source = _row_of_cells(cells)
    found = [
        [source.slice(cell.span) for cell in row.cells]
        for b in unfold(source)
        if isinstance(b, Table)
        for row in b.rows
    ]
    assert found == [cells]


def test_rows_of_common_length_beside_an_overlong_one_are_kept_whole() -> None:
    long = "".join(f"<td>{cell}</td>" for cell in _words())
    rows = ["<tr><td>项目</td><td>1</td></tr>", f"<tr>{long}</tr>", "<tr><td>备注</td><td>2</td></tr>"]
    source = _source(f"<!DOCTYPE html><html><body><table>{''.join(rows)}</table></body></html>")
    found = [
        [source.slice(c.span) for c in row.cells] for b in unfold(source) if isinstance(b, Table) for row in b.rows
    ]
    assert found[0] == ["项目", "1"]
    assert found[-1] == ["备注", "2"]
    assert found[1:-1] == [[label, *values] for label, values in zip(LABELS, VALUES, strict=True)]
