"""Every kind of flip, made by hand: of cells, of facts, and where they stand."""

from __future__ import annotations

import pytest

from eval.compare.compare import compare
from eval.compare.excerpts import excerpt
from eval.compare.format import FactFlip, FactFlipKind, Flip, FlipKind
from eval.label_format import LabelFact
from eval.outcomes import Outcome
from schemas.enums import SectionKind, Status
from schemas.result import Fact
from tests.eval.compare.compared import (
    TEXT,
    UPHELD,
    D,
    Given,
    N,
    R,
    T,
    U,
    V,
    document,
    extraction,
    fact,
    label,
    labelled,
    report,
    run,
    wanted,
)

P = Status.REPAIRED


def flips(held: int | None, a: Given | None, b: Given | None, *, certain: bool = True) -> tuple[Flip, ...]:
    """Flips of one cell beside one that both read."""
    labels = [label({N: labelled(held, certain=certain), T: 7})]
    runs = [
        run(document("yunxi", labels, extraction(report({T: (7, V), **({N: given} if given else {})}))))
        for given in (a, b)
    ]
    return compare(*runs).headline.flips


@pytest.mark.parametrize(
    ("held", "a", "b", "kind"),
    [
        (3, (3, V), (8, V), FlipKind.NOW_SILENT),
        (3, (8, R), (8, V), FlipKind.NOW_SILENT),
        (3, None, (8, P), FlipKind.NOW_SILENT),
        (3, (3, V), (8, R), FlipKind.BROKEN),
        (3, (3, R), None, FlipKind.BROKEN),
        (None, (None, R), (8, D), FlipKind.BROKEN),
        (3, (8, R), (9, R), FlipKind.OTHER_WRONG),
        (3, (8, R), (None, U), FlipKind.OTHER_WRONG),
        (3, (8, V), (9, V), FlipKind.OTHER_WRONG),
        (3, (3, V), (3, R), FlipKind.WITHDRAWN),
        (3, (3, P), (3, D), FlipKind.WITHDRAWN),
    ],
)
def test_each_kind_and_its_mirror_image(held: int | None, a: Given | None, b: Given | None, kind: FlipKind) -> None:
    mirrored = {
        FlipKind.NOW_SILENT: FlipKind.NO_LONGER_SILENT,
        FlipKind.BROKEN: FlipKind.MENDED,
        FlipKind.WITHDRAWN: FlipKind.GAINED,
    }
    (there,) = flips(held, a, b)
    (back,) = flips(held, b, a)
    assert (there.path, there.kind) == (N, kind)
    assert back.kind is mirrored.get(kind, kind)
    assert (back.a, back.b) == (there.b, there.a)


@pytest.mark.parametrize(
    ("held", "a", "b"),
    [
        (3, (3, V), (3, V)),
        (3, (3, V), (3, P)),  # believed either way
        (3, (3, R), (3, D)),  # neither believed
        (3, (8, R), (8, D)),
        (None, (None, R), (None, U)),
    ],
)
def test_what_is_no_flip(held: int | None, a: Given, b: Given) -> None:
    assert flips(held, a, b) == ()


def test_an_uncertain_label_makes_no_flip() -> None:
    assert flips(3, (3, V), (8, R), certain=False) == ()


def test_a_cell_that_the_label_does_not_have_breaks_where_a_number_is_given_for_it() -> None:
    labels = [label({T: 7})]
    a, b = (
        run(document("yunxi", labels, extraction(report(cells))))
        for cells in ({T: (7, V)}, {T: (7, V), UPHELD: (1, R)})
    )
    (flip,) = compare(a, b).headline.flips
    assert (flip.kind, flip.label, flip.a.state, flip.a.outcome) == (FlipKind.BROKEN, None, None, Outcome.UNSCORED)
    assert flip.b.outcome is Outcome.INVENTED
    assert compare(b, a).headline.flips[0].kind is FlipKind.MENDED


def test_a_flip_has_both_answers_and_the_place_in_the_source() -> None:
    (flip,) = flips(3, (3, V), (8, R))
    assert (flip.gold, flip.document, flip.report, flip.organization, flip.year) == (
        "samples",
        "yunxi",
        0,
        "云溪县水利局",
        2022,
    )
    assert flip.label is not None
    assert (flip.label.value, flip.label.printed) == (3, "3")
    assert (flip.a.outcome, flip.a.value, flip.a.status, flip.a.witnesses, flip.a.printed) == (
        Outcome.RIGHT, 3, V, ("rules", "model"), "3",
    )  # fmt: skip
    assert (flip.b.outcome, flip.b.value, flip.b.status, flip.b.witnesses) == (Outcome.WRONG, 8, R, ("rules",))
    assert flip.a.span == (23, 24)
    assert flip.a.at is not None
    assert flip.a.at.row == 1
    shown = flip.a.excerpt
    assert shown is not None
    assert shown.text[shown.start : shown.end] == TEXT[23:24] == "3"
    assert shown.text.startswith("三、")
    assert (shown.cut_before, shown.cut_after) == (False, True)


def test_the_gravest_flips_come_first_and_then_the_order_of_the_form() -> None:
    labels = [label({N: 3, T: 7, UPHELD: 1})]
    a = run(document("yunxi", labels, extraction(report({N: (3, V), T: (7, V), UPHELD: (1, V)}))))
    b = run(document("yunxi", labels, extraction(report({N: (3, R), T: (7, R), UPHELD: (2, V)}))))
    assert [(flip.kind, flip.path) for flip in compare(a, b).headline.flips] == [
        (FlipKind.NOW_SILENT, UPHELD),
        (FlipKind.WITHDRAWN, N),
        (FlipKind.WITHDRAWN, T),
    ]


def fact_flips(wanted_: list[LabelFact], a: list[Fact], b: list[Fact]) -> tuple[FactFlip, ...]:
    labels = [label({T: 7}, *wanted_)]
    runs = [run(document("yunxi", labels, extraction(report({T: (7, V)}, *facts)))) for facts in (a, b)]
    return compare(*runs).headline.fact_flips


@pytest.mark.parametrize(
    ("wanted_", "a", "b", "there", "back"),
    [
        ([wanted(2)], [fact(2)], [], FactFlipKind.LOST, FactFlipKind.FOUND),
        ([wanted(2)], [fact(2, V)], [fact(2)], FactFlipKind.WITHDRAWN, FactFlipKind.GAINED),
        ([], [], [fact(9)], FactFlipKind.INVENTED, FactFlipKind.NO_LONGER_INVENTED),
        ([], [], [fact(9, V)], FactFlipKind.NOW_SILENT, FactFlipKind.NO_LONGER_SILENT),
        ([], [fact(9)], [fact(9, V)], FactFlipKind.NOW_SILENT, FactFlipKind.NO_LONGER_SILENT),
    ],
)
def test_each_kind_of_fact_flip_and_its_mirror_image(
    wanted_: list[LabelFact], a: list[Fact], b: list[Fact], there: FactFlipKind, back: FactFlipKind
) -> None:
    (flip,) = fact_flips(wanted_, a, b)
    (mirror,) = fact_flips(wanted_, b, a)
    assert (flip.kind, mirror.kind) == (there, back)
    assert (flip.a, flip.b) == (mirror.b, mirror.a)
    assert flip.quote == f"培训{flip.value}期"
    assert flip.section is SectionKind.OVERVIEW


def test_a_fact_with_another_number_is_lost_and_invented() -> None:
    assert [flip.kind for flip in fact_flips([wanted(2)], [fact(2)], [fact(3)])] == [
        FactFlipKind.LOST,
        FactFlipKind.INVENTED,
    ]


def test_facts_that_did_not_change_are_no_flips_and_of_two_alike_one_is() -> None:
    assert fact_flips([wanted(2)], [fact(2), fact(9)], [fact(2, D), fact(9)]) == ()
    assert [flip.kind for flip in fact_flips([], [fact(9)], [fact(9), fact(9)])] == [FactFlipKind.INVENTED]


def test_an_optional_fact_says_so() -> None:
    assert [flip.optional for flip in fact_flips([wanted(2, optional=True)], [], [fact(2)])] == [True]


@pytest.mark.parametrize("span", [None, (5, 4), (-1, 2), (0, 1000)])
def test_no_place_no_excerpt(span: tuple[int, int] | None) -> None:
    assert excerpt("甲" * 10, span) is None
    assert excerpt(None, (0, 1)) is None


def test_an_excerpt_is_bounded_whatever_the_token() -> None:
    text = "前" * 500 + "9" * 400 + "后" * 500
    shown = excerpt(text, (500, 900))
    assert shown is not None
    assert len(shown.text) < 300
    assert shown.text[shown.start : shown.end] == "9" * 200
    assert shown.text[: shown.start] == "前" * shown.start
    assert (shown.end, shown.cut_before, shown.cut_after) == (len(shown.text), True, True)
    whole = excerpt("甲乙", (2, 2))
    assert whole is not None
    assert (whole.text, whole.start, whole.end, whole.cut_before, whole.cut_after) == ("甲乙", 2, 2, False, False)
