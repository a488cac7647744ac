"""Many sources at several points, in one process or more: the same tallies whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from random import Random

from eval.lying.field import draw
from eval.lying.judge import tallies
from eval.lying.registry import habits
from eval.lying.tally import Point, Tally

__all__ = ["measure"]

Progress = Callable[[int], None]
_AHEAD = 8
"""Sources for each process that wait for it."""


def measure(
    points: Sequence[Point],
    reports: int,
    seed: int,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[Tally]:
    """Return the tally of each point over the same sources.

    Args:
        points: kinds or mixtures with their rates.
        reports: sources drawn; a few of them hold two reports.
        seed: the only source of chance.
        jobs: processes at once.
        progress: told how many sources are done.

    Raises:
        ValueError: a point's kind is none.
    """
    for point in points:
        habits(point.kind, Random(0))
    whole = [Tally() for _ in points]
    with ExitStack() as stack:
        for done, found in enumerate(_each(partial(_one, tuple(points), seed), range(reports), jobs, stack), start=1):
            for tally, more in zip(whole, found, strict=True):
                tally.add(more)
            if progress is not None:
                progress(done)
    return whole


def _one(points: tuple[Point, ...], seed: int, number: int) -> list[Tally]:
    return tallies(draw(seed, number), points, seed)


def _each(
    task: Callable[[int], list[Tally]], numbers: Iterable[int], jobs: int, stack: ExitStack
) -> Iterator[list[Tally]]:
    """The results in the order of the numbers."""
    if jobs == 1:
        yield from map(task, numbers)
        return
    pool = stack.enter_context(ProcessPoolExecutor(jobs, mp_context=get_context("spawn")))
    waiting: list[Future[list[Tally]]] = []
    for number in numbers:
        waiting.append(pool.submit(task, number))
        if len(waiting) >= jobs * _AHEAD:
            yield waiting.pop(0).result()
    yield from (future.result() for future in waiting)
