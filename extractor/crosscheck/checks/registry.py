"""The checks of single reports: data. A new check is a function from the view to issues and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extractor.crosscheck.checks.cells import blank_zero, channel_sum, columns_reordered, part_exceeds, value_kind
from extractor.crosscheck.checks.contradictions import contradiction
from extractor.crosscheck.checks.fees import fee_prose, state_fees
from extractor.crosscheck.checks.headings import headings, sections
from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.judging import to_finding
from extractor.crosscheck.checks.percentages import percentage
from extractor.crosscheck.checks.prose_sum import prose_sum
from extractor.crosscheck.checks.prose_table import prose_table
from extractor.crosscheck.checks.view import ReportView
from extractor.crosscheck.checks.years import year_typo
from schemas.enums import FindingKind
from schemas.result import Finding

__all__ = ["CHECKS", "Check", "check_cells", "check_report"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check and the kinds of finding that it gives."""

    kinds: tuple[FindingKind, ...]
    find: Callable[[ReportView], Iterator[Issue]]


CHECKS: tuple[Check, ...] = (
    Check((FindingKind.SUBTOTAL,), channel_sum),
    Check((FindingKind.PART_EXCEEDS,), part_exceeds),
    Check((FindingKind.BLANK_ZERO,), blank_zero),
    Check((FindingKind.VALUE_KIND,), value_kind),
    Check((FindingKind.COLUMNS_REORDERED,), columns_reordered),
    Check((FindingKind.PROSE_TABLE,), prose_table),
    Check((FindingKind.PROSE_SUM,), prose_sum),
    Check((FindingKind.PERCENTAGE,), percentage),
    Check((FindingKind.FEE_PROSE,), fee_prose),
    Check((FindingKind.FEE_PROSE,), state_fees),
    Check((FindingKind.CONTRADICTION,), contradiction),
    Check((FindingKind.YEAR_TYPO,), year_typo),
    Check((FindingKind.HEADING_ORDER, FindingKind.HEADING_NUMBER), headings),
    Check((FindingKind.SECTION_MISSING, FindingKind.SECTION_EMPTY), sections),
)
"""In the order in which their findings are listed."""


_OF_CELLS = (channel_sum, part_exceeds, blank_zero, value_kind)
"""The checks that look at nothing but the cells."""


def check_report(view: ReportView, lang: str = "en") -> list[Finding]:
    """Return what the checks find in one report; what is said twice is found once.

    Nothing that is believed of a cell or a fact changes by it.

    Args:
        view: of the report.
        lang: language of the messages, ``en`` or ``zh``.
    """
    return _found(CHECKS, view, lang)


def check_cells(view: ReportView, lang: str = "en") -> list[Finding]:
    """Return what the checks find that look at nothing but the cells; else as ``check_report``."""
    return _found([check for check in CHECKS if check.find in _OF_CELLS], view, lang)


def _found(checks: Iterable[Check], view: ReportView, lang: str) -> list[Finding]:
    found: dict[str, Finding] = {}
    for check in checks:
        for issue in check.find(view):
            finding = to_finding(issue, view, lang)
            found.setdefault(finding.fingerprint, finding)
    return list(found.values())
