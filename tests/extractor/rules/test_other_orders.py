"""Tables that print columns or rows in another order than the form's, in layouts without any other damage.

The form's sums hold whichever way two columns are exchanged, so nothing but the labels can tell: a place that they
contradict is neither anchored nor verified.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import permutations

import pytest

from extractor.pipeline import extract
from extractor.rules.table import TableReading, read_table
from extractor.sources.read import read_source
from schemas import form
from schemas.enums import Status, TableKind

_, REQUESTS, REVIEW, _ = TableKind
LABELS = {row.key: row.label for row in form("2021").tables[1].blocks[0].rows}
COLUMNS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "nonprofit": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
BODIES = tuple(COLUMNS)[1:-1]
OUTCOMES = ("granted", "denied.state_secret", "unavailable.not_held", "not_processed.duplicate")
RECEIVED, CARRIED_IN, TOTAL, CARRIED_OUT = "received", "carried_in", "outcome_total", "carried_out"

Cell = tuple[str, int, int]
"""Text, columns and rows."""
Grid = Sequence[Sequence[Cell]]
Truth = Mapping[str, str]
"""Prints by path."""
Printer = Callable[[Grid], str]


def _cells(texts: Sequence[str]) -> list[Cell]:
    return [(text, 1, 1) for text in texts]


def _html(grid: Grid) -> str:
    cell = '<td colspan="{1}" rowspan="{2}">{0}</td>'
    rows = "".join("<tr>" + "".join(cell.format(*item) for item in row) + "</tr>" for row in grid)
    return f"<table>{rows}</table>"


def _filled(grid: Grid) -> list[list[str]]:
    """A text for each place of the grid, empty where a cell from the left or above covers it."""
    places: dict[tuple[int, int], str] = {}
    for number, row in enumerate(grid):
        column = 0
        for text, wide, high in row:
            while (number, column) in places:
                column += 1
            covered = [(number + down, column + right) for down in range(high) for right in range(wide)]
            places.update(dict.fromkeys(covered, ""))
            places[number, column] = text
    width = 1 + max(column for _, column in places)
    return [[places.get((number, column), "") for column in range(width)] for number in range(len(grid))]


def _pipes(grid: Grid) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in _filled(grid))


def _tabs(grid: Grid) -> str:
    return "\n".join("\t".join(row) for row in _filled(grid))


def _bare_tabs(grid: Grid) -> str:
    """Covered places are not printed at all, as where a page was copied."""
    return "\n".join("\t".join(text for text, *_ in row) for row in grid)


PRINTERS: dict[str, Printer] = {"html": _html, "pipes": _pipes, "tabs": _tabs, "bare tabs": _bare_tabs}
ANY_LAYOUT = pytest.mark.parametrize("layout", PRINTERS)


def _values(applicants: Sequence[str]) -> dict[str, dict[str, int]]:
    """Rows by key, numbers by column; every sum of the form holds, and no two columns of applicants are alike."""
    rng = random.Random(0)
    none = dict.fromkeys((*COLUMNS,)[:-1], 0)
    rows = {key: dict(none) for key in LABELS}
    for column in applicants:
        for key in OUTCOMES:
            rows[key][column] = rng.randint(1, 60)
        rows[TOTAL][column] = sum(rows[key][column] for key in OUTCOMES)
        rows[CARRIED_OUT][column], rows[CARRIED_IN][column] = rng.randint(1, 9), rng.randint(1, 9)
        rows[RECEIVED][column] = rows[TOTAL][column] + rows[CARRIED_OUT][column] - rows[CARRIED_IN][column]
    return {key: {**row, "total": sum(row.values())} for key, row in rows.items()}


def _two_levels(order: Sequence[str]) -> list[list[Cell]]:
    """The official header, spans and all, with the columns in some order; those of the bodies stay together."""
    bodies = [column for column in order if column in BODIES]
    first: list[Cell] = []
    for column in order:
        if column not in BODIES:
            first.append((COLUMNS[column], 1, 2))
        elif column == bodies[0]:
            first.append(("法人或其他组织", len(bodies), 1))
    return [[("项目", 1, 3), ("申请人情况", 7, 1)], first, _cells([COLUMNS[column] for column in bodies])]


def _one_level(order: Sequence[str]) -> list[list[Cell]]:
    return [_cells(["项目", *(COLUMNS[column] for column in order)])]


def _requests(
    head: list[list[Cell]],
    order: Sequence[str],
    labels: Mapping[str, str] = LABELS,
    rows: Sequence[str] = tuple(LABELS),
    applicants: Sequence[str] = (*COLUMNS,)[:-1],
) -> tuple[list[list[Cell]], Truth]:
    values = _values(applicants)
    grid = [*head, *(_cells([labels[key], *(str(values[key][column]) for column in order)]) for key in rows)]
    truth = {f"requests.{key}.{column}": str(values[key][column]) for key in LABELS for column in COLUMNS}
    return grid, truth


OUTCOME = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计"}
BLOCKS = ("review", "direct_litigation", "litigation_after_review")
PENDING = {
    block: {**dict.fromkeys(OUTCOME, "0"), "pending": str(n), "total": str(n)} for n, block in enumerate(BLOCKS, 2)
}


def _review(order: Sequence[str], blocks: Sequence[str] = BLOCKS) -> tuple[list[list[Cell]], Truth]:
    """All cases are pending: read with the total in front of the others the sums hold as well."""
    names = {"direct_litigation": "未经复议直接起诉", "litigation_after_review": "复议后起诉"}
    words = [OUTCOME[column] for column in order]
    grid = [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*((word, 1, 2) for word in words), *((names[block], 5, 1) for block in blocks[1:])],
        _cells(words * 2),
        _cells([PENDING[block][column] for block in blocks for column in order]),
    ]
    truth = {f"review_and_litigation.{b}.{c}": PENDING[b][c] for b in BLOCKS for c in OUTCOME}
    return grid, truth


def _page(layout: str, section: str, table: str) -> bytes:
    """A report of an invented agency around one table."""
    lines = ["白杨县档案服务中心2022年政府信息公开工作年度报告", "一、总体情况", "本年度各项工作平稳有序。", section]
    after = ["五、存在的主要问题及改进情况", "公开内容有待充实。"]
    if layout == "html":
        before, behind = ("".join(f"<p>{line}</p>" for line in part) for part in (lines, after))
        return f"<!DOCTYPE html><html><body>{before}{table}{behind}</body></html>".encode()
    return "\n\n".join(["\n\n".join(lines), table, "\n\n".join(after)]).encode()


SECTIONS = {REQUESTS: "三、收到和处理政府信息公开申请情况", REVIEW: "四、政府信息公开行政复议、行政诉讼情况"}


def _read(layout: str, grid: Grid, kind: TableKind) -> TableReading:
    text = PRINTERS[layout](grid)
    data = f"<!DOCTYPE html><html><body>{text}</body></html>" if layout == "html" else text
    source = read_source(data.encode(), "invented")
    return read_table(source, source.blocks, kind)


def _wrong(layout: str, grid: Grid, truth: Truth, kind: TableKind) -> tuple[list[str], list[str]]:
    """Paths that are anchored, and paths that are verified or repaired, with something else than the truth."""
    reading = _read(layout, grid, kind)
    assert reading.rows
    anchored = [item.path for item in reading.readings if item.anchored and item.printed != truth[item.path]]
    result = extract(_page(layout, SECTIONS[kind], PRINTERS[layout](grid)), "invented")
    assert len(result.reports) == 1
    cells = result.reports[0].cells
    assert cells
    trusted = {path: cell for path, cell in cells.items() if cell.status in (Status.VERIFIED, Status.REPAIRED)}
    return anchored, [path for path, cell in trusted.items() if str(cell.value) != truth[path]]


def _verified(layout: str, grid: Grid, kind: TableKind) -> int:
    cells = extract(_page(layout, SECTIONS[kind], PRINTERS[layout](grid)), "invented").reports[0].cells
    return sum(cell.status is Status.VERIFIED for cell in cells.values())


OFFICIAL = tuple(COLUMNS)
NATURAL_BEHIND = (*BODIES, "natural_person", "total")
NATURAL_LAST = (*BODIES, "total", "natural_person")
TOTAL_FIRST = ("total", *OFFICIAL[:-1])
TOTAL_SECOND = ("natural_person", "total", *BODIES)
EXCHANGED = ("natural_person", "research", "business", *OFFICIAL[3:])
OTHER_FIRST = ("natural_person", "other", *BODIES[:-1], "total")
ORDERS = {
    "natural person behind the bodies": NATURAL_BEHIND,
    "natural person last": NATURAL_LAST,
    "total first": TOTAL_FIRST,
    "total second": TOTAL_SECOND,
    "business and research exchanged": EXCHANGED,
    "other first": OTHER_FIRST,
}


@ANY_LAYOUT
def test_the_form_s_own_order_is_verified_throughout(layout: str) -> None:
    """Without this none of the other tests would say anything: the numbers, sums and layouts themselves are sound."""
    for head in (_two_levels(OFFICIAL), _one_level(OFFICIAL)):
        grid, truth = _requests(head, OFFICIAL)
        assert _wrong(layout, grid, truth, REQUESTS) == ([], [])
        assert _verified(layout, grid, REQUESTS) == len(truth)
    grid, truth = _review(tuple(OUTCOME))
    assert _wrong(layout, grid, truth, REVIEW) == ([], [])
    assert _verified(layout, grid, REVIEW) == len(truth)


ANY_ORDER = pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)


def _wrong_in_order(layout: str, head: list[list[Cell]], order: Sequence[str]) -> tuple[list[str], list[str]]:
    """As ``_wrong``, of a table with all applicants and of one with those of the column printed last alone.

    In the second the sums hold where the total is taken for one of the applicants.
    """
    last = order[-1] if order[-1] != "total" else order[-2]
    full = _wrong(layout, *_requests(head, order), REQUESTS)
    one = _wrong(layout, *_requests(head, order, applicants=[last]), REQUESTS)
    return full[0] + one[0], full[1] + one[1]


@ANY_LAYOUT
@ANY_ORDER
def test_a_header_of_two_levels_in_another_order_gives_no_wrong_cell(layout: str, order: tuple[str, ...]) -> None:
    assert _wrong_in_order(layout, _two_levels(order), order) == ([], [])


@ANY_LAYOUT
@ANY_ORDER
def test_a_header_of_one_level_in_another_order_gives_no_wrong_cell(layout: str, order: tuple[str, ...]) -> None:
    assert _wrong_in_order(layout, _one_level(order), order) == ([], [])


REVIEW_ORDERS = {
    "total first": ("total", "upheld", "corrected", "other", "pending"),
    "pending first": ("pending", "upheld", "corrected", "other", "total"),
    "pending before other": ("upheld", "corrected", "pending", "other", "total"),
    "corrected first": ("corrected", "pending", "upheld", "other", "total"),
}


@ANY_LAYOUT
@pytest.mark.parametrize("order", REVIEW_ORDERS.values(), ids=REVIEW_ORDERS)
def test_the_line_of_reviews_in_another_order_gives_no_wrong_cell(order: tuple[str, ...], layout: str) -> None:
    grid, truth = _review(order)
    assert _wrong(layout, grid, truth, REVIEW) == ([], [])


@ANY_LAYOUT
def test_the_two_kinds_of_lawsuits_exchanged_give_no_wrong_cell(layout: str) -> None:
    grid, truth = _review(tuple(OUTCOME), ("review", "litigation_after_review", "direct_litigation"))
    assert _wrong(layout, grid, truth, REVIEW) == ([], [])


WORDS_EXCHANGED = {
    **LABELS,
    RECEIVED: LABELS[RECEIVED].replace("一、", "二、"),
    CARRIED_IN: LABELS[CARRIED_IN].replace("二、", "一、"),
}
"""``一、上年结转…`` and ``二、本年新收…``: the words of each row with the ordinal of the other."""
EXCHANGED_ROWS = (CARRIED_IN, RECEIVED, *tuple(LABELS)[2:])


@ANY_LAYOUT
@pytest.mark.parametrize("labels", [WORDS_EXCHANGED, LABELS], ids=["words against ordinals", "ordinals kept"])
def test_what_was_carried_in_above_what_came_in_gives_no_wrong_cell(labels: dict[str, str], layout: str) -> None:
    """Both rows stand on one side of the balance, so no sum tells one from the other; the words say which is which."""
    grid, truth = _requests(_two_levels(OFFICIAL), OFFICIAL, labels, EXCHANGED_ROWS)
    assert _wrong(layout, grid, truth, REQUESTS) == ([], [])


@ANY_LAYOUT
@pytest.mark.parametrize(
    "pair", [("not_processed.petition", "not_processed.duplicate"), ("granted", "partially_granted")]
)
def test_two_outcomes_with_one_another_s_ordinals_give_no_wrong_cell(pair: tuple[str, str], layout: str) -> None:
    """The outcomes' sum holds whichever of them a number belongs to."""
    one, other = pair
    first, second = (LABELS[key].partition("." if "." in LABELS[key] else ")") for key in pair)
    labels = {**LABELS, one: "".join((*second[:2], first[2])), other: "".join((*first[:2], second[2]))}
    order = [{one: other, other: one}.get(key, key) for key in LABELS]
    grid, truth = _requests(_two_levels(OFFICIAL), OFFICIAL, labels, order)
    assert _wrong(layout, grid, truth, REQUESTS) == ([], [])


@pytest.mark.parametrize("top", list(permutations(("natural_person", "bodies", "total"))))
def test_spans_of_the_first_level_in_any_order_anchor_nothing_wrong(top: tuple[str, ...]) -> None:
    order = [column for name in top for column in (BODIES if name == "bodies" else (name,))]
    grid, truth = _requests(_two_levels(order), order)
    reading = _read("html", grid, REQUESTS)
    assert not [item.path for item in reading.readings if item.anchored and item.printed != truth[item.path]]
    assert any(item.anchored for item in reading.readings) == (tuple(order) == OFFICIAL)
