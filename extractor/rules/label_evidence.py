"""What labels say of runs: the run's own, those stacked above it, torn from it, or behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from rapidfuzz import fuzz

from extractor.rules.run import FreeText, Run
from extractor.sections.labels import EXACT, NEAR, Match, core, matches, row_with_piece, rows_named_in
from schemas.enums import TableKind

__all__ = ["LabelEvidence", "own_labels", "with_other_labels"]

_PIECE = 0.9
"""Likeness of a piece of a label that no other label has."""
_PART = 80
"""Per cent of a text that must stand in a label for the text to be part of it."""


@dataclass(frozen=True, slots=True)
class LabelEvidence:
    """What labels say of one run; rows are named by key."""

    likeness: Mapping[str, float]
    """How like its own label is to each row's, 0 to 1."""
    stack: frozenset[str]
    """Rows whose labels stand directly above the run's own, or are glued to it."""
    torn: frozenset[str] = frozenset()
    """Rows whose labels stand between its neighbours, beside no run."""
    behind: frozenset[str] = frozenset()
    """Rows whose labels stand directly behind it, where labels may do so."""

    def names(self, key: str) -> bool:
        """True where its label names this row, and no other row as well."""
        own = self.likeness.get(key, 0.0)
        return own > 0 and all(own > score for other, score in self.likeness.items() if other != key)

    def names_exactly(self, key: str) -> bool:
        """True where it names this row with the row's whole label."""
        return self.likeness.get(key, 0.0) >= EXACT and self.names(key)

    def leaves_open(self, key: str) -> bool:
        """True where its label does not speak for another row: there is none, or it is as near this one as any."""
        return not self.likeness or self.likeness.get(key, 0.0) >= max(self.likeness.values()) - 1e-9


def own_labels(runs: Sequence[Run], kind: TableKind) -> tuple[LabelEvidence, ...]:
    """Return what each run's own label says of it, and what stands glued to it.

    Args:
        runs: in reading order.
        kind: the table whose labels they are compared with.
    """
    return tuple(LabelEvidence(_likeness(run, kind), _stack(run, kind)) for run in runs)


def with_other_labels(
    own: Sequence[LabelEvidence], runs: Sequence[Run], texts: Sequence[FreeText], kind: TableKind, *, behind: bool
) -> tuple[LabelEvidence, ...]:
    """Return the evidence with what labels say that stand beside no run.

    Args:
        own: of ``own_labels``.
        runs: those that it is of.
        texts: every text of the table.
        kind: the table.
        behind: some labels stand behind their runs.
    """
    torn = _torn_labels(runs, texts, kind)
    return tuple(
        replace(said, torn=near, behind=_behind(run, kind) if behind and run.apart else frozenset())
        for said, run, near in zip(own, runs, torn, strict=True)
    )


def _stack(run: Run, kind: TableKind) -> frozenset[str]:
    """Rows whose labels stand directly above the run's own label, or are glued to it."""
    above = {
        match.label.key
        for text in run.stacked
        for match in matches(text, kind)[:2]
        if match.exact and match.label.role == "row"
    }
    glued = rows_named_in(run.labels[0], kind) if run.labels else frozenset()
    return frozenset(above) | (glued if len(glued) > 1 else frozenset())


def _likeness(run: Run, kind: TableKind) -> dict[str, float]:
    """The best likeness of the run's label to each row, over the ways its texts can be joined.

    In a join the text nearest to the run must be part of the label: what stands before it may be another row's.
    """
    found: dict[str, float] = {}
    nearest = core(run.labels[0]) if run.labels else ""
    for number, text in enumerate(run.labels):
        for match in _rows(text, kind):
            whole = match.score > found.get(match.label.key, 0.0)
            if whole and (not number or _is_part(nearest, match.label.core)):
                found[match.label.key] = match.score
        if any(score >= EXACT for score in found.values()):
            return found
    piece = row_with_piece(run.labels[0], kind) if run.labels else None
    if piece is not None and found.get(piece, 0.0) < _PIECE:
        found[piece] = _PIECE
    return found


def _rows(text: str, kind: TableKind) -> list[Match]:
    """The rows that a text may name: none, where it names none exactly and is nearer to a label of another role."""
    found = matches(text, kind)
    rows = [match for match in found if match.label.role == "row" and match.score >= NEAR]
    return rows if rows and (rows[0].exact or rows[0].score >= found[0].score) else []


def _is_part(piece: str, label: str) -> bool:
    return piece in label or fuzz.partial_ratio(piece, label) >= _PART


def _torn_labels(runs: Sequence[Run], texts: Sequence[FreeText], kind: TableKind) -> list[frozenset[str]]:
    """For each run the row labels that stand between its neighbours, beside no run."""
    own = {text for run in runs for text in run.labels[:1]}
    found: list[frozenset[str]] = []
    for number in range(len(runs)):
        low = runs[number - 1].row if number else -1
        high = runs[number + 1].row if number + 1 < len(runs) else inf
        near = [t.token.text for t in texts if low < t.row < high and t.token.text not in own]
        found.append(frozenset(m.label.key for text in near for m in matches(text, kind)[:2] if m.score >= NEAR))
    return found


def _behind(run: Run, kind: TableKind) -> frozenset[str]:
    """Rows whose labels stand directly behind a run."""
    found = (match for text in run.following for match in matches(text, kind)[:2])
    return frozenset(match.label.key for match in found if match.exact and match.label.role == "row")
