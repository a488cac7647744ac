"""Many sources in a row: one that fails, for whatever reason, never stops the others."""

from __future__ import annotations

import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from extractor.cli.asking import Asker
from extractor.cli.outcome import about, complain
from extractor.library import Opened, open_each
from extractor.pipeline import Settings
from schemas.result import Extraction

__all__ = ["extract_each"]

A = TypeVar("A")
R = TypeVar("R")


def extract_each(
    sources: tuple[str, ...], settings: Settings, asker: Asker | None = None, at_once: int | None = None
) -> Iterator[tuple[Opened, Extraction]]:
    """Yield each source with its extraction, in order; why one failed is said on stderr.

    A defect of the program itself is shown with its traceback and is an extraction with ``error`` too, so that one
    source in ten thousand does not cost the others.

    Args:
        sources: paths, or ``-`` for standard input.
        settings: of all of them.
        asker: whom to ask as second reader; None reads without a model.
        at_once: how many sources are read at once while a model is waited for; None leaves it to the asker.
    """

    def extracted(opened: Opened) -> tuple[Opened, Extraction]:
        return opened, _extract(opened, settings, asker)

    opened = open_each(sources, sys.stdin.buffer)
    done = map(extracted, opened) if asker is None else _in_order(extracted, opened, at_once or asker.at_once)
    for source, extraction in done:
        if extraction.error:
            complain(about(extraction.source, extraction.error.message))
        yield source, extraction


def _extract(opened: Opened, settings: Settings, asker: Asker | None) -> Extraction:
    try:
        return opened.extract(settings, asker.about(opened.name) if asker else None)
    except Exception as error:  # the rim: whatever a source can set off ends here, visibly
        traceback.print_exc()
        message = f"{opened.name}: a defect of gongkai, not of the source ({type(error).__name__}); please report it"
        return opened.failed("internal", message, settings)


def _in_order(function: Callable[[A], R], items: Iterable[A], at_once: int) -> Iterator[R]:
    """The results in the items' order; so many are worked on at once, and no more are taken from the items."""
    waiting: deque[Future[R]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) >= at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
