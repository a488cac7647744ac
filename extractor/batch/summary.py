"""What a batch comes to: how many sources failed, how far the cells may be believed, where to look first."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator

from extractor.batch.outcome import Tally
from extractor.export.text_table import align, printable
from extractor.export.wording import STATUS_WORDS
from schemas.enums import Status

__all__ = ["BatchSummary"]

_WORST = 20
_SHOWN = (Status.VERIFIED, Status.REPAIRED, Status.READ, Status.DISPUTED, Status.UNREAD)
_DOUBTFUL = (Status.REPAIRED, Status.DISPUTED, Status.UNREAD)
_WORDS = {
    "sources": ("{} sources, {} failed{}, {} reports", "来源 {} 个，失败 {} 个{}，报告 {} 份"),
    "cells": ("{} cells: {}", "单元格 {} 个：{}"),
    "worst": ("the most doubtful sources (repaired, disputed and unread of all cells):", "存疑最多的来源："),
}


class BatchSummary:
    """Counts of the sources added so far; its size does not grow with them."""

    def __init__(self) -> None:
        self.sources = self.reports = 0
        self.failures: Counter[str] = Counter()
        """By the kind of their error."""
        self.cells: Counter[str] = Counter()
        """By status."""
        self._worst: list[tuple[float, int, int, str, int]] = []

    def add(self, tally: Tally) -> None:
        """Count one source."""
        self.sources += 1
        self.reports += tally.reports
        self.failures.update([tally.kind] if tally.kind else ())
        self.cells.update(tally.cells)
        doubtful = sum(tally.cells.get(status.value, 0) for status in _DOUBTFUL)
        if doubtful:
            cells = sum(tally.cells.values())
            # of equal ones the first: the one that comes last is dropped
            entry = (doubtful / cells, doubtful, -self.sources, tally.source, cells)
            heapq.heappush(self._worst, entry)
            if len(self._worst) > _WORST:
                heapq.heappop(self._worst)

    def record(self) -> dict[str, object]:
        """Return the figures for JSON."""
        return {
            "sources": self.sources,
            "failed": self.failures.total(),
            "failures": dict(sorted(self.failures.items())),
            "reports": self.reports,
            "cells": {"total": self.cells.total(), **{status.value: self.cells[status.value] for status in _SHOWN}},
            "worst": [
                {"source": source, "cells": cells, "doubtful": doubtful, "share": round(share, 4)}
                for share, doubtful, _, source, cells in sorted(self._worst, reverse=True)
            ],
        }

    def lines(self, lang: str = "en") -> Iterator[str]:
        """Yield the figures as lines for a person."""
        chinese = lang == "zh"
        said = {key: pair[chinese] for key, pair in _WORDS.items()}
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.failures.items()))
        yield said["sources"].format(self.sources, self.failures.total(), f" ({kinds})" if kinds else "", self.reports)
        by_status = ", ".join(f"{self.cells[status.value]} {STATUS_WORDS[status][chinese]}" for status in _SHOWN)
        yield said["cells"].format(self.cells.total(), by_status)
        if self._worst:
            yield said["worst"]
            yield from align(
                [
                    [f"{100 * share:.1f} %", f"{doubtful} / {cells}", printable(source)]
                    for share, doubtful, _, source, cells in sorted(self._worst, reverse=True)
                ],
                right=frozenset({0, 1}),
                indent="  ",
            )
