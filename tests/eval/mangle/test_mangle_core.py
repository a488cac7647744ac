"""The machinery: combining modes, tables with spans, batches, and the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.commands.mangle import command
from eval.labels import load_gold
from eval.mangle import ModeSpec, all_modes, mangle, parse_modes
from eval.mangle.batch import mangled_reports
from eval.mangle.document import Cell, Row, Table, grid
from eval.mangle.measure import measure, score_table
from eval.mangle.surgery import cut_table, drop_row, flat_labels, insert_row
from eval.mangle.tables import requests_table
from eval.truth import generate
from extractor.errors import UsageError
from schemas.enums import Status, TableKind
from schemas.result import Extraction


def test_names_and_strengths() -> None:
    assert parse_modes("pipes+ocr:0.02") == (ModeSpec("pipes"), ModeSpec("ocr", 0.02))
    assert str(ModeSpec("ocr", 0.02)) == "ocr:0.02"
    with pytest.raises(ValueError, match="no mode 'pips'"):
        parse_modes("pips")
    with pytest.raises(ValueError, match="is no number"):
        parse_modes("ocr:much")


@pytest.mark.parametrize(
    ("modes", "message"),
    [
        ("html+pipes", "at most one mode of stage render"),
        ("gbk+bom", "at most one mode of stage encode"),
        ("annex_run", "is for forms statistics"),
        ("stacked_years+flat", "shares a document"),
        ("stacked_years+full_width", "shares a document"),
        ("stacked_years+repeated_table", "shares a document"),
    ],
)
def test_what_cannot_be_combined_is_refused(modes: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        mangle(generate(1, form="2021"), parse_modes(modes), 1)


def test_modes_run_in_their_stage_and_default_renderers_apply() -> None:
    truth = generate(1, form="2021")
    assert mangle(truth, [], 1).name == "source.html"
    assert mangle(truth, parse_modes("ocr"), 1).name == "source.txt"
    ran = [spec.name for spec in mangle(truth, parse_modes("big5+furniture+pipes+full_width"), 1).modes]
    assert ran == ["full_width", "traditional", "pipes", "furniture", "big5"]


def test_one_mode_does_not_change_the_chance_of_another() -> None:
    truth = generate(7, form="2021")
    alone = mangle(truth, parse_modes("tabs+torn_before"), 1).data.decode()
    beside = mangle(truth, parse_modes("title_lost+tabs+torn_before"), 1).data.decode()
    assert truth.title is not None
    assert alone.replace(truth.title, "", 1).strip() == beside.strip()


def test_structure_and_renderers_combine() -> None:
    modes = all_modes().values()
    structure = [m for m in modes if m.stage.name == "STRUCTURE" and "2021" in m.forms]
    renderers = [m for m in modes if m.stage.name == "RENDER" and "2021" in m.forms and not m.binary]
    truth = generate(11, form="2021", blank_policy="blank_cells")
    for i, first in enumerate(structure):
        # Every renderer in turn; neighbours in the list get different ones.
        for renderer in renderers[i % 3 :: 3]:
            mangled = mangle(truth, [ModeSpec(first.name), ModeSpec(renderer.name)], 1)
            assert len(mangled.data) > 500
            assert set(truth.cells) >= {p for p in mangled.label["reports"][0]["cells"] if ".other_handling." not in p}


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text if begins else "." for cell, begins in line] for line in grid(table)]


def test_the_grid_of_the_requests_table() -> None:
    table = requests_table(generate(1, form="2021", blank_policy="zeros"))
    lines = _texts(table)
    assert [len(line) for line in lines] == [10] * 28
    assert lines[0].count(".") == 8
    assert all(cell.isdigit() or "," in cell for line in lines[3:] for cell in line[3:])
    assert sum(line[0] not in (".", "") for line in lines[3:]) == 4


def test_a_row_too_wide_is_refused() -> None:
    with pytest.raises(ValueError, match="more cells than"):
        grid(Table(TableKind.REQUESTS, (Row((Cell("a"), Cell("b"))),), 1))


def test_rows_come_and_go_with_their_spans() -> None:
    table = requests_table(generate(1, form="2021", blank_policy="zeros"))
    keys = [row.key for row in table.rows]
    first = keys.index("denied.state_secret")
    dropped = drop_row(table, first)
    assert _texts(dropped)[first][1] == table.rows[first].cells[0].text
    assert [len(line) for line in _texts(dropped)] == [10] * 27
    middle = keys.index("denied.internal_affairs")
    assert sum(row.cells[0].rowspan for row in drop_row(table, middle).rows if row.key == "denied.state_secret") == 7
    added = insert_row(table, middle, Row((Cell("x"), *table.rows[middle].values), "data", "x"))
    assert _texts(added)[middle][2] == "x"
    assert _texts(added)[middle + 1][2] == table.rows[middle].cells[0].text


@pytest.mark.parametrize("repeat", [True, False])
def test_a_cut_table_keeps_its_columns(repeat: bool) -> None:
    table = requests_table(generate(1, form="2021", blank_policy="zeros"))
    cut = [row.key for row in table.rows].index("denied.internal_affairs")
    first, second = cut_table(table, cut, repeat_labels=repeat)
    assert [line[3:] for line in (*_texts(first), *_texts(second))] == [line[3:] for line in _texts(table)]
    outer = table.rows[5].cells[0].text
    assert _texts(second)[0][0] == (outer if repeat else "")
    assert [line[3:] for line in _texts(flat_labels(table))[3:]] == [line[3:] for line in _texts(table)[3:]]


def test_batches_draw_only_forms_that_all_modes_have() -> None:
    assert {m.truths[0].form for m in mangled_reports(1, 20, parse_modes("late_form"))} == {"2019"}
    assert {m.truths[0].form for m in mangled_reports(1, 30, parse_modes("html"))} == {"2021", "2019", "statistics"}
    with pytest.raises(ValueError, match="can be applied to forms"):
        list(mangled_reports(1, 1, parse_modes("annex_run+torn_before")))


def _nothing(data: bytes, name: str) -> Extraction:
    run: dict[str, object] = {"version": "0", "settings": "", "model": None, "prompts": {}}
    return Extraction.model_validate(
        {"source": name, "sha256": "", "schema_version": "1", "origin": None, "error": None, "run": run, "reports": []}
    )


def test_measuring_an_extractor_that_finds_nothing() -> None:
    fare = measure("html", list(mangled_reports(1, 3, parse_modes("html"))), _nothing)
    assert (fare.reports, fare.found, fare.right, fare.verified, fare.silent) == (3, 0, 0, 0, 0)
    assert fare.numbers > 100
    assert "0/3" in score_table([fare])


def _sure(data: bytes, name: str) -> Extraction:
    """An extractor that claims one wrong number, one guess and one invention."""
    cell: dict[str, object] = {
        "printed": "x",
        "state": "number",
        "status": Status.VERIFIED,
        "witnesses": [],
        "span": None,
        "at": None,
    }
    cells = {
        path: {**cell, "value": 10**9 + 7, "candidates": []}
        for path in ("requests.received.total", "requests.received.research")
    }
    report: dict[str, object] = {
        "title": None,
        "organization": None,
        "region": None,
        "year": None,
        "form": "2021",
        "period_start": None,
        "period_end": None,
        "cells": cells,
        "facts": [],
        "problems": [],
        "improvements": [],
        "findings": [],
        "sections": [],
    }
    return Extraction.model_validate({**_nothing(data, name).model_dump(), "reports": [report]})


def test_measuring_counts_silent_errors_and_guesses_apart() -> None:
    truth = generate(1, form="2021", blank_policy="zeros")
    clean = mangle(truth, parse_modes("html"), 1)
    fare = measure("html", [clean], _sure)
    assert (fare.silent, fare.guessed, fare.verified) == (2, 0, 2)
    label = json.loads(json.dumps(clean.label))
    label["reports"][0]["cells"]["requests.received.total"]["certain"] = False
    fare = measure("html", [replace(clean, label=label)], _sure)
    assert (fare.silent, fare.guessed) == (1, 1)


def test_the_command_writes_a_gold_set(tmp_path: Path) -> None:
    arguments = ["--seed", "3", "--reports", "2", "--modes", "html,gbk+lines,ocr:0.05"]
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        result = CliRunner().invoke(command, [*arguments, "-o", str(folder)])
        assert result.exit_code == 0, result.output
    names = sorted(str(path.relative_to(first)) for path in first.rglob("*") if path.is_file())
    assert len(names) == 12
    assert "gbk+lines-000/source.txt" in names
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)
    gold = load_gold(first)
    assert len(gold) == 6
    assert all(document.label.reports and document.source for document in gold)


@pytest.mark.parametrize(
    "arguments",
    [["--modes", "nonsense", "--score"], ["--modes", "html"], ["--modes", "late_form", "--form", "2021", "--score"]],
)
def test_wrong_use_is_told(arguments: list[str]) -> None:
    result = CliRunner().invoke(command, arguments)
    assert isinstance(result.exception, UsageError)


def test_the_command_lists_every_mode() -> None:
    result = CliRunner().invoke(command, ["--list"])
    assert all(name in result.output for name in all_modes())


def test_the_command_scores_by_mode_and_strength(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.extract", lambda data, name, settings: _nothing(data, name))
    result = CliRunner().invoke(command, ["--seed", "5", "--reports", "2", "--modes", "html,ocr,ocr:0.2", "--score"])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "seed 5"
    assert [line.split()[0] for line in lines[1:]] == ["modes", "html", "ocr:0.01", "ocr:0.2"]
    assert all(line.split()[1] == "0/2" for line in lines[2:])
