"""One number has left its cell and stands alone below the row or the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Cell, Paragraph, Row, Table
from eval.mangle.draft import ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.surgery import insert_row
from eval.truth import CellLabel
from schemas import identities
from schemas.enums import State, TableKind

__all__ = ["MODES"]


def _homes(cells: Mapping[str, CellLabel], vacant: Iterable[str], number: float) -> list[str]:
    """The vacant cells that make every sum hold when the number stands in them."""
    sums = identities(cells)

    def holds(home: str) -> bool:
        def amount(path: str) -> float:
            return number if path == home else cells[path]["value"] or 0

        return all(sum(map(amount, i.left)) == sum(map(amount, i.right)) for i in sums)

    return [path for path in vacant if holds(path)]


def _fall(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    cells = {path: cell for path, cell in report.label["cells"].items() if path.startswith("requests.")}
    numbers = [path for path, cell in cells.items() if cell["state"] == State.NUMBER.value and cell["value"]]
    if not numbers:
        return report
    fallen = random.choice(numbers)
    printed = cells[fallen]["printed"]
    alone = random.random() < 0.5

    def change(table: Table) -> list[Block]:
        index = next(i for i, row in enumerate(table.rows) if fallen in row.paths)
        row = table.rows[index]
        emptied = tuple(replace(cell, text="") if cell.path == fallen else cell for cell in row.cells)
        rows = (*table.rows[:index], replace(row, cells=emptied), *table.rows[index + 1 :])
        table = replace(table, rows=rows)
        if alone:
            return [table, Paragraph(printed, "stray")]
        return [insert_row(table, index + 1, Row((Cell(printed, kind="stray"),), "stray"))]

    # A careful reader puts it where every sum holds, if that is one empty cell only.
    value = cells[fallen]["value"] or 0
    empty = [path for path, cell in cells.items() if cell["state"] == State.BLANK.value]
    vacant: dict[str, CellLabel] = {**cells, fallen: {"printed": "", "value": None, "state": State.BLANK.value}}
    homes = _homes(vacant, (*empty, fallen), value)
    report = map_tables(report, [TableKind.REQUESTS], change)
    return report if homes == [fallen] else report.uncertain({*empty, fallen})


MODES = (
    Mode(
        "fallen_out",
        Stage.STRUCTURE,
        on_reports(_fall),
        "one number of table three alone on a line, its cell empty",
        lossless=False,
        forms=("2021", "2019"),
    ),
)
