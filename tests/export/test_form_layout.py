"""The printed form: every cell in one box, no box over another, whichever forms are mixed in a report."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.form_layout import WIDTH, printed_tables
from extractor.export.results import read_results
from schemas import all_forms, cell_definitions
from schemas.enums import State, Status
from schemas.result import Cell, Report

EXAMPLE = next(read_results(Path(__file__).parents[1] / "fixtures" / "example.jsonl")).reports[0]
BLANK = Cell(
    printed="", value=None, state=State.BLANK, status=Status.READ, witnesses=[], span=None, at=None, candidates=[]
)


def report(form: str, paths: set[str]) -> Report:
    return EXAMPLE.model_copy(update={"form": form, "cells": dict.fromkeys(paths, BLANK)})


@given(st.sampled_from([*all_forms(), "of no kind"]), st.sets(st.sampled_from(list(cell_definitions())), max_size=40))
def test_every_cell_stands_in_one_box_and_the_boxes_fill_the_table(form: str, paths: set[str]) -> None:
    shown: list[str] = []
    for table in printed_tables(report(form, paths)):
        places = [
            (row, column)
            for box in table.boxes
            for row in range(box.row, box.row + box.height)
            for column in range(box.column, box.column + box.width)
        ]
        assert sorted(places) == [(row, column) for row in range(table.height) for column in range(WIDTH)]
        shown += [box.path for box in table.boxes if box.path]
    assert len(shown) == len(set(shown))
    assert paths <= set(shown)


@pytest.mark.parametrize("form", ["statistics", "2019", "2021"])
def test_a_whole_report_shows_its_form_and_no_more(form: str) -> None:
    paths = all_forms()[form].paths()
    shown = [box.path for table in printed_tables(report(form, set(paths))) for box in table.boxes if box.path]
    assert sorted(shown) == sorted(paths)


def test_a_table_without_cells_is_named_and_empty() -> None:
    tables = list(printed_tables(report("2021", {"requests.received.total"})))
    assert [bool(table.boxes) for table in tables] == [False, True, False]
    assert tables[0].title == "二、主动公开政府信息情况"


def test_labels_are_printed_as_print_has_them() -> None:
    texts = {box.text for table in printed_tables(report("2021", {"requests.received.total"})) for box in table.boxes}
    assert "（三）不予公开" in texts
    assert {"申请人情况", "法人或其他组织", "自然人"} <= texts
