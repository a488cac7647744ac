"""A completion as it came over the wire, as far as anything depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

__all__ = ["Completion", "JsonObject", "Tokens"]

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens by kind; None where the provider does not say, which is not zero."""

    sent: int | None = None
    received: int | None = None
    cached: int | None = None
    """Of those sent, the ones that the provider had kept."""
    reasoning: int | None = None
    """Of those received, the ones not shown."""

    @property
    def total(self) -> int | None:
        """Sent and received; None where either is not known."""
        return None if self.sent is None or self.received is None else self.sent + self.received

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(
            _sum(self.sent, other.sent),
            _sum(self.received, other.received),
            _sum(self.cached, other.cached),
            _sum(self.reasoning, other.reasoning),
        )


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


class _Lenient(BaseModel):
    """Providers add fields and leave others null; what is not named here is kept in the raw body alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Function(_Lenient):
    name: str | None = None
    arguments: str | None = None


class _ToolCall(_Lenient):
    id: str | None = None
    function: _Function = _Function()


class _Message(_Lenient):
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(_Lenient):
    message: _Message
    finish_reason: str | None = None


class _SentDetails(_Lenient):
    cached_tokens: int | None = None


class _ReceivedDetails(_Lenient):
    reasoning_tokens: int | None = None


class _Usage(_Lenient):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_cache_hit_tokens: int | None = None  # DeepSeek's name for cached_tokens
    prompt_tokens_details: _SentDetails | None = None
    completion_tokens_details: _ReceivedDetails | None = None


class _Body(_Lenient):
    model: str | None = None
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


_FILTERED = frozenset({"content_filter", "sensitive"})
"""OpenAI's and Zhipu's word."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What an endpoint answered to one call."""

    raw: Mapping[str, object]
    """The body as it came."""
    model: str | None
    text: str
    """The answer: the arguments of the function called, or the message; empty where there is neither."""
    called: tuple[tuple[str, str, str], ...]
    """Id, name and arguments of each function called."""
    finish: str | None
    refusal: str | None
    tokens: Tokens

    @classmethod
    def read(cls, raw: object) -> Completion:
        """Return the completion in a body.

        Raises:
            ValueError: the body is no completion.
        """
        try:
            body = _Body.model_validate(raw)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "the body"
            raise ValueError(f"no completion: {where}: {first['msg']}") from None
        assert isinstance(raw, dict)
        choice = body.choices[0]
        called = tuple(
            (call.id or "", call.function.name or "", call.function.arguments or "")
            for call in choice.message.tool_calls or ()
        )
        text = called[0][2] if called else choice.message.content or ""
        return cls(raw, body.model, text, called, choice.finish_reason, choice.message.refusal, _tokens(body.usage))

    @property
    def is_filtered(self) -> bool:
        """True where a content filter ended the answer."""
        return self.finish in _FILTERED

    @property
    def is_declined(self) -> bool:
        """True where there is no answer at all: refused, stopped by a filter, or empty. Asked again, there may be one."""
        return bool(self.refusal) or self.is_filtered or not self.text.strip()

    @property
    def is_cut_off(self) -> bool:
        """True where the answer ended at the token limit."""
        return self.finish == "length"


def _tokens(usage: _Usage | None) -> Tokens:
    if usage is None:
        return Tokens()
    cached = usage.prompt_tokens_details.cached_tokens if usage.prompt_tokens_details else None
    reasoning = usage.completion_tokens_details.reasoning_tokens if usage.completion_tokens_details else None
    if cached is None:
        cached = usage.prompt_cache_hit_tokens
    return Tokens(usage.prompt_tokens, usage.completion_tokens, cached, reasoning)
