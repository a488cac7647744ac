"""What is shown of an agency over the years, and in which cells of each form it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from schemas import cell_definitions
from schemas.enums import FindingKind

__all__ = ["CHAINS", "Chain", "Measure", "Panel", "panels"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of a chart, or one column of the table behind it."""

    key: str
    """Of its words: ``agency.<key>``."""
    forms: tuple[tuple[str, ...], ...]
    """For each way that forms print it, the cells whose sum it is; the first that a report has counts."""
    drawn: bool = True
    """False for what stands in the table alone."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart with its table."""

    key: str
    kind: Literal["grouped", "stacked"]
    measures: tuple[Measure, ...]
    whole: Measure | None = None
    """Of a stacked chart: the printed number that its parts should make; stands above the bar as printed."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One number of a year that should follow from others: ``sum(sign * number) = due``."""

    key: str
    kind: FindingKind
    due: str
    before: tuple[tuple[str, int], ...]
    """Cells of the year before, with their signs."""
    now: tuple[tuple[str, int], ...] = ()
    """Cells of the year itself."""


def _stock(key: str, row: str) -> Chain:
    path = f"proactive_disclosure.article_20_1.{row}."
    now = ((f"{path}issued", 1), (f"{path}repealed", -1))
    return Chain(key, FindingKind.STOCK_CHAIN, f"{path}in_force", ((f"{path}in_force", 1),), now)


CHAINS = (
    Chain("chain_carried", FindingKind.CARRY_CHAIN, "requests.carried_in.total", (("requests.carried_out.total", 1),)),
    _stock("chain_regulations", "regulations"),
    _stock("chain_normative", "normative_documents"),
)
"""Those of ``crosscheck.across.chains`` that are shown year by year; the others are shown where they break."""


@cache
def panels() -> tuple[Panel, ...]:
    """Return the charts of the page, in its order. Source: tables three and four of the forms; the annex before 2019."""
    return (
        Panel(
            "panel_requests",
            "grouped",
            (
                Measure("received", (("requests.received.total",), ("statistics.requests.received",))),
                Measure("carried_in", (("requests.carried_in.total",),)),
                Measure("carried_out", (("requests.carried_out.total",),), drawn=False),
            ),
        ),
        Panel(
            "panel_outcomes",
            "stacked",
            (
                Measure("granted", (("requests.granted.total",),)),
                Measure("partially_granted", (("requests.partially_granted.total",),)),
                *(Measure(group, (_rows(group),)) for group in ("denied", "unavailable", "not_processed")),
                Measure("other_handling", _other_handling()),
            ),
            Measure("outcome_total", (("requests.outcome_total.total",),)),
        ),
        Panel(
            "panel_disputes",
            "grouped",
            (
                Measure("reviews", (("review_and_litigation.review.total",), ("statistics.review",))),
                Measure("lawsuits", (_lawsuits("total"), ("statistics.litigation",))),
                Measure(
                    "reviews_corrected",
                    (("review_and_litigation.review.corrected",), ("statistics.review.corrected",)),
                    drawn=False,
                ),
                Measure(
                    "lawsuits_corrected", (_lawsuits("corrected"), ("statistics.litigation.corrected",)), drawn=False
                ),
            ),
        ),
    )


def _rows(group: str) -> tuple[str, ...]:
    """The totals of all rows of a group of outcomes."""
    return tuple(p for p in cell_definitions() if p.startswith(f"requests.{group}.") and p.endswith(".total"))


def _other_handling() -> tuple[tuple[str, ...], ...]:
    """One row in the form of 2019, several in that of 2021."""
    single = "requests.other_handling.total"
    return ((single,), tuple(path for path in _rows("other_handling") if path != single))


def _lawsuits(column: str) -> tuple[str, ...]:
    return tuple(f"review_and_litigation.{row}.{column}" for row in ("direct_litigation", "litigation_after_review"))
