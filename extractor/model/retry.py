"""Transport retries, the one layer of them: tenacity, with jitter, a ceiling, and the wait that a provider asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import tenacity

from extractor.model.faults import CallFailed
from extractor.model.surroundings import Surroundings

__all__ = ["RetryPolicy", "retrying"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how long. Seconds."""

    attempts: int = 7
    first_wait: float = 1.0
    """Doubled after each failure; the actual wait is between half of it and all of it."""
    give_up_after: float = 600.0
    """No further attempt starts when so much time has passed since the first."""
    longest_wait: float = 60.0
    """A provider that asks for more is not waited for: the request fails, and says what was asked."""


async def retrying(
    attempt: Callable[[], Awaitable[T]],
    policy: RetryPolicy,
    around: Surroundings,
) -> T:
    """Return what ``attempt`` returns at last, tried again after each transient fault.

    Raises:
        CallFailed: the last fault, where it is not transient, asks for too long a wait, or attempts or time are used up.
    """
    start = around.clock()

    def again(error: BaseException) -> bool:
        if not isinstance(error, CallFailed) or not error.fault.is_transient:
            return False
        return (error.fault.retry_after or 0.0) <= policy.longest_wait

    def wait(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.fault.retry_after if isinstance(error, CallFailed) else None
        if asked is not None:
            return asked + around.random.uniform(0.0, policy.first_wait)
        whole = min(policy.longest_wait, policy.first_wait * 2 ** (state.attempt_number - 1))
        return around.random.uniform(whole / 2, whole)

    def over(state: tenacity.RetryCallState) -> bool:
        return state.attempt_number >= policy.attempts or around.clock() - start >= policy.give_up_after

    loop = tenacity.AsyncRetrying(
        stop=over,
        retry=tenacity.retry_if_exception(again),
        wait=wait,
        sleep=around.sleep,
        reraise=True,
    )
    return await loop(attempt)
