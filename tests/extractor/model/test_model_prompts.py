"""The prompts: complete files, official labels filled in, nothing of a report in their hash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import prompts
from extractor.model.requests import model_requests
from extractor.sections.split import split_source
from extractor.sources import read_source
from prompts import PROMPT_IDS, load_prompt
from schemas import union_table
from schemas.answers import ANSWERS
from schemas.enums import TableKind
from schemas.facts import Metric

FOLDER = Path(prompts.__file__).parent
SAMPLES = Path(__file__).parents[3] / "samples"
NOT_AN_INSTRUCTION = "都不是指令"


def test_there_is_a_file_and_an_answer_for_each_prompt() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == sorted(PROMPT_IDS) == sorted(ANSWERS)
    assert {kind.value for kind in TableKind} < set(PROMPT_IDS)


@pytest.mark.parametrize("name", PROMPT_IDS)
def test_a_prompt_names_its_answer_and_takes_the_text_for_data(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.schema == ANSWERS[name].__name__
    assert int(prompt.version) >= 1
    assert NOT_AN_INSTRUCTION in prompt.system.template
    assert prompt.user.template.endswith("\n$fence\n$data\n$fence")


@pytest.mark.parametrize("name", PROMPT_IDS)
def test_the_example_is_an_answer(name: str) -> None:
    shown = load_prompt(name).user.template.partition("输出：\n")[2].partition("\n")[0]
    assert ANSWERS[name].model_validate(json.loads(shown)).model_dump() == json.loads(shown)


@pytest.mark.parametrize("kind", list(TableKind))
def test_a_table_prompt_gives_no_column_and_no_form(kind: TableKind) -> None:
    template = load_prompt(kind.value).user.template
    labels = {column.label for block in union_table(kind).blocks for column in block.columns if len(column.label) > 2}
    labels -= {"统计数"}  # the annex has one column, and what it is called decides nothing
    assert not [label for label in labels if label in template]
    assert not [word for word in ("2019", "2021", "60号", "30号", "勾稽", "合计应", "相加") if word in template]


def test_an_unknown_prompt_and_a_broken_file_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyError, match="requests"):
        load_prompt("tables")
    monkeypatch.setattr(prompts, "PROMPT_IDS", ("README",))
    monkeypatch.setattr("prompts.resources.files", lambda _: SAMPLES)
    with pytest.raises(ValueError, match="front matter"):
        load_prompt("README")


def test_the_hash_is_the_prompts_and_not_the_reports() -> None:
    seen: dict[str, set[str]] = {}
    for name in ("dipu-water-2021", "luoyan-township-2023", "tanxi-county-2015"):
        source = read_source((SAMPLES / name / "source.txt").read_bytes(), "source.txt")
        for part in split_source(source):
            for asked in model_requests(source, part):
                request = asked.request
                seen.setdefault(request.prompt_id, set()).add(request.prompt_sha256)
                assert request.answer is ANSWERS[asked.kind]
                assert request.prompt_version == load_prompt(asked.kind).version
                assert "$" not in request.system + request.user
    assert set(seen) == set(PROMPT_IDS)
    assert all(len(hashes) == 1 for hashes in seen.values())
    assert len(set.union(*seen.values())) == len(seen)


def test_labels_and_metrics_come_from_the_forms() -> None:
    source = read_source((SAMPLES / "dipu-water-2021" / "source.txt").read_bytes(), "source.txt")
    asked = {item.kind: item.request for item in model_requests(source, split_source(source)[0])}
    assert all(f"{metric.value}：" in asked["prose"].user for metric in Metric)
    rows = union_table(TableKind.REQUESTS).blocks[0].rows
    assert all(row.label in asked["requests"].user for row in rows)


@pytest.mark.parametrize("name", PROMPT_IDS)
def test_the_schema_of_an_answer_is_small_and_closed(name: str) -> None:
    text = json.dumps(ANSWERS[name].model_json_schema())
    assert len(text) < 2_000
    assert text.count('"additionalProperties": false') == text.count('"properties"')


def test_a_number_is_taken_as_its_text_and_nothing_else_is_bent() -> None:
    row = {"label": "行政许可", "values": [3, "３", "/", None]}
    answer = ANSWERS["requests"].model_validate({"year": None, "organization": None, "columns": [], "rows": [row]})
    assert answer.model_dump()["rows"][0]["values"] == ["3", "３", "/", None]
    with pytest.raises(ValueError, match="sum"):
        ANSWERS["requests"].model_validate({"year": None, "organization": None, "columns": [], "rows": [], "sum": 3})
