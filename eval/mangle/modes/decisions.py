"""Rarer decisions of the agency, taken in every report: mixed and late forms, separators, notes, blanks and marks."""

from __future__ import annotations

from random import Random

from eval.mangle.draft import Apply, ReportDraft, on_reports
from eval.mangle.mode import Mode, Stage
from eval.truth import BLANK_POLICIES, FORMS, generate

__all__ = ["MODES"]


def _decided(traits: tuple[str, ...] = (), blank_policy: str | None = None) -> Apply:
    def again(report: ReportDraft, strength: float, random: Random) -> ReportDraft:
        truth = report.truth
        # Decisions taken by an earlier mode of this kind stay.
        kept = tuple(dict.fromkeys((*truth.layout.traits, *traits)))
        policy = blank_policy or truth.layout.blank_policy
        errors = len(truth.errors)
        return ReportDraft.of(
            generate(truth.seed, form=truth.form, agency_errors=errors, traits=kept, blank_policy=policy)
        )

    return on_reports(again)


def _traits(name: str, summary: str, forms: tuple[str, ...], *traits: str) -> Mode:
    return Mode(name, Stage.TRUTH, _decided(traits), summary, forms=forms)


MODES = (
    _traits("mixed_columns", "2021 form with the 2019 columns in 第(一)项", ("2021",), "mixed_columns"),
    _traits("mixed_other_handling", "2021 form with the single 2019 row 其他处理", ("2021",), "mixed_other_handling"),
    _traits("late_form", "2019 form in a report of 2021 or 2022", ("2019",), "late_form"),
    _traits("other_documents", "2019 form with the row 其他主动公开文件", ("2019",), "other_documents"),
    _traits("thousands", "thousands separators in table cells", FORMS, "thousands"),
    _traits("cell_notes", "notes in cells: 22（其中修订 16 件）", ("2021", "2019"), "notes"),
    *(
        Mode(
            f"zeros_{policy}",
            Stage.TRUTH,
            _decided(blank_policy=policy),
            f"how zeros are printed: {policy}",
            forms=FORMS if policy in ("marks", "blank_cells", "blank_rows") else ("2021", "2019"),
        )
        for policy in BLANK_POLICIES
        if policy != "zeros"
    ),
)
