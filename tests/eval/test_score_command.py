"""``gongkai eval score``: options, gates and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eval.commands.score import command
from eval.gate import COUNTS, SHARES, parse_gate
from eval.scorecard import Scorecard
from extractor.errors import UsageError

N, T = "requests.received.natural_person", "requests.received.total"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold set of one document with the cells 3 and 4."""
    label = {
        "source": "source.txt",
        "reports": [
            {
                "title": None,
                "organization": "云溪县水利局",
                "year": 2022,
                "form": "2021",
                "cells": {
                    N: {"printed": "3", "value": 3, "state": "number"},
                    T: {"printed": "4", "value": 4, "state": "number"},
                },
            }
        ],
    }
    folder = tmp_path / "gold"
    (folder / "yunxi").mkdir(parents=True)
    (folder / "yunxi" / "label.json").write_text(json.dumps(label), encoding="utf-8")
    return folder


def result_line(source: str, value: int, status: str = "verified") -> str:
    cells: dict[str, object] = {
        path: {
            "printed": str(number),
            "value": number,
            "state": "number",
            "status": status,
            "witnesses": ["rules"],
            "span": [0, 1],
            "at": None,
            "candidates": [],
        }
        for path, number in ((N, value), (T, 4))
    }
    report: dict[str, object] = {
        "title": None,
        "organization": "云溪县水利局",
        "region": None,
        "year": 2022,
        "form": "2021",
    }
    report |= {"period_start": None, "period_end": None, "cells": cells}
    report |= {"facts": [], "problems": [], "improvements": [], "findings": [], "sections": []}
    line: dict[str, object] = {
        "source": source,
        "sha256": "",
        "schema_version": "1",
        "origin": "digital",
        "error": None,
    }
    line |= {"run": {"version": "0", "settings": "", "model": None, "prompts": {}}, "reports": [report]}
    return json.dumps(line) + "\n"


def predictions(folder: Path, text: str, name: str = "out.jsonl") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_a_person_gets_a_table_and_a_program_gets_json(tmp_path: Path, gold: Path) -> None:
    file = predictions(tmp_path, result_line("in/yunxi/source.txt", 3))
    shown = run(file, "--gold", str(gold))
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "2/2 100.0 %" in shown.stdout
    told = run(file, "--gold", str(gold), "--json")
    assert told.stdout.count("\n") == 1
    assert Scorecard.model_validate_json(told.stdout).cells.right.count == 2


@pytest.mark.parametrize(
    ("value", "status", "gate", "code"),
    [
        (3, "verified", "silent>0", 0),
        (8, "verified", "silent>0", 1),
        (8, "repaired", "silent > 0", 1),
        (8, "verified", "silent>1", 0),
        (8, "verified", "silent>=1", 1),
        (8, "verified", "wrong==1", 1),
        (8, "verified", "wrong!=1", 0),
        (8, "read", "silent>0", 1),  # nothing is believed: silent errors are undefined, and that fails
        (8, "read", "right<50%", 0),
        (8, "read", "right<0.501", 1),
        (8, "read", "right<=50%", 1),
        (3, "read", "verified<1%", 1),
        (3, "verified", "verified<100%", 0),
        (3, "verified", "row_drift>0", 0),
        (3, "verified", "unanswered>0", 0),
    ],
)
def test_a_gate_decides_the_exit_code(
    tmp_path: Path, gold: Path, value: int, status: str, gate: str, code: int
) -> None:
    file = predictions(tmp_path, result_line("yunxi/a.txt", value, status))
    ended = run(file, "--gold", str(gold), "--fail-if", "failed>0", "--fail-if", gate)
    assert ended.exit_code == code
    assert ended.stderr.startswith(f"gate failed: {gate}: ") == bool(code)


def test_a_csv_against_one_label_file(tmp_path: Path, gold: Path) -> None:
    file = predictions(tmp_path, f"path,value\n{N},3\n{T},5\n", "any-name.csv")
    ended = run(file, "--labels", str(gold / "yunxi" / "label.json"), "--json", "--errors")
    card = Scorecard.model_validate_json(ended.stdout)
    assert (card.cells.right.count, card.cells.right.n, card.cells.silent.share) == (1, 2, None)
    assert [error.path for error in card.errors or ()] == [T]
    assert run(file, "--labels", str(gold / "yunxi" / "label.json"), "--fail-if", "silent>0").exit_code == 1


def test_a_csv_against_a_gold_set_is_matched_by_its_name(tmp_path: Path, gold: Path) -> None:
    file = predictions(tmp_path, f"{N},3\n{T},4\n", "yunxi.csv")
    assert run(file, "--gold", str(gold), "--fail-if", "right<100%").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give either --gold FOLDER or --labels FILE"),
        (("--gold", "{gold}", "--labels", "{gold}/yunxi/label.json"), "give either"),
        (("--gold", "{gold}/absent"), "no gold set at"),
        (("--labels", "{gold}/absent.json"), "cannot be read"),
        (("--labels", "{gold}/yunxi/label.json"), "holds 2 documents; --labels takes one"),
        (("--gold", "{gold}", "--fail-if", "silent"), "no condition: 'silent'"),
        (("--gold", "{gold}", "--fail-if", "silence>0"), "no figure 'silence'; there are silent, "),
        (("--gold", "{gold}", "--fail-if", "silent>1%"), "silent is a count"),
        (("--gold", "{gold}", "--fail-if", "right<99"), "right is a share"),
    ],
)
def test_what_cannot_be_used_is_a_usage_error(
    tmp_path: Path, gold: Path, arguments: tuple[str, ...], message: str
) -> None:
    file = predictions(tmp_path, result_line("yunxi/a.txt", 3) + result_line("yunxi/b.txt", 3))
    ended = run(file, *(argument.format(gold=gold) for argument in arguments))
    assert isinstance(ended.exception, UsageError)
    assert message in str(ended.exception)
    assert ended.stdout == ""


def test_predictions_of_other_documents_are_refused_rather_than_scored_as_missed(tmp_path: Path, gold: Path) -> None:
    ended = run(predictions(tmp_path, result_line("elsewhere/a.txt", 3)), "--gold", str(gold))
    assert "is a document of the gold set, such as yunxi" in str(ended.exception)
    ended = run(predictions(tmp_path, "\n"), "--gold", str(gold))
    assert "holds no result line" in str(ended.exception)


def test_every_figure_of_a_gate_can_be_asked_for() -> None:
    assert [parse_gate(f"{name}>0").name for name in (*COUNTS, *SHARES)] == [*COUNTS, *SHARES]
