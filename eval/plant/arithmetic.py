"""The planter's own sums, written from FORMS.md alone: which of a report's identities do not hold as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.truth import TruthCell
from eval.truth.annex_numbers import ANNEX_SUMS
from eval.truth.wording import REQUEST_COLUMNS, REVIEW_COLUMNS, REVIEW_ROWS
from schemas.enums import FindingKind, State

__all__ = ["Sum", "broken_sums", "sums_of"]

_APART = ("received", "carried_in", "outcome_total", "carried_out")


@dataclass(frozen=True, slots=True)
class Sum:
    """``sum(left) == sum(right)``."""

    kind: FindingKind
    key: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All cells of it."""
        return self.left + self.right


def sums_of(cells: Mapping[str, TruthCell]) -> Iterator[Sum]:
    """Yield every identity that the report's tables assert."""
    if any(path.startswith("statistics.") for path in cells):
        yield from _annex(cells)
        return
    if any(path.startswith("requests.") for path in cells):
        yield from _requests(cells)
    if any(path.startswith("review_and_litigation.") for path in cells):
        for row in REVIEW_ROWS:
            own = [f"review_and_litigation.{row}.{column}" for column in REVIEW_COLUMNS]
            yield Sum(FindingKind.REVIEW_SUM, row, tuple(own[:-1]), (own[-1],))


def _requests(cells: Mapping[str, TruthCell]) -> Iterator[Sum]:
    rows = list(
        dict.fromkeys(p.removeprefix("requests.").rsplit(".", 1)[0] for p in cells if p.startswith("requests."))
    )
    for row in rows:
        own = [f"requests.{row}.{column}" for column in REQUEST_COLUMNS]
        yield Sum(FindingKind.ROW_SUM, row, tuple(own[:-1]), (own[-1],))
    outcomes = [row for row in rows if row not in _APART]
    for column in REQUEST_COLUMNS:
        new, old, done, left = (f"requests.{row}.{column}" for row in _APART)
        yield Sum(FindingKind.BALANCE, column, (new, old), (done, left))
        yield Sum(FindingKind.OUTCOME_SUM, column, tuple(f"requests.{row}.{column}" for row in outcomes), (done,))


def _annex(cells: Mapping[str, TruthCell]) -> Iterator[Sum]:
    for parent, parts in ANNEX_SUMS.items():
        left = tuple(path for part in parts if (path := f"statistics.{parent}.{part}") in cells)
        yield Sum(FindingKind.ANNEX_SUM, parent, left, (f"statistics.{parent}",))


def broken_sums(cells: Mapping[str, TruthCell]) -> list[Sum]:
    """Return the identities that are tested and do not hold: a blank counts 0, a side of blanks alone tests nothing."""

    def known(paths: tuple[str, ...]) -> bool:
        return any(cells[path].state is State.NUMBER for path in paths)

    def amount(paths: tuple[str, ...]) -> int:
        return sum(int(cells[path].amount) for path in paths)

    return [
        one for one in sums_of(cells) if known(one.left) and known(one.right) and amount(one.left) != amount(one.right)
    ]
