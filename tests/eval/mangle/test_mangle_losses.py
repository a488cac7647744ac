"""Modes that lose something say so: nothing certain in a label that the source does not tell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.mangle import Mangled, mangle, parse_modes
from eval.mangle.modes.split_digits import joinings
from eval.truth import CellLabel, generate

SEEDS = range(40)


def _mangled(modes: str, seed: int, form: str = "2021", blanks: str | None = None) -> Mangled:
    return mangle(generate(seed, form=form, blank_policy=blanks), parse_modes(modes), seed)


def _cells(mangled: Mangled) -> dict[str, CellLabel]:
    return mangled.label["reports"][0]["cells"]


def _unsure(mangled: Mangled) -> set[str]:
    return {path for path, cell in _cells(mangled).items() if not cell.get("certain", True)}


def _row(path: str) -> str:
    return path.rsplit(".", 1)[0]


@pytest.mark.parametrize("mode", ["flat", "one_line"])
def test_rows_with_a_vanished_blank_are_not_certain(mode: str) -> None:
    partly = empty = 0
    for seed in SEEDS:
        mangled = _mangled(mode, seed, blanks="blank_cells")
        truth, cells = mangled.truths[0], _cells(mangled)
        assert "\n\n" not in mangled.data.decode()
        rows: dict[str, list[str]] = {}
        for path in truth.cells:
            rows.setdefault(path.split(".")[0] if path.startswith("review") else _row(path), []).append(path)
        for paths in rows.values():
            printed = sum(bool(truth.cells[path].printed) for path in paths)
            certain = {cells[path].get("certain", True) for path in paths}
            assert certain == {printed in (0, len(paths))}
            partly += certain == {False}
            if not printed:
                empty += 1
                # Blank or lost: nobody can tell, but a number would be invented.
                assert all(cells[p]["alternatives"] == [{"value": None, "state": "lost"}] for p in paths)
    assert partly > 100
    assert empty > 20


def test_no_line_stands_twice_and_only_complete_runs_are_certain() -> None:
    lost = 0
    for seed in SEEDS:
        mangled = _mangled("dedup", seed)
        lines = mangled.data.decode().splitlines()
        assert len(lines) == len(set(lines))
        assert "" not in lines
        cells = _cells(mangled)
        for path, cell in cells.items():
            if cell["state"] == "number" and cell.get("certain", True):
                assert cell["printed"] in lines, path
                # Only rows of one number survive whole where no line stands twice.
                others = [p for p in cells if _row(p) == _row(path)]
                assert all(cells[p]["state"] == "number" and cells[p]["printed"] in lines for p in others)
        lost += sum(cell["state"] == "lost" for cell in cells.values())
    assert lost > 40 * len(SEEDS)


def test_lost_cells_have_neither_print_nor_value() -> None:
    for mode in ("dedup", "row_lost_repeated"):
        for seed in SEEDS:
            for cell in _cells(_mangled(mode, seed)).values():
                if cell["state"] == "lost":
                    assert (cell["printed"], cell["value"]) == ("", None)


@settings(max_examples=100, deadline=None)
@given(parts=st.lists(st.integers(0, 400), min_size=6, max_size=6), data=st.data())
def test_joining_finds_the_row_that_was_split(parts: list[int], data: st.DataObject) -> None:
    row = [str(n) for n in (*parts, sum(parts))]
    long = [i for i, number in enumerate(row) if len(number) > 1]
    if not long:
        assert joinings(row) == [tuple(row)]
        return
    place = data.draw(st.sampled_from(long))
    at = data.draw(st.integers(1, len(row[place]) - 1))
    tokens = [*row[:place], row[place][:at], row[place][at:], *row[place + 1 :]]
    assert tuple(row) in joinings(tokens)


def test_split_rows_are_certain_only_where_their_sum_tells() -> None:
    decided = undecided = 0
    for seed in SEEDS:
        mangled = _mangled("split_digits:1+tabs", seed)
        unsure = _unsure(mangled)
        for line in mangled.data.decode().splitlines():
            numbers = re.findall(r"(?<=\t)\d+", line)
            if line.startswith(("一、本年新收", "二、上年结转")) and len(numbers) == 8:
                row = "requests.received" if line.startswith("一") else "requests.carried_in"
                certain = f"{row}.total" not in unsure
                assert certain == (len(joinings(numbers)) == 1)
                decided += certain
                undecided += not certain
    assert decided > 3
    assert len({*SEEDS}) > undecided


def test_a_fallen_number_is_certain_only_where_one_empty_cell_takes_it() -> None:
    alone = unsure = 0
    for seed in SEEDS:
        mangled = _mangled("fallen_out+pipes", seed)
        if not any(cell.value for path, cell in mangled.truths[0].cells.items() if path.startswith("requests.")):
            assert not _unsure(mangled)
            continue
        assert re.search(r"(?m)^\d[\d,]*( \|+)*$", mangled.data.decode())
        alone += not _unsure(mangled)
        unsure += bool(_unsure(mangled))
    assert alone > 5
    # A report whose agency erred balances nowhere: then no place is certain.
    wrong = mangle(generate(3, form="2021", agency_errors=3), parse_modes("fallen_out"), 3)
    assert _unsure(wrong)


def test_slipped_rows_leave_what_stands_between_undecided() -> None:
    slipped = 0
    for seed in SEEDS:
        mangled = _mangled("bare_rows_slipped+tabs", seed, blanks="zeros")
        rows = {_row(path) for path in _unsure(mangled)}
        slipped += bool(rows)
        numbers = [line for line in mangled.data.decode().splitlines() if re.fullmatch(r"\t*\d[\d\t,]*", line)]
        due = {_row(path) for path in mangled.truths[0].cells if path.startswith("requests.")}
        assert len(numbers) == len(due) + 1, "as many rows of numbers as without the loss, and table four"
    # A report without a row of zeros has none to lose.
    assert slipped > 30


def test_two_labels_above_one_run() -> None:
    for seed in SEEDS:
        mangled = _mangled("torn_shared:0.3+tabs", seed, blanks="zeros")
        rows = {_row(path) for path in _unsure(mangled)}
        assert len(rows) % 2 == 0
        lines = [line for line in mangled.data.decode().splitlines() if re.fullmatch(r"\t+\d[\d\t,]*", line)]
        assert len(lines) == len(rows) // 2


def test_missing_tables_leave_no_cells() -> None:
    for seed in SEEDS:
        mangled = _mangled("tables_missing:1+lines", seed)
        assert _cells(mangled) == {}
        text = mangled.data.decode()
        assert mangled.truths[0].layout.wording["heading.requests"] in text
        assert "自然人" not in text
        assert (
            mangled.truths[0].layout.wording["heading.requests"] not in _mangled("sections_missing", seed).data.decode()
        )


def test_an_amount_without_its_header_has_no_unit() -> None:
    seen = 0
    for seed in SEEDS:
        mangled = _mangled("header_lost", seed)
        fee = mangled.truths[0].cells["proactive_disclosure.article_20_8.fees.amount"]
        unsure = _unsure(mangled)
        assert ("proactive_disclosure.article_20_8.fees.amount" in unsure) == bool(fee.value)
        assert "自然人" not in mangled.data.decode()
        seen += bool(fee.value)
    assert seen > 5


def test_differing_numbers_of_a_repeated_table_are_undecided() -> None:
    for seed in SEEDS:
        mangled = _mangled("repeated_table:5+tabs", seed, blanks="zeros")
        assert len(_unsure(mangled)) == 5
        assert mangled.data.decode().count("三安全一稳定") == 2


def test_a_mixed_block_without_header_may_have_either_forms_columns() -> None:
    mangled = _mangled("mixed_columns+header_lost", 7)
    unsure = _unsure(mangled)
    cells = _cells(mangled)
    for ours, theirs in (("made", "issued"), ("newly_disclosed", "repealed"), ("total_disclosed", "in_force")):
        row = "proactive_disclosure.article_20_1.normative_documents"
        assert {f"{row}.{ours}", f"{row}.{theirs}"} <= unsure
        assert cells[f"{row}.{ours}"] == cells[f"{row}.{theirs}"]
