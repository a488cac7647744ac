"""Clean layouts: nearly every cell right, nothing wrong in silence, most printed numbers of tables three and four proved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from random import Random

import pytest

from eval.truth import FORMS
from schemas.enums import TableKind
from tests.soak.figures import publish
from tests.soak.tallies import Drawn, draw, draw_form, error_lines, fits, scaled, tally

RENDERERS = ("html", "html_wps", "html_bad_spans", "pipes", "tabs", "markdown", "lines", "cell_pipes")
TRANSFORMS = ("gbk", "wrong_meta", "full_width", "traditional_residue", "furniture", "review_blocks", "review_fifteen")
REPORTS = 1000
_PROVED = (TableKind.REQUESTS, TableKind.REVIEW_AND_LITIGATION)
_EXCLUSIVE = {"review_blocks", "review_fifteen"}


def draw_clean(run: int, count: int, forms: Sequence[str] = FORMS, agency_errors: int = 0) -> list[Drawn]:
    """A third of the sources with each renderer and transform singly, the others with up to two transforms.

    The annex is one of the forms, so every renderer meets it as a table.
    """
    random = Random(f"clean {run}")
    singly = [(renderer,) for renderer in RENDERERS] + [("html", transform) for transform in TRANSFORMS]
    chosen: list[tuple[str, ...]] = list(islice(cycle(singly), (count + 2) // 3))
    while len(chosen) < count:
        some = random.sample(TRANSFORMS, random.randint(0, 2))
        names = (random.choice(RENDERERS), *some)
        if not set(some) >= _EXCLUSIVE and fits(names):
            chosen.append(names)
    return [
        draw(run, number, names, form=draw_form(random, names, forms), agency_errors=agency_errors)
        for number, names in enumerate(chosen)
    ]


def check(run: int, count: int) -> None:
    found = tally("clean", draw_clean(run, count))
    card = found.card
    proved = [card.by_table[kind].verified for kind in _PROVED]
    verified, numbers = sum(figure.count for figure in proved), sum(figure.n for figure in proved)
    right = card.cells.right
    errors = error_lines(card.errors or ())
    figures = {
        "seed": run,
        "reports": card.reports.matched.n,
        "found": card.reports.matched.count,
        "cells": right.n,
        "right": right.count,
        "right_percent": round(100 * right.count / right.n, 3),
        "silent": card.cells.silent.count,
        "guessed": found.fare.guessed,
        "numbers_of_tables_3_and_4": numbers,
        "verified_percent": round(100 * verified / numbers, 2),
        "verified_cells": sum(
            cell.status == "verified" for one in found.extractions for r in one.reports for cell in r.cells.values()
        ),
    }
    publish("clean_layouts", figures, errors)
    assert card.cells.silent.count == 0, "\n".join(found.failures)
    assert right.count >= 0.999 * right.n, "\n".join(errors)
    assert verified >= 0.94 * numbers


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_clean_layouts_of_a_thousand_reports(soak_seed: int, soak_scale: float) -> None:
    check(soak_seed, scaled(REPORTS, soak_scale))


def test_clean_layouts() -> None:
    check(901, 45)
