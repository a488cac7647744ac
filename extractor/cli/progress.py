"""How far a run is: a line on stderr that is written over on a terminal, or one now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from extractor.batch.outcome import Outcome
from extractor.cli.outcome import about, complain

__all__ = ["Progress"]

_ON_TERMINAL, _ELSEWHERE = 0.2, 10.0
"""Seconds between two lines."""


class Progress:
    """Looks on while sources are read; says which failed, and how far the run is."""

    def __init__(
        self,
        total: int,
        *,
        shown: bool | None = None,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin.

        Args:
            total: sources of the run.
            shown: None shows progress on a terminal only, and only where there are several sources.
            stream: None for stderr.
            clock: seconds from any point.
        """
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._shown = (self._terminal and total > 1) if shown is None else shown
        self._total, self._clock = total, clock
        self._kept = self._read = self._failed = 0
        self._start = self._said = clock()

    def kept(self) -> None:
        """Count a source that need not be read again."""
        self._kept += 1
        self._tick()

    def done(self, outcome: Outcome) -> None:
        """Count a source that was read; say why it failed."""
        if outcome.tally.message is not None:
            self._failed += 1
            self.say(about(outcome.tally.source, outcome.tally.message))
        self.advance()

    def advance(self) -> None:
        """Count a source that was read."""
        self._read += 1
        self._tick()

    def say(self, message: str) -> None:
        """Print a line, not over the progress."""
        self._clear()
        complain(message)

    def end(self) -> None:
        """Show how far the run came."""
        if self._shown and self._read + self._kept:
            self._clear()
            self._show("", "\n")

    def line(self) -> str:
        """Return how far the run is."""
        done = self._kept + self._read
        seconds = self._clock() - self._start
        parts = [f"{done} of {self._total} sources"]
        if self._kept:
            parts.append(f"{self._kept} of them kept")
        if self._failed:
            parts.append(f"{self._failed} failed")
        if self._read and seconds > 0:
            rate = self._read / seconds
            parts.append(f"{rate:.1f} a second")
            if done < self._total:
                parts.append(f"{_duration((self._total - done) / rate)} left")
        return ", ".join(parts)

    def _tick(self) -> None:
        now = self._clock()
        if self._shown and now - self._said >= (_ON_TERMINAL if self._terminal else _ELSEWHERE):
            self._said = now
            self._show("\r" if self._terminal else "", "" if self._terminal else "\n")

    def _clear(self) -> None:
        if self._shown and self._terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self, before: str, after: str) -> None:
        erase = "\x1b[K" if self._terminal else ""
        self._stream.write(f"{before}gongkai: {self.line()}{erase}{after}")
        self._stream.flush()


def _duration(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {whole % 60} s" if minutes else f"{whole} s"
