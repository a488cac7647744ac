"""What must agree between the reports of two years: requests carried over, and stocks that changes lead to.

Source: FORMS.md, "The identities", 5 and the soft relations below them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.crosscheck.across.year import Agreed, Copy, agreed
from schemas import Number, cell_definitions
from schemas.enums import FindingKind

__all__ = ["CHAINS", "Link", "Step", "broken_links", "links"]


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a chain."""

    path: str
    found: Agreed
    sign: int = 1

    @property
    def value(self) -> Number:
        """As it is printed."""
        return self.found.figure.value


@dataclass(frozen=True, slots=True)
class Link:
    """One place where two years can be held against each other."""

    earlier: tuple[Step, ...]
    """The numbers of the year before."""
    later: tuple[Step, ...]
    """Those of the year; the one that should follow from all others stands last."""
    expected: Number
    """What follows for the last one."""

    @property
    def holds(self) -> bool:
        """True where the last number is the one that follows."""
        return self.expected == self.later[-1].value


@dataclass(frozen=True, slots=True)
class _Rule:
    """``sum(sign * number) = due``."""

    before: tuple[tuple[str, int], ...]
    """Paths of the year before, with their signs."""
    now: tuple[tuple[str, int], ...]
    due: str
    """Path of the year itself."""
    printed: tuple[str, ...] = ()
    """Paths that must hold a printed number: an unstated stock is no stock of 0."""


def broken_links(kind: FindingKind, before: Sequence[Copy], now: Sequence[Copy]) -> list[Link]:
    """Return where the reports of two years in a row do not agree."""
    return [link for link in links(kind, before, now) if not link.holds]


def links(kind: FindingKind, before: Sequence[Copy], now: Sequence[Copy]) -> list[Link]:
    """Return where the reports of two years in a row can be compared; a number that is not sure is not asked for."""
    return [link for rule in CHAINS[kind]() if (link := _link(rule, before, now)) is not None]


def _link(rule: _Rule, before: Sequence[Copy], now: Sequence[Copy]) -> Link | None:
    earlier = [_step(path, sign, before, rule) for path, sign in rule.before]
    later = [_step(path, sign, now, rule) for path, sign in rule.now]
    due = _step(rule.due, 1, now, rule)
    terms = [step for step in (*earlier, *later) if step is not None]
    if due is None or len(terms) < len(earlier) + len(later):
        return None
    expected = sum(step.sign * step.value for step in terms)
    return Link(tuple(terms[: len(earlier)]), (*terms[len(earlier) :], due), expected)


def _step(path: str, sign: int, copies: Sequence[Copy], rule: _Rule) -> Step | None:
    found = agreed(copies, path)
    return Step(path, found, sign) if found and (found.figure.printed or path not in rule.printed) else None


def _rows_with(*columns: str) -> Iterator[str]:
    """The rows of proactive disclosure that have all these columns, in the forms' order."""
    paths = cell_definitions()
    rows = dict.fromkeys(path.rpartition(".")[0] for path in paths if path.startswith("proactive_disclosure."))
    return (row for row in rows if all(f"{row}.{column}" in paths for column in columns))


@cache
def _carried() -> tuple[_Rule, ...]:
    row = "requests.carried_out."
    columns = [path.removeprefix(row) for path in cell_definitions() if path.startswith(row)]
    return tuple(_Rule(((row + column, 1),), (), f"requests.carried_in.{column}") for column in columns)


@cache
def _stocks() -> tuple[_Rule, ...]:
    in_force = [
        _Rule(
            ((f"{row}.in_force", 1),),
            ((f"{row}.issued", 1), (f"{row}.repealed", -1)),
            f"{row}.in_force",
            (f"{row}.in_force",),
        )
        for row in _rows_with("issued", "repealed", "in_force")
    ]
    items = [
        _Rule(
            ((f"{row}.previous_items", 1), (f"{row}.change", 1)),
            (),
            f"{row}.previous_items",
            (f"{row}.previous_items",),
        )
        for row in _rows_with("previous_items", "change")
    ]
    return (*items, *in_force)


CHAINS: dict[FindingKind, Callable[[], tuple[_Rule, ...]]] = {
    FindingKind.CARRY_CHAIN: _carried,
    FindingKind.STOCK_CHAIN: _stocks,
}
"""What each kind of finding holds against each other; the stocks of a form have paths of their own."""
