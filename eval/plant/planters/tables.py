"""Tables that are not the form's: columns in another order, a subtotal that is none, numbers that belong nowhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from eval.mangle.compose import compose
from eval.mangle.document import Block, Cell, Document, Row, Table
from eval.mangle.surgery import insert_row
from eval.plant.case import Planted
from eval.plant.field import Field, Planter
from eval.truth import Truth, generate
from eval.truth.wording import REQUEST_COLUMNS
from schemas.enums import FindingKind, Severity, TableKind

__all__ = ["PLANTERS", "on_tables"]


def on_tables(truth: Truth, kind: TableKind, change: Callable[[Table], Table]) -> Document:
    """Return the report's document with its tables of that kind changed."""
    blocks: list[Block] = [
        change(block) if isinstance(block, Table) and block.kind is kind else block for block in compose(truth).blocks
    ]
    return Document(tuple(blocks))


def _with_cells(row: Row, cells: list[Cell]) -> Row:
    return replace(row, cells=tuple(cells))


def _permuted_requests(table: Table, order: tuple[int, ...]) -> Table:
    """The five columns of organizations in another order, header and numbers alike."""
    rows: list[Row] = []
    for number, row in enumerate(table.rows):
        cells = list(row.cells)
        if number == 2:  # the header's third row names the five
            rows.append(_with_cells(row, [cells[i] for i in order]))
        elif row.kind == "data":
            first = len(cells) - len(REQUEST_COLUMNS) + 1
            rows.append(_with_cells(row, [*cells[:first], *(cells[first + i] for i in order), cells[-1]]))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _permuted_review(table: Table, order: tuple[int, ...]) -> Table:
    """The first four of the five results in another order, in all three blocks."""
    five = (*order, 4)
    fifteen = [5 * block + i for block in range(3) for i in five]
    head, names, others, numbers = table.rows
    return replace(
        table,
        rows=(
            head,
            _with_cells(names, [*(names.cells[i] for i in five), *names.cells[5:]]),
            _with_cells(others, [others.cells[5 * block + i] for block in range(2) for i in five]),
            _with_cells(numbers, [numbers.cells[i] for i in fifteen]),
        ),
    )


def _order(random: Random, count: int) -> tuple[int, ...]:
    order = list(range(count))
    while order == sorted(order):
        random.shuffle(order)
    return tuple(order)


def columns_reordered(field: Field) -> Planted:
    """The columns in another order than the form's, under their right names."""
    field = field.in_grid()
    of_requests = field.number % 3 != 1
    clean = field.clean(field.random.choice(("2021", "2019")), busy=of_requests)
    kind = TableKind.REQUESTS if of_requests else TableKind.REVIEW_AND_LITIGATION
    order = _order(field.random, 5 if of_requests else 4)
    permute = _permuted_requests if of_requests else _permuted_review
    document = on_tables(clean.truth, kind, lambda table: permute(table, order))
    expected = field.expect(Severity.NOTE, paths=frozenset({kind.value}))
    names = [*REQUEST_COLUMNS[1:-1]] if of_requests else ["upheld", "corrected", "other", "pending"]
    shown = f"{kind}: " + ", ".join(names[i] for i in order)
    return field.planted(expected, clean, clean.truth, shown, document=document)


def subtotal(field: Field) -> Planted:
    """(六)其他处理 printed with numbers beside its three rows, and not their sum; its own row sum holds."""
    clean = field.clean("2021", busy=True)
    members = [f"requests.other_handling.{key}" for key in ("not_corrected_in_time", "fee_unpaid", "other")]
    sums = [sum(int(clean.truth.cells[f"{m}.{c}"].amount) for m in members) for c in REQUEST_COLUMNS]
    column = field.random.randrange(len(REQUEST_COLUMNS) - 1)
    more = field.random.choice((1, 2, 3, 10))
    sums[column] += more
    sums[-1] += more
    document = on_tables(clean.truth, TableKind.REQUESTS, lambda table: _with_parent(table, sums))
    paths = frozenset(f"requests.other_handling.{REQUEST_COLUMNS[i]}" for i in (column, len(REQUEST_COLUMNS) - 1))
    shown = f"(六)其他处理: {' | '.join(map(str, sums))}"
    allowed = frozenset({FindingKind.MIXED_FORM})  # that row is the older form's too
    return field.planted(
        field.expect(paths=paths, blames=field.blames_of_sums()),
        clean,
        clean.truth,
        shown,
        document=document,
        allowed=allowed,
    )


def _with_parent(table: Table, numbers: list[int]) -> Table:
    """The group's label made a row with numbers; its three rows below, label by label."""
    members = [i for i, row in enumerate(table.rows) if row.key.startswith("other_handling.")]
    first = table.rows[members[0]]
    title = replace(first.labels[-2], rowspan=1, colspan=2)
    wide = {i: replace(table.rows[i].labels[-1], colspan=2) for i in members}
    rows = tuple(_with_cells(row, [wide[i], *row.values]) if i in members else row for i, row in enumerate(table.rows))
    values = tuple(Cell(str(number), None, "value") for number in numbers)
    return insert_row(replace(table, rows=rows), members[0], Row((title, *values), "data", "other_handling"))


_STRANGE = (
    "便民服务事项",
    "政务服务好差评",
    "营商环境监测",
    "信用修复",
    "审批证明材料",
    "公共企事业单位信息",
    "平台转办",
)


def unassigned_number(field: Field) -> Planted:
    """A row of the agency's own invention, with numbers that no cell of the form takes."""
    form = field.turn(("2021", "2019", "statistics"))
    clean = field.clean(form)
    label, number = field.turn(_STRANGE), field.random.randint(3, 800)
    kind = TableKind.STATISTICS if form == "statistics" else TableKind.PROACTIVE_DISCLOSURE

    def with_row(table: Table) -> Table:
        place = field.random.randrange(len(table.rows) // 2, len(table.rows) - 1)
        data = [i for i, row in enumerate(table.rows) if row.kind == "data" and i >= place]
        at = data[0] if data else len(table.rows) - 1
        like = table.rows[at]
        cells = [replace(like.cells[0], text=label), *(replace(c, path=None) for c in like.cells[1:])]
        cells = [replace(c, text=str(number)) if c.kind == "value" else c for c in cells]
        return insert_row(table, at, Row(tuple(cells), "data", "strange"))

    changed = False

    def once(table: Table) -> Table:
        nonlocal changed
        if changed:
            return table
        changed = True
        return with_row(table)

    document = on_tables(clean.truth, kind, once)
    expected = field.expect(None, quotes=(label, str(number)))
    return field.planted(expected, clean, clean.truth, f"{label}: {number}", document=document)


def mixed_form(field: Field) -> Planted:
    """A 2021 report that keeps columns or a row of the form before."""
    trait = field.turn(("mixed_columns", "mixed_other_handling"))
    clean = field.clean("2021")
    truth = generate(clean.truth.seed, form="2021", traits=[trait], blank_policy="zeros")
    while {"mixed_columns", "mixed_other_handling"} <= set(truth.layout.traits):
        clean = field.clean("2021")
        truth = generate(clean.truth.seed, form="2021", traits=[trait], blank_policy="zeros")
    return field.planted(field.expect(Severity.NOTE), clean, truth, trait)


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.COLUMNS_REORDERED: columns_reordered,
    FindingKind.SUBTOTAL: subtotal,
    FindingKind.UNASSIGNED_NUMBER: unassigned_number,
    FindingKind.MIXED_FORM: mixed_form,
}
