"""What is found between the reports of several sources: which two, how their agencies were matched, and the finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from schemas.result import Finding

__all__ = ["AcrossFinding", "MatchedBy", "OtherReport"]


class MatchedBy(StrEnum):
    """What makes two names one agency's; several may be needed for one pair."""

    SAME_NAME = "same_name"
    """Both reports print the same name, and it says where the agency is."""
    REGION = "region"
    """One name says the region above that the other leaves out: ``砚汀市衡渠县财政局``, ``衡渠县财政局``."""
    OFFICE = "office"
    """One name is a government's, the other its office's, which reports for it."""
    SCRIPT = "script"
    """One name is printed in traditional characters."""
    ABBREVIATION = "abbreviation"
    """One name is the usual short form of the other: ``发改委``, ``发展和改革委员会``."""


@dataclass(frozen=True, slots=True)
class OtherReport:
    """The report that another one is compared with."""

    source: str
    organization: str
    year: int
    matched_by: tuple[MatchedBy, ...]


@dataclass(frozen=True, slots=True)
class AcrossFinding:
    """One finding about two reports; it is shown in the later one.

    ``finding.paths`` are cells of the later report. ``finding.terms`` gives for each of them the earlier report's number
    (for ``carry_chain`` under the path of the row that it was carried out in), then the later report's.
    """

    finding: Finding
    source: str
    """Of the later report; of two of one year, the one that comes later by name."""
    index: int
    """Its number in that source, from 0."""
    other: OtherReport
