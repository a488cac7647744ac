"""A service killed at fifty random moments while a team uploads, edits and waits for jobs, and while it starts, is made and is upgraded."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.service import postgres
from tests.service.jobs.kills import killed_again_and_again, killed_while_made
from tests.service.jobs.upgraded import killed_while_upgraded
from tests.soak.figures import publish
from tests.soak.tallies import scaled

KILLS = 40
KILLS_WHILE_MADE = 10
KILLS_ON_A_SERVER = 10
KILLS_WHILE_UPGRADED = 20
DOCUMENTS = 240


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_fifty_kills_lose_nothing_and_leave_nothing_twice(tmp_path: Path, soak_seed: int, soak_scale: float) -> None:
    start = time.monotonic()
    (tmp_path / "killed").mkdir()
    figures = killed_again_and_again(
        tmp_path / "killed", soak_seed, scaled(KILLS, soak_scale), scaled(DOCUMENTS, soak_scale)
    )
    kills = scaled(KILLS_WHILE_MADE, soak_scale)
    figures["kills while the store was made"] = kills
    figures["of these, with something in the file"] = killed_while_made(tmp_path / "made", soak_seed, kills)
    upgrades = scaled(KILLS_WHILE_UPGRADED, soak_scale)
    figures["kills while a filled store was upgraded"] = upgrades
    figures["of these, before its end"] = killed_while_upgraded(
        f"sqlite:///{tmp_path / 'old.db'}", soak_seed, upgrades, scaled(DOCUMENTS, soak_scale)
    )
    figures["seconds"] = round(time.monotonic() - start, 1)
    publish("service_kills", figures)
    assert figures["sources"] == scaled(DOCUMENTS, soak_scale)
    assert soak_scale < 1 or (figures["kills after read"] and figures["kills after edited"])


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_it_is_so_on_postgresql_too(tmp_path: Path, soak_seed: int, soak_scale: float) -> None:
    """The database's server lives on; what is killed is the service."""
    start, documents = time.monotonic(), scaled(DOCUMENTS // 4, soak_scale)
    with postgres.running() as server:
        figures = killed_again_and_again(
            tmp_path, soak_seed, scaled(KILLS_ON_A_SERVER, soak_scale), documents, server.new_database()
        )
        upgrades = scaled(KILLS_WHILE_UPGRADED, soak_scale)
        figures["kills while a filled store was upgraded"] = upgrades
        figures["of these, before its end"] = killed_while_upgraded(
            server.new_database(), soak_seed, upgrades, documents
        )
    figures["seconds"] = round(time.monotonic() - start, 1)
    publish("service_kills_postgresql", figures)
    assert figures["sources"] == documents
