"""Sums with unread cells that cannot hold, because the cells that were read come to too much already."""

from __future__ import annotations

from collections.abc import Collection

from crosscheck_cases import books as true_books
from crosscheck_cases import cell, evidence_of, read
from hypothesis import given
from hypothesis import strategies as st

from extractor.crosscheck.survey import survey
from schemas.enums import Origin

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(["granted", "partially_granted"]), st.sampled_from(["business", "research"])),
    st.integers(0, 9),
)


def _overdrawn(values: dict[str, int], unread: Collection[str] = ()) -> frozenset[str]:
    kept = {path: value for path, value in values.items() if path not in unread}
    return survey(evidence_of(Origin.UNKNOWN, read(kept))).overdrawn


@given(COUNTS, st.sets(st.sampled_from(sorted(true_books({})))))
def test_a_true_form_is_never_overdrawn_whatever_was_not_read(
    counts: dict[tuple[str, str], int], unread: set[str]
) -> None:
    assert _overdrawn(true_books(counts), unread) == frozenset()


def test_an_outcome_above_all_requests_is_seen_behind_an_unread_total() -> None:
    values = true_books({})
    values[cell("granted", "business")] = 6
    found = _overdrawn(values, {cell("outcome_total", "business")})
    assert {cell("granted", "business"), cell("received", "business"), cell("carried_in", "business")} <= found
    assert cell("granted", "research") not in found


def test_a_sum_without_unread_cells_is_tested_instead() -> None:
    values = true_books({})
    values[cell("granted", "business")] = 6
    assert not any(path.endswith("business") for path in _overdrawn(values))
