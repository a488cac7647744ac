"""Turns: what a task has started comes before the work of the next, and nobody is forgotten."""

from __future__ import annotations

import asyncio

from extractor.model.turns import Turns


def test_what_one_started_comes_before_the_work_of_the_next() -> None:
    seen: list[str] = []

    async def work(turns: Turns, name: str) -> None:
        await turns.take()
        seen.append(f"{name} works")
        asyncio.get_running_loop().call_soon(seen.append, f"{name} writes")

    async def run() -> None:
        turns = Turns()
        await asyncio.gather(*(work(turns, name) for name in "abc"))
        await asyncio.sleep(0)

    asyncio.run(run())
    assert seen == ["a works", "a writes", "b works", "b writes", "c works", "c writes"]


def test_a_task_that_ends_or_is_cancelled_in_its_turn_stops_nobody() -> None:
    done: list[int] = []

    async def work(turns: Turns, number: int) -> None:
        await turns.take()
        if number == 1:
            raise ValueError
        done.append(number)

    async def run() -> None:
        turns = Turns()
        tasks = [asyncio.create_task(work(turns, number)) for number in range(5)]
        await asyncio.sleep(0)
        tasks[3].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(run())
    assert done == [0, 2, 4]
