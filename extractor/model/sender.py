"""One call from its body to its completion: kept, recorded, or sent, within the limits and tried again where it helps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from extractor.model.budget import Budget, BudgetExhausted, estimated_tokens
from extractor.model.cache import AnswerCache, Kept, cache_key
from extractor.model.canonical import canonical_json
from extractor.model.cassettes import Deck
from extractor.model.completion import Completion, Tokens
from extractor.model.faults import CallFailed, Fault, FaultKind
from extractor.model.ledger import Replayed
from extractor.model.provider_errors import FaultReader
from extractor.model.rate import RateGate
from extractor.model.request import CallStatus
from extractor.model.retry import RetryPolicy, retrying
from extractor.model.settings import ModelSettings
from extractor.model.surroundings import Surroundings
from extractor.model.turns import Turns
from extractor.model.wire import Wire

__all__ = ["Ended", "Sender", "Spent", "characters_of"]

_HOPELESS = 3
"""Requests in a row that found the endpoint out of reach, after all retries, until no more is sent."""

_OUTCOMES = {FaultKind.FILTERED: CallStatus.REFUSED, FaultKind.NOT_RECORDED: CallStatus.SKIPPED}
_OUT_OF_REACH = frozenset({FaultKind.UNREACHABLE, FaultKind.TIMEOUT, FaultKind.SERVER, FaultKind.UNUSABLE})


class Ended(Exception):
    """No answer will come of a request: with which status, and why."""

    def __init__(self, status: CallStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(slots=True)
class Spent:
    """What one request has used so far, over all its calls."""

    attempts: int = 0
    tokens: Tokens | None = None
    """Of all completions that were sent for; None while there is none."""
    characters_sent: int = 0
    characters_received: int = 0
    replayed: Replayed | None = None
    """None while no completion was kept or recorded."""
    estimated: int = 0
    """Tokens of all its completions, kept ones too; estimated where the provider does not say."""

    def add(self, completion: Completion) -> None:
        """Count one completion that was sent for."""
        self.characters_received += len(completion.text)
        self.tokens = completion.tokens if self.tokens is None else self.tokens + completion.tokens

    def replay(self, sent: str, completion: Completion) -> None:
        """Count one completion that was kept or recorded; ``sent`` is what it was sent for."""
        one = Replayed(len(sent), len(completion.text), completion.tokens)
        self.replayed = one if self.replayed is None else self.replayed + one


class Sender:
    """Brings bodies to completions. Lives in one event loop."""

    def __init__(
        self,
        settings: ModelSettings,
        wire: Wire,
        cache: AnswerCache | None,
        budget: Budget,
        reader: FaultReader,
        surroundings: Surroundings,
        *,
        policy: RetryPolicy | None = None,
        before_first_call: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._wire = wire
        self._cache = cache
        self._budget = budget
        self._reader = reader
        self._around = surroundings
        self.turns = Turns()
        """For whatever is done with a completion, and before the next body."""
        self._policy = policy or RetryPolicy()
        limits = settings.limits
        self._gate = RateGate(limits.rpm, limits.tpm, surroundings.clock, surroundings.sleep)
        self._before_first_call: Callable[[], None] | None = before_first_call
        self._hopeless = 0
        self.stopped: str | None = None
        """Why nothing is sent any more, or None."""
        self.fault: Fault | None = None
        """The first fault that was the provider's."""

    @property
    def budget(self) -> Budget:
        """What is left of the run's limits."""
        return self._budget

    async def complete(
        self, body: Mapping[str, object], schema_sha256: str, spent: Spent, deck: Deck | None
    ) -> Completion:
        """Return the completion of one body.

        Raises:
            Ended: there is none.
        """
        sent = characters_of(body)
        cache = self._cache if deck is None else None
        key = cache_key(body, schema_sha256, self._settings.epoch) if cache else ""
        if cache and (completion := _kept(cache, key)):
            spent.estimated += _used(completion, sent)
            spent.replay(sent, completion)
            return completion
        if deck is None and not self._settings.sends:
            raise Ended(CallStatus.SKIPPED, "offline, and no answer to this request is kept")
        before = spent.attempts
        completion = await self._ask(body, sent, spent, deck)
        spent.estimated += _used(completion, sent)
        if spent.attempts == before:
            spent.replay(sent, completion)
        if cache and not completion.is_declined:
            cache.put(key, Kept.of(completion, spent.attempts - before))
        return completion

    def has_answer(self, body: Mapping[str, object], schema_sha256: str, deck: Deck | None) -> bool:
        """True where the answer to a body is kept or recorded."""
        if deck is not None:
            return deck.holds(body)
        cache = self._cache
        return cache is not None and _kept(cache, cache_key(body, schema_sha256, self._settings.epoch)) is not None

    async def _ask(self, body: Mapping[str, object], sent: str, spent: Spent, deck: Deck | None) -> Completion:
        async def attempt() -> Completion:
            return await self._attempt(body, sent, spent, deck)

        try:
            completion = await retrying(attempt, self._policy, self._around)
        except BudgetExhausted as error:
            raise Ended(CallStatus.SKIPPED, str(error)) from None
        except CallFailed as error:
            self._note(error.fault)
            raise Ended(_OUTCOMES.get(error.fault.kind, CallStatus.FAILED), error.fault.message) from None
        self._hopeless = 0
        return completion

    async def _attempt(self, body: Mapping[str, object], sent: str, spent: Spent, deck: Deck | None) -> Completion:
        if deck is not None and deck.holds(body):
            return await self._wire.post(body, deck)
        if self.stopped:
            raise Ended(CallStatus.SKIPPED, self.stopped)
        if not self._settings.sends:
            assert deck is not None
            raise CallFailed(deck.missing())
        if self._budget.exhausted:
            raise BudgetExhausted(self._budget.exhausted)
        tokens = estimated_tokens(sent)
        await self._gate.enter(tokens)
        reserved = self._budget.reserve(tokens)
        if self._before_first_call:
            self._before_first_call()
            self._before_first_call = None
        spent.attempts += 1
        spent.characters_sent += len(sent)
        try:
            completion = await self._wire.post(body, deck)
        except Exception as error:
            fault = self._reader.read(error, self._around.now())
            self._budget.settle(reserved, None if fault.costs_nothing else Tokens())
            if fault.kind is FaultKind.BUSY:
                self._gate.hold(min(fault.retry_after or 0.0, self._policy.longest_wait))
            raise CallFailed(fault) from None
        await self.turns.take()
        self._budget.settle(reserved, completion.tokens)
        spent.add(completion)
        return completion

    def _note(self, fault: Fault) -> None:
        """Remember a fault of the provider's, and stop where no other call can succeed."""
        if fault.kind in _OUTCOMES or fault.kind is FaultKind.REJECTED:
            return
        self.fault = self.fault or fault
        self._hopeless += fault.kind in _OUT_OF_REACH
        if fault.stops_run:
            self.stopped = self.stopped or f"not sent: {fault.message}"
        elif self._hopeless >= _HOPELESS:
            self.stopped = self.stopped or f"not sent after {_HOPELESS} requests in a row failed: {fault.message}"


def _kept(cache: AnswerCache, key: str) -> Completion | None:
    kept = cache.get(key)
    try:
        return Completion.read(kept.completion) if kept else None
    except ValueError:
        return None


def characters_of(body: Mapping[str, object]) -> str:
    """What of a body is read by the model: its messages, and the schema beside them."""
    return "".join(canonical_json(body[name]) for name in ("messages", "tools", "response_format") if name in body)


def _used(completion: Completion, sent: str) -> int:
    total = completion.tokens.total
    return estimated_tokens(sent) + estimated_tokens(completion.text) if total is None else total
