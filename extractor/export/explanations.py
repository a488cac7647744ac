"""What would mend a broken sum, as words behind its message."""

from __future__ import annotations

from schemas import cell_definition
from schemas.enums import ExplanationKind
from schemas.result import Explanation, Finding

__all__ = ["explained"]

_WORDS: dict[ExplanationKind, tuple[str, str]] = {
    ExplanationKind.SINGLE_CELL: ("one cell alone", "仅一格有误"),
    ExplanationKind.SPLIT_DIGITS: ("one number split over two cells", "一个数字被拆在相邻两格"),
    ExplanationKind.SWAPPED_COLUMNS: ("two cells exchanged", "两格的数字对调"),
    ExplanationKind.BLANK_CELL: ("a number left out", "空白格应有数字"),
}


def explained(finding: Finding, lang: str) -> str:
    """Return the finding's message and, likeliest first, what would mend what it says is broken.

    Args:
        finding: any; without explanations its message is returned.
        lang: ``en`` or ``zh``.
    """
    if not finding.explanations:
        return finding.message
    english = lang != "zh"
    ways = (" or " if english else "；或").join(_way(explanation, english) for explanation in finding.explanations)
    return f"{finding.message}; would be mended by {ways}" if english else f"{finding.message}；可能的原因：{ways}"


def _way(explanation: Explanation, english: bool) -> str:
    words = _WORDS[explanation.kind][0 if english else 1]
    changes = []
    for term in explanation.terms:
        value = ("blank" if english else "空白") if term.value is None else f"{term.value}"
        label = cell_definition(term.path).label
        changes.append(f"{label} = {value}" if english else f"“{label}”应为{value}")
    if english:
        return f"{words} ({', '.join(changes)})"
    return f"{words}（{'，'.join(changes)}）"
