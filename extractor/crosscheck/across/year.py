"""All reports of one agency and one year as one: what they agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.crosscheck.across.agencies import Member
from extractor.crosscheck.across.numbers import Figure
from schemas.enums import FindingKind
from schemas.result import Report

__all__ = ["Agreed", "Copy", "agreed"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One report of an agency, with what of it can be compared."""

    member: Member
    report: Report
    figures: Mapping[str, Figure]

    @property
    def year_sure(self) -> bool:
        """False where the report itself speaks of another year than its title."""
        return all(finding.kind is not FindingKind.YEAR_CONTRADICTED for finding in self.report.findings)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A number on which all copies of a year that have it agree."""

    copy: Copy
    """The first that has it."""
    figure: Figure


def agreed(copies: Sequence[Copy], path: str) -> Agreed | None:
    """Return the number of a cell, or None where no copy has it or two differ: then none is compared any further."""
    having = [Agreed(copy, figure) for copy in copies if (figure := copy.figures.get(path)) is not None]
    return having[0] if len({one.figure.value for one in having}) == 1 else None
