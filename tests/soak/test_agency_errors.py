"""What the agency printed wrongly: kept as printed, named where it breaks a sum, and never a reason for a silent error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from eval.truth import Truth, TruthError
from schemas.enums import FindingKind, State, Status
from schemas.identities import Identity, identities
from schemas.result import Cell, Report
from tests.soak.figures import publish
from tests.soak.tallies import scaled, tally
from tests.soak.test_clean_layouts import draw_clean

REPORTS = 300
ERRORS = 2
LOST = "lost, said so"
MOST_LOST = 0.005
"""Share of them that may stand in a table that is not recognised, where a finding says so."""


def broken(truth: Truth, error: TruthError) -> list[Identity]:
    """The identities that contain the misprinted cell and do not hold as printed.

    A blank counts 0, but an identity with a side of blanks alone is broken by nothing (FORMS.md, "The identities").
    """

    def numbers(paths: tuple[str, ...]) -> list[int | Decimal]:
        return [truth.cells[path].amount for path in paths if truth.cells[path].state is State.NUMBER]

    own = [one for one in identities(truth.cells) if error.path in one.paths]
    sides = [(one, numbers(one.left), numbers(one.right)) for one in own]
    return [one for one, left, right in sides if left and right and sum(left) != sum(right)]


def named(report: Report, error: TruthError, breaks: list[Identity]) -> bool:
    """True where a finding names a broken identity that contains the cell, and the cell in it."""
    kinds = {identity.finding for identity in breaks}
    return any(
        finding.kind in kinds and error.path in (*finding.paths, *(term.path for term in finding.terms))
        for finding in report.findings
    )


def kept(cell: Cell, error: TruthError) -> str:
    """How the printed number was kept."""
    if cell.value == error.printed:
        return f"value, {cell.status}"
    if cell.status is Status.DISPUTED and any(other.value == error.printed for other in cell.candidates):
        return "candidate"
    return "lost"


def said_to_be_lost(report: Report, error: TruthError) -> bool:
    """True where the whole table was not recognised, and a finding says so; a table of blank lines without a label."""
    table = error.path.partition(".")[0]
    return any(finding.kind is FindingKind.TABLE_LOST and table in finding.message for finding in report.findings)


def planted(reports: list[tuple[str, Truth, Report | None]]) -> Iterator[tuple[str, Truth, Report | None, TruthError]]:
    for recipe, truth, report in reports:
        for error in truth.errors:
            yield recipe, truth, report, error


def check(run: int, count: int) -> None:
    drawn = draw_clean(run, count, forms=("2021", "2019"), agency_errors=ERRORS)
    found = tally("agency errors", drawn)
    read = [
        (item.recipe, item.mangled.truths[0], extraction.reports[0] if extraction.reports else None)
        for item, extraction in zip(drawn, found.extractions, strict=True)
    ]
    ways: Counter[str] = Counter()
    failures: list[str] = []
    n_breaking = 0
    for recipe, truth, report, error in planted(read):
        breaks = broken(truth, error)
        n_breaking += bool(breaks)
        cell = report.cells.get(error.path) if report else None
        way = kept(cell, error) if cell else "lost"
        way += ", said so" if way == "lost" and report and said_to_be_lost(report, error) else ""
        ways[way] += 1
        where = f"{recipe}: {error.path} prints {error.printed}, correct {error.correct}"
        if way == "lost":
            failures.append(f"{where}: not kept: {cell!r}")
        if breaks and way != LOST and not (report and named(report, error, breaks)):
            failures.append(f"{where}: breaks {', '.join(one.name for one in breaks)}, no finding names it")
    figures = {
        "seed": run,
        "reports": count,
        "planted": ways.total(),
        "break_a_sum": n_breaking,
        "kept": dict(sorted(ways.items())),
        "silent": found.card.cells.silent.count,
    }
    publish("agency_errors", figures, failures)
    assert ways.total() >= ERRORS * count * 0.9
    assert found.card.cells.silent.count == 0, "\n".join(found.failures)
    assert not failures, "\n".join(failures)
    assert ways[LOST] <= MOST_LOST * ways.total()


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_agency_errors_of_three_hundred_reports(soak_seed: int, soak_scale: float) -> None:
    check(soak_seed + 50_000, scaled(REPORTS, soak_scale))


def test_agency_errors() -> None:
    check(911, 20)
