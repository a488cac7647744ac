"""Whatever two runs hold: a run differs from itself in nothing, and comparing backwards is the mirror image."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.compare.compare import compare
from eval.compare.format import Comparison, Effect, FactFlip, FactFlipKind, Flip, FlipKind, Moves, VerdictWord
from eval.compare.text import render
from eval.runs.format import RunFile
from schemas.enums import Status
from tests.eval.compare.compared import UPHELD, B, N, T, document, extraction, fact, label, report, run, wanted

CELLS = {N: 3, B: 0, T: 7, UPHELD: None}
answers = st.dictionaries(
    st.sampled_from([*CELLS, "requests.granted.total"]),
    st.tuples(st.sampled_from([None, 0, 3, 7, 8]), st.sampled_from(list(Status))),
)
facts = st.lists(st.builds(fact, st.sampled_from([2, 5]), st.sampled_from([Status.VERIFIED, Status.READ])), max_size=3)
reports = st.builds(
    lambda cells, prose, name: report(cells, *prose, organization=name),
    answers,
    facts,
    st.sampled_from(["云溪县水利局", "河口镇"]),
)
results = st.lists(st.lists(reports, max_size=3), min_size=3, max_size=3)

MIRRORED = {
    FlipKind.NOW_SILENT: FlipKind.NO_LONGER_SILENT,
    FlipKind.BROKEN: FlipKind.MENDED,
    FlipKind.WITHDRAWN: FlipKind.GAINED,
    FactFlipKind.NOW_SILENT: FactFlipKind.NO_LONGER_SILENT,
    FactFlipKind.LOST: FactFlipKind.FOUND,
    FactFlipKind.INVENTED: FactFlipKind.NO_LONGER_INVENTED,
    FactFlipKind.WITHDRAWN: FactFlipKind.GAINED,
    VerdictWord.BETTER: VerdictWord.WORSE,
    Effect.BETTER: Effect.WORSE,
}
MIRRORED |= {other: one for one, other in MIRRORED.items()}


def made(results_: list[list[object]]) -> RunFile:
    return run(
        *(
            document(f"d{k}", [label(CELLS, wanted(2))], extraction(*given))  # type: ignore[arg-type]  # reports
            for k, given in enumerate(results_)
        )
    )


def keys(found: Comparison, *, mirrored: bool = False) -> Counter[tuple[object, ...]]:
    """Every flip with both answers; seen backwards where ``mirrored``."""
    flips: list[Flip | FactFlip] = [*found.headline.flips, *found.headline.fact_flips]
    return Counter(
        (
            flip.document,
            flip.organization,
            getattr(flip, "path", None) or flip.model_dump_json(include={"metric", "value"}),
            MIRRORED.get(flip.kind, flip.kind) if mirrored else flip.kind,
            *(str(side) for side in ((flip.b, flip.a) if mirrored else (flip.a, flip.b))),
        )
        for flip in flips
    )


def mirrored(moves: Moves) -> Moves:
    return moves.model_copy(
        update={
            "broken": moves.mended,
            "mended": moves.broken,
            "now_silent": moves.no_longer_silent,
            "no_longer_silent": moves.now_silent,
            "gained": moves.withdrawn,
            "withdrawn": moves.gained,
        }
    )


@settings(max_examples=15)
@given(results)
def test_a_run_differs_from_itself_in_nothing(one: list[list[object]]) -> None:
    found = compare(made(one), made(one), resamples=50).headline
    assert (found.flips, found.fact_flips, found.by_section) == ((), (), ())
    assert found.verdict.word is VerdictWord.IDENTICAL
    assert {change.effect for change in found.changes} <= {Effect.NOT_SHOWN, Effect.UNDEFINED}


@settings(max_examples=25)
@given(results, results)
def test_backwards_is_the_mirror_image(one: list[list[object]], other: list[list[object]]) -> None:
    a, b = made(one), made(other)
    there, back = compare(a, b, resamples=50), compare(b, a, resamples=50)
    assert keys(there) == keys(back, mirrored=True)
    word = there.headline.verdict.word
    assert back.headline.verdict.word == MIRRORED.get(word, word)
    assert (there.headline.wins.won, there.headline.wins.lost) == (back.headline.wins.lost, back.headline.wins.won)
    assert there.headline.wins.p == back.headline.wins.p
    ours_, theirs_ = there.headline.wins.all_cells, back.headline.wins.all_cells
    assert (ours_.won, ours_.lost, ours_.p) == (theirs_.lost, theirs_.won, theirs_.p)
    impact = there.headline.impact
    assert back.headline.impact == impact.model_copy(
        update={"cells": mirrored(impact.cells), "facts": mirrored(impact.facts)}
    )
    for ours, theirs in zip(there.headline.changes, back.headline.changes, strict=True):
        assert (ours.a, ours.b, MIRRORED.get(ours.effect, ours.effect)) == (theirs.b, theirs.a, theirs.effect)
        assert (ours.interval is None) == (theirs.interval is None)
        if ours.interval and theirs.interval:
            assert ours.interval.low == pytest.approx(-theirs.interval.high)
            assert ours.interval.high == pytest.approx(-theirs.interval.low)
    assert Comparison.model_validate_json(there.model_dump_json()) == there
    assert render(there)


@settings(max_examples=25)
@given(results, results)
def test_flips_account_for_every_change_of_the_figures(one: list[list[object]], other: list[list[object]]) -> None:
    found = compare(made(one), made(other), resamples=50).headline
    by_name = {change.name: change for change in found.changes}
    kinds = Counter(flip.kind for flip in found.flips)
    silent = by_name["silent"]
    assert silent.b.count - silent.a.count == kinds[FlipKind.NOW_SILENT] - kinds[FlipKind.NO_LONGER_SILENT]
    right = sum((flip.b.outcome.startswith("right")) - (flip.a.outcome.startswith("right")) for flip in found.flips)
    assert by_name["right"].b.count - by_name["right"].a.count == right
    errors = ("wrong", "missed", "invented", "misplaced")
    worse = sum(by_name[name].b.count - by_name[name].a.count for name in errors)
    assert found.impact.cells.broken - found.impact.cells.mended == worse
    facts_ = Counter(flip.kind for flip in found.fact_flips)
    found_ = by_name["facts_found"]
    assert found_.b.count - found_.a.count == facts_[FactFlipKind.FOUND] - facts_[FactFlipKind.LOST]
