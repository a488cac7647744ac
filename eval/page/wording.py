"""The words of the pages for what is a code in the data."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from eval.outcomes import Outcome
from eval.report_text import signed_text
from eval.runs.format import Reader
from extractor.export.codebook import codebook
from extractor.export.wording import STATE_WORDS, STATUS_WORDS
from schemas.enums import State, Status, TableKind, Witness
from schemas.facts import METRIC_LABELS, Metric

__all__ = [
    "OUTCOMES",
    "READERS",
    "STATUSES",
    "TABLES",
    "capital",
    "cell_label",
    "interval_text",
    "metric_label",
    "percent",
    "plain_number",
    "points",
    "reading_text",
    "usage_name",
    "witness_text",
]

READERS: dict[str, str] = {
    Reader.CROSSCHECK: "cross-check",
    Reader.RULES: "rules alone",
    Reader.MODEL: "model alone",
    Reader.NAIVE: "naive request",
}
OUTCOMES: dict[str, str] = {
    Outcome.WRONG: "wrong",
    Outcome.INVENTED: "invented",
    Outcome.MISPLACED: "misplaced",
    Outcome.MISSED: "missed",
    Outcome.RIGHT: "right",
    Outcome.RIGHT_BLANK: "right, no number",
    Outcome.UNSCORED: "not scored",
}
STATUSES: dict[str, str] = {status.value: STATUS_WORDS[status][0] for status in Status}
TABLES: dict[str, str] = {
    TableKind.PROACTIVE_DISCLOSURE: "主动公开 proactive disclosure",
    TableKind.REQUESTS: "依申请公开 requests",
    TableKind.REVIEW_AND_LITIGATION: "复议诉讼 review and litigation",
    TableKind.STATISTICS: "情况统计表 statistics",
}


def capital(text: str) -> str:
    """Return words as they begin a sentence."""
    return text[:1].upper() + text[1:]


@cache
def _labels() -> dict[str, str]:
    return {cell.path: cell.label for form in codebook() for cell in form.cells}


def cell_label(path: str) -> str:
    """Return the official label of a cell with those above it; the path where no form has it."""
    return _labels().get(path, path)


def metric_label(metric: str) -> str:
    """Return what a fact counts, in both languages."""
    return f"{METRIC_LABELS[Metric(metric)]} {metric.replace('_', ' ')}" if metric in tuple(Metric) else metric


def percent(value: float) -> str:
    """Return a share that is no count of a count, such as a bound: ``11.3 %``."""
    return f"{value * 100:.1f} %"


def interval_text(bounds: tuple[float, float] | None) -> str:
    """Return ``95.1–98.4 %``, or that there is none."""
    return f"{bounds[0] * 100:.1f}–{bounds[1] * 100:.1f} %" if bounds else "no interval"


def points(value: float) -> str:
    """Return a difference of shares in percentage points, with its sign; what is not 0 is not shown as 0."""
    return signed_text(value * 100).replace("-", "−")


def reading_text(state: State, value: int | float | Decimal | None, printed: str = "") -> str:
    """Return what a cell holds, for a person; the print too where it differs."""
    number = "" if value is None else str(value)
    shown = printed.strip()
    if state is State.NUMBER and number:
        return number if shown in ("", number) else f"{number} (printed {shown})"
    words = STATE_WORDS[state][0] if state is not State.NUMBER else "no value settled"
    held = f"{words}, {number}" if number else words
    return f"{held} (printed {shown})" if shown else held


def witness_text(witnesses: Iterable[Witness]) -> str:
    """Return who vouches, in words."""
    return ", ".join(witness.value.replace("_", " ") for witness in witnesses)


_USAGE = {
    "requests": "requests",
    "replayed": "answered from recordings or the cache",
    "calls": "calls sent, re-asks and retries counted",
    "unanswered": "requests left unanswered",
    "tokens_sent": "tokens sent",
    "tokens_received": "tokens received",
    "characters_sent": "characters sent",
    "characters_received": "characters received",
    "cost": "cost",
    "currency": "currency",
    "seconds": "seconds from asking to the answer",
}


_USAGE_OF = {"naive": "naive request", "recorded": "when recorded"}


def usage_name(what: str) -> str:
    """Return what a figure of usage is, in words."""
    above, _, last = what.rpartition(".")
    name = _USAGE.get(last, last.replace("_", " "))
    return f"{', '.join(_USAGE_OF.get(part, part) for part in above.split('.'))}: {name}" if above else name


def plain_number(value: float | str | None) -> str | int | None:
    """Return a number as a table shows it; whole ones without a point."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else f"{value:g}"
    return value
