"""The scorecard: every figure of one scoring, each with the n that it was counted over; serialises to JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, computed_field

from eval.drift import Axis
from eval.outcomes import Outcome
from schemas.enums import State, Status, Witness
from schemas.result import Value

__all__ = ["CellError", "Documents", "Facts", "FailedSource", "Figure", "Measures", "Reading", "Reports", "Scorecard"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Figure(BaseModel):
    """How many of how many. Over nothing a share is undefined: null, never 0."""

    model_config = ConfigDict(extra="ignore", frozen=True, use_attribute_docstrings=True)

    count: int
    n: int

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated properties
    @property
    def share(self) -> float | None:
        """``count / n``; null where ``n`` is 0."""
        return self.count / self.n if self.n else None


class Measures(_Model):
    """The figures of a set of cells."""

    outcomes: dict[Outcome, int]
    """Cells by outcome; all seven stand."""
    right: Figure
    """``right`` and ``right_blank`` among all scored cells, those that the label does not have included."""
    right_labelled: Figure
    """The same among the certain cells of the labels."""
    right_nonzero: Figure
    """Right among the cells whose label is a number other than 0: most cells are 0, and easy."""
    silent: Figure
    """Errors among the scored cells that are ``verified`` or ``repaired``."""
    verified: Figure
    """Coverage: the labels' printed numbers that are ``verified``, rightly or not."""
    repaired: Figure
    """The labels' printed numbers that are ``repaired``, rightly or not."""
    tables_exact: Figure
    """Tables of labelled reports in which every certain cell is right and nothing is invented."""
    row_drift: int
    """Misplaced cells that belong to another row of their column."""
    column_drift: int
    """Misplaced cells that belong to another column of their row."""


class FailedSource(_Model):
    """A source that could not be read; its reports count as missed."""

    source: str
    error: str


class Documents(_Model):
    """What became of the gold documents as files."""

    labelled: int
    answered: int
    """Gold documents with at least one result line."""
    unanswered: tuple[str, ...]
    """Ids of gold documents without a result line."""
    unanswered_scored: bool
    """True where the reports of unanswered documents count as missed."""
    failed: tuple[FailedSource, ...]
    unknown: tuple[str, ...]
    """Sources of result lines that answer no gold document; they are not scored."""


class Reports(_Model):
    """What became of the labelled reports as wholes."""

    matched: Figure
    """Labelled reports that were found."""
    missed: int
    invented: int
    """Predicted reports that answer no labelled one."""
    organization_right: Figure
    """Equal names, among matched reports."""
    year_right: Figure
    form_right: Figure


class Facts(_Model):
    """What became of the numbers of the prose, those of tools that give cells alone left out."""

    found: Figure
    """Labelled facts whose metric and value were given; optional ones count only where they were found."""
    right: Figure
    """Given facts that answer a label."""
    scope_right: Figure
    """Among those found, with the label's scope."""
    general_found: Figure
    """As ``found``, of the metrics ``other`` and ``rate``, which the three above leave out."""
    general_right: Figure
    silent: Figure
    """Verified facts of any metric that answer no label, among all verified ones: the bar is none."""


class Reading(_Model):
    """What one side says of a cell."""

    state: State
    value: Value


class CellError(_Model):
    """One cell that is not right."""

    source: str
    organization: str | None
    year: int | None
    path: str
    outcome: Outcome
    label: Reading | None
    """Null where the label does not have the cell."""
    predicted: Reading | None
    """Null where the prediction does not."""
    status: Status | None
    witnesses: tuple[Witness, ...]
    drift: Axis | None
    origin: str | None
    """For a misplaced number the path of the cell where it belongs."""


class Scorecard(_Model):
    """Every figure of one scoring."""

    schema_version: Annotated[str, Field(pattern="^1$")] = "1"
    documents: Documents
    reports: Reports
    facts: Facts
    cells: Measures
    by_form: dict[str, Measures]
    by_table: dict[str, Measures]
    by_source: dict[str, Measures]
    silent_errors: tuple[CellError, ...]
    """Every one of them: a silent error is worth a look each."""
    errors: tuple[CellError, ...] | None = None
    """All errors, silent or not; null where they were not asked for."""
