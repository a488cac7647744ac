"""The tables of further years that stand between those of a report, a year above each (``2023年``, ``2022年``).

Such a page has one title, one text and each table twice; the tables of the other year are a report of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.sections.boundaries import Boundary
from extractor.sections.regions import Region
from schemas.enums import TableKind

__all__ = ["stacked_years"]


def stacked_years(
    start: int, stop: int, year_lines: Sequence[Boundary], regions: Sequence[Region]
) -> dict[int, tuple[int, ...]]:
    """Return for each year that tables are stacked by the elements under its year lines, in order of appearance.

    The year lines themselves are in none: between two tables of a report they would be read as numbers of the first.
    Only where the same table stands under two neighbouring year lines of different years; empty for any other report.

    Args:
        start: the first element of the report.
        stop: the element after its last.
        year_lines: of the whole source.
        regions: of the whole source; none goes on over a year line.
    """
    marks = [mark for mark in year_lines if start <= mark.element < stop]
    ends = [*(mark.element for mark in marks), stop][1:]
    runs = [(mark, _run(mark.element, end, regions)) for mark, end in zip(marks, ends, strict=False)]
    found: dict[int, tuple[int, ...]] = {}
    for (first, one), (second, other) in pairwise(runs):
        if not one or not other or first.year == second.year or one[0].kind is not other[0].kind:
            continue
        if any(_kinds(first.element, second.element, regions) - {one[0].kind}):
            continue
        for mark, run in ((first, one), (second, other)):
            elements = range(mark.last + 1, run[-1].stop)
            known = found.get(mark.year or 0, ())
            found[mark.year or 0] = known if set(elements) & set(known) else (*known, *elements)
    return found


def _run(start: int, stop: int, regions: Sequence[Region]) -> list[Region]:
    """The tables of the first kind that stands there."""
    inside = [region for region in regions if start <= region.start < stop]
    run: list[Region] = []
    for region in inside:
        if run and region.kind is not run[0].kind:
            break
        run.append(region)
    return run


def _kinds(start: int, stop: int, regions: Sequence[Region]) -> set[TableKind]:
    return {region.kind for region in regions if start <= region.start < stop}
