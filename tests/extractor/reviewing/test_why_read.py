"""Why a cell is only read: the reason never denies the witnesses that stand beside it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from extractor.pipeline import extract
from extractor.reviewing.why_read import WhyRead, why_read
from schemas.enums import READERS, FindingKind, Origin, PlacedBy, State, Status, Witness
from schemas.result import Finding, Report

SAMPLES = Path(__file__).parents[3] / "samples"
PATH = "requests.received.total"
SUMS = [Witness.ROW_SUM, Witness.BALANCE]
BOTH = [Witness.RULES, Witness.MODEL]


@pytest.fixture(scope="module")
def scan() -> Report:
    """A report of a scan, read by the rules alone."""
    path = SAMPLES / "dipu-water-2021" / "source.txt"
    return extract(path.read_bytes(), path.name).reports[0]


def told(report: Report, origin: Origin | None, **changed: object) -> tuple[WhyRead, ...]:
    cells = {path: cell.model_copy(update={"status": Status.VERIFIED}) for path, cell in report.cells.items()}
    settings = {"status": Status.READ, "state": State.NUMBER, "value": 35, "printed": "35", "placed_by": PlacedBy.ORDER}
    cells[PATH] = cells[PATH].model_copy(update={**settings, **changed})
    return why_read(report.model_copy(update={"cells": cells}), origin)[PATH]


def test_two_readers_of_one_recognised_text_are_said_to_be_one(scan: Report) -> None:
    both = told(scan, Origin.OCR, witnesses=[*BOTH, *SUMS])
    assert both == (WhyRead.ONE_TEXT, WhyRead.RECOGNISED_SUM)
    assert told(scan, Origin.OCR, witnesses=[*BOTH, Witness.ROW_SUM], value=0) == (
        WhyRead.ONE_TEXT,
        WhyRead.RECOGNISED_ZERO,
    )
    assert told(scan, Origin.OCR, witnesses=[Witness.RULES, Witness.OCR2]) == (WhyRead.PLACE,)


def test_where_the_text_is_not_recognised_the_place_is_what_is_missing(scan: Report) -> None:
    assert told(scan, Origin.UNKNOWN, witnesses=[*BOTH, *SUMS]) == (WhyRead.PLACE,)
    assert told(scan, Origin.DIGITAL, witnesses=[Witness.RULES, *SUMS]) == (WhyRead.PLACE,)
    assert told(scan, Origin.DIGITAL, witnesses=[Witness.MODEL, *SUMS]) == (WhyRead.MODEL_ALONE,)
    assert told(scan, Origin.UNKNOWN, witnesses=BOTH, value=None, state=State.BLANK) == (WhyRead.BLANK,)
    assert told(scan, Origin.UNKNOWN, witnesses=BOTH, placed_by=PlacedBy.SUMS) == (WhyRead.PLACED_BY_SUMS,)
    assert told(scan, Origin.UNKNOWN, witnesses=BOTH, value=3.5) == (WhyRead.FRACTION,)


def test_a_unit_that_is_not_known_is_named(scan: Report) -> None:
    finding = Finding.model_validate(
        {**scan.findings[0].model_dump(), "kind": FindingKind.UNIT_UNKNOWN, "paths": [PATH]}
    )
    report = scan.model_copy(update={"findings": [finding]})
    assert told(report, Origin.DIGITAL, witnesses=BOTH) == (WhyRead.UNIT,)


@pytest.mark.parametrize("origin", [*Origin, None])
def test_every_read_cell_has_a_reason_and_only_a_lone_reader_is_called_alone(
    scan: Report, origin: Origin | None
) -> None:
    given = [*READERS, Witness.GRID, *SUMS]
    for count in range(1, len(given) + 1):
        for witnesses in combinations(given, count):
            if not {*READERS} & {*witnesses}:
                continue
            reasons = told(scan, origin, witnesses=list(witnesses))
            assert reasons, witnesses
            assert (WhyRead.ALONE in reasons) == (len(witnesses) == 1), witnesses
            assert WhyRead.ONE_TEXT not in reasons or {*BOTH} <= {*witnesses}
    assert set(why_read(scan, origin)) == {path for path, cell in scan.cells.items() if cell.status is Status.READ}
