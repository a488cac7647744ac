"""Asking a model, for the pipeline: a plain function call from any thread, with everything asynchronous behind it.

::

    with ModelClient(settings, announce=print) as client:
        responses = client.ask_all(requests)

Importing this module imports none of the libraries that talk to models; opening a client does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extractor.errors import UsageError
from extractor.model.endpoint import find_key
from extractor.model.loop import LoopThread
from extractor.model.plan import Plan
from extractor.model.settings import ModelSettings
from extractor.model.surroundings import Surroundings

if TYPE_CHECKING:
    from extractor.model.budget import Usage
    from extractor.model.faults import Fault
    from extractor.model.ledger import Row, Totals
    from extractor.model.request import Request, Response
    from extractor.model.retry import RetryPolicy
    from extractor.model.session import Session

__all__ = ["ModelClient"]


class ModelClient:
    """Asks one model at one endpoint. A context manager; may be used by several threads at once.

    Nothing that goes wrong with a request is raised: it is the request's outcome, and the others go on.
    """

    def __init__(
        self,
        settings: ModelSettings,
        *,
        announce: Callable[[str], None] = lambda message: None,
        surroundings: Surroundings | None = None,
        policy: RetryPolicy | None = None,
    ) -> None:
        """Make a client; it opens when it is entered.

        Args:
            settings: which model, where and how.
            announce: told once, before the first call, which host will see the text; and when answers cannot be kept.
            surroundings: clocks, waits and environment; None for the real ones.
            policy: of transport retries; None for the usual one.
        """
        self.settings = settings
        self._announce = announce
        self._around = surroundings or Surroundings()
        self._policy = policy
        self._loop: LoopThread | None = None
        self._session: Session | None = None

    def __enter__(self) -> Self:
        """Open connections and files.

        Raises:
            UsageError: the key is missing, a folder or file cannot be used, or the libraries are not installed.
        """
        key = (
            find_key(self.settings.base_url, self.settings.preset, self._around.environ)
            if self.settings.sends
            else None
        )
        try:
            from extractor.model.session import Session
        except ModuleNotFoundError as error:
            raise UsageError(f"a model needs more libraries ({error.name}): pip install 'gongkai[model]'") from error
        self._loop = LoopThread()

        async def start() -> Session:
            return Session(self.settings, key, self._around, self._policy, self._announce)

        try:
            self._session = self._loop.run(start())
        except BaseException:
            self._loop.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything; calls that still run are cancelled."""
        loop, session = self._open()
        self._session = self._loop = None
        loop.cancel_all()
        try:
            loop.run(session.close())
        finally:
            loop.close()

    def ask_all(
        self,
        requests: Sequence[Request],
        *,
        cassette: str | None = None,
        note: Callable[[Row], None] = lambda row: None,
    ) -> tuple[Response, ...]:
        """Return the outcome of each request, in their order, whatever the order of completion.

        Args:
            requests: asked together, ``settings.limits.concurrency`` at once; equal ones are asked once.
            cassette: name of the sample whose cassette answers, where the settings have a folder of cassettes; what
                was recorded is written before this returns.
            note: told what each request took, in the order of completion, those left out for which there was no call
                and no kept answer; not told after this returns.

        Raises:
            UsageError: the cassette's file is none.
            ValueError: the settings have a folder of cassettes, and none is named.
        """
        loop, session = self._open()
        return loop.run(session.ask_all(requests, cassette, note))

    def plan(self, requests: Sequence[Request], *, cassette: str | None = None) -> Plan:
        """Return what asking would take; nothing is sent."""
        loop, session = self._open()
        return loop.run(session.plan(requests, cassette))

    @property
    def totals(self) -> Totals:
        """The sums of the run so far."""
        return self._open()[1].totals

    @property
    def provider_fault(self) -> Fault | None:
        """The first fault that was the provider's: the program's exit code is 3 then. None while there is none."""
        return self._open()[1].fault

    @property
    def exhausted(self) -> str | None:
        """Why the limits of the run allow no more calls, or None while they do; kept answers are given all the same."""
        return self._open()[1].budget.exhausted

    @property
    def usage(self) -> Usage:
        """What the run has used so far, calls in flight with what they are expected to take."""
        return self._open()[1].budget.usage

    def unused(self) -> dict[str, int]:
        """Return how many recorded answers nothing has asked for, by cassette; of the cassettes opened so far."""
        return {name: count for name, deck in self._open()[1].decks.items() if (count := deck.unused)}

    def prune(self) -> int:
        """Drop the recorded answers of opened cassettes that nothing has asked for; return how many."""
        dropped = 0
        for deck in self._open()[1].decks.values():
            dropped += deck.prune()
            deck.save()
        return dropped

    def _open(self) -> tuple[LoopThread, Session]:
        if self._loop is None or self._session is None:
            raise RuntimeError("a model client is open inside its with statement alone")
        return self._loop, self._session
