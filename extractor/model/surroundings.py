"""Everything that a run takes from the world around it, so that a test can put something else in its place."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from random import Random

__all__ = ["Surroundings"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Clocks, waits, chance and environment."""

    clock: Callable[[], float] = time.monotonic
    """Seconds from some moment, never backwards."""
    now: Callable[[], float] = time.time
    """Seconds since 1970."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Random = field(default_factory=Random)
    """For jitter alone: no result depends on it."""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    """Where keys come from."""
