"""A slice of the measure: errors of every kind are found, and nothing is found where nothing is."""

from __future__ import annotations

import pytest

from eval.plant import planters
from eval.plant.measure import measure_clean, measure_kind
from schemas.enums import FindingKind
from tests.eval.plant.bars import check_clean, check_kinds

SEED = 41


@pytest.mark.parametrize("kind", planters(), ids=str)
def test_planted_errors_are_found(kind: FindingKind) -> None:
    check_kinds([measure_kind(kind, SEED, 1 if kind is FindingKind.BUDGET else 4)], slack=1)


def test_clean_reports_are_left_alone() -> None:
    check_clean(measure_clean(SEED, 30))
