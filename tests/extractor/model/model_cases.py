"""What the tests of the model client share: an answer's schema, requests, and surroundings without real waits."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from random import Random
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from extractor.model.client import ModelClient
from extractor.model.request import Request
from extractor.model.retry import RetryPolicy
from extractor.model.settings import Limits, ModelSettings
from extractor.model.surroundings import Surroundings


class Answer(BaseModel):
    """一行"""

    model_config = ConfigDict(extra="forbid")

    label: str
    values: Annotated[list[int | None], Field(min_length=2, max_length=2)]


GOOD = '{"label":"合计","values":[1,null]}'


def request(number: int = 1, answer: type[BaseModel] = Answer) -> Request:
    return Request("requests", "1", "ab" * 32, "抄录表格。", f"第{number}份", answer)


def settings(url: str, **changes: object) -> ModelSettings:
    base = ModelSettings(model="relay-model", base_url=url, timeout=20.0, limits=Limits(concurrency=16))
    return replace(base, **changes)  # type: ignore[arg-type]  # each test names fields and their types


class Waits:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


def around(waits: Waits | None = None, environ: Mapping[str, str] | None = None) -> Surroundings:
    waits = waits or Waits()
    return Surroundings(waits.clock, lambda: 1_800_000_000.0, waits.sleep, Random(1), environ or {})


@contextmanager
def client(
    chosen: ModelSettings,
    *,
    waits: Waits | None = None,
    environ: Mapping[str, str] | None = None,
    announced: list[str] | None = None,
    policy: RetryPolicy | None = None,
) -> Iterator[ModelClient]:
    said = [] if announced is None else announced
    with ModelClient(chosen, announce=said.append, surroundings=around(waits, environ), policy=policy) as opened:
        yield opened
