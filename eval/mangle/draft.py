"""What a mode gets and gives: the reports, the text and bytes made from them, and the label so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from eval.mangle.compose import compose
from eval.mangle.document import Block, Document, Table
from eval.truth import CellLabel, CellReading, ReportLabel, Truth, cell_label, report_label
from schemas.enums import State, TableKind

__all__ = ["Draft", "ReportDraft", "map_tables", "on_reports", "on_text"]


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """One report on its way to the source."""

    truth: Truth
    document: Document
    label: ReportLabel
    displaced: frozenset[str] = frozenset()
    """Paths of cells whose place no longer shows in the source, though their print may stand there."""

    @classmethod
    def of(cls, truth: Truth) -> ReportDraft:
        """Return the report as its agency laid it out, with nothing lost yet."""
        return cls(truth, compose(truth), report_label(truth))

    def paths_of(self, kind: TableKind) -> tuple[str, ...]:
        """Return the paths of all tables of a kind."""
        return tuple(path for table in self.document.tables if table.kind is kind for path in table.paths)

    def relabel(self, cells: dict[str, CellLabel]) -> ReportDraft:
        """Return the draft with these cells' labels replaced."""
        return replace(self, label={**self.label, "cells": {**self.label["cells"], **cells}})

    def lost(self, paths: Iterable[str]) -> ReportDraft:
        """Return the draft with cells of which nothing reaches the source."""
        return self.relabel({path: cell_label("", None, State.LOST.value) for path in paths})

    def maybe_lost(self, paths: Iterable[str]) -> ReportDraft:
        """Return the draft with blank cells that nobody can tell from lost ones: both count as right."""
        lost: CellReading = {"value": None, "state": State.LOST.value}
        return self.relabel(
            {path: CellLabel(**{**self.label["cells"][path], "alternatives": [lost]}) for path in paths}
        )

    def uncertain(self, paths: Iterable[str]) -> ReportDraft:
        """Return the draft with cells that no careful reader can decide; what was printed stays in the label."""
        return self.relabel({path: CellLabel(**{**self.label["cells"][path], "certain": False}) for path in paths})

    def displace(self, paths: Iterable[str]) -> ReportDraft:
        """Return the draft with cells that WITNESSES.md, "Anchored", lets nobody anchor by label and place alone."""
        return replace(self, displaced=self.displaced.union(paths))

    def without(self, paths: Iterable[str]) -> ReportDraft:
        """Return the draft without cells of a table of which nothing stands (DESIGN.md, "The result")."""
        gone = set(paths)
        kept = {path: cell for path, cell in self.label["cells"].items() if path not in gone}
        return replace(self, label={**self.label, "cells": kept})


@dataclass(frozen=True, slots=True)
class Draft:
    """A source on its way."""

    reports: tuple[ReportDraft, ...]
    text: str = ""
    """All reports as one text, once a renderer has run."""
    suffix: str = ""
    """``html``, ``md``, ``txt``, ``docx`` or ``xlsx``."""
    data: bytes | None = None
    """The file, once an encoding or a renderer of bytes has run."""


Apply = Callable[[Draft, float, Random], Draft]


def on_reports(change: Callable[[ReportDraft, float, Random], ReportDraft]) -> Apply:
    """Return a mode function that changes every report of the draft."""

    def apply(draft: Draft, strength: float, random: Random) -> Draft:
        return replace(draft, reports=tuple(change(report, strength, random) for report in draft.reports))

    return apply


def on_text(change: Callable[[str, str, float, Random], str]) -> Apply:
    """Return a mode function that changes the rendered text; it is given the text and the suffix."""

    def apply(draft: Draft, strength: float, random: Random) -> Draft:
        return replace(draft, text=change(draft.text, draft.suffix, strength, random))

    return apply


def map_tables(report: ReportDraft, kinds: Iterable[TableKind], change: Callable[[Table], list[Block]]) -> ReportDraft:
    """Return the report with every table of those kinds replaced by the blocks that ``change`` gives for it."""
    wanted = set(kinds)
    blocks: list[Block] = []
    for block in report.document.blocks:
        blocks += change(block) if isinstance(block, Table) and block.kind in wanted else [block]
    return replace(report, document=Document(tuple(blocks)))
