"""One report as the page's data: compact, its cells in the order of their paths, places those of the kept text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite

from extractor.export.review.cut import CutText
from extractor.export.review.vocabulary import STATES, STATUSES, WITNESSES
from extractor.reviewing.breaks import placed_at
from extractor.reviewing.doubts import doubts_of, ordered_paths
from extractor.reviewing.why_read import WhyRead, why_read
from schemas import Span
from schemas.enums import Origin, Severity, Witness
from schemas.result import Candidate, Cell, Fact, Finding, Report, Value

__all__ = ["doubtful", "report_record", "spans_of"]

_BITS = {witness: 1 << place for place, witness in enumerate(WITNESSES)}
_REASONS = tuple(WhyRead)
_LONG = 2000
"""A span of more characters is a section's, not that of a number or a sentence."""


def doubtful(report: Report) -> list[int]:
    """Return the cells that a person should look at, by index in printed order, the most doubtful first."""
    index = {path: number for number, path in enumerate(ordered_paths(report))}
    return [index[path] for path in doubts_of(report)]


def spans_of(report: Report) -> Iterator[Span]:
    """Yield what of the source is of interest, the most important first."""
    paths = ordered_paths(report)
    first = doubtful(report)
    order = [*first, *(number for number in range(len(paths)) if number not in set(first))]
    yield from (span for number in order if (span := report.cells[paths[number]].span))
    said = [*(finding.span for finding in report.findings), *(fact.span for fact in report.facts)]
    yield from (span for span in said if span and span[1] - span[0] <= _LONG)
    yield from ((s.span[0], min(s.span[1], s.span[0] + 1)) for s in report.sections if s.span)


def report_record(report: Report, cut: CutText | None, origin: Origin | None) -> dict[str, object]:
    """Return the report as a JSON object; without a text no place is given."""
    paths = ordered_paths(report)
    why = why_read(report, origin)
    index = {path: number for number, path in enumerate(paths)}
    return {
        "title": report.title,
        "period": [report.period_start, report.period_end],
        "cells": [_cell(report.cells[path], cut, why.get(path, ())) for path in paths],
        "facts": [_fact(fact, cut) for fact in report.facts],
        "findings": [_finding(report, finding, index, cut) for finding in report.findings],
        "sections": [
            [section.kind, section.status, section.reason, _place(section.span, cut)] for section in report.sections
        ],
        "problems": report.problems,
        "improvements": report.improvements,
    }


def _cell(cell: Cell, cut: CutText | None, why: Iterable[WhyRead]) -> list[object]:
    """``[status, state, value, printed, place, at, witnesses, placed by, candidates]``; words as their numbers.

    Of a cell that is only read a tenth follows: why.
    """
    at = cell.at
    address = [at.table, at.row, at.column] if at and None not in (at.table, at.row, at.column) else 0
    value = _number(cell.value)
    written: list[object] = [
        STATUSES.index(cell.status),
        STATES.index(cell.state),
        value,
        0 if cell.printed == str(value) else cell.printed,
        _place(cell.span, cut),
        address,
        _mask(cell.witnesses),
        cell.placed_by or 0,
        [_candidate(candidate) for candidate in cell.candidates],
    ]
    reasons = [_REASONS.index(reason) for reason in why]
    return [*written, reasons] if reasons else written


def _candidate(candidate: Candidate) -> list[object]:
    return [_number(candidate.value), candidate.printed, _mask(candidate.by)]


def _fact(fact: Fact, cut: CutText | None) -> dict[str, object]:
    return {
        "metric": fact.metric,
        "value": _number(fact.value),
        "unit": fact.unit,
        "approximate": fact.approximate,
        "scope": fact.scope,
        "quote": fact.quote,
        "status": fact.status,
        "witnesses": _mask(fact.witnesses),
        "place": _place(fact.span, cut),
    }


def _finding(report: Report, finding: Finding, index: dict[str, int], cut: CutText | None) -> dict[str, object]:
    broken = placed_at(finding, report) if finding.severity is Severity.ERROR else None
    explanations = [
        [explanation.kind, [[index[t.path], _number(t.value)] for t in explanation.terms if t.path in index]]
        for explanation in finding.explanations
    ]
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "blame": finding.blame,
        "cells": [index[path] for path in finding.paths if path in index],
        "broken": -1 if broken is None else index[broken],
        "message": finding.message,
        "explanations": explanations,
        "place": _place(finding.span, cut),
    }


def _mask(witnesses: Iterable[Witness]) -> int:
    return sum({_BITS[witness] for witness in witnesses})


def _number(value: Value) -> int | float | None:
    """The value as JSON has it; a decimal beyond all floats is none, its print stays."""
    if value is None or isinstance(value, int):
        return value
    return number if isfinite(number := float(value)) else None


def _place(span: Span | None, cut: CutText | None) -> tuple[int, int] | int:
    return (cut.place(span) if cut else None) or 0
