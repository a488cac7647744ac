"""How the checks fare: errors planted and found, kind by kind, and what they say of clean reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from eval.mangle.batch import own_seed
from eval.plant.case import PlantedSource
from eval.plant.clean import clean_pair, clean_report
from eval.plant.field import LAYOUTS, rendered
from eval.plant.judge import judge
from eval.plant.reading import Found, find
from eval.plant.registry import plant, planters
from schemas.enums import FindingKind, Severity

__all__ = ["CleanTally", "KindTally", "clean_sources", "measure_clean", "measure_kind", "measure_kinds"]

Find = Callable[[Sequence[PlantedSource]], list[Found]]

_PAIR_EVERY = 20
"""One of so many clean sources comes with the report of the year after."""
_MOST_SHOWN = 5


@dataclass
class KindTally:
    """Counts over the cases of one kind."""

    kind: FindingKind
    planted: int = 0
    found: int = 0
    """Of the right kind, at the right place."""
    severe: int = 0
    """Of those found, with the right severity."""
    blamed: int = 0
    """Of those found, blaming the right one."""
    explainable: int = 0
    """Found, and planted by a slip that can be explained."""
    explained: int = 0
    stray: Counter[FindingKind] = field(default_factory=Counter)
    """Errors and warnings that the slip does not account for, by kind."""
    missed: list[str] = field(default_factory=list)
    """Recipe and passage of each case that was not found."""


@dataclass
class CleanTally:
    """Counts over clean reports."""

    reports: int = 0
    errors: int = 0
    warnings: int = 0
    kinds: Counter[FindingKind] = field(default_factory=Counter)
    """Errors and warnings by kind."""
    shown: list[str] = field(default_factory=list)
    """The first few of each kind, with recipe and message."""


def measure_kind(kind: FindingKind, seed: int, count: int, read: Find = find) -> KindTally:
    """Return how the cases 0 to ``count`` of a kind come out."""
    tally = KindTally(kind)
    for number in range(count):
        case = plant(kind, seed, number)
        verdict = judge(case, read(case.sources))
        tally.planted += 1
        tally.stray += verdict.stray
        if not verdict.found:
            tally.missed.append(f"{case.recipe} ({case.layout}): {case.passage}")
            continue
        tally.found += 1
        tally.severe += verdict.severe
        tally.blamed += verdict.blamed
        tally.explainable += verdict.explained is not None
        tally.explained += bool(verdict.explained)
    return tally


def measure_kinds(
    seed: int, count: int, kinds: Iterable[FindingKind] | None = None, read: Find = find
) -> Iterator[KindTally]:
    """Yield the tally of each kind that can be planted, or of those asked for."""
    for kind in planters() if kinds is None else kinds:
        yield measure_kind(kind, seed, count, read)


def clean_sources(seed: int, count: int) -> Iterator[tuple[str, tuple[PlantedSource, ...]]]:
    """Yield clean reports with the recipe of each, now and then two of consecutive years; ``count`` reports in all."""
    left = count
    while left > 0:
        number = count - left
        random = Random(f"clean {seed} {number}")
        layout = random.choices(list(LAYOUTS), weights=list(LAYOUTS.values()))[0]
        own = own_seed(seed, number)
        if number % _PAIR_EVERY == _PAIR_EVERY - 2 and left > 1:
            truths = [clean.truth for clean in clean_pair(own)]
            sources = tuple(rendered(truth, layout, f"report-{n}") for n, truth in enumerate(truths))
            yield f"clean pair {own} ({layout})", sources
        else:
            yield f"clean report {own} ({layout})", (rendered(clean_report(own).truth, layout),)
        left -= 2 if number % _PAIR_EVERY == _PAIR_EVERY - 2 and left > 1 else 1


def measure_clean(seed: int, count: int, read: Find = find) -> CleanTally:
    """Return what is said of clean reports, where nothing but notes should be."""
    tally = CleanTally()
    for recipe, sources in clean_sources(seed, count):
        tally.reports += len(sources)
        for found in read(sources):
            finding = found.finding
            if finding.severity is Severity.NOTE:
                continue
            tally.errors += finding.severity is Severity.ERROR
            tally.warnings += finding.severity is Severity.WARNING
            tally.kinds[finding.kind] += 1
            if tally.kinds[finding.kind] <= _MOST_SHOWN:
                tally.shown.append(f"{recipe}: {finding.severity} {finding.kind}: {finding.message}")
    return tally
