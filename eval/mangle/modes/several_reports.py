"""Several agencies' reports in one source, one after the other."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.draft import Draft, ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.truth import generate

__all__ = ["MODES"]


def _add(draft: Draft, strength: float, random: Random) -> Draft:
    reports = list(draft.reports)
    names = {report.truth.organization for report in reports}
    while len(reports) < 1 + round(strength):
        truth = generate(random.randrange(2**31), form=reports[0].truth.form)
        # Without a title nothing says that another report begins.
        if truth.title is not None and truth.organization not in names:
            names.add(truth.organization)
            reports.append(ReportDraft.of(truth))
    return replace(draft, reports=tuple(reports))


MODES = (
    Mode(
        "several_reports",
        Stage.TRUTH,
        _add,
        "further reports of other agencies in the same source; how many",
        strength=2,
    ),
)
