"""Risk and coverage by witness pattern: what believing one pattern more brings and costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.figures.format import Pattern, RiskCoverage
from eval.figures.reading import Counter, Item
from eval.outcomes import BELIEVED, CellOutcome
from schemas.enums import Status, Witness

__all__ = ["risk_coverage"]

_Key = tuple[Status, tuple[Witness, ...]]
_Cells = list[tuple[Item, CellOutcome]]
_STATUSES = list(Status)
_WITNESSES = list(Witness)


def risk_coverage(items: Sequence[Item], counter: Counter) -> RiskCoverage:
    """Return the patterns of believed cells, the safest first, then those of cells that are only ``read``."""
    groups = _grouped(items)
    printed = [(item.cluster, cell) for item in items for cell in item.cells if cell.number]
    believed = _ordered({key: cells for key, cells in groups.items() if key[0] in BELIEVED})
    read = _ordered({key: cells for key, cells in groups.items() if key[0] is Status.READ})
    taken: _Cells = []
    points = []
    for key, cells in believed + read:
        taken = taken + cells
        points.append(_point(key, cells, taken, printed, counter))
    return RiskCoverage(believed=tuple(points[: len(believed)]), read=tuple(points[len(believed) :]))


def _grouped(items: Sequence[Item]) -> dict[_Key, _Cells]:
    groups: dict[_Key, _Cells] = {}
    for item in items:
        for cell in item.cells:
            if cell.scored and cell.predicted and cell.predicted.status:
                witnesses = tuple(sorted(cell.predicted.witnesses, key=_WITNESSES.index))
                groups.setdefault((cell.predicted.status, witnesses), []).append((item, cell))
    return groups


def _ordered(groups: Mapping[_Key, _Cells]) -> list[tuple[_Key, _Cells]]:
    """By error share, the larger of equals first, then in the order of the vocabularies."""

    def place(group: tuple[_Key, _Cells]) -> tuple[float, int, int, list[int]]:
        (status, witnesses), cells = group
        wrong = sum(not cell.right for _, cell in cells)
        return wrong / len(cells), -len(cells), _STATUSES.index(status), [_WITNESSES.index(one) for one in witnesses]

    return sorted(groups.items(), key=place)


def _point(
    key: _Key, cells: _Cells, taken: _Cells, printed: Sequence[tuple[int, CellOutcome]], counter: Counter
) -> Pattern:
    covered = {id(cell) for _, cell in taken}
    reports: dict[int, tuple[int, bool]] = {}
    for item, cell in taken:
        cluster, wrong = reports.get(id(item), (item.cluster, False))
        reports[id(item)] = (cluster, wrong or not cell.right)
    return Pattern(
        status=key[0],
        witnesses=key[1],
        cells=counter.score((item.cluster, not cell.right) for item, cell in cells),
        coverage=counter.score((cluster, id(cell) in covered) for cluster, cell in printed),
        risk=counter.score((item.cluster, not cell.right) for item, cell in taken),
        reports=counter.bounded(reports.values()),
    )
