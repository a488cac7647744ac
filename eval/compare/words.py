"""What a comparison says in words: names of figures, numbers with their sign, what a figure says."""

from __future__ import annotations

from collections.abc import Sequence

from eval.compare.belief import NOT_APPLICABLE, WHY_NOT
from eval.compare.figures import FIGURES
from eval.compare.format import Change, Effect
from eval.report_text import counted, figure_text, signed_text
from eval.scorecard import Figure

__all__ = [
    "EFFECTS",
    "FIGURE_NAMES",
    "diff_text",
    "difference_text",
    "interval_text",
    "name_text",
    "reason_text",
    "side_text",
    "sides_text",
    "unchanged",
]

FIGURE_NAMES = {
    "silent_a_report": "silent errors a report",
    "facts_silent_a_report": "silent facts a report",
    "silent": "silent, of believed",
    "right_nonzero": "non-zero right",
    "right_labelled": "right, of labelled",
    "tables_exact": "tables exact",
    "facts_silent": "silent facts, of verified",
    "facts_scope_right": "fact scopes right",
}
"""Those that are not said by their key."""

EFFECTS = {
    Effect.BETTER: "better",
    Effect.WORSE: "worse",
    Effect.NOT_SHOWN: "not established",
    Effect.UNDEFINED: "undefined",
}


def name_text(name: str) -> str:
    """Return what a figure is called."""
    return FIGURE_NAMES.get(name, name.replace("_", " "))


def unchanged(change: Change) -> bool:
    """Return whether a figure is the same in both runs, in every draw of reports too.

    False where it is undefined, or no figure of one of the readers.
    """
    moves = change.interval is not None and (change.interval.low, change.interval.high) != (0, 0)
    return all(change.applies) and change.a == change.b and change.difference == 0 and not moves


def reason_text(change: Change, reports: int) -> str:
    """Return a deciding figure as one line.

    Args:
        change: the figure.
        reports: how many are compared.
    """
    name = name_text(change.name)
    if not any(change.applies):
        return f"{name}: {NOT_APPLICABLE}, {WHY_NOT}"
    if unchanged(change):
        both = str(change.a.count) if FIGURES[change.name].unit == "mean" else figure_text(change.a)
        return f"{name}: no change in {counted(reports, 'report')} ({both} in both)"
    sides = " to ".join(sides_text(change))
    return f"{name}: {sides}, {difference_text(change)} {interval_text(change)}, {EFFECTS[change.effect]}"


def sides_text(change: Change) -> tuple[str, str]:
    """Return both sides of a figure; a reader that is never believed has none that rests on belief."""
    a, b = (
        side_text(change.name, side) if applies else "never believed"
        for side, applies in zip((change.a, change.b), change.applies, strict=True)
    )
    return a, b


def side_text(name: str, figure: Figure) -> str:
    """Return one side of a figure: ``3/4 75.0 %``, of errors a report ``3 in 4 reports``, or ``undefined``."""
    if figure.n and FIGURES[name].unit == "mean":
        return f"{figure.count} in {counted(figure.n, 'report')}"
    return figure_text(figure)


def diff_text(diff: Sequence[str]) -> str:
    """Return how long a prompt's unified diff is: ``3 lines added, 1 removed``."""
    more, fewer = (sum(line.startswith(sign) for line in diff[2:]) for sign in "+-")
    return f"{counted(more, 'line')} added, {fewer} removed"


def difference_text(change: Change) -> str:
    """Return B less A: of shares in hundredths, ``+1.50 %``; of errors a report as it is, ``+0.15``."""
    if change.difference is None:
        return "undefined"
    percent = " %" if FIGURES[change.name].unit != "mean" else ""
    return _signed(change.name, change.difference) + percent


def interval_text(change: Change) -> str:
    """Return the interval of the difference, in the unit of the difference: ``[-0.50, +3.20]``."""
    if change.interval is None:
        return "[undefined]"
    return f"[{_signed(change.name, change.interval.low)}, {_signed(change.name, change.interval.high)}]"


def _signed(name: str, number: float) -> str:
    return signed_text(number if FIGURES[name].unit == "mean" else number * 100)
