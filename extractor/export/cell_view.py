"""One cell for a person: its value and why it is believed, the sums it stands in, what is printed around it."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.export.overview import value_text
from extractor.export.places import address, line_and_column
from extractor.export.text_table import align, printable, shorten
from schemas import cell_definition, identities, subtotals
from schemas.enums import State
from schemas.result import Cell, Report, Span

__all__ = ["cell_view", "report_list"]

_AROUND = 2
"""Lines of the source that are shown before and after the cell's own."""

_WIDE = 160
"""Terminal columns of a shown line."""


def report_list(report: Report) -> str:
    """Return the report's cells, one a line: path, status, value, label; then its facts, with their quotes."""
    rows = [
        [path, cell.status.value, value_text(cell), cell_definition(path).label] for path, cell in report.cells.items()
    ]
    facts = [
        [
            fact.metric.value,
            fact.status.value,
            f"{fact.value}{fact.unit or ''}",
            fact.scope or "",
            printable(fact.quote),
        ]
        for fact in report.facts
    ]
    cells = align(rows, right=frozenset({2})) if rows else ["no cells"]
    return "\n".join([*cells, *(["facts in the prose", *align(facts, indent="  ")] if facts else [])])


def cell_view(report: Report, path: str, text: str | None) -> str:
    """Return all that is known of one cell of the report.

    Args:
        report: one that has the cell.
        path: the cell's path.
        text: the source's text as Gongkai renders it, or None where the source is not at hand.
    """
    cell = report.cells[path]
    definition = cell_definition(path)
    candidates = [
        f"{candidate.value} printed {printable(candidate.printed)!r} by {', '.join(candidate.by)}"
        for candidate in cell.candidates
    ]
    facts = [
        ["value", f"{value_text(cell)} {definition.unit if cell.value is not None else ''}".rstrip()],
        ["status", cell.status.value],
        ["witnesses", ", ".join(cell.witnesses) or "none"],
        ["printed", repr(printable(cell.printed)) if cell.printed else "nothing"],
        ["where", _where(cell, text)],
        ["placed by", cell.placed_by or "unknown"],
        *(["candidate", candidate] for candidate in candidates),
    ]
    lines = [f"{path}  {definition.label}", *align(facts, indent="  ")]
    sums = list(_sums(report, path))
    if sums:
        lines += ["  sums", *(f"    {line}" for line in sums)]
    if text is not None and cell.span:
        lines += ["  in the source", *_surroundings(text, cell.span)]
    return "\n".join(lines)


def _where(cell: Cell, text: str | None) -> str:
    parts = []
    if found := address(cell):
        parts.append(f"table/row:column {found}")
    if cell.span:
        parts.append(f"characters {cell.span[0]} to {cell.span[1]}")
        if text is not None:
            parts.append(f"line:column {line_and_column(text, cell.span)} of the text")
    return ", ".join(parts) or "nowhere"


def _sums(report: Report, path: str) -> Iterator[str]:
    for identity in (*identities(report.cells), *subtotals(report.cells)):
        if path in identity.paths:
            sides = [[report.cells[other] for other in side] for side in (identity.left, identity.right)]
            written = " = ".join(" + ".join(map(value_text, side)) for side in sides)
            yield f"{identity.name}: {written}{_verdict(sides)}"


def _verdict(sides: list[list[Cell]]) -> str:
    """Nothing where the sum holds; a blank or a mark counts as 0, a side of them alone asserts nothing."""
    if not all(any(cell.value is not None for cell in side) for side in sides):
        return "  (not tested: a side holds no number)"
    if any(cell.state in (State.LOST, State.UNREADABLE) and cell.value is None for side in sides for cell in side):
        return "  (not tested: a number is missing)"
    left, right = (sum(cell.value or 0 for cell in side) for side in sides)
    return "" if left == right else "  (broken)"


def _surroundings(text: str, span: Span) -> Iterator[str]:
    first = text.count("\n", 0, span[0])
    last = text.count("\n", 0, span[1])
    lines = text.split("\n")
    for number in range(max(0, first - _AROUND), min(len(lines), last + _AROUND + 1)):
        mark = ">" if first <= number <= last else " "
        yield f"  {mark} {number + 1:>5}  {shorten(printable(lines[number]), _WIDE)}"
