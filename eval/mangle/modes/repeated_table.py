"""A second table of the same kind with other numbers and no year above: nobody can tell which is the report's."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Document, Table
from eval.mangle.draft import ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage
from schemas.enums import TableKind

__all__ = ["MODES"]

_KINDS = (TableKind.REQUESTS, TableKind.STATISTICS)


def _repeat(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    place, table = next(
        (i, block)
        for i, block in enumerate(report.document.blocks)
        if isinstance(block, Table) and block.kind in _KINDS
    )
    numbers = [path for path in table.paths if report.label["cells"][path]["state"] == "number"]
    changed = set(random.sample(numbers, min(len(numbers), max(1, round(strength)))))
    copy = replace(
        table,
        rows=tuple(
            replace(
                row,
                cells=tuple(
                    replace(c, text=str(random.randint(1, 99) * 100 + 7)) if c.path in changed else c for c in row.cells
                ),
            )
            for row in table.rows
        ),
    )
    blocks = list(report.document.blocks)
    blocks.insert(place + random.choice((0, 1)), copy)
    return replace(report, document=Document(tuple(blocks))).uncertain(changed).displace(table.paths)


MODES = (
    Mode(
        "repeated_table",
        Stage.TRUTH,
        on_reports(_repeat),
        "a second table of the same kind, no year above; in how many numbers they differ",
        lossless=False,
        strength=4,
        shares_document=True,
    ),
)
