"""The JSON reader that remembers lines agrees with the standard one on every document."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.positions import parse_json, show_path

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, st.sampled_from([None, 0, 2]))
def test_the_value_is_what_the_standard_reader_gives(document: object, indent: int | None) -> None:
    assert parse_json(json.dumps(document, indent=indent, ensure_ascii=False)).value == document


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, st.data())
def test_damaged_text_is_refused_exactly_where_the_standard_reader_refuses_it(
    document: object, data: st.DataObject
) -> None:
    text = json.dumps(document)
    at = data.draw(st.integers(0, len(text) - 1))
    broken = text[:at] + data.draw(st.sampled_from(["", ",", "]", "}", '"', ":", "x"])) + text[at + 1 :]
    try:
        expected = json.loads(broken)
    except json.JSONDecodeError:
        with pytest.raises(json.JSONDecodeError):
            parse_json(broken)
    else:
        assert parse_json(broken).value == expected


def test_keys_and_items_know_their_lines() -> None:
    located = parse_json('{\n "a": [\n  1,\n  {"b":\n   2}\n ]\n}')
    assert located.lines == {(): 1, ("a",): 2, ("a", 0): 3, ("a", 1): 4, ("a", 1, "b"): 4}
    assert located.line(("a", 1, "b", "int")) == 4
    assert located.line(("zzz",)) == 1


def test_paths_are_shown_as_json_path() -> None:
    assert show_path(("reports", 0, "cells", "requests.received.total", "value")) == (
        '$.reports[0].cells["requests.received.total"].value'
    )
