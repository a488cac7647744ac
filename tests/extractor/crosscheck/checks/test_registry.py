"""The registry: every kind of single-report finding has its check, and every message both languages."""

from __future__ import annotations

import string

from extractor.crosscheck.checks import CHECKS, ReportView, check_report
from extractor.crosscheck.checks.messages import MESSAGES
from schemas.enums import FindingKind, Origin

BUILT = {
    FindingKind.SUBTOTAL,
    FindingKind.PART_EXCEEDS,
    FindingKind.BLANK_ZERO,
    FindingKind.VALUE_KIND,
    FindingKind.COLUMNS_REORDERED,
    FindingKind.PROSE_TABLE,
    FindingKind.PROSE_SUM,
    FindingKind.PERCENTAGE,
    FindingKind.FEE_PROSE,
    FindingKind.CONTRADICTION,
    FindingKind.YEAR_TYPO,
    FindingKind.HEADING_ORDER,
    FindingKind.HEADING_NUMBER,
    FindingKind.SECTION_MISSING,
    FindingKind.SECTION_EMPTY,
}


def test_every_kind_has_a_check() -> None:
    assert {kind for check in CHECKS for kind in check.kinds} == BUILT


def test_both_languages_name_the_same_values() -> None:
    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    for english, chinese in MESSAGES.values():
        assert fields(english) - fields(chinese) <= {"whole"}
        assert fields(chinese) <= fields(english)


def test_nothing_is_found_in_nothing() -> None:
    empty = ReportView(None, "2021", None, Origin.DIGITAL, {}, (), (), (), (), {})
    assert check_report(empty) == []
