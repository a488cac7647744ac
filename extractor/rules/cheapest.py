"""The dynamic programme of the aligner: which runs take which rows, in order, at the least cost."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

__all__ = ["CheapestOrder", "Costs"]


@dataclass(frozen=True, slots=True)
class Costs:
    """What each step costs; runs and rows by number."""

    take: tuple[tuple[float, ...], ...]
    """That a run takes a row: ``take[run][row]``."""
    skip: tuple[float, ...]
    """That a run takes none."""
    missing: tuple[float, ...]
    """That a row gets none."""


class CheapestOrder:
    """Cheapest costs of passing runs and rows from either end."""

    def __init__(self, costs: Costs) -> None:
        self._costs = costs
        self._runs = len(costs.skip)
        self._rows = len(costs.missing)
        self._before = self._forward()
        self._after = self._backward()

    @property
    def cost(self) -> float:
        """Cost of a cheapest alignment."""
        return self._after[0][0]

    def cheapest(self) -> dict[int, int]:
        """Return the row that each run takes in a cheapest alignment; runs without a row are left out."""
        chosen: dict[int, int] = {}
        k = i = 0
        while k < self._runs and i < self._rows:
            here = self._after[k][i]
            if abs(self._after[k + 1][i + 1] + self._costs.take[k][i] - here) < 1e-9:
                chosen[k] = i
                k, i = k + 1, i + 1
            elif abs(self._after[k][i + 1] + self._costs.missing[i] - here) < 1e-9:
                i += 1
            else:
                k += 1
        return chosen

    def margin(self, run: int, row: int) -> float:
        """Return how much more the cheapest alignment costs that does not put the run into the row."""
        elsewhere = [
            self._before[run][i] + self._costs.take[run][i] + self._after[run + 1][i + 1]
            for i in range(self._rows)
            if i != row
        ]
        nowhere = [
            self._before[run][i] + self._costs.skip[run] + self._after[run + 1][i] for i in range(self._rows + 1)
        ]
        return min(elsewhere + nowhere) - self._after[0][0]

    def _forward(self) -> list[list[float]]:
        """Cheapest cost of having passed the first ``k`` runs and the first ``i`` rows."""
        table = [[inf] * (self._rows + 1) for _ in range(self._runs + 1)]
        table[0][0] = 0.0
        for k in range(self._runs + 1):
            for i in range(self._rows + 1):
                options = [table[k][i]]
                if k:
                    options.append(table[k - 1][i] + self._costs.skip[k - 1])
                if i:
                    options.append(table[k][i - 1] + self._costs.missing[i - 1])
                if k and i:
                    options.append(table[k - 1][i - 1] + self._costs.take[k - 1][i - 1])
                table[k][i] = min(options)
        return table

    def _backward(self) -> list[list[float]]:
        """Cheapest cost of passing the runs from ``k`` and the rows from ``i`` on."""
        table = [[inf] * (self._rows + 1) for _ in range(self._runs + 1)]
        table[self._runs][self._rows] = 0.0
        for k in range(self._runs, -1, -1):
            for i in range(self._rows, -1, -1):
                options = [table[k][i]]
                if k < self._runs:
                    options.append(table[k + 1][i] + self._costs.skip[k])
                if i < self._rows:
                    options.append(table[k][i + 1] + self._costs.missing[i])
                if k < self._runs and i < self._rows:
                    options.append(table[k + 1][i + 1] + self._costs.take[k][i])
                table[k][i] = min(options)
        return table
