"""A judged report: both sides of one report, with the outcome of each of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from eval.label_format import LabelReport
from eval.outcomes import CellOutcome
from eval.predictions import PredictedReport
from schemas.result import Report

__all__ = ["JudgedReport"]


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """One report with the outcome of each of its cells. Reports are the clusters of all statistics."""

    document: str
    """Id of the gold document."""
    source: str
    """The source as the prediction names it; the id where there is no prediction."""
    label: LabelReport | None
    """None for an invented report."""
    predicted: PredictedReport | None
    """None for a missed report."""
    cells: tuple[CellOutcome, ...]
    has_status: bool = True
    has_identity: bool = True

    @property
    def result(self) -> Report | None:
        """The report of the result line; None for a missed one, and of tools that give cells alone."""
        return self.predicted.result if self.predicted else None

    @property
    def form(self) -> str:
        """The labelled form; of an invented report the predicted one."""
        if self.label is not None:
            return self.label.form
        return (self.predicted.form if self.predicted else None) or "unknown"

    @property
    def organization(self) -> str | None:
        """The labelled name; of an invented report the predicted one."""
        side = self.label or self.predicted
        return side.organization if side else None

    @property
    def year(self) -> int | None:
        """The labelled year; of an invented report the predicted one."""
        side = self.label or self.predicted
        return side.year if side else None
