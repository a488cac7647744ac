"""Findings about the source, the sections and the tables, before any number is judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck import Mismatch
from extractor.model.reader import ModelReading
from extractor.rules.printed_form import is_mixed
from extractor.rules.table import TableReading
from extractor.rules.tokens import Token
from extractor.sections.labels import matches
from extractor.sections.parts import ReportPart
from extractor.sources import Source
from extractor.sources.document import Hidden
from extractor.unread_cells import unread_cells
from schemas.enums import Blame, FindingKind, SectionKind, Severity, State, TableKind
from schemas.reading import Span
from schemas.result import Finding

__all__ = ["model_findings", "report_findings", "source_findings"]

_MESSAGES = {
    "hidden": ("text that a reader would not see ({0}) was left out: {1}", "删除了页面上看不见的文字({0}):{1}"),
    "repeated": ("row labels of {0} stand there more than once", "{0}的行标签重复出现"),
    "unassigned": ("{1} in {0} could be given to no cell of the form", "{0}中的{1}无法归入表格的任何一格"),
    "mixed": ("parts of another form stand in a report of form {0}", "按{0}年格式编制的报告中混有其他格式的内容"),
    "unit": ("amount {1} is printed without a unit ({0})", "金额{1}未注明单位({0})"),
    "year_contradicted": ("the title says {0}, the report itself another year", "标题年份为{0},与正文不一致"),
    "spam_in_name": ("foreign words stand in the agency's name", "机关名称中混入无关文字"),
    "mismatch": ("{0}: read with {1} {2}, the model saw {3}", "{0}：按{1} {2} 读取，模型所见为 {3}"),
    "unanswered": ("the model gave no answer about {0}: {1}", "模型未回答{0}部分:{1}"),
    "rejected": (
        "{1} of {2} values that the model gave for {0} stand nowhere in their place",
        "模型为{0}部分给出的{2}个值中有{1}个在原文相应位置找不到",
    ),
    "beyond": (
        "{1} more numbers in {0} could be given to no cell of the form, the first of them {2}",
        "{0}中另有{1}个数字无法归入表格的任何一格，第一个为{2}",
    ),
    "hidden_cells": (
        "{1} cells of {0} hold numbers that a reader would not see ({2}): {3}",
        "{0}有{1}个单元格含有页面上看不见的数字({2}):{3}",
    ),
    "unread_cells": (
        "{1} cells of {0} hold what is not text ({2}): their numbers are not read",
        "{0}有{1}个单元格的内容不是文字({2})，其中的数字未读取",
    ),
    "no_number": (
        "no number stands in the table of {0}: it is blank, or its numbers are no text",
        "{0}的表格中没有任何数字",
    ),
    "table_lost": ("the heading of {0} stands, its table does not", "有{0}的标题,没有表格"),
}


_MOST_UNASSIGNED = 50
"""Numbers of one table that belong nowhere and are said one by one."""
_SHOWN = 60
"""Characters of a hidden text that a message shows."""
_SEVERITIES = {FindingKind.CONVERTED: Severity.NOTE}
_TABLES_OF_FORM = dict.fromkeys(
    ("2019", "2021"), (TableKind.PROACTIVE_DISCLOSURE, TableKind.REQUESTS, TableKind.REVIEW_AND_LITIGATION)
)
"""Tables that stand under headings of their own; the narrative of older reports has the headings and no tables."""

_FLAGS = {"year_contradicted": FindingKind.YEAR_CONTRADICTED, "spam_in_name": FindingKind.NAME_SPOILT}


@dataclass(frozen=True, slots=True)
class _Text:
    """A message of one language, and what it says in none."""

    text: str
    key: tuple[str, ...]


def _say(lang: str, key: str, *parts: object) -> _Text:
    text = _MESSAGES[key][1 if lang == "zh" else 0].format(*parts)
    return _Text(text, (key, *("".join(str(part).split()) for part in parts)))


def _finding(
    kind: FindingKind,
    severity: Severity,
    blame: Blame,
    message: _Text,
    *,
    paths: tuple[str, ...] = (),
    span: Span | None = None,
) -> Finding:
    """A finding whose fingerprint depends on what is said, and neither on the language nor on the place."""
    mark = hashlib.sha256("\n".join((kind.value, *paths, *message.key)).encode()).hexdigest()[:16]
    return Finding(
        kind=kind,
        severity=severity,
        blame=blame,
        paths=list(paths),
        terms=[],
        fingerprint=mark,
        message=message.text,
        span=span,
    )


def source_findings(source: Source, lang: str) -> list[Finding]:
    """Return what was found while the source was read: hidden text, bytes that could not be decoded, limits."""
    found = [
        _finding(
            FindingKind.HIDDEN_CONTENT,
            Severity.WARNING,
            Blame.SOURCE,
            _say(lang, "hidden", hidden.reason, " ".join(hidden.text.split())[:_SHOWN]),
        )
        for hidden in source.hidden
        if _is_said(hidden)
    ]
    found += [
        _finding(
            kind := FindingKind(notice.kind),
            _SEVERITIES.get(kind, Severity.WARNING),
            Blame.EXTRACTION,
            _Text(notice.said(lang), (notice.message,)),
        )
        for notice in source.notices
    ]
    return found


def _is_said(hidden: Hidden) -> bool:
    return hidden.reason == "struck out" or _would_matter(hidden.text)


def _would_matter(text: str) -> bool:
    """True where hidden text holds numbers beside form labels, or a whole table of them; menus and dates do not."""
    squeezed = "".join(text.split())
    return sum(character.isdigit() for character in squeezed) > 0 and any(
        match.exact for kind in TableKind for word in text.split() for match in matches(word, kind)[:1]
    )


def report_findings(
    source: Source, part: ReportPart, form: str, tables: Mapping[TableKind, TableReading], lang: str
) -> list[Finding]:
    """Return what is odd about a report's tables, apart from their numbers."""
    found = [finding for kind, table in tables.items() for finding in _table_findings(source, kind, table, lang)]
    if is_mixed(form, tables):
        found.append(_finding(FindingKind.MIXED_FORM, Severity.NOTE, Blame.SOURCE, _say(lang, "mixed", form)))
    for flag, found_kind in _FLAGS.items():
        if flag in part.identity.flags:
            message = _say(lang, flag, part.identity.year)
            found.append(_finding(found_kind, Severity.WARNING, Blame.SOURCE, message))
    for kind in _TABLES_OF_FORM.get(form, ()):
        section = part.section(SectionKind(kind.value))
        if section is not None and kind not in tables:
            message = _say(lang, "table_lost", kind.value)
            found.append(_finding(FindingKind.TABLE_LOST, Severity.WARNING, Blame.UNKNOWN, message, span=section.span))
    return found


def model_findings(model: ModelReading, differences: Sequence[Mismatch], lang: str) -> list[Finding]:
    """Return what is odd about a model's reading of a report: no answer, values out of nowhere, another upstream."""
    found = [
        _finding(
            FindingKind.UPSTREAM_MISMATCH,
            Severity.WARNING,
            Blame.UNKNOWN,
            _say(lang, "mismatch", item.table.value, item.what, item.read, item.seen),
        )
        for item in differences
    ]
    for missing in model.unanswered:
        message = _say(lang, "unanswered", missing.kind, f"{missing.status.value}, {missing.reason}")
        found.append(_finding(FindingKind.MODEL_UNANSWERED, Severity.WARNING, Blame.EXTRACTION, message))
    for spare in model.rejected:
        message = _say(lang, "rejected", spare.kind, spare.count, spare.of)
        found.append(_finding(FindingKind.MODEL_REJECTED, Severity.NOTE, Blame.EXTRACTION, message))
    return found


def _unassigned(source: Source, kind: TableKind, tokens: Sequence[Token], lang: str) -> Iterator[Finding]:
    """A finding for each of the first numbers that belong nowhere, and one that counts the others."""
    for token in tokens[:_MOST_UNASSIGNED]:
        message = _say(lang, "unassigned", kind.value, source.slice(token.span))
        yield _finding(FindingKind.UNASSIGNED_NUMBER, Severity.WARNING, Blame.UNKNOWN, message, span=token.span)
    if more := tokens[_MOST_UNASSIGNED:]:
        message = _say(lang, "beyond", kind.value, len(more), source.slice(more[0].span))
        yield _finding(FindingKind.UNASSIGNED_NUMBER, Severity.WARNING, Blame.UNKNOWN, message, span=more[0].span)


def _unread(source: Source, kind: TableKind, table: TableReading, lang: str) -> Iterator[Finding]:
    """What a table's cells hold beside their text; hidden passages that are a finding of the source are not said twice."""
    said: dict[str, str] = {}
    for hidden in source.hidden:
        if _is_said(hidden):
            said[hidden.reason] = f"{said.get(hidden.reason, '')} {hidden.text}"
    for item in unread_cells(source, table):
        texts = [" ".join(text.split()) for text in item.texts]
        if item.hidden and not all(text in said.get(item.reason, "") for text in texts):
            message = _say(lang, "hidden_cells", kind.value, item.cells, item.reason, " ".join(texts)[:_SHOWN])
            yield _finding(FindingKind.HIDDEN_CONTENT, Severity.WARNING, Blame.SOURCE, message)
        elif not item.hidden:
            message = _say(lang, "unread_cells", kind.value, item.cells, item.reason)
            yield _finding(FindingKind.NOT_READ, Severity.WARNING, Blame.EXTRACTION, message)


def _table_findings(source: Source, kind: TableKind, table: TableReading, lang: str) -> list[Finding]:
    found = []
    if table.repeated:
        found.append(
            _finding(FindingKind.REPEATED_TABLE, Severity.WARNING, Blame.UNKNOWN, _say(lang, "repeated", kind.value))
        )
    found += _unassigned(source, kind, table.unassigned, lang)
    found += _unread(source, kind, table, lang)
    if table.readings and not any(reading.state in (State.NUMBER, State.MARK) for reading in table.readings):
        message = _say(lang, "no_number", kind.value)
        found.append(_finding(FindingKind.TABLE_LOST, Severity.WARNING, Blame.UNKNOWN, message))
    for reading in table.readings:
        if not reading.unit_known:
            message = _say(lang, "unit", reading.path, reading.printed)
            found.append(
                _finding(
                    FindingKind.UNIT_UNKNOWN,
                    Severity.WARNING,
                    Blame.SOURCE,
                    message,
                    paths=(reading.path,),
                    span=reading.span,
                )
            )
    return found
