"""The table of what persons decided: which cell, what was printed and read there, what they said of it, who, when and why.

A result does not hold it: it is kept by the service, which hands it in beside each report (``ReportRow.decided``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from extractor.export.columns import LABEL, LABEL_EN, PATH, Column, Field, Kind, category, dataset, text
from extractor.export.datasets import report_fields
from extractor.export.labels import Labels, cell_labels
from extractor.export.numbered import Numbered, ReportRow
from extractor.reviewing.events import Standing
from schemas.decisions import How
from schemas.enums import State
from schemas.result import Cell

__all__ = ["DECISIONS"]


@dataclass(frozen=True, slots=True)
class _Row:
    of: ReportRow
    path: str
    read: Cell | None
    """As it was read; None where the last reading no longer has it."""
    standing: Standing

    @property
    def labels(self) -> Labels:
        return cell_labels(self.path, self.of.report.form)

    @property
    def printed(self) -> str | None:
        shown = self.of.report.cells.get(self.path)
        return shown.printed if shown else None


def _items(source: Numbered) -> Iterator[_Row]:
    """A row for each decision that stands, in the order of the form."""
    for row in source.reports:
        if row.decided is None:
            continue
        read, standing = row.decided.read, row.decided.standing
        for path in [
            *(path for path in read.cells if path in standing),
            *sorted(standing.keys() - read.cells.keys()),
        ]:
            if path in row.report.cells or path not in read.cells:
                yield _Row(row, path, read.cells.get(path), standing[path])


_FIELDS: tuple[Field[_Row], ...] = (
    *report_fields(attrgetter("of")),
    Field(PATH, lambda d: d.path),
    Field(LABEL, lambda d: d.labels[0]),
    Field(LABEL_EN, lambda d: d.labels[1]),
    Field(text("printed", "原文", "the token as it stands in the source"), lambda d: d.printed),
    Field(
        Column("read_value", Kind.NUMBER, "程序所读", "the number as it was read before anybody decided"),
        lambda d: d.read.value if d.read else None,
    ),
    Field(
        category("state", State, "填报形态", "what the person says stands there"), lambda d: d.standing.reading.state
    ),
    Field(
        Column("value", Kind.NUMBER, "数值", "the number that the person says stands there, units applied"),
        lambda d: d.standing.reading.value,
    ),
    Field(
        category("how", How, "方式", "how they came to it; report_wrong: read right, and the report is wrong"),
        lambda d: d.standing.reading.how,
    ),
    Field(text("note", "备注", "what they noted"), lambda d: d.standing.event.why),
    Field(text("by", "认定人", "who"), lambda d: d.standing.event.by),
    Field(text("at", "时间", "when, ISO 8601"), lambda d: d.standing.event.at.isoformat()),
    Field(
        Column("current", Kind.FLAG, "有效", "false where source or reading changed since, so that it counts no more"),
        lambda d: d.standing.current,
    ),
)

DECISIONS = dataset("decisions", _items, _FIELDS)
