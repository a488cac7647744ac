"""The static page's file of decisions, taken up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractor.reviewing.events import HumanReading
from extractor.reviewing.from_file import events_of
from schemas.decisions import DecisionsFile, How
from schemas.enums import State

PATH = "requests.received.total"
OTHER = "requests.granted.total"


def _file(*decisions: Mapping[str, object]) -> DecisionsFile:
    about = {
        "source": "pages/a.html",
        "sha256": "0f" * 32,
        "path": PATH,
        "printed": "47",
        "state": "number",
        "value": 47,
    }
    return DecisionsFile.model_validate(
        {"format": "gongkai-decisions", "version": 1, "decisions": [{**about, **decision} for decision in decisions]}
    )


def test_each_cell_has_one_decision_the_later_of_two() -> None:
    found = events_of(_file({}, {"path": OTHER}, {"report": 1}, {"printed": "48", "value": 48, "by": "王"}))
    assert [(item.report, item.path, item.reading.value, item.by) for item in found] == [
        (0, OTHER, 47, None),
        (1, PATH, 47, None),
        (0, PATH, 48, "王"),
    ]
    assert {item.sha256 for item in found} == {"0f" * 32}


def test_the_same_decision_has_the_same_key() -> None:
    first, second, other = (events_of(_file(decision))[0].key for decision in ({}, {}, {"how": "candidate"}))
    assert first == second != other
    assert len(first) == 64


@pytest.mark.parametrize(
    ("decision", "reading"),
    [
        ({"how": "accepted"}, HumanReading(State.NUMBER, 47, "47", How.ACCEPTED)),
        ({"how": "report_wrong"}, HumanReading(State.NUMBER, 47, "47", How.REPORT_WRONG)),
        ({"state": "blank", "value": None, "printed": ""}, HumanReading(State.BLANK, None, "", How.TYPED)),
        (
            {"state": "unreadable", "value": None, "printed": "", "how": "typed"},
            HumanReading(State.UNREADABLE, None, "", How.UNREADABLE),
        ),
        (
            {"state": "lost", "value": None, "printed": "", "how": "accepted"},
            HumanReading(State.LOST, None, "", How.UNREADABLE),
        ),
        ({"how": "unreadable"}, HumanReading(State.NUMBER, 47, "47", How.TYPED)),
    ],
)
def test_what_was_said_is_kept(decision: dict[str, object], reading: HumanReading) -> None:
    assert events_of(_file(decision))[0].reading == reading
