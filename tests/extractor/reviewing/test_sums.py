"""Sums written out; on reports with errors in them the broken ones are those that the findings name."""

from __future__ import annotations

import pytest
from crosscheck_cases import RULES, books, cell, evidence_of, lose, put, read

from eval.plant import plant
from extractor.pipeline import extract
from extractor.reviewing.events import HumanReading
from extractor.reviewing.sums import sums
from schemas.enums import IDENTITY_KINDS, FindingKind, Origin, State
from schemas.result import Report
from tests.extractor.reviewing.cases import BLANK, UNREADABLE, report_of, said, typed
from tests.soak.tallies import draw

MODES = (("html",), ("ocr", "flat"), ("torn_before",), ("zeros_blank_cells",), ("split_digits",), ("several_reports",))


def _broken(report: Report) -> set[tuple[FindingKind, tuple[str, ...]]]:
    return {(line.kind, line.paths) for line in sums(report, {}) if line.verdict == "broken"}


def _named(report: Report, *more: FindingKind) -> set[tuple[FindingKind, tuple[str, ...]]]:
    kinds = (*IDENTITY_KINDS, *more)
    return {(f.kind, tuple(f.paths)) for f in report.findings if f.kind in kinds}


@pytest.mark.parametrize("kind", sorted(IDENTITY_KINDS))
@pytest.mark.parametrize("number", range(2))
def test_planted_errors_are_the_broken_sums(kind: FindingKind, number: int) -> None:
    report = extract(plant(kind, 5, number).sources[0].data, "report").reports[0]
    broken = {one for one in _broken(report) if one[0] is not FindingKind.SUBTOTAL}
    assert broken == _named(report)
    assert broken


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("modes", MODES, ids="+".join)
def test_mangled_reports_with_agency_errors_agree_with_their_findings(modes: tuple[str, ...], number: int) -> None:
    mangled = draw(731, number, modes, agency_errors=3).mangled
    for report in extract(mangled.data, mangled.name).reports:
        assert {one for one in _broken(report) if one[0] is not FindingKind.SUBTOTAL} == _named(report)


def test_a_subtotal_is_a_sum_too() -> None:
    report = extract(plant(FindingKind.SUBTOTAL, 5, 0).sources[0].data, "report").reports[0]
    assert {one for one in _broken(report) if one[0] is FindingKind.SUBTOTAL} <= _named(report, FindingKind.SUBTOTAL)


ROW = "requests:row_sum:granted"


def _line(report: Report, readings: dict[str, HumanReading], name: str) -> tuple[str, str]:
    (line,) = [line for line in sums(report, said(report, readings)) if line.name == name]
    assert line.paths == tuple(path for path, _ in (*line.left, *line.right))
    return line.verdict, line.text


def test_they_are_written_out() -> None:
    values = books({("granted", "natural_person"): 3, ("granted", "business"): 1})
    readings = read(values)
    total, other = cell("granted", "total"), cell("granted", "other")
    put(readings, other, None, State.BLANK)
    put(readings, total, 5)
    report = report_of(evidence_of(Origin.UNKNOWN, readings))
    assert _line(report, {}, ROW) == ("broken", "3 + 1 + 0 + 0 + 0 = 4 ≠ 5")
    assert _line(report, {total: typed(4)}, ROW) == ("holds", "3 + 1 + 0 + 0 + 0 = 4")
    assert _line(report, {total: typed(4, "")}, ROW) == ("holds", "3 + 1 + 0 + 0 + 0 = 4")
    assert _line(report, {other: typed(1)}, ROW) == ("holds", "3 + 1 + 0 + 0 + 0 + 1 = 5")
    assert _line(report, {other: UNREADABLE}, ROW) == ("untested", "3 + 1 + 0 + 0 + 0 + ? = ? ≟ 5")
    assert _line(report, {total: UNREADABLE}, ROW) == ("untested", "3 + 1 + 0 + 0 + 0 = 4 ≟ ?")
    assert _line(report, {total: BLANK}, ROW) == ("untested", "3 + 1 + 0 + 0 + 0 = 4 ≟ 0")
    balance = "requests:balance:natural_person"
    assert _line(report, {}, balance) == ("holds", "3 + 0 = 3 = 3 + 0")
    received = cell("received", "natural_person")
    assert _line(report, {received: typed(8)}, balance) == ("broken", "8 + 0 = 8 ≠ 3 = 3 + 0")
    long = _line(report, {}, "requests:outcome_sum:natural_person")
    assert long == ("holds", "3 = 3")


def test_a_lost_cell_is_no_zero() -> None:
    readings = read(books({("granted", "natural_person"): 3}), RULES)
    lose(readings, cell("granted", "other"))
    report = report_of(evidence_of(Origin.UNKNOWN, readings))
    assert _line(report, {}, ROW) == ("untested", "3 + 0 + 0 + 0 + 0 + ? = ? ≟ 3")


def test_a_repaired_value_is_in_effect() -> None:
    readings = read(books({("granted", "natural_person"): 8}))
    put(readings, cell("granted", "natural_person"), None, State.UNREADABLE, printed="B")
    report = report_of(evidence_of(Origin.DIGITAL, readings))
    assert _line(report, {}, ROW) == ("holds", "8 + 0 + 0 + 0 + 0 + 0 = 8")
