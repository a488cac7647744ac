"""Digits and signs in full width."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Table
from eval.mangle.draft import ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.truth import CellLabel
from schemas.enums import TableKind

__all__ = ["MODES"]

_WIDE = str.maketrans("0123456789,.+-", "０１２３４５６７８９，．＋－")


def _widen(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    numbers = [path for path, cell in report.label["cells"].items() if cell["state"] == "number"]
    chosen = {path for path in numbers if random.random() < strength}

    def change(table: Table) -> list[Block]:
        rows = tuple(
            replace(
                row,
                cells=tuple(
                    replace(cell, text=cell.text.translate(_WIDE)) if cell.path in chosen else cell
                    for cell in row.cells
                ),
            )
            for row in table.rows
        )
        return [replace(table, rows=rows)]

    cells = report.label["cells"]
    wide = {path: CellLabel(**{**cells[path], "printed": cells[path]["printed"].translate(_WIDE)}) for path in chosen}
    return map_tables(report, TableKind, change).relabel(wide)


MODES = (Mode("full_width", Stage.STRUCTURE, on_reports(_widen), "share of the numbers printed in full width"),)
