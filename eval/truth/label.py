"""The label of an invented report, in the format of the labelled corpus."""

from __future__ import annotations

from typing import TypedDict

from eval.truth.model import Truth, TruthFact
from schemas.reading import Number, json_number

__all__ = ["CellLabel", "CellReading", "FactLabel", "Label", "ReportLabel", "cell_label", "report_label", "to_label"]

Json = int | float | None


class CellReading(TypedDict):
    """Another reading of the same print that is right too."""

    value: Json
    state: str


class CellLabel(TypedDict, total=False):
    """One cell: ``printed``, ``value`` and ``state`` always; ``certain`` only where it is false."""

    printed: str
    value: Json
    state: str
    certain: bool
    alternatives: list[CellReading]


class FactLabel(TypedDict, total=False):
    """One fact; ``quote_normalized`` where the source's characters differ, ``optional`` where it is not scored."""

    metric: str
    value: Json
    unit: str | None
    approximate: bool
    scope: str | None
    quote: str
    quote_normalized: str
    optional: bool


class ReportLabel(TypedDict):
    """One report of a source."""

    title: str | None
    organization: str | None
    region: dict[str, str | None]
    year: int | None
    form: str
    period_start: str | None
    period_end: str | None
    cells: dict[str, CellLabel]
    facts: list[FactLabel]
    problems: list[str]
    improvements: list[str]
    notes: str


class Label(TypedDict):
    """What ``label.json`` holds."""

    source: str
    reports: list[ReportLabel]


def cell_label(printed: str, value: Number | None, state: str, certain: bool = True) -> CellLabel:
    """Return one cell's label."""
    label = CellLabel(printed=printed, value=json_number(value), state=state)
    if not certain:
        label["certain"] = False
    return label


def _fact_label(fact: TruthFact) -> FactLabel:
    return FactLabel(
        metric=fact.metric,
        value=json_number(fact.value),
        unit=fact.unit,
        approximate=fact.approximate,
        scope=fact.scope,
        quote=fact.quote,
    )


def report_label(truth: Truth) -> ReportLabel:
    """Return the label of the report as its agency printed it."""
    start, end = truth.period or (None, None)
    wrong = "; ".join(f"{e.path} prints {e.printed}, correct {e.correct} ({e.kind})" for e in truth.errors)
    return ReportLabel(
        title=truth.title,
        organization=truth.organization,
        region={
            "province": truth.region.province,
            "city": truth.region.city,
            "county": truth.region.county,
        },
        year=truth.year,
        form=truth.form,
        period_start=start,
        period_end=end,
        cells={path: cell_label(c.printed, c.value, c.state.value) for path, c in truth.cells.items()},
        facts=[_fact_label(fact) for fact in truth.facts],
        problems=list(truth.problems),
        improvements=list(truth.improvements),
        notes=f"invented, seed {truth.seed}" + (f"; errors of the agency: {wrong}" if wrong else ""),
    )


def to_label(truth: Truth, source: str = "") -> Label:
    """Return the label of a source that holds this one report, intact."""
    return Label(source=source, reports=[report_label(truth)])
