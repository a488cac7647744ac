"""Office files: the same reports as DOCX, XLSX and HTML, and every cell as right, as proved and as quiet as from HTML."""

from __future__ import annotations

from functools import cache

import pytest

from eval.mangle import all_modes
from tests.soak.figures import publish
from tests.soak.tallies import Drawn, Tally, draw, error_lines, scaled, tally

RENDERERS = tuple(name for name, mode in all_modes().items() if mode.binary)
REPORTS = 200


def _tally(run: int, numbers: range, renderer: str) -> Tally:
    found: list[Drawn] = [draw(run, number, (renderer,)) for number in numbers]
    return tally(renderer, found)


@cache
def _of_pages(run: int, numbers: range) -> dict[str, int]:
    return _figures(_tally(run, numbers, "html"))


def _figures(found: Tally) -> dict[str, int]:
    cells = [cell for one in found.extractions for report in one.reports for cell in report.cells.values()]
    return {
        "reports": found.card.reports.matched.n,
        "found": found.card.reports.matched.count,
        "cells": found.card.cells.right.n,
        "right": found.card.cells.right.count,
        "verified": sum(cell.status == "verified" for cell in cells),
        "silent": found.card.cells.silent.count,
    }


def check(run: int, numbers: range, renderers: tuple[str, ...] = RENDERERS) -> None:
    page = _of_pages(run, numbers)
    figures = {f"html_{name}": count for name, count in page.items()}
    wrong: list[str] = []
    worse: list[str] = []
    for renderer in renderers:
        found = _tally(run, numbers, renderer)
        own = _figures(found)
        figures |= {f"{renderer}_{name}": count for name, count in own.items()}
        wrong += error_lines(found.card.errors or ())
        assert own["silent"] == 0, "\n".join(found.failures)
        worse += [f"{renderer} {name}: {own[name]}, from HTML {page[name]}" for name in page if own[name] < page[name]]
    publish("office_files", {"seed": run, **figures}, wrong)
    assert not worse, "\n".join([*worse, *wrong])


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_office_files_of_two_hundred_reports(soak_seed: int, soak_scale: float) -> None:
    check(soak_seed, range(scaled(REPORTS, soak_scale)))


@pytest.mark.parametrize("renderer", RENDERERS)
def test_office_files(renderer: str) -> None:
    check(903, range(3), (renderer,))
