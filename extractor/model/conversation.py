"""One request until its outcome: asked, checked against the schema, asked again where the schema is broken."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import cast

import instructor
from instructor.core import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel

from extractor.model.completion import Completion, JsonObject
from extractor.model.presets import Mode
from extractor.model.reask import complaint, reask_messages
from extractor.model.request import CallStatus, Request
from extractor.model.sender import Ended
from extractor.model.settings import ModelSettings

__all__ = ["MOST_REASKS", "Conversation", "body_of"]

MOST_REASKS = 2
"""How often a request is asked again because its answer breaks the schema."""

# its errors quote whole answers; what becomes of a request is said by its outcome
logging.getLogger("instructor").addHandler(logging.NullHandler())

_MODES = {
    Mode.JSON_SCHEMA: instructor.Mode.JSON_SCHEMA,
    Mode.TOOLS: instructor.Mode.TOOLS,
    Mode.JSON_OBJECT: instructor.Mode.JSON,
    Mode.TEXT: instructor.Mode.MD_JSON,
}

_Complete = Callable[[JsonObject], Awaitable[Completion]]


class _Captured(Exception):
    def __init__(self, body: JsonObject) -> None:
        super().__init__()
        self.body = body


class Conversation:
    """One request and the calls that it takes."""

    def __init__(self, request: Request, settings: ModelSettings, complete: _Complete) -> None:
        self._request = request
        self._settings = settings
        self._complete = complete
        self.last: Completion | None = None
        """The latest answer, good or bad."""
        self.reasks = 0

    async def answer(self, room: Callable[[JsonObject], bool] = lambda body: True) -> BaseModel:
        """Return the answer that keeps to the schema.

        Args:
            room: whether the request's token budget has room for one more call.

        Raises:
            Ended: there is none.
        """
        first: list[JsonObject] = [
            {"role": "system", "content": self._request.system},
            {"role": "user", "content": self._request.user},
        ]
        messages = first
        while True:
            try:
                return await self._once(messages)
            except _Broken as broken:
                problem = complaint(broken.error)
            assert self.last is not None
            reason = " ".join(problem.split("\n")[1:-1]) or problem
            if self.reasks == MOST_REASKS:
                raise Ended(CallStatus.INVALID, f"{reason} (asked again {self.reasks} times)")
            messages = [*first, *reask_messages(self.last, problem)]
            if not room({"messages": messages}):
                raise Ended(CallStatus.INVALID, f"{reason} (not asked again: the request's tokens are used up)")
            self.reasks += 1

    async def _once(self, messages: list[JsonObject]) -> BaseModel:
        async def send(**body: object) -> ChatCompletion:
            # the library goes on to change what it handed over
            copy: JsonObject = json.loads(json.dumps(body))
            self.last = await self._complete(copy)
            _look(self.last)
            return ChatCompletion.construct(None, **dict(self.last.raw))

        try:
            return await self._typed(send, messages)
        except IncompleteOutputException:
            raise Ended(CallStatus.CUT_OFF, "the answer ended at the token limit") from None
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, Ended | _Captured):
                raise cause from None
            if isinstance(cause, ValueError) and self.last is not None:
                raise _Broken(cause) from None
            raise

    async def _typed(self, send: Callable[..., Awaitable[ChatCompletion]], messages: list[JsonObject]) -> BaseModel:
        patched: object = instructor.patch(create=send, mode=_MODES[self._settings.mode])
        create = cast("Callable[..., Awaitable[object]]", patched)
        settings = self._settings
        parameters: JsonObject = {}
        if settings.temperature is not None:
            parameters["temperature"] = settings.temperature
        if settings.max_answer_tokens is not None:
            parameters[settings.limit_parameter] = settings.max_answer_tokens
        answer = await create(
            response_model=_prepared(self._request.answer),
            max_retries=0,
            model=settings.model,
            messages=[dict(message) for message in messages],
            **parameters,
        )
        assert isinstance(answer, BaseModel)
        return _plain(answer, self._request.answer)


class _Broken(Exception):
    """An answer breaks the schema."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


@lru_cache(maxsize=64)
def _prepared(kind: type[BaseModel]) -> type[BaseModel]:
    """The schema in the library's dress; it would make another class, and its JSON Schema, for every call."""
    dressed = instructor.response_schema(kind)
    schema = json.dumps(dressed.model_json_schema())
    # setattr, for the type checker: a method is put in the place of a method
    setattr(dressed, "model_json_schema", lambda *args, **options: json.loads(schema))  # noqa: B010
    return dressed


def _plain(answer: BaseModel, kind: type[BaseModel]) -> BaseModel:
    """The validated answer as the schema's own class, without the completion that the library hangs on to it."""
    values = {name: getattr(answer, name) for name in kind.model_fields}
    return kind.model_construct(set(answer.model_fields_set), **values)


def _look(completion: Completion) -> None:
    """End the request where the answer is none, before its schema is looked at.

    Raises:
        Ended: refused, stopped by a filter, cut off, or empty.
    """
    if completion.refusal:
        raise Ended(CallStatus.REFUSED, f"the model declined: {' '.join(completion.refusal.split())[:200]}")
    if completion.is_filtered:
        raise Ended(CallStatus.REFUSED, "the provider's content filter stopped the answer")
    if completion.is_cut_off:
        raise Ended(CallStatus.CUT_OFF, "the answer ended at the token limit")
    if not completion.text.strip():
        raise Ended(CallStatus.EMPTY, "the answer is empty")


async def body_of(request: Request, settings: ModelSettings) -> JsonObject:
    """Return the body of a request's first call, exactly as it would be sent."""

    async def capture(body: JsonObject) -> Completion:
        raise _Captured(body)

    try:
        await Conversation(request, settings, capture).answer()
    except _Captured as captured:
        return captured.body
    raise AssertionError("a request has a first call")
