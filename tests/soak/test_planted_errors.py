"""Planted errors at full size: every kind found, blamed rightly, and hardly a word on clean reports."""

from __future__ import annotations

import pytest

from eval.plant.measure import measure_clean, measure_kinds
from eval.plant.tables import as_text
from tests.eval.plant.bars import check_clean, check_kinds
from tests.soak.figures import publish
from tests.soak.tallies import scaled

CASES, CLEAN = 60, 2000


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_planted_errors_of_every_kind(soak_seed: int, soak_scale: float) -> None:
    tallies = list(measure_kinds(soak_seed, scaled(CASES, soak_scale)))
    clean = measure_clean(soak_seed, scaled(CLEAN, soak_scale))
    figures = {
        "seed": soak_seed,
        "kinds": len(tallies),
        "planted": sum(tally.planted for tally in tallies),
        "found": sum(tally.found for tally in tallies),
        "blamed": sum(tally.blamed for tally in tallies),
        "explainable": sum(tally.explainable for tally in tallies),
        "explained": sum(tally.explained for tally in tallies),
        "clean_reports": clean.reports,
        "clean_errors": clean.errors,
        "clean_warnings": clean.warnings,
    }
    publish("planted_errors", figures, as_text(tallies, clean, misses=True).split("\n"))
    check_kinds(tallies)
    check_clean(clean)
