"""Any form that lost blanks or a token on the way: what the sums place is right, is read, and proves nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lossy_forms import fallen_out, lossy

from extractor.crosscheck import crosscheck
from schemas.enums import PlacedBy, Status
from schemas.reading import Choice

BELIEVED = (Status.VERIFIED, Status.REPAIRED)


SHAPES = [(0.1, 0.0), (0.5, 0.0), (1.0, 0.0), (0.5, 0.3)]


@pytest.mark.parametrize(("share", "zeros"), SHAPES)
def test_what_is_placed_is_right_and_no_more_than_read(share: float, zeros: float) -> None:
    seen = 0
    for seed in range(25):
        printed, evidence = lossy(seed, share, zeros)
        for path, verdict in crosscheck(evidence).verdicts.items():
            if verdict.placed_by is PlacedBy.SUMS:
                assert (verdict.value, verdict.status) == (printed[path], Status.READ), (seed, verdict)
                seen += 1
            assert verdict.status not in BELIEVED or verdict.value == printed[path], (seed, verdict)
    assert seen > 40


@pytest.mark.parametrize("optional", [False, True])
def test_a_number_that_fell_out_is_put_back_or_left(optional: bool) -> None:
    seen = 0
    for seed in range(40):
        printed, evidence, gone = fallen_out(seed, optional=optional)
        for path, verdict in crosscheck(evidence).verdicts.items():
            if verdict.placed_by is PlacedBy.SUMS:
                assert (path, verdict.value, verdict.status) == (gone, printed[gone], Status.READ), seed
                seen += 1
            assert verdict.status not in BELIEVED or verdict.value == printed[path], (seed, verdict)
    assert seen > 10


@given(st.integers(min_value=0), st.sampled_from(SHAPES), st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_order_of_choices_and_arrangements_changes_nothing(
    seed: int, shape: tuple[float, float], random: Random
) -> None:
    _, evidence = lossy(seed, *shape)
    turned = [
        Choice(tuple(random.sample(choice.arrangements, len(choice.arrangements)))) for choice in evidence.choices
    ]
    random.shuffle(turned)
    first, second = crosscheck(evidence), crosscheck(replace(evidence, choices=tuple(turned)))
    assert first.verdicts.keys() == second.verdicts.keys()
    for path, verdict in first.verdicts.items():
        assert (second.verdicts[path].state, second.verdicts[path].value) == (verdict.state, verdict.value)
