"""How fast calls may follow each other: calls and tokens in any sixty seconds."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

__all__ = ["RateGate"]

_WINDOW = 60.0


class RateGate:
    """Lets calls through, never more than the limits allow in any sixty seconds."""

    def __init__(
        self,
        rpm: int | None,
        tpm: int | None,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        """Make a gate.

        Args:
            rpm: calls in any sixty seconds; None for no limit.
            tpm: tokens in any sixty seconds; None for no limit. One call larger than that goes through alone.
            clock: seconds, monotonic.
            sleep: waits.
        """
        self._rpm = rpm
        self._tpm = tpm
        self._clock = clock
        self._sleep = sleep
        self._passed: deque[tuple[float, int]] = deque()
        self._tokens = 0
        self._closed_until = float("-inf")

    def hold(self, seconds: float) -> None:
        """Let nothing through for a while: the provider said that all of it is too much."""
        self._closed_until = max(self._closed_until, self._clock() + seconds)

    async def enter(self, tokens: int) -> None:
        """Return as soon as a call of so many tokens may be sent."""
        while (wait := self._wait(tokens)) > 0:
            await self._sleep(wait)
        self._passed.append((self._clock(), tokens))
        self._tokens += tokens

    def _wait(self, tokens: int) -> float:
        now = self._clock()
        while self._passed and now - self._passed[0][0] >= _WINDOW:
            self._tokens -= self._passed.popleft()[1]
        wait = self._closed_until - now
        if self._rpm is not None and len(self._passed) >= self._rpm:
            wait = max(wait, self._passed[len(self._passed) - self._rpm][0] + _WINDOW - now)
        if self._tpm is not None and self._passed and self._tokens + tokens > self._tpm:
            wait = max(wait, self._until_room(tokens) - now)
        return wait

    def _until_room(self, tokens: int) -> float:
        left = self._tokens
        for at, used in self._passed:
            left -= used
            if self._tpm is not None and left + tokens <= self._tpm:
                return at + _WINDOW
        return self._passed[-1][0] + _WINDOW
