"""What asking took: by hand."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from eval.runs.format import Recorded, Usage
from eval.runs.usage import total_usage, usage_of
from extractor.model.completion import Tokens
from extractor.model.ledger import Replayed, Row
from extractor.model.request import CallStatus

SENT = Row(
    prompt="requests",
    prompt_version="1",
    prompt_sha256="ab",
    preset=None,
    model="m",
    asked_model="m",
    outcome=CallStatus.ANSWERED,
    reason=None,
    cached=False,
    attempts=2,
    reasks=1,
    tokens=Tokens(100, 20),
    characters_sent=1000,
    characters_received=200,
    cost=0.5,
    currency="CNY",
    seconds=3.0,
)
KEPT = replace(
    SENT,
    cached=True,
    attempts=0,
    tokens=Tokens(),
    characters_sent=0,
    characters_received=0,
    cost=None,
    seconds=0.001,
    replayed=Replayed(700, 70, Tokens(60, 6)),
)
UNMETERED = replace(SENT, attempts=1, tokens=Tokens(), cost=None, outcome=CallStatus.INVALID, seconds=1.0)


def test_sent_and_replayed_are_counted_apart() -> None:
    assert usage_of([SENT, KEPT], 2) == Usage(
        requests=2,
        replayed=1,
        calls=2,
        unanswered=0,
        tokens_sent=100,
        tokens_received=20,
        characters_sent=1700,
        characters_received=270,
        cost=0.5,
        currency="CNY",
        seconds=3.0,
        recorded=Recorded(characters_sent=700, characters_received=70, tokens_sent=60, tokens_received=6),
    )


def test_what_only_was_replayed_has_no_tokens_no_cost_and_no_seconds() -> None:
    found = usage_of([KEPT], 1)
    assert (found.tokens_sent, found.cost, found.currency, found.seconds) == (None, None, None, None)
    assert (found.calls, found.characters_sent) == (0, 700)


def test_one_unknown_part_makes_the_sum_unknown() -> None:
    found = usage_of([SENT, UNMETERED], 2)
    assert (found.tokens_sent, found.tokens_received, found.cost) == (None, None, None)
    assert (found.calls, found.unanswered, found.seconds) == (3, 1, 4.0)
    unknown = replace(KEPT, replayed=Replayed(1, 1, Tokens()))
    recorded = usage_of([KEPT, unknown], 2).recorded
    assert recorded == Recorded(characters_sent=701, characters_received=71, tokens_sent=None, tokens_received=None)


def test_requests_that_were_not_sent_are_unanswered_and_free() -> None:
    found = usage_of([SENT], 3)
    assert (found.requests, found.unanswered, found.calls, found.tokens_sent) == (3, 2, 2, 100)


def test_nothing_asked_is_no_usage() -> None:
    assert total_usage([None, None]) is None
    assert total_usage([None, usage_of([SENT], 1)]) == usage_of([SENT], 1)
    assert usage_of([], 0).requests == 0


_ROWS = st.builds(
    lambda row, seconds: replace(row, seconds=seconds), st.sampled_from([SENT, KEPT, UNMETERED]), st.floats(0, 100)
)


@given(st.lists(_ROWS, max_size=6))
def test_the_order_of_completion_changes_nothing(rows: list[Row]) -> None:
    turned = rows[::-1]
    assert usage_of(turned, len(rows)) == usage_of(rows, len(rows))
