"""Limits of work: what lies within them is untouched, what lies beyond is left out and said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.sections import limits
from extractor.sections.limits import LONGEST_LINE, MOST_BLOCKS, limited
from extractor.sources.document import Block, Line, Source, Table
from extractor.sources.notices import notice
from extractor.sources.read import read_source

MOST, LONGEST = 5, 30


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a small text reaches."""
    monkeypatch.setattr(limits, "MOST_BLOCKS", MOST)
    monkeypatch.setattr(limits, "LONGEST_LINE", LONGEST)


def _source(text: str) -> Source:
    return read_source(text.encode(), "invented.txt")


def _lines(count: int) -> str:
    return "\n".join(f"第{n}行" for n in range(count))


def _length(block: Block) -> int:
    return block.span[1] - block.span[0]


@pytest.mark.parametrize("text", [_lines(1), _lines(MOST), "公" * LONGEST, "\n".join(["开" * LONGEST] * MOST)])
def test_a_source_within_the_limits_is_the_very_same(text: str) -> None:
    source = _source(text)
    assert limited(source) is source


@pytest.mark.parametrize("beyond", [1, 7])
def test_blocks_behind_the_limit_are_left_out_and_counted(beyond: int) -> None:
    source = _source(_lines(MOST + beyond))
    short = limited(source)
    assert short.blocks == source.blocks[:MOST]
    assert short.text == source.text
    assert [item.kind for item in short.notices[len(source.notices) :]] == ["budget"]
    assert short.notices[-1].message == f"{beyond} lines or tables behind the first {MOST} were not looked at"


def test_a_long_line_is_cut_and_its_neighbours_are_not() -> None:
    source = _source("\n".join(["信" * LONGEST, "息" * (LONGEST + 1), "公" * (LONGEST * 4), "开"]))
    short = limited(source)
    assert [_length(block) for block in short.blocks] == [LONGEST, LONGEST, LONGEST, 1]
    assert [block.span[0] for block in short.blocks] == [block.span[0] for block in source.blocks]
    assert short.notices[-1].message == f"2 lines were looked at only as far as character {LONGEST}"


def test_lines_beyond_the_last_block_are_not_counted_as_cut() -> None:
    short = limited(_source("\n".join([*["短"] * MOST, "长" * (LONGEST + 1)])))
    assert len(short.notices) == 1
    assert short.notices[0].message == f"1 lines or tables behind the first {MOST} were not looked at"


def test_both_limits_are_said_in_one_notice() -> None:
    short = limited(_source("\n".join(["长" * (LONGEST + 1), *["短"] * MOST])))
    assert len(short.notices) == 1
    assert "1 lines or tables behind" in short.notices[0].message
    assert "1 lines were looked at only" in short.notices[0].message


def test_a_table_is_never_cut_inside() -> None:
    source = _source("\n".join(f"| {'公' * LONGEST} | {n} |" for n in range(MOST * 2)))
    assert any(isinstance(block, Table) for block in source.blocks)
    assert limited(source) is source


def test_notices_that_were_there_are_kept() -> None:
    before = notice("encoding", "read_as_gbk")
    source = replace(_source(_lines(MOST + 1)), notices=(before,))
    short = limited(source)
    assert short.notices[0] == before
    assert [item.kind for item in short.notices] == ["encoding", "budget"]


def test_what_is_within_the_limits_now_stays_as_it_is() -> None:
    short = limited(_source(_lines(MOST + 1)))
    assert limited(short) is short


def test_the_limits_hold_far_more_than_any_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real limits: twice the lines of a long report of one value a line, and twice a report in one line."""
    monkeypatch.setattr(limits, "MOST_BLOCKS", MOST_BLOCKS)
    monkeypatch.setattr(limits, "LONGEST_LINE", LONGEST_LINE)
    source = _source("\n".join([*(f"第{n}行" for n in range(3_000)), "公开" * 20_000]))
    assert limited(source) is source


def test_a_line_is_cut_as_a_line() -> None:
    short = limited(_source("申" * (LONGEST * 2)))
    assert short.blocks == (Line((0, LONGEST)),)
    assert short.slice(short.blocks[0].span) == "申" * LONGEST
