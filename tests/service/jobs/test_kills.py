"""A slice of the full-size bar (``tests/soak/test_service_kills.py``): a few kills, and nothing is lost or there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.jobs.kills import killed_again_and_again, killed_while_made
from tests.service.jobs.upgraded import killed_while_upgraded

SEED = 9


@pytest.mark.timeout(300)
def test_nothing_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    figures = killed_again_and_again(tmp_path, seed=SEED, kills=3, documents=8)
    assert figures["sources"] == 8
    assert figures["edits"]


def test_a_store_that_was_half_made_is_made(tmp_path: Path) -> None:
    assert killed_while_made(tmp_path, seed=SEED, kills=1) <= 1


def test_a_filled_store_that_was_half_upgraded_is_upgraded(tmp_path: Path) -> None:
    assert killed_while_upgraded(f"sqlite:///{tmp_path / 'old.db'}", seed=SEED, kills=1, documents=3) <= 1
