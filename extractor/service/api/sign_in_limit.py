"""How often a wrong key may be tried."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque

from extractor.service.api.problems import ProblemError
from extractor.service.settings import SignInLimits

__all__ = ["SignInLimit"]

_ADDRESSES = 10_000
_EVERYONE = 20
"""All addresses together have so many times the attempts of one."""


class SignInLimit:
    """Counts wrong keys by address, and of all addresses together, in a window of time; holds so many addresses."""

    def __init__(self, limits: SignInLimits) -> None:
        self._limits = limits
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._all: deque[float] = deque()
        self._lock = threading.Lock()

    def check(self, address: str, now: float) -> None:
        """Let an attempt pass.

        Args:
            address: whose.
            now: seconds of a clock that only goes forward.

        Raises:
            ProblemError: there were too many.
        """
        with self._lock:
            most = self._limits.attempts
            own = self._wait(self._failures.get(address, deque()), most, now)
            wait = max(own, self._wait(self._all, most * _EVERYONE, now))
        if wait > 0:
            said = f"too many wrong keys; try again in {wait} seconds"
            raise ProblemError("too-many", said, headers={"Retry-After": str(wait)})

    def failed(self, address: str, now: float) -> None:
        """Note a wrong key."""
        with self._lock:
            self._failures.setdefault(address, deque()).append(now)
            self._failures.move_to_end(address)
            self._all.append(now)
            while len(self._failures) > _ADDRESSES:
                self._failures.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Forget the wrong keys of an address."""
        with self._lock:
            self._failures.pop(address, None)

    def _wait(self, failures: deque[float], most: int, now: float) -> int:
        while failures and failures[0] <= now - self._limits.seconds:
            failures.popleft()
        return 0 if len(failures) < most else int(failures[-most] + self._limits.seconds - now) + 1
