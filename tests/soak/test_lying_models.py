"""Rules beside models that read perfectly, err with the rules, or lie: nothing wrong is verified, nothing right is changed.

Damage that leaves no trace (a digit for a digit in a plain text) is left out: there both readers see the same wrong
print, and WITNESSES.md believes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from eval.labels import GoldDocument, Label
from eval.mangle import all_modes
from eval.predictions import from_extraction
from eval.score import judge_document
from extractor.pipeline import extract
from schemas.enums import Status
from schemas.result import Cell, Extraction
from tests.extractor.model.stand_ins import LIES, Answers, StandIn, answers_of, correlated
from tests.soak.figures import publish
from tests.soak.tallies import Drawn, draw, scaled
from tests.soak.test_lossy_and_noisy import one_renderer_each

_BELIEVED = (Status.VERIFIED, Status.REPAIRED)


@dataclass
class _Count:
    runs: int = 0
    verified: int = 0
    """Cells verified beside a model."""
    withdrawn: int = 0
    """Cells verified without a model and not beside one."""
    gained: int = 0
    failures: list[str] = field(default_factory=list)


def sources(run: int, count: int) -> Iterator[Drawn]:
    """Sources in every kind of mess but untraceable noise, each mode once before any comes again."""
    numbers = iter(range(10**6))
    found = 0
    for round_ in range(count):
        for _, names in one_renderer_each(Random(f"lies {run} {round_}")):
            number = next(numbers)
            if any(all_modes()[name].noisy for name in names):
                continue
            try:
                yield draw(run, number, names)
            except ValueError:  # a few combinations fit most reports and not this one
                continue
            found += 1
            if found == count:
                return


def models(item: Drawn, alone: Extraction) -> Iterator[tuple[str, Answers]]:
    """Every stand-in, by name: two readers, and each of them with each lie."""
    truth = item.mangled.truths[0]
    readers = {"perfect": answers_of(truth), "correlated": correlated(truth, alone.reports[0].cells)}
    for name, answers in readers.items():
        yield name, answers
        for lie, change in LIES.items():
            yield f"{name}, {lie}", {kind: change(answer) for kind, answer in answers.items()}


def check(drawn: Iterable[Drawn], *, every: int = 1) -> dict[str, _Count]:
    """Return what each stand-in comes to; of a source every model, or only one in so many, in turn."""
    counts: dict[str, _Count] = {}
    for number, item in enumerate(drawn):
        data, name = item.mangled.data, item.mangled.name
        alone = extract(data, name)
        if not alone.reports:
            continue
        for who, answers in islice(models(item, alone), number % every, None, every):
            beside = extract(data, name, model=StandIn(answers))
            count = counts.setdefault(who, _Count())
            count.runs += 1
            count.failures += [f"{item.recipe}: {who}: {path}" for path in silent_errors(item, beside)]
            for path, before, after in pairs(alone, beside):
                count.verified += after.status in _BELIEVED
                count.gained += after.status in _BELIEVED and before.status not in _BELIEVED
                count.withdrawn += before.status in _BELIEVED and after.status not in _BELIEVED
                if before.status in _BELIEVED and after.status in _BELIEVED:
                    same = (before.state, before.value) == (after.state, after.value)
                    count.failures += [] if same else [f"{item.recipe}: {who}: {path} changed"]
    return counts


def silent_errors(item: Drawn, extraction: Extraction) -> list[str]:
    gold = GoldDocument("0", Path(), None, Label.model_validate(item.mangled.label))
    judged = judge_document(gold, from_extraction(extraction))
    return [f"{cell.path} is wrong in silence" for report in judged for cell in report.cells if cell.silent]


def pairs(one: Extraction, other: Extraction) -> Iterator[tuple[str, Cell, Cell]]:
    for before, after in zip(one.reports, other.reports, strict=True):
        yield from ((path, cell, after.cells[path]) for path, cell in before.cells.items())


def failures_of(counts: dict[str, _Count]) -> list[str]:
    return [failure for count in counts.values() for failure in count.failures]


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_lying_models_beside_the_rules(soak_seed: int, soak_scale: float) -> None:
    counts = check(sources(soak_seed, scaled(300, soak_scale)))
    lines = [
        f"{who:<45} {c.runs:>5} runs {c.verified:>7} verified {c.gained:>6} gained {c.withdrawn:>6} withdrawn"
        for who, c in counts.items()
    ]
    failures = failures_of(counts)
    figures = {
        "seed": soak_seed,
        "stand_ins": len(counts),
        "runs": sum(count.runs for count in counts.values()),
        "verified_cells": sum(count.verified for count in counts.values()),
        "failures": len(failures),
    }
    publish("lying_models", figures, [*lines, *failures])
    assert not failures
    assert counts["perfect"].gained > counts["perfect"].withdrawn


def test_some_lying_models_beside_the_rules() -> None:
    counts = check(sources(903, 8), every=4)
    assert len(counts) == 2 + 2 * len(LIES)
    assert sum(count.verified for count in counts.values()) > 3_000
    assert failures_of(counts) == []
