"""The cells of a run with the answers of all its readers beside each other, judged by the labels it carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from eval.label_format import LabelCell
from eval.outcomes import ERRORS, CellOutcome
from eval.predictions import from_extraction
from eval.runs.format import Reader, RunDocument, RunFile
from eval.score import judge_label
from schemas.result import Cell, Report

__all__ = ["JudgedCell", "Judgement", "headline_reader", "judged_cells", "report_name"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reader gave for a cell, and what became of it."""

    outcome: CellOutcome
    cell: Cell | None
    """As the result has it; None where the reader has nothing of that path."""

    @property
    def wrong(self) -> bool:
        """True for every error, believed or not."""
        return self.outcome.outcome in ERRORS


@dataclass(frozen=True, slots=True)
class JudgedCell:
    """One cell of one report with the judgement of each reader that has the report or misses it."""

    document: RunDocument
    report: str
    """Organization and year, as labelled; of an invented report as given."""
    form: str
    path: str
    label: LabelCell | None
    by: Mapping[Reader, Judgement]
    found: Mapping[Reader, Report] = field(default_factory=dict)
    """The whole report of each reader, for the places of its other cells."""


def headline_reader(run: RunFile) -> Reader:
    """Return the reader that a page speaks of first: the cross-check where the run has it."""
    readers = run.header.readers
    return Reader.CROSSCHECK if Reader.CROSSCHECK in readers or not readers else readers[0]


def report_name(organization: str | None, year: int | None) -> str:
    """Return a report's name for a person."""
    return f"{organization or '(no organization)'} {year if year is not None else '(no year)'}"


def judged_cells(document: RunDocument) -> Iterator[JudgedCell]:
    """Yield every cell that a label or a reader of the document has; cells of invented reports reader by reader."""
    found: dict[int, _Merged] = {}
    invented: list[_Merged] = []
    for reader, extraction in document.extractions.items():
        for number, judged in enumerate(judge_label(document.id, document.label, from_extraction(extraction))):
            merged = _Merged(report_name(judged.organization, judged.year), judged.form)
            if judged.label is None:
                invented.append(merged)
            else:
                merged = found.setdefault(number, merged)
            merged.add(reader, judged.result, judged.cells)
    for merged in [*found.values(), *invented]:
        yield from merged.cells(document)


class _Merged:
    """One report, as the readers have it one after another."""

    def __init__(self, name: str, form: str) -> None:
        self.name, self.form = name, form
        self.reports: dict[Reader, Report] = {}
        self.by_path: dict[str, dict[Reader, Judgement]] = {}

    def add(self, reader: Reader, report: Report | None, cells: tuple[CellOutcome, ...]) -> None:
        if report is not None:
            self.reports[reader] = report
        for cell in cells:
            given = report.cells.get(cell.path) if report else None
            self.by_path.setdefault(cell.path, {})[reader] = Judgement(cell, given)

    def cells(self, document: RunDocument) -> Iterator[JudgedCell]:
        for path, by in self.by_path.items():
            label = next((one.outcome.label for one in by.values()), None)
            yield JudgedCell(document, self.name, self.form, path, label, by, self.reports)
