"""Local additions to table three: printed group subtotals (28 rows), an eighth column 小计."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Cell, Row, Table
from eval.mangle.draft import ReportDraft, map_tables, on_reports
from eval.mangle.mode import Mode, Stage
from eval.mangle.surgery import insert_row, replace_rows
from eval.truth import CellLabel, cell_label
from eval.truth.wording import REQUEST_COLUMNS, REQUEST_GROUPS
from schemas.enums import State, TableKind

__all__ = ["MODES"]

_KINDS = (TableKind.REQUESTS,)
_FORMS = ("2021", "2019")


_LABELS = 2
"""Of the first row of a group: the group's and its own."""


def _sum(report: ReportDraft, paths: list[str]) -> str:
    """The sum as printed: blank where every part is."""
    cells = [report.truth.cells[path] for path in paths]
    return str(sum(cell.amount for cell in cells)) if any(cell.value is not None for cell in cells) else ""


def _subtotal_rows(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    added: dict[str, CellLabel] = {}

    def change(table: Table) -> list[Block]:
        for group in REQUEST_GROUPS:
            members = [i for i, row in enumerate(table.rows) if row.key.startswith(f"{group}.")]
            if not members or len(table.rows[members[0]].labels) < _LABELS:  # another mode took the group's label
                continue
            values: list[Cell] = []
            for column in REQUEST_COLUMNS:
                printed = _sum(report, [f"requests.{table.rows[i].key}.{column}" for i in members])
                # (六)其他处理 is a row of the 2019 form; the other groups have no path of their own.
                path = f"requests.{group}.{column}" if group == "other_handling" else None
                values.append(Cell(printed, path, "value"))
                if path:
                    state = State.NUMBER if printed else State.BLANK
                    added[path] = cell_label(printed, int(printed) if printed else None, state.value)
            first = table.rows[members[0]]
            plain = replace(first, cells=(replace(first.labels[-1], colspan=2), *first.values))
            others = tuple(
                replace(row, cells=(replace(row.labels[-1], colspan=2), *row.values)) if i in members[1:] else row
                for i, row in enumerate(table.rows)
            )
            title = replace(first.labels[-2], rowspan=1, colspan=2)
            outer = first.labels[:-2]
            table = replace(table, rows=(*others[: members[0]], plain, *others[members[0] + 1 :]))
            table = insert_row(table, members[0], Row((*outer, title, *values), "data", group))
        return [table]

    return map_tables(report, _KINDS, change).relabel(added)


def _keys(table: Table, row: Row) -> list[str]:
    """The row's key; of a group's printed subtotal those of its members."""
    members = [other.key for other in table.rows if other.key.startswith(f"{row.key}.")]
    return members or [row.key]


def _eighth_column(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    away: list[str] = []

    def change(table: Table) -> list[Block]:
        rows: list[Row] = []
        away.extend(table.paths)
        heads = [i for i, row in enumerate(table.rows) if row.kind == "head"]
        for i, row in enumerate(table.rows):
            cells = list(row.cells)
            if i in heads[:2]:
                wide = next((x for x, cell in enumerate(cells) if cell.colspan in (5, 7)), None)
                if wide is None:
                    raise ValueError("no header cell stands over the applicants' columns any more")
                cells[wide] = replace(cells[wide], colspan=cells[wide].colspan + 1)
            elif i in heads:
                cells.append(Cell("小计", kind="head"))
            elif row.values:
                paths = [f"requests.{key}.{column}" for key in _keys(table, row) for column in REQUEST_COLUMNS[1:-1]]
                cells.insert(len(cells) - 1, Cell(_sum(report, paths), None, "value"))
            rows.append(replace(row, cells=tuple(cells)))
        return [replace_rows(table, tuple(rows))]

    return map_tables(report, _KINDS, change).displace(away)


MODES = (
    Mode(
        "subtotal_rows",
        Stage.STRUCTURE,
        on_reports(_subtotal_rows),
        "group subtotals printed in rows of their own",
        forms=_FORMS,
    ),
    Mode(
        "eighth_column",
        Stage.STRUCTURE,
        on_reports(_eighth_column),
        "a column 小计 before 总计",
        forms=_FORMS,
    ),
)
