"""Damaged prints of a label, and labels of other words that resemble it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.sections.labels import NEAR, core, matches
from extractor.sections.other_words import says_otherwise
from schemas import form
from schemas.enums import TableKind

ROWS = {row.key: row.label for row in form("2021").tables[1].blocks[0].rows}


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("other_handling.not_corrected_in_time", "1.申请人撤回申请,行政机关不再处理其政府信息公开申请"),
        ("other_handling.fee_unpaid", "2.申请人逾期未领取、行政机关不再处理其政府信息公开申请"),
        ("received", "一、本年办结政府信息公开申请数量"),
        ("carried_in", "二、结转下年政府信息公开申请数量"),
        ("not_processed.duplicate", "2.不重复申请"),
    ],
)
def test_a_run_of_other_words_or_a_negation_is_another_row(key: str, printed: str) -> None:
    rows = [match for match in matches(printed, TableKind.REQUESTS) if match.label.key == f"/{key}"]
    assert all(match.score < NEAR for match in rows)


@given(st.sampled_from(sorted(ROWS)), st.data())
def test_what_is_cut_off_and_one_character_exchanged_are_the_same_words(key: str, data: st.DataObject) -> None:
    label = core(ROWS[key])
    start = data.draw(st.integers(0, len(label) - 1))
    stop = data.draw(st.integers(start + 1, len(label)))
    assert not says_otherwise(label[start:stop], label)
    place = data.draw(st.integers(0, len(label) - 1))
    assert not says_otherwise(label[:place] + "木" + label[place + 1 :], label)
    assert not says_otherwise("不予处理1" + label, label)
