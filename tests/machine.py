"""How slow this machine is at this moment, so that a bar in CPU seconds means the same on every machine.

Two cores that share their units, or a neighbour that fills the caches, double the CPU time of the same work.
"""

from __future__ import annotations

import re
import time

__all__ = ["comparable"]

_TEXT = "本年新收政府信息公开申请数量12件，其中自然人（含个体）3件。" * 40
_NUMBER = re.compile(r"\d+件")
_SECONDS = 0.020
"""CPU time of the reference work on the machine that the bars were set on, with nothing beside it."""
_SHORT = 0.5
"""Seconds that are within every bar, however slow the machine is."""


def comparable(seconds: float) -> float:
    """Return what CPU seconds that were just spent would have been there; never more than were spent."""
    if seconds <= _SHORT:
        return seconds
    return seconds / max(1.0, min(_reference() for _ in range(4)) / _SECONDS)


def _reference() -> float:
    """Seconds of a fixed piece of the kind of work that readers do."""
    start = time.process_time()
    for _ in range(60):
        kept = [(at, char) for at, char in enumerate(_TEXT) if char not in "，。"]
        found = [match.span() for match in _NUMBER.finditer(_TEXT)]
        assert len(found) == 80
        assert len({char for _, char in sorted(kept, key=lambda item: item[1])}) > 20
        assert len("".join(char for _, char in kept)) == len(dict(kept))
    return time.process_time() - start
