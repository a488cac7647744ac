"""A scorecard as plain aligned text, for a terminal. Chinese characters count two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from eval.outcomes import Outcome
from eval.scorecard import CellError, Figure, Measures, Reading, Scorecard

__all__ = [
    "aligned",
    "counted",
    "display_width",
    "error_table",
    "figure_text",
    "render",
    "share_text",
    "signed_text",
]

_HEAD = ("", "right", "non-zero right", "verified", "repaired", "silent errors", "tables exact")


def render(card: Scorecard) -> str:
    """Return the whole scorecard as text that ends with a newline."""
    parts = [_documents(card), _outcomes(card.cells), _measures(card)]
    if card.silent_errors:
        parts.append(error_table(f"silent errors: {len(card.silent_errors)}", card.silent_errors))
    if card.errors:
        parts.append(error_table(f"all errors: {len(card.errors)}", card.errors))
    return "\n\n".join(parts) + "\n"


def counted(count: int, noun: str, none: str = "0") -> str:
    """Return ``1 report``, ``14 reports``; of none ``0 reports``, or with another word for it ``no report``."""
    if not count and none != "0":
        return f"{none} {noun}"
    return f"{count or none} {noun}{'' if count == 1 else 's'}"


def figure_text(figure: Figure) -> str:
    """Return ``3/4 75.0 %``, or ``undefined`` where n is 0."""
    if not figure.n:
        return "undefined"
    return f"{figure.count}/{figure.n} {share_text(figure.count, figure.n)}"


def share_text(count: int, n: int) -> str:
    """Return ``98.4 %``; 999 of 1000 is not shown as all, nor 1 of 1000 as none."""
    tenths = count * 1000 // n if 2 * count > n else -(-count * 1000 // n)
    return f"{tenths / 10:.1f} %"


def signed_text(number: float) -> str:
    """Return ``+1.50``, or ``0``; what is not 0 is not shown as 0."""
    shown = f"{number:+.2f}"
    if float(shown) == 0:
        return "0" if number == 0 else f"{'+' if number > 0 else '-'}<0.01"
    return shown


def display_width(text: str) -> int:
    """Return the terminal columns that a text takes: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def aligned(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as lines whose columns begin at the same terminal column; no space stands at their ends."""
    listed = [[_one_line(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*listed, strict=True)]
    return "\n".join(
        "  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in listed
    )


def _one_line(cell: str) -> str:
    """No control character of a source's name or a print reaches the terminal."""
    return "".join(char if char.isprintable() else "�" for char in cell)


def _documents(card: Scorecard) -> str:
    documents, reports = card.documents, card.reports
    rows = [
        ("documents", f"{documents.labelled} labelled, {documents.answered} answered, {len(documents.failed)} failed"),
        (
            "reports",
            f"{reports.matched.n} labelled, {reports.matched.count} matched, {reports.missed} missed, "
            f"{reports.invented} invented",
        ),
        ("organization right", figure_text(reports.organization_right)),
        ("year right", figure_text(reports.year_right)),
        ("form right", figure_text(reports.form_right)),
        ("facts found", figure_text(card.facts.found)),
        ("facts right", figure_text(card.facts.right)),
        ("facts silently wrong", figure_text(card.facts.silent)),
    ]
    counted = "missed" if documents.unanswered_scored else "left out"
    rows += [(f"unanswered, {counted}", name) for name in documents.unanswered]
    rows += [("failed", f"{item.source}: {item.error}") for item in documents.failed]
    rows += [("no such label, not scored", source) for source in documents.unknown]
    return aligned(rows)


def _outcomes(cells: Measures) -> str:
    rows = [("outcome", "cells")]
    for outcome, count in cells.outcomes.items():
        drift = f"{count} ({cells.row_drift} row drift, {cells.column_drift} column drift)"
        rows.append((outcome.value.replace("_", " "), drift if outcome is Outcome.MISPLACED else str(count)))
    rows.append(("right among labelled", figure_text(cells.right_labelled)))
    return aligned(rows)


def _measures(card: Scorecard) -> str:
    rows: list[tuple[str, ...]] = [_HEAD, _row("all", card.cells)]
    for name, groups in (("form", card.by_form), ("table", card.by_table), ("source", card.by_source)):
        rows += [_row(f"{name} {key}", measures) for key, measures in groups.items()]
    return aligned(rows)


def _row(name: str, cells: Measures) -> tuple[str, ...]:
    figures = (cells.right, cells.right_nonzero, cells.verified, cells.repaired, cells.silent, cells.tables_exact)
    return (name, *map(figure_text, figures))


def error_table(title: str, errors: Iterable[CellError]) -> str:
    """Return errors as a table under a title, each with all that is needed to look at it."""
    rows = [("source", "report", "path", "label", "predicted", "outcome", "status", "witnesses")]
    for error in errors:
        report = " ".join(str(part) for part in (error.organization, error.year) if part is not None)
        outcome = f"{error.outcome}, belongs to {error.origin}" if error.origin else error.outcome.value
        rows.append(
            (
                error.source,
                report,
                error.path,
                _reading(error.label),
                _reading(error.predicted),
                outcome,
                error.status or "",
                ", ".join(error.witnesses),
            )
        )
    return f"{title}\n{aligned(rows)}"


def _reading(reading: Reading | None) -> str:
    if reading is None:
        return "absent"
    return reading.state.value if reading.value is None else str(reading.value)
