"""A run's cells as a list for a page: every error with its place and all answers, the rest compactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.outcomes import table_of
from eval.page.choices import answer_choices
from eval.page.judged import JudgedCell, Judgement, headline_reader, judged_cells
from eval.page.places import surroundings
from eval.page.view import Answer, Entry, Listing, Rest, Surroundings
from eval.page.wording import READERS, TABLES, cell_label, reading_text, witness_text
from eval.report_text import counted
from eval.runs.format import Reader, RunFile
from schemas.result import Place, Report
from schemas.vocabulary import cell_definitions

__all__ = ["run_listing"]

_PLACED = 1_000
"""So many errors, the worst first, have their surroundings; the others are listed without."""


def run_listing(run: RunFile) -> Listing:
    """Return all cells of a run: silent errors first, then what the headline's reader has wrong, then the others'."""
    first = headline_reader(run)
    cells = [cell for document in run.documents for cell in judged_cells(document)]
    wrong = [cell for cell in cells if any(one.wrong for one in cell.by.values())]
    wrong.sort(key=lambda cell: _rank(cell, first))  # stable: else as the run has them
    entries = tuple(_entry(cell, first, placed=number < _PLACED) for number, cell in enumerate(wrong))
    listed = set(map(id, wrong))
    rest = _rest([cell for cell in cells if id(cell) not in listed], run.header.readers)
    return Listing(
        "cells", "Worst cells", "Cells", _intro(wrong, first, len(rest.rows)), entries, _filters(run, cells), rest
    )


def _rank(cell: JudgedCell, first: Reader) -> tuple[int, int]:
    """Silent with the headline's reader, silent with any, wrong with the headline's, wrong with any; most first."""
    ours = cell.by.get(first)
    kind = 3
    if ours is not None and ours.outcome.silent:
        kind = 0
    elif any(one.outcome.silent for one in cell.by.values()):
        kind = 1
    elif ours is not None and ours.wrong:
        kind = 2
    return kind, -sum(one.wrong for one in cell.by.values())


def _intro(wrong: Sequence[JudgedCell], first: Reader, rest: int) -> str:
    silent = sum(any(one.outcome.silent for one in cell.by.values()) for cell in wrong)
    ours = sum(cell.by[first].wrong for cell in wrong if first in cell.by)
    left = f" Of these cells the surroundings of the first {_PLACED} are given." if len(wrong) > _PLACED else ""
    return (
        f"{counted(len(wrong), 'cell')} that at least one reader has wrong, {silent} of them silently; {ours} by the "
        f"{READERS[first]}. Silent errors come first, then errors of the {READERS[first]}, then those of others.{left} "
        f"The other {counted(rest, 'cell')} can be filtered too; of them the page holds label, outcome and status alone: their "
        "prints, witnesses and surroundings are left out."
    )


def _entry(cell: JudgedCell, first: Reader, *, placed: bool) -> Entry:
    answers = tuple(answer(reader, judged) for reader, judged in cell.by.items())
    return Entry(
        document=cell.document.id,
        report=cell.report,
        label=cell_label(cell.path),
        path=cell.path,
        truth=truth_text(cell),
        answers=answers,
        places=_places(cell, first) if placed else (),
        filters={"document": cell.document.id, "table": table_of(cell.path), "form": cell.form},
        tone="bad" if any(one.silent for one in answers) else "",
        kind="silent error" if any(one.silent for one in answers) else "",
    )


def truth_text(cell: JudgedCell) -> str:
    """Return what the label says, for a person."""
    if cell.label is None:
        return "the label has no such cell"
    certain = "" if cell.label.certain else " (not certain)"
    others = [reading_text(one.state, one.value, one.printed or "") for one in cell.label.alternatives]
    also = f"; also right: {', '.join(others)}" if others else ""
    return reading_text(cell.label.state, cell.label.value, cell.label.printed) + certain + also


def answer(reader: Reader, judged: Judgement) -> Answer:
    """Return one reader's answer for a page."""
    cell = judged.cell
    return Answer(
        reader=reader.value,
        name=READERS[reader],
        text=reading_text(cell.state, cell.value, cell.printed) if cell else "nothing given",
        outcome=judged.outcome.outcome.value,
        status=cell.status.value if cell else "",
        witnesses=witness_text(cell.witnesses) if cell else "",
        silent=judged.outcome.silent,
        wrong=judged.wrong,
    )


def _places(cell: JudgedCell, first: Reader) -> tuple[Surroundings, ...]:
    """Every different place that the readers name; where none does, that of the nearest cell before with one."""
    text = cell.document.text
    found: dict[tuple[int, int], tuple[list[str], Place | None]] = {}
    order = sorted(cell.by, key=lambda reader: reader is not first)
    for reader in order:
        given = cell.by[reader].cell
        if given is not None and given.span is not None:
            names = found.get(given.span, ([], None))[0]
            found[given.span] = ([*names, READERS[reader]], given.at)
    placed = [surroundings(text, span, at, ", ".join(names)) for span, (names, at) in found.items()]
    beside = next((place for reader in order if (place := _beside(cell, cell.found.get(reader)))), None)
    return tuple(place for place in placed if place) or ((beside,) if beside else ())


def _beside(cell: JudgedCell, report: Report | None) -> Surroundings | None:
    order = list(cell_definitions())
    if report is None or cell.path not in cell_definitions():
        return None
    at = order.index(cell.path)
    for path in reversed(order[max(0, at - 8) : at]):
        near = report.cells.get(path)
        if near is not None and near.span is not None and table_of(path) == table_of(cell.path):
            return surroundings(
                cell.document.text,
                near.span,
                near.at,
                f"no reader names a place; marked is the cell before: {cell_label(path)}",
            )
    return None


def _rest(cells: Iterable[JudgedCell], readers: Sequence[Reader]) -> Rest:
    documents: dict[tuple[str, str, str], int] = {}
    paths: dict[tuple[str, str], int] = {}
    rows = []
    for cell in cells:
        document = documents.setdefault((cell.document.id, cell.report, cell.form), len(documents))
        path = paths.setdefault((cell.path, cell_label(cell.path)), len(paths))
        held = (cell.by.get(reader) for reader in readers)
        judged = tuple((one.outcome.outcome.value, one.outcome.status or "") if one else None for one in held)
        rows.append((document, path, truth_text(cell), judged))
    return Rest(tuple(reader.value for reader in readers), tuple(documents), tuple(paths), tuple(rows))


def _filters(run: RunFile, cells: Sequence[JudgedCell]) -> tuple[tuple[str, str, dict[str, str]], ...]:
    forms = sorted({cell.form for cell in cells})
    tables = {table_of(cell.path) for cell in cells}
    return (
        ("reader", "Reader", {reader.value: READERS[reader] for reader in run.header.readers}),
        *answer_choices(
            (one.outcome.outcome.value, one.outcome.status or "", one.outcome.silent)
            for cell in cells
            for one in cell.by.values()
        ),
        ("table", "Table", {table: name for table, name in TABLES.items() if table in tables}),
        ("form", "Form", {form: form for form in forms}),
        ("document", "Document", {document.id: document.id for document in run.documents}),
    )
