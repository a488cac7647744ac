"""Whole forms in which every sum holds, what readers make of them, and rules with a clause taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import pytest

from extractor.crosscheck import Evidence, crosscheck, status
from extractor.crosscheck.status import Clause
from schemas import Number, Reading, Span, form
from schemas.enums import Origin, PlacedBy, State, Status, TableKind, Witness

FORM = form("2021")
PATHS = FORM.paths()
TABLE = FORM.table(TableKind.REQUESTS)
assert TABLE is not None
ROWS = [row.key for row in TABLE.blocks[0].rows]
COLUMNS = [column.key for column in TABLE.blocks[0].columns]
OUTCOMES = ROWS[2:-2]
LICENSING = "proactive_disclosure.article_20_5.licensing.decisions"
FEES = "proactive_disclosure.article_20_8.fees.amount"
RULES, MODEL, OCR2, HUMAN = Witness.RULES, Witness.MODEL, Witness.OCR2, Witness.HUMAN

Change = Callable[[pytest.MonkeyPatch], None]


def cell(row: str, column: str) -> str:
    return f"requests.{row}.{column}"


def span_of(path: str) -> Span:
    place = 10 * PATHS.index(path)
    return place, place + 4


def books(outcomes: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """A full form in which every sum holds: all that was received is done with, each in its column."""
    values = dict.fromkeys(PATHS, 0)
    for (row, column), count in outcomes.items():
        for to_row in (row, "outcome_total", "received"):
            for to_column in (column, "total"):
                values[cell(to_row, to_column)] += count
    return values


def read(values: Mapping[str, Number], reader: Witness = RULES) -> dict[str, Reading]:
    """One reader's answers to a whole form; the places are sure, unless the reader is the model."""
    return {
        path: Reading(
            path,
            reader,
            State.NUMBER,
            value,
            str(value),
            span_of(path),
            placed_by=PlacedBy.STRUCTURE,
            anchored=reader is not MODEL,
            grid=reader is RULES,
        )
        for path, value in values.items()
    }


def put(
    readings: dict[str, Reading], path: str, value: Number | None, state: State = State.NUMBER, **more: object
) -> None:
    printed = more.pop("printed", "" if value is None else str(value))
    readings[path] = replace(readings[path], value=value, state=state, printed=printed, **more)  # type: ignore[arg-type]


def loosen(readings: dict[str, Reading], paths: Iterable[str], **more: object) -> None:
    for path in paths:
        readings[path] = replace(readings[path], anchored=False, **more)  # type: ignore[arg-type]


def lose(readings: dict[str, Reading], *paths: str) -> None:
    for path in paths:
        put(readings, path, None, State.LOST, span=None)


def column(name: str) -> list[str]:
    return [cell(row, name) for row in ROWS]


def row(name: str) -> list[str]:
    return [cell(name, column) for column in COLUMNS]


def evidence_of(origin: Origin, *readers: Mapping[str, Reading], disputed: Iterable[TableKind] = ()) -> Evidence:
    given = tuple(reading for readings in readers for reading in readings.values())
    return Evidence(given, PATHS, origin, frozenset(disputed))


def broken_review(origin: Origin, *readers: Witness) -> Evidence:
    """The line of reviews has a total that no part explains."""
    values = books({("granted", "business"): 2})
    values["review_and_litigation.review.total"] = 7
    return evidence_of(origin, *(read(values, reader) for reader in readers))


def one_wrong(origin: Origin, wrong: int, *readers: Witness) -> Evidence:
    """Where 12 belongs (``requests.granted.business``), all these readers read another number."""
    values = books({("granted", "business"): 12, ("partially_granted", "business"): 1})
    return evidence_of(origin, *(read(values | {cell("granted", "business"): wrong}, reader) for reader in readers))


DROPPED: set[tuple[str, Clause]] = set()
"""Every clause that some case takes out, by row."""


def drop(rule: str, *clauses: Clause) -> Change:
    """Take clauses out of one row of the decision table."""
    DROPPED.update((rule, clause) for clause in clauses)

    def change(patch: pytest.MonkeyPatch) -> None:
        rows = tuple(
            replace(found, clauses=tuple(c for c in found.clauses if c not in clauses)) if found.rule == rule else found
            for found in status.DECISIONS
        )
        assert rows != status.DECISIONS, f"{rule} has no such clause"
        patch.setattr(status, "DECISIONS", rows)

    return change


def skip(*rules: str) -> Change:
    """Take whole rows out of the decision table."""

    def change(patch: pytest.MonkeyPatch) -> None:
        rows = tuple(found for found in status.DECISIONS if found.rule not in rules)
        assert len(rows) == len(status.DECISIONS) - len(rules)
        patch.setattr(status, "DECISIONS", rows)

    return change


def say(module: object, name: str, answer: object) -> Change:
    """Make a predicate give one answer whatever it is asked."""
    return lambda patch: patch.setattr(module, name, lambda *_, **__: answer)


def both(*changes: Change) -> Change:
    def change(patch: pytest.MonkeyPatch) -> None:
        for single in changes:
            single(patch)

    return change


@dataclass(frozen=True)
class Case:
    """A cell that must not be believed, and the changes each of which makes it believed."""

    evidence: Evidence
    path: str
    without: Mapping[str, Change]


def believed(case: Case) -> bool:
    return crosscheck(case.evidence).verdicts[case.path].status in (Status.VERIFIED, Status.REPAIRED)
