"""What became of each section of a report: read, in part, not at all, or missing, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.model.reader import Unanswered
from extractor.model.requests import PROSE
from extractor.sections.parts import ReportPart, SectionPart
from schemas.enums import SIX_PARTS, SectionStatus, Status, TableKind
from schemas.result import Cell, Section

__all__ = ["section_outcomes"]


def section_outcomes(
    part: ReportPart, cells: Mapping[str, Cell], form: str, unanswered: Sequence[Unanswered] = ()
) -> list[Section]:
    """Return what became of each section: those that stand, in reading order, then those that are missing.

    Args:
        part: the report.
        cells: its cells as judged.
        form: the form that it is printed on, which says what is due.
        unanswered: what a model was asked and gave no answer to.
    """
    silent = {missing.kind: f"the model gave no answer: {missing.reason}" for missing in unanswered}
    found = [_section(section, cells, silent) for section in part.sections]
    there = {section.kind for section in found}
    due = SIX_PARTS if form in ("2019", "2021") else ()
    found += [
        Section(kind=kind, status=SectionStatus.MISSING, reason="no heading and no table of it stands", span=None)
        for kind in due
        if kind not in there
    ]
    return found


def _section(section: SectionPart, cells: Mapping[str, Cell], silent: Mapping[str, str]) -> Section:
    kind = section.kind
    status, reason = SectionStatus.READ, None
    if kind.value in set(TableKind):
        own = [cell for path, cell in cells.items() if path.startswith(kind.value + ".")]
        lost = sum(cell.status is Status.UNREAD for cell in own)
        if not own:
            status, reason = SectionStatus.EMPTY, "the heading stands, its table does not"
        elif lost == len(own):
            status, reason = SectionStatus.FAILED, "labels stand, but no cell could be read"
        elif lost:
            status, reason = SectionStatus.PARTIAL, f"{lost} of {len(own)} cells could not be read"
    elif not section.blocks:
        status, reason = SectionStatus.EMPTY, "the heading stands, nothing under it"
    missing = silent.get(kind.value if kind.value in set(TableKind) else PROSE)
    reasons = [text for text in (reason, missing if section.blocks else None) if text]
    return Section(kind=kind, status=status, reason="; ".join(reasons) or None, span=section.span)
