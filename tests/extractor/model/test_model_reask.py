"""What a model is told about a broken answer: its form, in our words, whichever version of Pydantic found it."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extractor.model.completion import Completion
from extractor.model.reask import complaint, reask_messages


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str
    values: Annotated[list[int | None], Field(min_length=2, max_length=2)]
    kind: Literal["a", "b"] = "a"

    @field_validator("label")
    @classmethod
    def _known(cls, label: str) -> str:
        if label == "?":
            raise ValueError("行标签不在表中")
        return label


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rows: list[Row]


def told(text: str) -> str:
    with pytest.raises(ValidationError) as caught:
        Table.model_validate_json(text, strict=True)
    return complaint(caught.value)


def test_the_whole_text() -> None:
    bad = {"rows": [{"label": "?", "values": ["1", 2, 3], "kind": "c"}, {"values": [1]}], "sum": 3}
    assert told(json.dumps(bad)) == (
        "上一个回答不符合要求的格式：\n"
        "- rows[0].label：行标签不在表中\n"
        "- rows[0].values：至多可有2项，实有3项\n"
        "- rows[0].kind：应为'a' or 'b'之一\n"
        "- rows[1].label：缺少这一项\n"
        "- rows[1].values：至少应有2项，实有1项\n"
        "- sum：没有这一项，应删去\n"
        "请只改正格式，重新给出完整的回答。数字和文字一律照原文抄录，不计算，不推测。"
    )


def test_what_is_no_json_is_called_so_whatever_found_it() -> None:
    assert "整个回答：不是完整、合法的JSON" in told('{"rows": [')
    assert complaint(json.JSONDecodeError("x", "y", 0)) == told("nothing")


def test_many_problems_are_counted_not_listed() -> None:
    lines = told(json.dumps({"rows": [{"label": "合计", "values": [1]}] * 40})).splitlines()
    assert len(lines) == 15
    assert lines[-2] == "- 另有28处"


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["rows", "label", "values", "x"]), inner),
        max_leaves=12,
    )
)
def test_nothing_depends_on_a_version_of_pydantic(value: object) -> None:
    try:
        Table.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        text = complaint(error)
        assert "pydantic" not in text
        assert "http" not in text
        assert "input" not in text
        assert all(line.startswith("- ") for line in text.splitlines()[1:-1])
        assert len(text.splitlines()) > 2


def test_the_answer_goes_before_the_complaint() -> None:
    message = {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": "c1", "function": {"name": "T", "arguments": "{}"}}],
    }
    called = Completion.read({"choices": [{"message": message}]})
    first, second = reask_messages(called, "不对")
    assert first["tool_calls"] == [{"id": "c1", "type": "function", "function": {"name": "T", "arguments": "{}"}}]
    assert second == {"role": "tool", "tool_call_id": "c1", "content": "不对"}
    plain = Completion.read({"choices": [{"message": {"content": "{}"}}]})
    assert reask_messages(plain, "不对") == [
        {"role": "assistant", "content": "{}"},
        {"role": "user", "content": "不对"},
    ]


@pytest.mark.parametrize(
    "raw",
    [None, [], {}, {"choices": []}, {"choices": None}, {"choices": [{}]}, {"choices": [{"message": {"content": [1]}}]}],
)
def test_what_is_no_completion_is_said_to_be_none(raw: object) -> None:
    with pytest.raises(ValueError, match="no completion"):
        Completion.read(raw)


def test_dialects_of_usage() -> None:
    choices = [{"message": {"content": "x"}}]
    usage = {"prompt_tokens": 9, "completion_tokens": 3, "prompt_cache_hit_tokens": 4}
    assert Completion.read({"choices": choices, "usage": usage}).tokens.cached == 4
    assert Completion.read({"choices": choices, "usage": None}).tokens.total is None
