"""How the rules reader placed what stands in a source's tables: which token went where, and why."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.export.text_table import align, printable, shorten
from extractor.pipeline import read_tables
from extractor.rules.readings import PlacedRun
from extractor.rules.table import TableReading
from extractor.sections.parts import ReportPart
from extractor.sections.split import split_source
from extractor.sources import Source

__all__ = ["alignment_view"]

_HEAD = ("run", "label in front", "values as they stand", "row of the form", "placed by", "anchored", "why not")


def alignment_view(source: Source) -> str:
    """Return the alignment of every table of a source as text: a line a run of values, then what is left over."""
    return "\n".join(line for part in split_source(source) for line in _report(source, part))


def _report(source: Source, part: ReportPart) -> Iterator[str]:
    for kind, table in read_tables(source, part).items():
        yield f"{part.identity.organization or '?'}  {part.identity.year or '?'}  {kind.value}"
        yield from align([_HEAD, *(_row(table, item) for item in table.runs)], indent="  ")
        if table.unassigned:
            yield "  left over: " + ", ".join(f"{token.text} at {token.span[0]}" for token in table.unassigned)
        for choice in table.choices:
            yield f"  open: {len(choice.arrangements)} arrangements of {len(choice.arrangements[0])} values"
        yield ""


def _row(table: TableReading, item: PlacedRun) -> tuple[str, ...]:
    mine = [reading for reading in table.readings if item.tokens and reading.span in _spans(item)]
    values = " ".join(token.text or "·" for token in item.run.tokens)
    anchored = sum(reading.anchored for reading in mine)
    return (
        str(item.placed.run),
        shorten(printable((item.run.labels or ("",))[0]), 40),
        shorten(printable(values), 40),
        f"{item.block.key}/{item.row.key}".lstrip("/"),
        _how(item),
        f"{anchored}/{len(mine)}" if mine else "-",
        ", ".join(_doubts(table, item)) if not mine or anchored < len(mine) else "",
    )


def _spans(item: PlacedRun) -> set[tuple[int, int]]:
    return {token.span for token in item.tokens or () if token is not None}


def _how(item: PlacedRun) -> str:
    if item.placed.own_label:
        return f"own label {item.placed.score:.2f}"
    return "between neighbours" if item.placed.between else "order"


def _doubts(table: TableReading, item: PlacedRun) -> Iterator[str]:
    if item.tokens is None:
        yield "places not clear"
    elif not item.exact:
        yield "places not exactly as due"
    if not item.run.beside:
        yield "no label beside"
    elif not item.placed.own_label:
        yield "label not its own"
    if not item.header.consistent:
        yield "header contradicts"
    if table.unassigned:
        yield "numbers left over"
    if table.repeated:
        yield "labels repeat"
