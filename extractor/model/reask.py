"""What a model is told when its answer breaks the schema. Its words stand in ``prompts/reask.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.model.completion import Completion, JsonObject

__all__ = ["complaint", "reask_messages"]

_MOST = 12
"""Problems that are named; of more, their number."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    head: str
    line: str
    more: str
    tail: str
    whole: str
    other: str
    errors: Mapping[str, str]


@cache
def _words() -> _Words:
    return _Words.model_validate(tomllib.loads(files("prompts").joinpath("reask.toml").read_text(encoding="utf-8")))


def complaint(error: Exception) -> str:
    """Return what is wrong with an answer's form, in Chinese.

    The text depends on the kinds of errors and their places alone, so that it is the same with every version of
    Pydantic and a recorded re-ask is found again. Of a value error the schema's own words are given: a schema says
    what is wrong with the form of an answer, never that numbers do not add up.

    Args:
        error: of validation; anything else counts as no JSON.
    """
    words = _words()
    lines = list(dict.fromkeys(_lines(error, words))) or [_line(words, words.whole, words.errors["json_invalid"])]
    if len(lines) > _MOST:
        lines = [*lines[:_MOST], words.more.format(count=len(lines) - _MOST)]
    return "\n".join((words.head, *lines, words.tail))


def _lines(error: Exception, words: _Words) -> Iterator[str]:
    if not isinstance(error, ValidationError):
        return
    for item in error.errors(include_url=False, include_input=False):
        template = words.errors.get(item["type"], words.other)
        context: Mapping[str, object] = item.get("ctx") or {}
        try:
            what = template.format(**{name: str(value) for name, value in context.items()})
        except KeyError:
            what = words.other
        yield _line(words, _place(item["loc"]) or words.whole, what)


def _line(words: _Words, where: str, what: str) -> str:
    return words.line.format(where=where, what=" ".join(what.split()))


def _place(parts: tuple[int | str, ...]) -> str:
    """``rows[3].values``, counted from 0 as in JSON."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")


def reask_messages(completion: Completion, text: str) -> list[JsonObject]:
    """Return the messages that follow a bad answer: the answer itself, and what is wrong with it.

    Args:
        completion: the bad answer.
        text: of ``complaint``.
    """
    if not completion.called:
        return [{"role": "assistant", "content": completion.text}, {"role": "user", "content": text}]
    calls = [
        {"id": id_, "type": "function", "function": {"name": name, "arguments": arguments}}
        for id_, name, arguments in completion.called
    ]
    answers: list[JsonObject] = [
        {"role": "tool", "tool_call_id": id_, "content": text} for id_, _, _ in completion.called
    ]
    return [{"role": "assistant", "content": None, "tool_calls": calls}, *answers]
