"""Errors that only two reports show: chains over the years, and one report twice."""

from __future__ import annotations

import re
from dataclasses import replace

from eval.plant.case import Planted
from eval.plant.chain import with_numbers
from eval.plant.clean import clean_pair, written
from eval.plant.field import LAYOUTS, Field, Planter, rendered
from eval.truth import Truth
from eval.truth.wording import REQUEST_COLUMNS
from schemas.enums import Blame, FindingKind, Severity

__all__ = ["PLANTERS"]


_PLACE = re.compile(r"[^省市县区旗州盟]{1,8}[省市县区旗州盟]")


def _is_identified(truth: Truth) -> bool:
    """True for a name that says its county or city: townships of one name are many, and not held to be one."""
    return _PLACE.match(truth.organization) is not None


def _clean_pair(field: Field, form: str | None = None) -> tuple[Truth, Truth]:
    while True:
        first, then = (clean.truth for clean in clean_pair(field.random.randrange(2**30), form=form))
        if _is_identified(first):
            return first, then


def _pair(field: Field, first: Truth, then: Truth, other: Truth, paths: frozenset[str], shown: str) -> Planted:
    # Either order of the files: which is which the reports say themselves.
    names = ("a", "b") if field.number % 2 else ("b", "a")
    sources = tuple(rendered(t, field.layout, f"report-{n}") for t, n in zip((first, other), names, strict=True))
    expected = field.expect(paths=paths, once=True)
    return field.of_sources(expected, sources, (first, then), (first, other), shown)


def carry_chain(field: Field) -> Planted:
    """What came over is not what was left over, in one column and in the total, or in two columns alone."""
    first, then = _clean_pair(field)
    columns = field.random.sample(REQUEST_COLUMNS[:2], 2) if field.number % 3 == 2 else [REQUEST_COLUMNS[0]]
    numbers: dict[str, int] = {}
    for column in columns:
        more = field.random.choice((1, 2, 3, 7))
        for row in ("carried_in", "granted", "outcome_total"):
            for place in (column, "total"):
                path = f"requests.{row}.{place}"
                numbers[path] = numbers.get(path, int(then.cells[path].amount)) + more
    other = written(field.random, replace(then, cells=with_numbers(then.cells, numbers))).truth
    paths = frozenset(
        f"requests.{row}.{column}" for row in ("carried_in", "carried_out") for column in (*columns, "total")
    )
    came, left = numbers["requests.carried_in.total"], first.cells["requests.carried_out.total"].amount
    return _pair(field, first, then, other, paths, f"{then.year}: {came} carried in, {first.year}: {left} carried out")


def stock_chain(field: Field) -> Planted:
    """In force, or items of the year before, that do not follow from last year's report."""
    form = field.turn(("2021", "2019"))
    first, then = _clean_pair(field, form)
    column = "in_force" if form == "2021" else "previous_items"
    path = field.random.choice([path for path in then.cells if path.endswith(f".{column}")])
    number = int(then.cells[path].amount) + field.random.choice((1, 2, 5, 11))
    other = written(field.random, replace(then, cells=with_numbers(then.cells, {path: number}))).truth
    row = path.rpartition(".")[0]
    paths = frozenset(p for p in then.cells if p.startswith(f"{row}."))
    return _pair(field, first, then, other, paths, f"{path}: {number} for {then.cells[path].printed}")


def duplicate_report(field: Field) -> Planted:
    """The same report in two files, with the same numbers or with one of them another."""
    clean = field.clean(field.random.choice(("2021", "2019")), lambda clean: _is_identified(clean.truth))
    truth = clean.truth
    same = field.number % 2 == 0
    path = field.random.choice([p for p in truth.cells if p.endswith((".decisions", ".in_force", ".made"))])
    number = int(truth.cells[path].amount) + field.random.choice((1, 4, 30))
    other = truth if same else replace(truth, cells=with_numbers(truth.cells, {path: number}))
    other = written(field.random, other).truth
    sources = (
        rendered(truth, field.layout, "report-a"),
        rendered(other, field.random.choice(list(LAYOUTS)), "report-b"),
    )
    # Which of the two files is the right one nobody can tell.
    expected = field.expect(
        Severity.NOTE if same else Severity.WARNING,
        blames=frozenset({Blame.SOURCE, Blame.UNKNOWN}),
        paths=frozenset() if same else frozenset({path}),
    )
    shown = "the same report twice" if same else f"{path}: {number} in the other file, {truth.cells[path].printed} here"
    return field.of_sources(expected, sources, (truth, truth), (truth, other), shown)


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.CARRY_CHAIN: carry_chain,
    FindingKind.STOCK_CHAIN: stock_chain,
    FindingKind.DUPLICATE_REPORT: duplicate_report,
}
