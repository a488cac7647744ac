"""A model that lies, at every rate: nothing misread is believed in the tables with sums, nothing believed is changed.

Every other silent error is listed with its cause (``eval.lying.causes``). Damage that leaves no trace (a digit for a
digit in a page whose labels are sound) is counted apart: there everybody sees the same wrong print, and WITNESSES.md
believes it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.lying.causes import Cause
from eval.lying.figures import error_lines, point_figures, point_table
from eval.lying.measure import measure
from eval.lying.registry import BOTH, CORRELATED, HONEST, INDEPENDENT, all_kinds
from eval.lying.tally import Point, Tally
from tests.soak.figures import publish
from tests.soak.tallies import scaled

REPORTS = 1_000
"""Sources of each point of a curve."""
REPORTS_A_KIND = 60
CURVES = (
    Point(HONEST, 0.0),
    *(Point(INDEPENDENT, rate) for rate in (0.01, 0.05, 0.2)),
    *(Point(CORRELATED, rate) for rate in (0.1, 0.3, 1.0)),
    Point(BOTH, 0.2),
)
KINDS = tuple(Point(kind, 1.0) for kind in all_kinds())


def run(name: str, points: Sequence[Point], reports: int, seed: int) -> list[Tally]:
    """Measure, and file the figures of every point."""
    found = measure(points, reports, seed)
    figures = [point_figures(point, tally) for point, tally in zip(points, found, strict=True)]
    errors = [line for point, tally in zip(points, found, strict=True) for line in error_lines(point, tally)]
    publish(name, {"seed": seed, "points": figures})
    print("\n".join([point_table(points, found), *errors]))
    return found


def failures(points: Sequence[Point], found: Sequence[Tally]) -> list[str]:
    """Silent errors of the headline that the source does not print so; and cells that are believed otherwise than alone."""
    lines = [
        line
        for point, tally in zip(points, found, strict=True)
        for line in error_lines(point, Tally(cells=tally.misread_main))
    ]
    changed = [
        f"{point}: {tally.counts[f'{part}.changed']} believed cells changed"
        for point, tally in zip(points, found, strict=True)
        for part in ("main", "other")
        if tally.counts[f"{part}.changed"]
    ]
    return [*lines, *changed]


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_curves_of_lies(soak_seed: int, soak_scale: float) -> None:
    found = run("lying_curves", CURVES, scaled(REPORTS, soak_scale), soak_seed)
    assert not failures(CURVES, found)
    honest = found[0].counts
    assert honest["main.gained"] > honest["main.withdrawn"]


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_every_kind_of_lie_at_its_worst(soak_seed: int, soak_scale: float) -> None:
    found = run("lying_kinds", KINDS, scaled(REPORTS_A_KIND, soak_scale), soak_seed + 1)
    assert not failures(KINDS, found)


def test_some_reports_beside_lying_models() -> None:
    points = [Point(INDEPENDENT, 0.2), Point(CORRELATED, 1.0), Point(BOTH, 0.2)]
    found = measure(points, 8, 903)
    assert failures(points, found) == []
    for tally in found:
        assert tally.counts["lies"] > 20
        assert tally.counts["main.believed"] > 1_000
        assert not {cell.cause for cell in tally.silent_other} & {Cause.CHOSEN_AGAINST_RULES, Cause.REPAIRED}
