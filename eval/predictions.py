"""Predictions: what an extractor answered, from our own JSON lines or from any tool's ``path,value`` table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import UsageError
from schemas.enums import State, Status, Witness
from schemas.reading import Number, as_number
from schemas.result import Cell, Extraction, Fact, Report
from schemas.vocabulary import cell_definitions

__all__ = [
    "PredictedCell",
    "PredictedDocument",
    "PredictedReport",
    "from_extraction",
    "load_csv",
    "load_json_lines",
    "load_predictions",
]

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")


@dataclass(frozen=True, slots=True)
class PredictedCell:
    """One cell as an extractor gave it."""

    state: State
    value: Number | None = None
    """May be set for an ``unreadable`` cell (a repair), and missing for a ``number`` (a dispute without a winner)."""
    status: Status | None = None
    """None where the tool has no statuses."""
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class PredictedReport:
    """One report as an extractor gave it."""

    cells: Mapping[str, PredictedCell]
    organization: str | None = None
    year: int | None = None
    form: str | None = None
    facts: tuple[Fact, ...] = ()
    """The numbers of its prose; empty for tools that give cells alone."""
    result: Report | None = None
    """The report of a result line, with all that is said of it; None for other tools."""


@dataclass(frozen=True, slots=True)
class PredictedDocument:
    """All that an extractor gave for one source."""

    source: str
    reports: tuple[PredictedReport, ...]
    error: str | None = None
    """Why the source could not be read, where it could not."""
    has_status: bool = True
    """False for tools without statuses: coverage and silent errors are then undefined, not 0."""
    has_identity: bool = True
    """False for tools that give cells alone: organization, year and form are then not scored."""


def load_predictions(path: Path) -> tuple[PredictedDocument, ...]:
    """Return the predictions of a file: ``.csv`` is one document's ``path,value`` table, all else is JSON Lines.

    Raises:
        UsageError: the file is missing or breaks its format; the message names file and line.
    """
    return (load_csv(path),) if path.suffix.lower() == ".csv" else load_json_lines(path)


def load_json_lines(path: Path) -> tuple[PredictedDocument, ...]:
    """Return one document a line of a result file, in its order.

    Raises:
        UsageError: the file is missing, a line is no result, or two lines are of one source.
    """
    found: dict[str, PredictedDocument] = {}
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            extraction = Extraction.from_json_line(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "line"
            raise UsageError(f"{path}:{number}: no result line: {place}: {first['msg']}") from error
        if extraction.source in found:
            raise UsageError(f"{path}:{number}: a second line for source {extraction.source!r}; keep one of them")
        found[extraction.source] = from_extraction(extraction)
    return tuple(found.values())


def from_extraction(extraction: Extraction) -> PredictedDocument:
    """Return what is scored of one result line."""
    error = extraction.error
    return PredictedDocument(
        source=extraction.source,
        reports=tuple(_report(report) for report in extraction.reports),
        error=f"{error.kind}: {error.message}" if error else None,
    )


def load_csv(path: Path) -> PredictedDocument:
    """Return one document of one report from rows ``path,value[,state]``; a header row may stand first.

    Without a state, a number is a number, an empty value a blank, and any other text a mark.

    Raises:
        UsageError: the file is missing, or a row has an unknown path, a path for the second time, an unknown state,
            or a state that contradicts its value; the message names the line.
    """
    cells: dict[str, PredictedCell] = {}
    for line, row in _rows(path):
        key, value, state = (field.strip() for field in (*row, "", "")[:3])
        where = f"{path}:{line}"
        if key not in cell_definitions():
            raise UsageError(f"{where}: no form has a cell {key!r}; `gongkai forms` lists all paths")
        if key in cells:
            raise UsageError(f"{where}: {key} stands for the second time")
        if len(row) not in (2, 3):
            raise UsageError(f"{where}: expected path,value or path,value,state, found {len(row)} columns")
        cells[key] = _csv_cell(where, value, state)
    return PredictedDocument(path.as_posix(), (PredictedReport(cells),), has_status=False, has_identity=False)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from error


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_text(path).splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            header = reader.line_num == 1 and row and row[0].strip().lower() == "path"
            if any(field.strip() for field in row) and not header:
                yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(f"{path}:{reader.line_num}: no CSV: {error}") from error


def _csv_cell(where: str, value: str, state: str) -> PredictedCell:
    number = as_number(Decimal(value)) if _NUMBER.fullmatch(value) else None
    if not state:
        bare = State.BLANK if not value else State.MARK
        return PredictedCell(bare if number is None else State.NUMBER, number)
    if state not in tuple(State):
        raise UsageError(f"{where}: no state {state!r}; there are {', '.join(State)}")
    said = State(state)
    if said is State.NUMBER and number is None:
        raise UsageError(f"{where}: state number with the value {value!r}")
    if said in (State.BLANK, State.LOST) and value:
        raise UsageError(f"{where}: state {said} with the value {value!r}")
    # A mark or something unreadable may come with its print, digits included.
    return PredictedCell(said, number if said is State.NUMBER else None)


def _report(report: Report) -> PredictedReport:
    return PredictedReport(
        cells=dict(_cells(report.cells.items())),
        organization=report.organization,
        year=report.year,
        form=report.form,
        facts=tuple(report.facts),
        result=report,
    )


def _cells(cells: Iterable[tuple[str, Cell]]) -> Iterator[tuple[str, PredictedCell]]:
    for path, cell in cells:
        yield path, PredictedCell(cell.state, cell.value, cell.status, tuple(cell.witnesses))
