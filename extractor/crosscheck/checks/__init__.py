"""Checks of one report beside the form's sums: prose against tables, headings, years, fees. Findings only.

Pure: one immutable view of a report in, findings out. No check changes what is believed of a cell or a fact.
"""

from __future__ import annotations

from extractor.crosscheck.checks.registry import CHECKS, Check, check_cells, check_report
from extractor.crosscheck.checks.view import Figure, PartView, ReportView, Sentence

__all__ = ["CHECKS", "Check", "Figure", "PartView", "ReportView", "Sentence", "check_cells", "check_report"]
