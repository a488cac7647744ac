"""Requests at a fixed rate from a process of their own: started when they are due, whatever became of those before.

::

    python -m scripts.service_load ADDRESS KEY --rate 50 --seconds 60

Prints one JSON object: for lists and for review pages how many, how many failed, and milliseconds from when a request
was due until its last byte was there (median, 95th and 99th percentile, longest).
"""

from __future__ import annotations

import asyncio
import json
import time
from random import Random

import aiohttp
import click

__all__ = ["main"]

_LIST, _REVIEW = "list", "review"
_SORTS = ("doubts", "organization", "year", "verified", "findings", "updated")


@click.command()
@click.argument("address")
@click.argument("key")
@click.option("--rate", type=click.FloatRange(min=0.1), default=50.0, show_default=True, help="Requests a second.")
@click.option("--seconds", type=click.FloatRange(min=1), default=60.0, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(address: str, key: str, rate: float, seconds: float, seed: int) -> None:
    """Send the requests, lists and review pages in turn, and print what they took."""
    click.echo(json.dumps(asyncio.run(_load(address.rstrip("/"), key, rate, seconds, Random(seed)))))


async def _load(address: str, key: str, rate: float, seconds: float, random: Random) -> dict[str, object]:
    headers = {"Authorization": f"Bearer {key}"}
    taken: dict[str, list[float]] = {_LIST: [], _REVIEW: []}
    failed: dict[str, int] = {_LIST: 0, _REVIEW: 0}
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(address, headers=headers, connector=connector) as session:
        ids = await _ids(session, random)
        start = time.perf_counter()

        async def one(number: int) -> None:
            kind, path = (_LIST, _list_path(random)) if number % 2 else (_REVIEW, f"/reports/{random.choice(ids)}")
            due = start + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            try:
                async with session.get(path, allow_redirects=False) as response:
                    await response.read()
                    good = response.status == 200
            except aiohttp.ClientError:
                good = False
            taken[kind].append((time.perf_counter() - due) * 1000)
            failed[kind] += not good

        await asyncio.gather(*(one(number) for number in range(int(rate * seconds))))
    return {kind: _figures(found, failed[kind]) for kind, found in taken.items()}


async def _ids(session: aiohttp.ClientSession, random: Random) -> list[str]:
    """The ids of some hundred reports from all over the list."""
    found: list[str] = []
    total = 1
    for _ in range(10):
        offset = random.randrange(max(1, total - 50))
        async with session.get("/v1/reports", params={"limit": 50, "offset": offset}) as response:
            response.raise_for_status()
            page = await response.json()
        total = page["total"]
        found += [item["id"] for item in page["items"]]
    return found


def _list_path(random: Random) -> str:
    """A page of the list as people ask for it: sorted, filtered, searched, turned over."""
    asked = [f"sort={random.choice(_SORTS)}", f"offset={random.choice((0, 0, 0, 50, 500, 5000))}"]
    if random.random() < 0.3:
        asked.append(f"year={random.randrange(2019, 2025)}")
    if random.random() < 0.2:
        asked.append(f"q={random.choice('甲乙丙丁戊己')}")
    return "/?" + "&".join(asked)


def _figures(taken: list[float], failed: int) -> dict[str, float | int]:
    taken = sorted(taken)

    def at(share: float) -> float:
        return round(taken[min(len(taken) - 1, int(share * len(taken)))], 1)

    return {
        "requests": len(taken),
        "failed": failed,
        "p50_ms": at(0.5),
        "p95_ms": at(0.95),
        "p99_ms": at(0.99),
        "longest_ms": round(taken[-1], 1),
    }


if __name__ == "__main__":
    main()
