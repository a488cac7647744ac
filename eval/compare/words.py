"""What a comparison says in words: names of figures, numbers with their sign, the verdict and its reasons."""

from __future__ import annotations

from eval.compare.figures import FIGURES
from eval.compare.format import Change, Effect, ReaderComparison, VerdictWord
from eval.compare.verdict import SILENT
from eval.report_text import figure_text
from eval.scorecard import Figure

__all__ = [
    "EFFECTS",
    "FIGURE_NAMES",
    "VERDICTS",
    "difference_text",
    "interval_text",
    "name_text",
    "reason_text",
    "side_text",
    "verdict_text",
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

VERDICTS = {
    VerdictWord.BETTER: "B is better",
    VerdictWord.WORSE: "B is worse",
    VerdictWord.MIXED: "mixed: B is better in one thing and worse in another",
    VerdictWord.NO_DIFFERENCE_SHOWN: "no difference shown",
}

_NOT_SHOWN = (Effect.NOT_SHOWN, Effect.UNDEFINED)

EFFECTS = {
    Effect.BETTER: "better",
    Effect.WORSE: "worse",
    Effect.NOT_SHOWN: "not shown",
    Effect.UNDEFINED: "undefined",
}


def name_text(name: str) -> str:
    """Return what a figure is called."""
    return FIGURE_NAMES.get(name, name.replace("_", " "))


def verdict_text(found: ReaderComparison) -> str:
    """Return the verdict as one line, with what must not be overlooked: silent errors that are too few to be shown."""
    counted = [
        _more(change)
        for change in found.verdict.reasons
        if change.name in SILENT and change.a.count != change.b.count and change.effect in _NOT_SHOWN
    ]
    said = VERDICTS[found.verdict.word]
    return f"{said}; but {' and '.join(counted)}: look at them" if counted else said


def _more(change: Change) -> str:
    more = change.b.count - change.a.count
    kind = "fact" if change.name.startswith("facts") else "error"
    return f"{abs(more)} silent {kind}{'s' if abs(more) > 1 else ''} {'more' if more > 0 else 'fewer'}"


def reason_text(change: Change) -> str:
    """Return a deciding figure as one line."""
    sides = f"{side_text(change.name, change.a)} to {side_text(change.name, change.b)}"
    return f"{name_text(change.name)}: {sides}, {difference_text(change)} {interval_text(change)}, {EFFECTS[change.effect]}"


def side_text(name: str, figure: Figure) -> str:
    """Return one side of a figure: ``3/4 75.0 %``, of errors a report ``3 in 4 reports``, or ``undefined``."""
    if figure.n and FIGURES[name].unit == "mean":
        return f"{figure.count} in {figure.n} reports"
    return figure_text(figure)


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
    scaled = number if FIGURES[name].unit == "mean" else number * 100
    shown = f"{scaled:+.2f}"
    if float(shown) == 0:  # what is not 0 is not shown as 0
        return "0" if scaled == 0 else f"{'+' if scaled > 0 else '-'}<0.01"
    return shown
