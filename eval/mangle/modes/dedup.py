"""One cell a line, and every line that equals an earlier one dropped, empty lines with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from eval.mangle.document import Paragraph, Row
from eval.mangle.draft import ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with
from eval.truth import CellLabel
from schemas.enums import State

__all__ = ["MODES"]

_LOST_OR_BLANK: CellLabel = {
    "printed": "",
    "value": None,
    "state": State.LOST.value,
    "alternatives": [{"value": None, "state": State.BLANK.value}],
}


@dataclass(slots=True)
class _Run:
    """What stands between one surviving row label and the next."""

    rows: list[int] = field(default_factory=list)
    """Rows whose numbers fell here, by their index."""
    numbers: int = 0


def _lines(report: ReportDraft) -> Iterator[tuple[str, int | None, Row | None]]:
    """Every line with its row's index and, for numbers, the row itself."""
    index = 0
    for block in report.document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, None, None
            continue
        for row in block.rows:
            index += 1
            for cell in row.cells:
                yield cell.text, index, row if cell.kind == "value" else None


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    kept: list[str] = []
    seen: set[str] = {""}
    runs: list[_Run] = [_Run()]
    rows: dict[int, Row] = {}
    for text, index, row in _lines(report):
        new = text not in seen
        if new:
            seen.add(text)
            kept.append(text)
        if row is None:
            if new:
                runs.append(_Run())
            continue
        assert index is not None
        rows[index] = row
        if index not in runs[-1].rows:
            runs[-1].rows.append(index)
        runs[-1].numbers += new
    return "\n".join(kept) + "\n", _relabelled(report, runs, rows)


def _relabelled(report: ReportDraft, runs: list[_Run], rows: dict[int, Row]) -> ReportDraft:
    """A run that holds all numbers of its only row is certain; one with none is lost; any other is undecided."""
    lost: list[str] = []
    unsure: list[str] = []
    for run in runs:
        places = sum(len(rows[index].values) for index in run.rows)
        paths = [path for index in run.rows for path in rows[index].paths]
        if not run.numbers:
            lost += paths
        elif len(run.rows) > 1 or run.numbers < places:
            unsure += paths
    # In the annex a label without a number is how a blank looks in flattened text, too.
    annex = {path: _LOST_OR_BLANK for path in lost if path.startswith("statistics.")}
    # A row that seems whole may be another whose numbers stood there before: only the annex has one number a row.
    away = [path for path in report.label["cells"] if not path.startswith("statistics.")]
    return report.lost(lost).relabel(annex).uncertain(unsure).displace(away)


MODES = (
    Mode(
        "dedup",
        Stage.RENDER,
        render_with("txt", _render),
        "one cell a line, no line twice, no empty line",
        lossless=False,
    ),
)
