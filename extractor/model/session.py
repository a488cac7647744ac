"""A run's open connections, files and limits, in its event loop: many requests at once, each to its outcome."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from extractor.model.budget import EXPECTED_ANSWER, Budget, cost_of, estimated_tokens
from extractor.model.cache import AnswerCache
from extractor.model.canonical import canonical_json, sha256_of
from extractor.model.cassette_files import cassette_path
from extractor.model.cassettes import Deck
from extractor.model.completion import Completion, JsonObject, Tokens
from extractor.model.conversation import Conversation, body_of
from extractor.model.endpoint import ApiKey, key_variable
from extractor.model.faults import Fault
from extractor.model.ledger import Ledger, Row, Totals
from extractor.model.plan import Plan
from extractor.model.presets import PRESETS
from extractor.model.provider_errors import FaultReader
from extractor.model.request import CallStatus, Request, Response
from extractor.model.retry import RetryPolicy
from extractor.model.sender import Ended, Sender, Spent, characters_of
from extractor.model.settings import ModelSettings
from extractor.model.surroundings import Surroundings
from extractor.model.wire import Wire

__all__ = ["Session"]


_LOG = logging.getLogger(__name__)


def _where(settings: ModelSettings) -> str:
    where = f"{settings.endpoint} (this machine)" if settings.endpoint.is_loopback else str(settings.endpoint)
    return f"the text of the reports goes to {where}, for {settings.model} to read"


class Session:
    """Everything that is open while a run lasts. All of it belongs to one event loop."""

    def __init__(
        self,
        settings: ModelSettings,
        key: ApiKey | None,
        surroundings: Surroundings,
        policy: RetryPolicy | None,
        announce: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self._clock = surroundings.clock
        self._announce = announce
        self._told: set[str] = set()
        known = PRESETS.get(settings.preset or "")
        place = f"{known.title} at {settings.endpoint}" if known else str(settings.endpoint)
        reader = FaultReader(place, key, key_variable(settings.endpoint, settings.preset))
        self._ledger = Ledger(settings.ledger)
        self._cache = AnswerCache(settings.cache_dir) if settings.cache_dir and not settings.cassettes else None
        self._wire = Wire(settings, key, place)
        self._sender = Sender(
            settings,
            self._wire,
            self._cache,
            Budget(settings.limits, settings.price),
            reader,
            surroundings,
            policy=policy,
            before_first_call=lambda: announce(_where(settings)),
        )
        self._decks: dict[str, Deck] = {}
        self._slots = asyncio.Semaphore(settings.limits.concurrency)
        self._schemas: dict[type, str] = {}

    @property
    def totals(self) -> Totals:
        """The sums so far."""
        return self._ledger.totals

    @property
    def fault(self) -> Fault | None:
        """The first fault that was the provider's, or None."""
        return self._sender.fault

    @property
    def budget(self) -> Budget:
        """What is left of the run's limits."""
        return self._sender.budget

    @property
    def decks(self) -> Mapping[str, Deck]:
        """The cassettes opened so far, by name."""
        return self._decks

    async def ask_all(
        self, requests: Sequence[Request], cassette: str | None, note: Callable[[Row], None]
    ) -> tuple[Response, ...]:
        """Return the outcome of each request, in their order; equal requests are asked once, and noted once."""
        deck = self._deck(cassette)
        questions = dict.fromkeys(requests)
        waiting = iter(questions)
        outcomes: dict[Request, Response] = {}

        async def work() -> None:
            for request in waiting:
                async with self._slots:
                    await self._sender.turns.take()
                    outcomes[request] = await self._ask(request, deck, note)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self._settings.limits.concurrency, len(questions))):
                    group.create_task(work())
        finally:
            if deck is not None:
                deck.save()
            self._tell_problems()
        return tuple(outcomes[request] for request in requests)

    def _tell_problems(self) -> None:
        found = {problem for problem in (self._ledger.problem, self._cache and self._cache.problem) if problem}
        for problem in sorted(found - self._told):
            self._announce(problem)
        self._told |= found

    def _deck(self, cassette: str | None) -> Deck | None:
        folder = self._settings.cassettes
        if folder is None:
            return None
        if cassette is None:
            raise ValueError("where cassettes answer, each question names one")
        if cassette not in self._decks:
            self._decks[cassette] = self._wire.open_deck(cassette_path(folder, cassette))
        return self._decks[cassette]

    async def _ask(self, request: Request, deck: Deck | None, note: Callable[[Row], None]) -> Response:
        spent, start = Spent(), self._clock()
        complete = partial(self._complete, spent=spent, deck=deck, schema=self._schema(request))
        conversation = Conversation(request, self._settings, complete)
        try:
            answer = await conversation.answer(partial(self._has_room, spent))
            response = Response(CallStatus.ANSWERED, answer)
        except Ended as ended:
            response = Response(ended.status, reason=ended.reason)
        except Exception as error:  # whatever one request sets off, the others keep their answers
            _LOG.exception("a defect of gongkai while a request was asked; please report it")
            response = Response(
                CallStatus.FAILED, reason=f"a defect of gongkai ({type(error).__name__}), not of the model"
            )
        last = conversation.last
        response = dataclasses.replace(
            response,
            raw=last.text if last else None,
            model=last.model if last else None,
            cached=last is not None and spent.attempts == 0,
            attempts=spent.attempts,
        )
        if response.cached or spent.attempts:
            row = self._row(request, response, spent, conversation.reasks, self._clock() - start)
            self._ledger.add(row)
            note(row)
        return response

    async def _complete(self, body: JsonObject, *, spent: Spent, deck: Deck | None, schema: str) -> Completion:
        return await self._sender.complete(body, schema, spent, deck)

    def _schema(self, request: Request) -> str:
        if request.answer not in self._schemas:
            self._schemas[request.answer] = sha256_of(request.answer.model_json_schema())
        return self._schemas[request.answer]

    def _has_room(self, spent: Spent, body: JsonObject) -> bool:
        return spent.estimated + estimated_tokens(canonical_json(body)) <= self._settings.reask_tokens

    def _row(self, request: Request, response: Response, spent: Spent, reasks: int, seconds: float) -> Row:
        tokens = spent.tokens or Tokens()
        price = self._settings.price
        return Row(
            prompt=request.prompt_id,
            prompt_version=request.prompt_version,
            prompt_sha256=request.prompt_sha256,
            preset=self._settings.preset,
            model=response.model,
            asked_model=self._settings.model,
            outcome=response.status,
            reason=response.reason,
            cached=response.cached,
            attempts=response.attempts,
            reasks=reasks,
            tokens=tokens,
            characters_sent=spent.characters_sent,
            characters_received=spent.characters_received,
            cost=cost_of(tokens, price),
            currency=price.currency if price else None,
            seconds=round(seconds, 3),
            replayed=spent.replayed,
        )

    async def plan(self, requests: Sequence[Request], cassette: str | None) -> Plan:
        """Return what asking would take; nothing is sent."""
        deck = self._deck(cassette)
        whole = Plan(price=self._settings.price)
        for request in dict.fromkeys(requests):
            body = await body_of(request, self._settings)
            if self._sender.has_answer(body, self._schema(request), deck):
                whole += Plan(requests=1, kept=1)
                continue
            sent = characters_of(body)
            whole += Plan(1, 0, len(sent), estimated_tokens(sent), EXPECTED_ANSWER)
        return whole

    async def close(self) -> None:
        """Close connections and files."""
        await self._wire.close()
        if self._cache:
            self._cache.close()
        self._ledger.close()
