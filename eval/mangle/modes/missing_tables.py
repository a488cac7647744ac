"""Tables that did not survive: their headings stand, or nothing of them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Document, Table
from eval.mangle.draft import ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage
from schemas.enums import TableKind

__all__ = ["MODES"]

_SECTIONS = {
    TableKind.PROACTIVE_DISCLOSURE: "disclosure",
    TableKind.REQUESTS: "requests",
    TableKind.REVIEW_AND_LITIGATION: "review",
    TableKind.STATISTICS: "statistics",
}


def _without(report: ReportDraft, gone: set[TableKind], *, headings_too: bool) -> ReportDraft:
    sections = {_SECTIONS[kind] for kind in gone}
    blocks: list[Block] = []
    inside = ""
    for block in report.document.blocks:
        if isinstance(block, Table):
            if block.kind not in gone:
                blocks.append(block)
            continue
        inside = block.section if block.kind == "heading" else inside
        caption = block.kind == "caption" and inside in sections
        heading = block.kind == "heading" and block.section in sections
        if not caption and not (headings_too and heading):
            blocks.append(block)
    paths = [path for table in report.document.tables if table.kind in gone for path in table.paths]
    return replace(report, document=Document(tuple(blocks))).without(paths)


def _tables(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    kinds = list(dict.fromkeys(table.kind for table in report.document.tables))
    return _without(report, {kind for kind in kinds if random.random() < strength}, headings_too=False)


def _sections(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    return _without(report, {table.kind for table in report.document.tables}, headings_too=True)


MODES = (
    Mode(
        "tables_missing",
        Stage.STRUCTURE,
        on_reports(_tables),
        "headings stand without their tables; share of the tables",
        lossless=False,
        strength=0.6,
    ),
    Mode(
        "sections_missing",
        Stage.STRUCTURE,
        on_reports(_sections),
        "sections two to four gone without a trace",
        lossless=False,
        forms=("2021", "2019"),
    ),
)
