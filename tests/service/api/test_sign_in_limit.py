"""The limit of wrong keys: by address, over all of them, in a window of time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.service.api.problems import ProblemError
from extractor.service.api.sign_in_limit import SignInLimit
from extractor.service.settings import SignInLimits

LIMITS = SignInLimits(attempts=3, seconds=60.0)


def passes(limit: SignInLimit, address: str, now: float) -> bool:
    try:
        limit.check(address, now)
    except ProblemError as error:
        assert error.kind == "too-many"
        return False
    return True


def test_one_address_does_not_lock_out_another() -> None:
    limit = SignInLimit(LIMITS)
    for now in range(3):
        limit.failed("a", now)
    assert not passes(limit, "a", 4.0)
    assert passes(limit, "b", 4.0)


def test_a_right_key_forgets_the_wrong_ones() -> None:
    limit = SignInLimit(LIMITS)
    for now in range(2):
        limit.failed("a", now)
    limit.succeeded("a")
    limit.failed("a", 3.0)
    assert passes(limit, "a", 4.0)


def test_many_addresses_together_are_limited_too() -> None:
    limit = SignInLimit(LIMITS)
    for number in range(60):
        limit.failed(str(number), 1.0)
    assert not passes(limit, "new", 2.0)
    assert passes(limit, "new", 62.0)


@given(st.lists(st.floats(0, 500), max_size=40))
def test_never_more_than_so_many_in_any_window(times: list[float]) -> None:
    limit = SignInLimit(LIMITS)
    tried = []
    for now in sorted(times):
        if passes(limit, "a", now):
            limit.failed("a", now)
            tried.append(now)
    for start in tried:
        assert sum(start <= now < start + LIMITS.seconds for now in tried) <= LIMITS.attempts


def test_what_is_remembered_is_bounded() -> None:
    limit = SignInLimit(SignInLimits(attempts=10**6, seconds=1e9))
    for number in range(10_050):
        limit.failed(str(number), 1.0)
    assert len(limit._failures) == 10_000
