"""Findings between the reports of several sources: chains from year to year, and reports that stand there twice.

Pure, like the rest of the cross-check: results in, findings out, whatever the order of the sources.
"""

from __future__ import annotations

from extractor.crosscheck.across.agencies import Agency, Head, Member, agencies
from extractor.crosscheck.across.find import across, agency_findings, heads
from extractor.crosscheck.across.names import AgencyName, matched_by, read_name

__all__ = [
    "Agency",
    "AgencyName",
    "Head",
    "Member",
    "across",
    "agencies",
    "agency_findings",
    "heads",
    "matched_by",
    "read_name",
]
