"""Verdicts and breaks as the published result has them."""

from __future__ import annotations

import hashlib

from extractor.crosscheck.breaks import Break
from extractor.crosscheck.outcome import Outcome
from extractor.crosscheck.verdicts import Verdict
from schemas import Address, Number, cell_definition
from schemas.enums import FindingKind, Severity, TableKind, Witness
from schemas.result import Candidate, Cell, Explanation, Finding, Place, Term

__all__ = ["to_cells", "to_findings"]

_LONG = 8
"""Sums of more terms than this are shown without their zeros."""

_RELATIONS: dict[Witness, tuple[str, str]] = {
    Witness.ROW_SUM: ("the parts and 总计", "各列之和与总计"),
    Witness.BALANCE: ("received + carried in and concluded + carried out", "第一项加第二项与第三项加第四项"),
    Witness.OUTCOME_SUM: ("the outcomes and (七)总计", "各项办理结果之和与(七)总计"),
    Witness.REVIEW_SUM: ("the parts and 总计", "各项结果之和与总计"),
    Witness.ANNEX_SUM: ("the parts and their total", "分项之和与总数"),
}
"""What each identity compares, in English and Chinese."""


def to_cells(outcome: Outcome) -> dict[str, Cell]:
    """Return the cells of the result, in the outcome's order."""
    return {path: _cell(found) for path, found in outcome.verdicts.items()}


def to_findings(outcome: Outcome, lang: str = "en") -> list[Finding]:
    """Return a finding for each broken identity, then for each broken subtotal.

    Args:
        outcome: of one report.
        lang: language of the messages, ``en`` or ``zh``; official labels stay Chinese.
    """
    identities = [_finding(found, found.identity.finding, outcome, lang) for found in outcome.breaks]
    return identities + [_finding(found, FindingKind.SUBTOTAL, outcome, lang) for found in outcome.subtotal_breaks]


def _cell(found: Verdict) -> Cell:
    return Cell(
        printed=found.printed,
        value=found.value,
        state=found.state,
        status=found.status,
        witnesses=list(found.witnesses),
        span=found.span,
        at=_place(found.at),
        candidates=[Candidate(value=c.value, printed=c.printed, by=list(c.by)) for c in found.candidates],
        placed_by=found.placed_by.value if found.placed_by else None,
    )


def _place(at: Address | None) -> Place | None:
    return None if at is None else Place(table=at.table, row=at.row, column=at.column, page=at.page, box=at.box)


def _finding(found: Break, kind: FindingKind, outcome: Outcome, lang: str) -> Finding:
    mild = kind is FindingKind.SUBTOTAL or found.identity.table is TableKind.STATISTICS
    shown = outcome.verdicts[_shown_at(found)]
    return Finding(
        kind=kind,
        severity=Severity.WARNING if mild else Severity.ERROR,
        blame=found.blame,
        paths=list(found.identity.paths),
        terms=[Term(path=path, value=value) for path, value in found.terms],
        fingerprint=_fingerprint(found, kind),
        message=_message(found, lang),
        span=shown.span,
        explanations=[
            Explanation(kind=item.kind, terms=[Term(path=path, value=value) for path, value in item.terms])
            for item in found.explanations
        ],
    )


def _shown_at(found: Break) -> str:
    """The cell that a broken sum is shown at: the one that alone would explain it, where it is one, else the sum's own."""
    alone = {item.terms[0][0] for item in found.explanations if len(item.terms) == 1}
    suspect = found.suspect or (alone.pop() if len(alone) == 1 else None)
    return suspect or found.identity.right[-1]


def _fingerprint(found: Break, kind: FindingKind) -> str:
    values = ",".join("" if value is None else str(value) for _, value in found.terms)
    return hashlib.sha256(f"{kind}|{found.identity.name}|{values}".encode()).hexdigest()[:16]


def _message(found: Break, lang: str) -> str:
    """Return such as ``自然人, the outcomes and (七)总计: 3 + 1 + 0 = 4, printed 5``."""
    english = lang != "zh"
    values = dict(found.terms)
    left = _sum([values[path] for path in found.identity.left], found.left)
    right = _sum([values[path] for path in found.identity.right], found.right)
    what = _RELATIONS[found.identity.kind][0 if english else 1]
    label = _label(found)
    if english:
        text = f"{label}, {what}: {left}, printed {right}"
        return f"{text}; {cell_definition(found.suspect).label} alone would explain it" if found.suspect else text
    text = f"{label}，{what}：{left}，表中为 {right}"
    return f"{text}；仅“{cell_definition(found.suspect).label}”一处有误即可解释" if found.suspect else text


def _label(found: Break) -> str:
    """The row or column that the identity runs along, as the form prints it."""
    definition = cell_definition(found.identity.right[0])
    along_row = found.identity.axis == "row" or not definition.column.key
    return definition.row.label if along_row else definition.column.label


def _sum(values: list[Number | None], total: Number) -> str:
    """Return ``3 + 1 + 0 = 4``, blanks and marks left out; a single number stands alone."""
    numbers = [value for value in values if value is not None]
    if len(numbers) > _LONG:
        numbers = [value for value in numbers if value != 0] or numbers[:1]
    return f"{total}" if len(numbers) == 1 else f"{' + '.join(map(str, numbers))} = {total}"
