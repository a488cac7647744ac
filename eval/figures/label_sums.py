"""What a label's own numbers come to: which identities of its tables hold as printed, and which the agency broke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from eval.label_format import LabelCell
from schemas.enums import FindingKind, State
from schemas.identities import Identity, identities
from schemas.reading import Number

__all__ = ["SUM_KINDS", "LabelSum", "Verdict", "label_sums", "match"]

SUM_KINDS = frozenset(
    {
        FindingKind.ROW_SUM,
        FindingKind.BALANCE,
        FindingKind.OUTCOME_SUM,
        FindingKind.REVIEW_SUM,
        FindingKind.ANNEX_SUM,
    }
)
"""The findings on identities; a subtotal beside its parts is none."""


class Verdict(Enum):
    """What a label says of one identity."""

    HOLDS = auto()
    BROKEN = auto()
    """The agency's error."""
    OPEN = auto()
    """The label has too little to say."""


@dataclass(frozen=True, slots=True)
class LabelSum:
    """One identity of a label."""

    kind: FindingKind
    paths: frozenset[str]
    verdict: Verdict


def label_sums(cells: Mapping[str, LabelCell]) -> tuple[LabelSum, ...]:
    """Return every identity among the labelled cells, in the forms' order.

    It is open where one of its cells is lost, unreadable, uncertain or has alternatives, or where a side of it has no
    number. A blank or a mark counts 0.
    """
    return tuple(
        LabelSum(identity.finding, frozenset(identity.paths), _verdict(identity, cells))
        for identity in identities(cells)
    )


def _verdict(identity: Identity, cells: Mapping[str, LabelCell]) -> Verdict:
    sides = [[cells[path] for path in side] for side in (identity.left, identity.right)]
    if not all(_plain(cell) for side in sides for cell in side):
        return Verdict.OPEN
    if not all(any(cell.state is State.NUMBER for cell in side) for side in sides):
        return Verdict.OPEN
    left, right = (sum(_amount(cell) for cell in side) for side in sides)
    return Verdict.HOLDS if left == right else Verdict.BROKEN


def _plain(cell: LabelCell) -> bool:
    return cell.certain and not cell.alternatives and cell.state in (State.NUMBER, State.BLANK, State.MARK)


def _amount(cell: LabelCell) -> Number:
    return 0 if cell.value is None else cell.value


def match(sums: tuple[LabelSum, ...], kind: FindingKind, paths: frozenset[str]) -> LabelSum | None:
    """Return the identity of the label that a finding speaks of.

    It is of the finding's kind, and half of the cells that either has are common to both: a reading may have fewer
    rows or columns than the label. Two identities of one kind have at most one cell in common, so there is only one.
    """
    return next(
        (one for one in sums if one.kind is kind and 2 * len(one.paths & paths) >= len(one.paths | paths)), None
    )
