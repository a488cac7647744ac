"""The bar of every input: an extraction comes back, in time, and goes through its line unchanged."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extractor.pipeline import extract
from schemas.result import Extraction
from tests.machine import comparable

__all__ = ["MOST_SECONDS", "extract_in_time"]

MOST_SECONDS = 5.0
"""CPU time that one input may take on the machine that the bars were set on, with nothing beside it."""


def extract_in_time(data: bytes, name: str) -> tuple[Extraction, float]:
    """Return the extraction and its CPU seconds, those of a machine that is slow at this moment made comparable.

    Raises:
        AssertionError: it took too long (a loop without end is broken off), or its line does not give it back.
    """
    start = time.process_time()
    with _broken_off(4 * MOST_SECONDS):
        found = extract(data, name)
    spent = time.process_time() - start
    seconds = comparable(spent)
    assert seconds < MOST_SECONDS, f"took {seconds:.1f} s of CPU time, {spent:.1f} s on this machine as it is now"
    line = found.to_json_line()
    assert "\n" not in line
    again = Extraction.from_json_line(line)
    assert again.to_json_line() == line
    assert (again.error, [len(report.cells) for report in again.reports]) == (
        found.error,
        [len(report.cells) for report in found.reports],
    )
    assert (found.error is None) == bool(found.reports)
    return found, seconds


@contextmanager
def _broken_off(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"broken off after {seconds} s of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
