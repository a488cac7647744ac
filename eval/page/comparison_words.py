"""The words of a comparison for its figures, flips and verdicts."""

from __future__ import annotations

from typing import Literal

from eval.compare.format import Effect, FactFlipKind, FlipKind, VerdictWord

__all__ = ["CELL_FLIPS", "FACT_FLIPS", "FAVOUR", "FIGURES", "KEY_FIGURES", "TONES", "Tone"]

Tone = Literal["", "good", "bad"]

TONES: dict[VerdictWord, Literal["good", "bad", "open", "same"]] = {
    VerdictWord.BETTER: "good",
    VerdictWord.WORSE: "bad",
    VerdictWord.MIXED: "open",
    VerdictWord.NO_DIFFERENCE_SHOWN: "open",
    VerdictWord.IDENTICAL: "same",
}
FAVOUR: dict[Effect, str] = {
    Effect.BETTER: "B is better",
    Effect.WORSE: "A is better",
    Effect.NOT_SHOWN: "not established",
    Effect.UNDEFINED: "no interval, nothing is established",
}
KEY_FIGURES = (
    "silent_a_report",
    "facts_silent_a_report",
    "verified",
    "right_nonzero",
    "right_labelled",
    "tables_exact",
    "facts_found",
    "facts_right",
)
"""Those that stand at the top, and in every part."""
FIGURES = {
    "silent_a_report": "silent errors in cells",
    "facts_silent_a_report": "silent errors in facts",
    "silent": "silent errors, of believed cells",
    "silent_share": "silent errors, share of believed cells",
    "verified": "printed numbers verified",
    "repaired": "printed numbers repaired",
    "disputed": "printed numbers disputed",
    "unread": "printed numbers unread",
    "right": "right, of all scored cells",
    "right_labelled": "right, of labelled cells",
    "right_nonzero": "right, of non-zero cells",
    "tables_exact": "tables wholly right",
    "wrong": "wrong",
    "missed": "missed",
    "invented": "invented",
    "misplaced": "misplaced",
    "row_drift": "misplaced by rows",
    "column_drift": "misplaced by columns",
    "facts_found": "facts found",
    "facts_right": "facts right, of those given",
    "facts_scope_right": "facts with the right scope",
    "facts_silent": "silent errors, of verified facts",
    "reports_matched": "reports found",
    "reports_missed": "reports missed",
    "reports_invented": "reports invented",
    "organization_right": "organization right",
    "year_right": "year right",
    "form_right": "form right",
}
CELL_FLIPS: dict[str, tuple[str, Tone]] = {
    FlipKind.NOW_SILENT: ("now silently wrong", "bad"),
    FlipKind.BROKEN: ("broken", "bad"),
    FlipKind.OTHER_WRONG: ("wrong otherwise", ""),
    FlipKind.WITHDRAWN: ("right, no longer believed", "bad"),
    FlipKind.NO_LONGER_SILENT: ("no longer silent", "good"),
    FlipKind.MENDED: ("mended", "good"),
    FlipKind.GAINED: ("right, now believed", "good"),
}
FACT_FLIPS: dict[str, tuple[str, Tone]] = {
    FactFlipKind.NOW_SILENT: ("now silently wrong", "bad"),
    FactFlipKind.LOST: ("lost", "bad"),
    FactFlipKind.INVENTED: ("invented", "bad"),
    FactFlipKind.WITHDRAWN: ("right, no longer believed", "bad"),
    FactFlipKind.NO_LONGER_SILENT: ("no longer silent", "good"),
    FactFlipKind.FOUND: ("found", "good"),
    FactFlipKind.NO_LONGER_INVENTED: ("no longer invented", "good"),
    FactFlipKind.GAINED: ("right, now believed", "good"),
}
