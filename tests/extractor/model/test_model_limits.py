"""Budgets and rates: never passed, exact about what they let through."""

from __future__ import annotations

import asyncio
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.model.budget import EXPECTED_ANSWER, Budget, BudgetExhausted, cost_of, estimated_tokens
from extractor.model.completion import Tokens
from extractor.model.faults import CallFailed, Fault, FaultKind
from extractor.model.presets import PRESETS, Price
from extractor.model.provider_errors import seconds_to_wait
from extractor.model.rate import RateGate
from extractor.model.retry import RetryPolicy, retrying
from extractor.model.settings import Limits
from extractor.model.surroundings import Surroundings
from tests.extractor.model.model_cases import Waits, around

PRICE = Price(1.0, 10.0, 0.1, "CNY")


def test_cost_counts_kept_tokens_apart() -> None:
    assert PRICE.of(1_000_000, 100_000, 500_000) == pytest.approx(0.5 + 0.05 + 1.0)
    assert cost_of(Tokens(1_000_000, 0), PRICE) == pytest.approx(1.0)
    assert cost_of(Tokens(None, 5), PRICE) is None
    assert cost_of(Tokens(5, 5), None) is None


def test_a_sum_with_something_unknown_is_unknown() -> None:
    assert Tokens(1, 2, 0, None) + Tokens(3, 4, 1, 2) == Tokens(4, 6, 1, None)
    assert Tokens(1, None).total is None
    assert Tokens(1, 2).total == 3


@given(st.text())
def test_estimates_are_between_a_third_of_a_token_and_one_and_a_half_a_character(text: str) -> None:
    assert len(text) / 3 <= estimated_tokens(text) <= 1.5 * len(text) + 1


def test_what_is_reserved_counts_until_it_is_settled() -> None:
    budget = Budget(Limits(max_tokens=2 * (EXPECTED_ANSWER + 100)), None)
    first = budget.reserve(100)
    budget.reserve(100)
    budget.settle(first, None)
    third = budget.reserve(100)
    budget.settle(third, Tokens(100, EXPECTED_ANSWER))
    assert budget.exhausted is None
    with pytest.raises(BudgetExhausted, match="3200 tokens"):
        budget.reserve(100)
    assert budget.exhausted is not None
    with pytest.raises(BudgetExhausted):
        budget.reserve(1)


def test_money_is_counted_in_the_price_s_currency() -> None:
    whole = PRICE.of(1000, EXPECTED_ANSWER)
    budget = Budget(Limits(max_cost=2.5 * whole), PRICE)
    for _ in range(2):
        budget.settle(budget.reserve(1000), Tokens(1000, EXPECTED_ANSWER))
    with pytest.raises(BudgetExhausted, match="CNY"):
        budget.reserve(1000)


@given(
    st.integers(1, 6),
    st.integers(50, 200),
    st.lists(st.tuples(st.floats(0, 40), st.integers(1, 120)), min_size=1, max_size=40),
)
def test_no_sixty_seconds_hold_more_than_the_limits(rpm: int, tpm: int, calls: list[tuple[float, int]]) -> None:
    waits = Waits()
    gate = RateGate(rpm, tpm, waits.clock, waits.sleep)
    passed: list[tuple[float, int]] = []

    async def run() -> None:
        for pause, tokens in calls:
            waits.time += pause
            await gate.enter(tokens)
            passed.append((waits.time, tokens))

    asyncio.run(run())
    assert len(passed) == len(calls)
    for index, (start, _) in enumerate(passed):
        window = [(at, tokens) for at, tokens in passed[index:] if at - start < 59.999]
        assert len(window) <= rpm
        assert sum(tokens for _, tokens in window) <= tpm or len(window) == 1


def test_a_gate_without_limits_never_waits_but_can_be_held() -> None:
    waits = Waits()
    gate = RateGate(None, None, waits.clock, waits.sleep)

    async def run() -> None:
        for _ in range(1000):
            await gate.enter(10_000)
        assert waits.slept == []
        gate.hold(12.0)
        await gate.enter(1)

    asyncio.run(run())
    assert waits.slept == [12.0]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:30 GMT"}, 30.0),
        ({"retry-after": "Fri, 15 Jan 2021 08:00:30 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({}, None),
    ],
)
def test_what_a_provider_asks_to_wait(headers: dict[str, str], expected: float | None) -> None:
    assert seconds_to_wait(headers, 1_800_000_000.0) == expected


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_waits_grow_with_jitter_and_have_a_ceiling(seed: int, attempts: int) -> None:
    waits, tried = Waits(), 0
    policy = RetryPolicy(attempts=attempts, first_wait=1.0, longest_wait=20.0)

    async def fail() -> None:
        nonlocal tried
        tried += 1
        raise CallFailed(Fault(FaultKind.SERVER, "500"))

    with pytest.raises(CallFailed):
        asyncio.run(retrying(fail, policy, Surroundings(waits.clock, lambda: 0.0, waits.sleep, Random(seed))))
    assert tried == attempts == len(waits.slept) + 1
    for number, wait in enumerate(waits.slept):
        whole = min(20.0, 2.0**number)
        assert whole / 2 <= wait <= whole


def test_a_call_that_takes_very_long_is_not_tried_for_hours() -> None:
    waits, tried = Waits(), 0

    async def fail() -> None:
        nonlocal tried
        tried += 1
        waits.time += 400.0
        raise CallFailed(Fault(FaultKind.TIMEOUT, "no answer"))

    with pytest.raises(CallFailed):
        asyncio.run(retrying(fail, RetryPolicy(), around(waits)))
    assert tried == 2


@pytest.mark.parametrize("kind", [kind for kind in FaultKind if not Fault(kind, "").is_transient])
def test_what_waiting_does_not_mend_is_tried_once(kind: FaultKind) -> None:
    tried = 0

    async def fail() -> None:
        nonlocal tried
        tried += 1
        raise CallFailed(Fault(kind, "no"))

    with pytest.raises(CallFailed):
        asyncio.run(retrying(fail, RetryPolicy(), around()))
    assert tried == 1


@pytest.mark.parametrize("name", ["rpm", "tpm", "max_calls", "max_tokens", "max_cost"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_a_limit_is_a_number_above_zero(name: str, value: float) -> None:
    with pytest.raises(UsageError, match=name.replace("_", "-")):
        Limits(**{name: value})  # type: ignore[arg-type]  # the names are those of the fields


def test_presets_are_complete() -> None:
    assert set(PRESETS) == {"openai", "deepseek", "dashscope", "zhipu", "moonshot", "ollama", "vllm"}
    for preset in PRESETS.values():
        local = "127.0.0.1" in preset.base_url
        assert preset.base_url.startswith("http://" if local else "https://")
        assert (preset.key_variable is None) == local == (preset.model is None)
        assert (preset.price is None) == local
        assert preset.price is None or preset.price.as_of
