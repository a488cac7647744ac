"""Every formula of the evaluation, broken in every small way: a test that counts by hand notices each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak.equivalent_mutants import EQUIVALENT
from tests.soak.figures import publish

ROOT = Path(__file__).parents[2]
BY_HAND = "tests/eval/figures/test_by_hand_"

WATCHED: dict[str, tuple[str, ...]] = {
    "eval.statistics": ("tests/eval/test_statistics.py",),
    "eval.outcomes": ("tests/eval/test_outcomes.py", "tests/eval/test_outcomes_drift.py", f"{BY_HAND}cells.py"),
    "eval.drift": ("tests/eval/test_outcomes_drift.py", "tests/eval/test_outcomes.py"),
    "eval.questions": (f"{BY_HAND}cells.py", "tests/eval/test_score.py"),
    "eval.facts": ("tests/eval/test_facts_scoring.py", f"{BY_HAND}facts.py"),
    "eval.figures.reading": (f"{BY_HAND}cells.py", f"{BY_HAND}facts.py"),
    "eval.figures.cells": (f"{BY_HAND}cells.py",),
    "eval.figures.prose": (f"{BY_HAND}facts.py",),
    "eval.figures.label_sums": (f"{BY_HAND}sums.py",),
    "eval.figures.sums": (f"{BY_HAND}sums.py",),
    "eval.figures.doubt": (f"{BY_HAND}cells.py", f"{BY_HAND}facts.py", f"{BY_HAND}sums.py"),
    "eval.figures.risk": (f"{BY_HAND}risk.py",),
    "eval.figures.common": (f"{BY_HAND}risk.py",),
    "eval.figures.all": (f"{BY_HAND}cells.py", f"{BY_HAND}risk.py"),
}
"""Each module that counts, and the tests whose every figure was counted by hand."""


@pytest.mark.soak
@pytest.mark.parametrize("module", WATCHED)
def test_a_broken_formula_makes_a_test_fail(module: str, soak_seed: int, soak_scale: float) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.mutant_run", module, str(soak_scale), str(soak_seed), *WATCHED[module]],
        cwd=ROOT,
        env={
            **os.environ,
            "CI": "1",
            "PYTHONHASHSEED": "0",
            "PYTHONPATH": str(ROOT),
        },  # hypothesis draws the same in every child
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    equivalent = EQUIVALENT.get(module, {})
    survived = set(told["survivors"])
    unseen = sorted(survived - set(equivalent))
    publish(
        f"broken_metrics_{module.removeprefix('eval.').replace('.', '_')}",
        {"broken": told["tried"], "not noticed": len(unseen), "equivalent": len(survived) - len(unseen)},
        [*unseen, *(f"{name}: {equivalent[name]}" for name in sorted(survived & set(equivalent)))],
    )
    assert told["tried"] or soak_scale < 1
    assert unseen == []
    if soak_scale >= 1:
        assert sorted(set(equivalent) - survived) == [], "these are noticed now, or gone"
