"""A service that is killed again and again while a team works on it, and what is left in the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random

import httpx

from extractor.service.store.backup import back_up
from extractor.service.store.engine import Store, open_store
from extractor.service.store.restore import restore
from tests.batch.runs import await_true
from tests.service.jobs.ledger import Ledger, compared
from tests.service.jobs.running import reports
from tests.service.jobs.served import Served, last_key
from tests.service.jobs.team import Team

__all__ = ["killed_again_and_again", "killed_while_made"]

_AFTER = ("nothing", "sent", "read", "edited")
"""After what a kill comes: so many uploads answered, reports read, edits answered, since the service was started."""
_MOMENT = 0.3
"""Seconds after that within which it comes, while the next is under way."""
_LONGEST = 20.0
"""Seconds after which it comes anyway."""
_WHILE_STARTING = 3.0
"""Seconds from the start of the process within which one comes; some it survives until it serves."""
_WHILE_MADE = 0.5
"""Seconds from the moment that there is a file within which one comes."""


def killed_again_and_again(
    folder: Path, seed: int, kills: int, documents: int, database: str | None = None
) -> dict[str, object]:
    """Kill a service at random moments; check after each, then let it finish, and compare with what was undisturbed.

    Args:
        folder: an empty one.
        seed: of the documents, of what the team does and of the moments.
        kills: how many.
        documents: how many are uploaded in all.
        database: URL of an empty one; None for a file in the folder.

    Returns:
        Figures.

    Raises:
        AssertionError: something is lost, or there twice.
    """
    random, url = Random(seed), database or _file(folder)
    chosen = ("--database", database) if database else ()
    team, ledger = Team(list(reports(documents, seed).items()), seed), Ledger()
    after: Counter[str] = Counter()
    for number in range(kills):
        starting = number % 5 == 4
        with Served(folder, *chosen, anew=starting) as served:
            if starting:
                time.sleep(random.random() * _WHILE_STARTING)
            else:
                with served.client() as client, team.at_work(client, 1 + 2 * documents // kills // 3):
                    after.update([_wait(random, team, client)])
                    served.kill()
            served.kill()
        with _opened(url) as store:
            ledger.check(store, team)
    at_the_end = {"items ended before the last start": len(ledger.ended)}
    with Served(folder, *chosen) as served, served.client() as client:
        team.settle(client)
        assert await_true(lambda: _idle(client), 1800)
        shown = _shown(client)
        assert served.end() == 0
    with _opened(url) as store:
        ledger.check(store, team)
        assert set(ledger.ended.values()) <= {"done", "failed", "refused"}
        count = compared(store, folder)
    _restored(folder, url, shown)
    return {
        "seed": seed,
        "kills": kills,
        **{f"kills after {what}": after[what] for what in _AFTER},
        "shipments": len(team.shipments),
        "sources": len(ledger.results),
        "reports": count,
        "edits": len(team.edits),
        **at_the_end,
    }


def _wait(random: Random, team: Team, client: httpx.Client) -> str:
    """Wait for the moment of a kill; return after what it came."""
    counts: dict[str, Callable[[], int]] = {
        "nothing": lambda: 0,
        "sent": lambda: team.sent,
        "read": lambda: int(client.get("/reports", params={"limit": 1}).json()["total"]),
        "edited": lambda: team.edited,
    }
    what = random.choice(_AFTER)
    enough = counts[what]() + (random.randint(1, 6) if what != "nothing" else 0)
    there = await_true(lambda: counts[what]() >= enough or (what == "sent" and team.all_sent), _LONGEST)
    time.sleep(random.random() * _MOMENT)
    return what if there else "nothing"


def killed_while_made(folder: Path, seed: int, kills: int) -> int:
    """Kill a service while it makes its store, each time in a new folder, and start it again; return how many had tables.

    Raises:
        AssertionError: what was left cannot be served.
    """
    random = Random(seed)
    halves = 0
    for number in range(kills):
        place = folder / f"made-{number}"
        place.mkdir(parents=True)
        with Served(place) as served:
            file = place / "data" / "gongkai.db"
            assert await_true(lambda file=file: file.exists() or served.process.poll() is not None)  # type: ignore[misc]
            time.sleep(random.random() * _WHILE_MADE)
            served.kill()
        halves += file.stat().st_size > 0
        with Served(place) as served, served.client() as client:
            assert client.get("/reports").json()["total"] == 0
            assert served.end() == 0
    return halves


def _file(folder: Path) -> str:
    return f"sqlite:///{folder / 'data' / 'gongkai.db'}"


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


def _idle(client: httpx.Client) -> bool:
    jobs = client.get("/jobs", params={"limit": 500}).json()
    assert jobs["total"] <= 500
    return all(job["state"] == "done" for job in jobs["items"])


def _shown(client: httpx.Client) -> list[Mapping[str, object]]:
    """All reports, as a list shows them."""
    items: list[Mapping[str, object]] = []
    while True:
        page = client.get("/reports", params={"limit": 200, "offset": len(items), "sort": "organization"}).json()
        items += page["items"]
        if len(items) >= page["total"]:
            return items


def _restored(folder: Path, url: str, shown: list[Mapping[str, object]]) -> None:
    """Back up, restore elsewhere, and serve that: the same reports, by the same key."""
    elsewhere = folder / "elsewhere"
    (elsewhere / "data").mkdir(parents=True)
    backup = folder / "backup.sqlite"
    with _opened(url) as store:
        back_up(store, backup)
    restore(backup, _file(elsewhere))
    (elsewhere / "stdout").write_text(f"API key, shown this once: {last_key(folder)}\n")
    with Served(elsewhere) as served, served.client() as client:
        assert _shown(client) == shown
        assert served.end() == 0
    assert (elsewhere / "stdout").read_text().count("API key") == 1
