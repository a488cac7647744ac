"""Header words lost, cut, wrong or re-ordered; headers with instructions that hold digits (MESS.md 4, 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Cell, Row, Table
from eval.mangle.draft import Apply, ReportDraft, map_tables, on_reports
from eval.mangle.losses import disclosure_headers_vanish
from eval.mangle.mode import Mode, Stage
from schemas.enums import TableKind

__all__ = ["MODES"]

_FORMS = ("2021", "2019")

_CUT = {
    "本年新制作数量": "本年新",
    "本年新公开数量": "本年新",
    "对外公开总数量": "公开数量",
    "现行有效件数": "现行有效件",
    "社会公益组织": "社会公益",
    "法律服务机构": "法律服务",
}
_WRONG = {"商业企业": "商业机构", "本年新公开数量": "本年新制作数量", "法律服务机构": "法律服务企业"}
_BROKEN = {
    "本年新制作数量": "本年新\n制作数量",
    "本年新公开数量": "本年新\n公开数量",
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公\n益组织",
    "法律服务机构": "法律服\n务机构",
    "结果维持": "结果\n维持",
    "结果纠正": "结果\n纠正",
    "尚未审结": "尚未\n审结",
}
_INSTRUCTIONS = {
    "上一年项目数量": "上一年项目数量 (指{last}年事项数)",
    "本年增/减": "本年增/减 (指{year}年增加或减少的事项数,减用负值表示,如-8)",
    "处理决定数量": "处理决定数量 (指{year}年办件量)",
    "本年处理决定数量": "本年处理决定数量 (指{year}年1月1日至12月31日办件量)",
    "采购项目数量": "采购项目数量 (指{year}年以政府集中采购方式采购的项目总个数)",
    "规章": "规章(设区的市、自治州人民政府应提供相关数据)",
    "其他对外管理服务事项": "其他对外管理服务事项(指行政许可以外的政务服务事项)",
}


def _heads(report: ReportDraft, change: Callable[[str], str], *, labels: bool = False) -> ReportDraft:
    """The report with the text of every header cell changed, and that of row labels where asked."""
    kinds = ("head", "label") if labels else ("head",)

    def in_table(table: Table) -> list[Block]:
        rows = tuple(
            replace(r, cells=tuple(replace(c, text=change(c.text)) if c.kind in kinds else c for c in r.cells))
            for r in table.rows
        )
        return [replace(table, rows=rows)]

    return map_tables(report, TableKind, in_table)


def _by_table(words: dict[str, str]) -> Apply:
    def change(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
        hit = {word for word in words if random.random() < strength}
        return _heads(report, lambda text: words[text] if text in hit else text)

    return on_reports(change)


def _instructions(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    year = report.truth.year
    return _heads(
        report,
        lambda text: _INSTRUCTIONS.get(text, text).format(year=year, last=year - 1),
        labels=True,
    )


def _lost(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    gone = {table.kind for table in report.document.tables if random.random() < strength}

    def drop(table: Table) -> list[Block]:
        return [replace(table, rows=tuple(row for row in table.rows if row.kind != "head"))]

    changed = map_tables(report, gone, drop)
    return disclosure_headers_vanish(changed) if TableKind.PROACTIVE_DISCLOSURE in gone else changed


def _moved(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
    """Two shapes seen: the totals named first and 其他 lost, or the words of a narrow header in pieces."""
    pieces = random.random() < 0.5

    def move(table: Table) -> list[Block]:
        corner = table.rows[0].cells[0]
        if pieces:
            lines: tuple[tuple[str, ...], ...] = (
                ("自然人总计",),
                ("商业企科研机社会公法律服",),
                ("其他",),
                ("业", "构", "益组织", "务机构"),
            )
            heads = [Row((replace(corner, rowspan=1),), "head"), Row((Cell("申请人情况", kind="head"),), "head")]
        else:
            lines = (("", "自然人", "法人或其他组织", "商业机构", "科研机构", "社会公益组织", "法律服务机构"),)
            names = (Cell("申请人情况", kind="head"), *(Cell("", kind="filler"),) * 5, Cell("总计", kind="head"))
            heads = [Row((replace(corner, rowspan=1), *names), "head")]
        heads += [Row(tuple(Cell(word, kind="head" if word else "filler") for word in line), "head") for line in lines]
        return [replace(table, rows=(*heads, *(row for row in table.rows if row.kind != "head")))]

    return map_tables(report, [TableKind.REQUESTS], move).displace(report.paths_of(TableKind.REQUESTS))


MODES = (
    Mode("header_cut", Stage.STRUCTURE, _by_table(_CUT), "share of header words cut short", strength=0.7, forms=_FORMS),
    Mode("header_wrong", Stage.STRUCTURE, _by_table(_WRONG), "share of header words wrong", strength=0.7, forms=_FORMS),
    Mode("header_breaks", Stage.STRUCTURE, _by_table(_BROKEN), "share of header words broken by a line", forms=_FORMS),
    Mode(
        "header_instructions",
        Stage.STRUCTURE,
        on_reports(_instructions),
        "instructions with digits in headers and labels",
        forms=_FORMS,
    ),
    Mode(
        "header_lost",
        Stage.STRUCTURE,
        on_reports(_lost),
        "tables without their header rows; share of the tables",
        lossless=False,
    ),
    Mode("header_moved", Stage.STRUCTURE, on_reports(_moved), "header of table three re-ordered", forms=_FORMS),
)
