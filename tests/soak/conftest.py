"""What every full-size bar is given: the seed and the share of its size, as ``scripts.record_run`` sets them."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def soak_seed() -> int:
    """The seed of the run, GONGKAI_SOAK_SEED."""
    return int(os.environ.get("GONGKAI_SOAK_SEED", "1"))


@pytest.fixture(scope="session")
def soak_scale() -> float:
    """The share of the full size, GONGKAI_SOAK_SCALE."""
    return float(os.environ.get("GONGKAI_SOAK_SCALE", "1"))
