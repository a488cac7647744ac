"""How much a run may use in all: calls, tokens, money. Used up, nothing more is sent and what was done is kept."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.completion import Tokens
from extractor.model.presets import Price
from extractor.model.settings import Limits

__all__ = ["EXPECTED_ANSWER", "Budget", "BudgetExhausted", "Usage", "cost_of", "estimated_tokens"]

EXPECTED_ANSWER = 1500
"""Tokens that an answer is reckoned at before it is there: a full table of the largest form."""


class BudgetExhausted(Exception):
    """A limit of the run does not allow another call."""


def estimated_tokens(text: str) -> int:
    """Return about how many tokens a text is: one a Chinese character, one for every three Latin ones."""
    # a Chinese character is three bytes of UTF-8, a Latin one a single byte
    return (len(text.encode("utf-8", "surrogatepass")) + 2) // 3


def cost_of(tokens: Tokens, price: Price | None) -> float | None:
    """Return what tokens cost, or None where the price or their number is not known."""
    if price is None or tokens.sent is None or tokens.received is None:
        return None
    return price.of(tokens.sent, tokens.received, tokens.cached or 0)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run has used so far; calls in flight count with what they are expected to take."""

    calls: int
    """Sent, retries counted."""
    cost: float | None
    """In the currency of the price; None where there is none."""


@dataclass(slots=True)
class _Reserved:
    tokens: int
    cost: float


class Budget:
    """What is left of a run's limits. A call is reserved with what it may use before it is sent, and settled after.

    So calls in flight together never pass a limit by more than their estimates are wrong.
    """

    def __init__(self, limits: Limits, price: Price | None) -> None:
        self._limits = limits
        self._price = price
        self._calls = 0
        self._tokens = 0
        self._cost = 0.0
        self._exhausted: str | None = None

    @property
    def exhausted(self) -> str | None:
        """Why no more calls are allowed, or None while they are."""
        return self._exhausted

    @property
    def usage(self) -> Usage:
        """What is used so far, by the figures that the limits are held against."""
        return Usage(self._calls, None if self._price is None else self._cost)

    def reserve(self, sent: int) -> _Reserved:
        """Return the reservation of one call.

        Args:
            sent: tokens of the request, estimated.

        Raises:
            BudgetExhausted: a limit would be passed; from then on always.
        """
        reserved = _Reserved(sent + EXPECTED_ANSWER, self._price.of(sent, EXPECTED_ANSWER) if self._price else 0.0)
        if self._exhausted is None:
            self._exhausted = self._passed(reserved)
        if self._exhausted is not None:
            raise BudgetExhausted(self._exhausted)
        self._calls += 1
        self._tokens += reserved.tokens
        self._cost += reserved.cost
        return reserved

    def _passed(self, more: _Reserved) -> str | None:
        limits = self._limits
        if limits.max_calls is not None and self._calls + 1 > limits.max_calls:
            return f"the budget of {limits.max_calls} calls is used up"
        if limits.max_tokens is not None and self._tokens + more.tokens > limits.max_tokens:
            return f"the budget of {limits.max_tokens} tokens has no room for another call"
        if limits.max_cost is not None and self._cost + more.cost > limits.max_cost:
            return f"the budget of {limits.max_cost:g} {self._price.currency if self._price else ''} has no room for another call"
        return None

    def settle(self, reserved: _Reserved, tokens: Tokens | None) -> None:
        """Put what a call really used in place of what was reserved.

        Args:
            reserved: what ``reserve`` returned.
            tokens: None where the call certainly cost nothing. Where their number is not known, the estimate stays.
        """
        if tokens is None:
            self._tokens -= reserved.tokens
            self._cost -= reserved.cost
            return
        if tokens.total is not None:
            self._tokens += tokens.total - reserved.tokens
        cost = cost_of(tokens, self._price)
        if cost is not None:
            self._cost += cost - reserved.cost
