"""The naive baseline: its recorded answers are those to its request, and its numbers stand as it gave them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from eval.labels import load_gold
from eval.naive.baseline import naive_prediction, naive_request, naive_schema
from extractor.model.client import ModelClient
from extractor.model.request import CallStatus
from extractor.model.settings import model_settings
from extractor.sources import read_source
from schemas.enums import State, TableKind
from scripts.naive import main

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "cassettes" / "naive"
GOLD = {gold.id: gold for gold in load_gold(ROOT / "samples")}


@pytest.mark.parametrize("name", sorted(path.stem for path in RECORDED.glob("*.json")))
def test_a_recorded_answer_is_one_to_the_request(name: str) -> None:
    source = GOLD[name].source
    assert source is not None
    settings = model_settings("relay-model", cassettes=RECORDED)
    assert settings is not None
    with ModelClient(settings) as client:
        (response,) = client.ask_all([naive_request(read_source(source.read_bytes(), source.name).text)], cassette=name)
        assert client.unused() == {}
        assert client.totals.calls == 0
    assert response.status is CallStatus.ANSWERED
    assert response.answer is not None
    assert naive_prediction(response.answer, name).reports


def _blank(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A table of the schema with every cell null."""
    return {
        key: _blank(definitions[below["$ref"].rpartition("/")[2]], definitions) if "$ref" in below else None
        for key, below in schema["properties"].items()
    }


def test_numbers_stand_as_given_nulls_are_blank_and_a_table_left_out_has_no_cells() -> None:
    definitions = naive_schema().model_json_schema()["$defs"]
    requests = _blank(definitions["requests"], definitions)
    requests["received"]["total"] = 7
    report: dict[str, object] = {
        "title": None,
        "organization": "荻浦县水利局",
        "year": 2022,
        "facts": [],
        "problems": [],
        "improvements": [],
    }
    tables = {kind.value: requests if kind is TableKind.REQUESTS else None for kind in TableKind}
    answer = naive_schema().model_validate({"reports": [{**report, **tables}]})
    (found,) = naive_prediction(answer, "a").reports
    assert (found.organization, found.year, found.form) == ("荻浦县水利局", 2022, "2021")
    assert {path.partition(".")[0] for path in found.cells} == {"requests"}
    assert found.cells["requests.received.total"].value == 7
    assert {cell.state for path, cell in found.cells.items() if path != "requests.received.total"} == {State.BLANK}


def test_recording_takes_a_model() -> None:
    result = CliRunner().invoke(main, ["record", "--model", "none", "--cassettes", "somewhere"])
    assert result.exit_code == 2
    assert "name one with --model" in result.output
