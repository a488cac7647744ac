"""The tables of an export: sources, reports, cells, facts, findings and sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar

from extractor.export.columns import (
    LABEL,
    LABEL_EN,
    PATH,
    Column,
    Dataset,
    Field,
    Kind,
    Scalar,
    category,
    dataset,
    text,
)
from extractor.export.numbered import CellRow, Numbered, PartRow, ReportRow
from extractor.export.places import address
from schemas.decisions import How
from schemas.english import ENGLISH_METRICS
from schemas.enums import (
    Blame,
    FindingKind,
    Origin,
    Quantity,
    SectionKind,
    SectionStatus,
    Severity,
    State,
    Status,
    TableKind,
)
from schemas.facts import METRIC_LABELS, Metric
from schemas.result import Candidate, Cell, Explanation, Fact, Finding, Report, Section, Span, Term

__all__ = [
    "CELLS",
    "DATASETS",
    "FACTS",
    "FINDINGS",
    "REPORTS",
    "SECTIONS",
    "SOURCES",
    "candidates_text",
    "report_fields",
]

Row = TypeVar("Row")


def _integer(name: str, chinese: str, about: str) -> Column:
    return Column(name, Kind.INTEGER, chinese, about)


_REPORT_ID = _integer("report_id", "报告编号", "number of the report in this export; joins its tables")
_SOURCE_ID = _integer("source_id", "来源编号", "number of the source in this export; joins its tables")
_SOURCE = text("source", "来源", "the source's name as it was given")
_STATUS = category("status", Status, "可信状态", "how far it can be believed that this is what the report prints")
_VALUE = Column("value", Kind.NUMBER, "数值", "the number, units applied (money in yuan); nothing where there is none")
_WITNESSES = text("witnesses", "依据", "who vouches for the value, one blank apart")
_SPAN = (
    _integer("span_start", "起始字符", "first character in the source's text (`gongkai show --text`), from 0"),
    _integer("span_end", "结束字符", "character after the last"),
)


def report_fields(of: Callable[[Row], ReportRow]) -> tuple[Field[Row], ...]:
    """Return what every table below the reports says of its report."""

    def at(column: Column, get: Callable[[ReportRow], Scalar]) -> Field[Row]:
        return Field(column, lambda row: get(of(row)))

    return (
        at(_REPORT_ID, lambda r: r.report_id),
        at(_SOURCE, lambda r: r.extraction.source),
        at(text("organization", "单位", "the agency"), lambda r: r.report.organization),
        at(_integer("year", "年度", "the year that the report is about"), lambda r: r.report.year),
        at(text("form", "格式", "the form that is printed"), lambda r: r.report.form),
    )


def _span(get: Callable[[Row], Span | None]) -> tuple[Field[Row], ...]:
    def end(row: Row, index: int) -> int | None:
        span = get(row)
        return span[index] if span else None

    return Field(_SPAN[0], lambda row: end(row, 0)), Field(_SPAN[1], lambda row: end(row, 1))


_ERROR = "why the source could not be read"

SOURCES = dataset(
    "sources",
    lambda source: [source],
    [
        Field(_SOURCE_ID, lambda s: s.id),
        Field(_SOURCE, lambda s: s.extraction.source),
        Field(text("sha256", "SHA-256", "hash of its bytes"), lambda s: s.extraction.sha256),
        Field(category("origin", Origin, "文字来历", "how its characters came about"), lambda s: s.extraction.origin),
        Field(_integer("reports", "报告数", "reports that it holds"), lambda s: len(s.extraction.reports)),
        Field(text("error_kind", "错误类别", f"{_ERROR}, in a word"), lambda s: _error(s, "kind")),
        Field(text("error_message", "错误说明", _ERROR), lambda s: _error(s, "message")),
        Field(text("schema_version", "结果版本", "version of the result"), lambda s: s.extraction.schema_version),
        Field(text("version", "程序版本", "version of gongkai that read it"), lambda s: s.extraction.run.version),
        Field(text("settings", "设置", "hash of the settings"), lambda s: s.extraction.run.settings),
        Field(text("model", "模型", "the second reader, if there was one"), lambda s: s.extraction.run.model),
    ],
)


def _error(source: Numbered, name: str) -> str | None:
    error = source.extraction.error
    return str(getattr(error, name)) if error else None


def _count(status: Status) -> Callable[[ReportRow], int]:
    return lambda row: sum(cell.status is status for cell in row.report.cells.values())


def _graded(severity: Severity) -> Callable[[ReportRow], int]:
    return lambda row: sum(finding.severity is severity for finding in row.report.findings)


def _region(name: str) -> Callable[[ReportRow], str | None]:
    return lambda row: getattr(row.report.region, name) if row.report.region else None


def _numbers(report: Report) -> int:
    return sum(cell.state is State.NUMBER for cell in report.cells.values())


def _verified_numbers(report: Report) -> int:
    cells = report.cells.values()
    return sum(cell.state is State.NUMBER and cell.status is Status.VERIFIED for cell in cells)


def _lines(texts: list[str]) -> str | None:
    return "\n".join(texts) or None


REPORTS = dataset(
    "reports",
    lambda source: source.reports,
    [
        *report_fields(lambda row: row),
        Field(_SOURCE_ID, lambda r: r.source_id),
        Field(_integer("index", "序号", "place among the reports of its source, from 1"), lambda r: r.index),
        Field(text("title", "标题", "as printed"), lambda r: r.report.title),
        Field(text("province", "省", "where the agency is"), _region("province")),
        Field(text("city", "市", "where the agency is"), _region("city")),
        Field(text("county", "县", "where the agency is"), _region("county")),
        Field(text("period_start", "起始日期", "ISO date"), lambda r: r.report.period_start),
        Field(text("period_end", "截止日期", "ISO date"), lambda r: r.report.period_end),
        Field(_integer("cells", "单元格", "cells of the official form"), lambda r: len(r.report.cells)),
        Field(_integer("numbers", "数字", "cells in which a number is printed"), lambda r: _numbers(r.report)),
        Field(
            _integer("verified_numbers", "已核实数字", "of these, verified as read"),
            lambda r: _verified_numbers(r.report),
        ),
        *(
            Field(_integer(status.value, chinese, f"cells of the status {status.value}"), _count(status))
            for status, chinese in (
                (Status.VERIFIED, "已核实"),
                (Status.REPAIRED, "已修复"),
                (Status.READ, "已读"),
                (Status.DISPUTED, "有争议"),
                (Status.UNREAD, "未读出"),
            )
        ),
        Field(_integer("facts", "正文数字", "numbers of the prose"), lambda r: len(r.report.facts)),
        Field(_integer("errors", "错误", "findings that are errors"), _graded(Severity.ERROR)),
        Field(_integer("warnings", "警告", "findings that are warnings"), _graded(Severity.WARNING)),
        Field(_integer("notes", "提示", "findings that are notes"), _graded(Severity.NOTE)),
        Field(text("problems", "存在的主要问题", "one a line"), lambda r: _lines(r.report.problems)),
        Field(text("improvements", "改进情况", "one a line"), lambda r: _lines(r.report.improvements)),
        Field(
            _integer(
                "called_wrong",
                "认定有误",
                "cells that a person called the report's own error; nothing where the results came without decisions",
            ),
            lambda r: len(r.called_wrong()) if r.decided and r.decided.put_in else None,
        ),
    ],
)


def _cells(source: Numbered) -> Iterator[CellRow]:
    return (CellRow(row, path, cell) for row in source.reports for path, cell in row.report.cells.items())


def candidates_text(cell: Cell) -> str:
    """Return the other values that were given for a cell and by whom; a print where it gives no value, else ``blank``."""
    return "; ".join(f"{_candidate(other)} ({', '.join(other.by)})" for other in cell.candidates)


def _candidate(other: Candidate) -> str:
    if other.value is not None:
        return _plain(other.value)
    return f"“{other.printed}”" if other.printed.strip() else State.BLANK.value


def _plain(value: int | Decimal | None) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


CELLS = dataset(
    "cells",
    _cells,
    [
        *report_fields(attrgetter("of")),
        Field(category("table", TableKind, "表", "the table that it stands in"), lambda c: c.definition.table),
        Field(PATH, lambda c: c.path),
        Field(LABEL, lambda c: c.labels[0]),
        Field(LABEL_EN, lambda c: c.labels[1]),
        Field(
            category("quantity", Quantity, "数量类型", "what kind of number it holds"), lambda c: c.definition.quantity
        ),
        Field(text("unit", "单位名称", "of the value"), lambda c: c.definition.unit),
        Field(category("state", State, "填报形态", "number, blank, mark, lost or unreadable"), lambda c: c.cell.state),
        Field(_VALUE, lambda c: c.cell.value),
        Field(text("printed", "原文", "the token as it stands in the source"), lambda c: c.cell.printed),
        Field(_STATUS, lambda c: c.cell.status),
        Field(_WITNESSES, lambda c: " ".join(c.cell.witnesses)),
        Field(
            text("candidates", "其他可能", "other values that were given, and by whom"),
            lambda c: candidates_text(c.cell) or None,
        ),
        Field(
            text("placed_by", "定位方式", "structure, order or sums: what put the token into this cell"),
            lambda c: c.cell.placed_by,
        ),
        Field(text("place", "位置", "table/row:column in the source, from 1"), lambda c: address(c.cell)),
        *_span(lambda c: c.cell.span),
        Field(
            category(
                "decision",
                How,
                "人工认定",
                "what a person decided about it; report_wrong: read right, and the report is wrong; "
                "nothing where nobody did, or the results came without decisions",
            ),
            lambda c: c.decision.reading.how if c.decision else None,
        ),
        Field(
            text("decision_note", "认定备注", "why, as they noted it"),
            lambda c: c.decision.event.why if c.decision else None,
        ),
        Field(text("decided_by", "认定人", "who"), lambda c: c.decision.event.by if c.decision else None),
    ],
)


def _facts(source: Numbered) -> Iterator[PartRow[Fact]]:
    return (PartRow(row, n, fact) for row in source.reports for n, fact in enumerate(row.report.facts, 1))


FACTS = dataset(
    "facts",
    _facts,
    [
        *report_fields(attrgetter("of")),
        Field(_integer("fact", "序号", "its number in the report, from 1"), lambda f: f.index),
        Field(category("metric", Metric, "指标", "what is counted"), lambda f: f.part.metric),
        Field(text("label", "指标名称", "the metric in Chinese"), lambda f: METRIC_LABELS[f.part.metric]),
        Field(text("label_en", "英文名称", "the metric in English"), lambda f: ENGLISH_METRICS[f.part.metric]),
        Field(_VALUE, lambda f: f.part.value),
        Field(text("unit", "单位名称", "as printed; yuan for money"), lambda f: f.part.unit),
        Field(Column("approximate", Kind.FLAG, "约数", "true for 余, 约 and the like"), lambda f: f.part.approximate),
        Field(text("scope", "范围", "the part that it is about, if a part"), lambda f: f.part.scope),
        Field(text("quote", "原文", "verbatim"), lambda f: f.part.quote),
        Field(_STATUS, lambda f: f.part.status),
        Field(_WITNESSES, lambda f: " ".join(f.part.witnesses)),
        *_span(lambda f: f.part.span),
    ],
)


def _findings(source: Numbered) -> Iterator[PartRow[Finding]]:
    return (PartRow(row, n, found) for row in source.reports for n, found in enumerate(row.report.findings, 1))


def _terms(terms: list[Term]) -> str:
    return " ".join(f"{term.path}={'' if term.value is None else _plain(term.value)}" for term in terms)


def _explanation(explanation: Explanation) -> str:
    return f"{explanation.kind}: {_terms(explanation.terms)}"


FINDINGS = dataset(
    "findings",
    _findings,
    [
        *report_fields(attrgetter("of")),
        Field(_integer("finding", "序号", "its number in the report, from 1"), lambda f: f.index),
        Field(category("kind", FindingKind, "类别", "what is wrong or odd"), lambda f: f.part.kind),
        Field(category("severity", Severity, "程度", "how grave it is"), lambda f: f.part.severity),
        Field(category("blame", Blame, "责任", "whose error it is"), lambda f: f.part.blame),
        Field(
            text("path", "路径", "the first cell that it is about"),
            lambda f: f.part.paths[0] if f.part.paths else None,
        ),
        Field(text("paths", "全部路径", "all cells that it is about"), lambda f: " ".join(f.part.paths) or None),
        Field(text("message", "说明", "in the language that was extracted with"), lambda f: f.part.message),
        Field(
            text("terms", "数字", "the numbers that it compares, path=value"), lambda f: _terms(f.part.terms) or None
        ),
        Field(
            text("explanations", "可能的解释", "single slips that would explain it, likeliest first"),
            lambda f: "; ".join(map(_explanation, f.part.explanations)) or None,
        ),
        Field(
            text("fingerprint", "指纹", "the same for the same finding in another run"), lambda f: f.part.fingerprint
        ),
        *_span(lambda f: f.part.span),
    ],
)


def _sections(source: Numbered) -> Iterator[PartRow[Section]]:
    return (PartRow(row, n, part) for row in source.reports for n, part in enumerate(row.report.sections, 1))


SECTIONS = dataset(
    "sections",
    _sections,
    [
        *report_fields(attrgetter("of")),
        Field(_integer("section", "序号", "its number in the report, from 1"), lambda s: s.index),
        Field(category("kind", SectionKind, "部分", "which part of the report"), lambda s: s.part.kind),
        Field(category("section_status", SectionStatus, "读取情况", "what became of it"), lambda s: s.part.status),
        Field(text("reason", "原因", "why it was not read"), lambda s: s.part.reason),
        *_span(lambda s: s.part.span),
    ],
)

DATASETS: dict[str, Dataset] = {table.name: table for table in (CELLS, FACTS, FINDINGS, REPORTS, SECTIONS, SOURCES)}
"""Every table by its name, in the order in which they are offered."""
