"""The table for a person says what was read, what is doubtful and what is wrong."""

from __future__ import annotations

from pathlib import Path

from extractor.export.overview import overview
from extractor.export.results import read_results
from extractor.export.summary import Summary
from extractor.export.text_table import width
from schemas.enums import Status

EXAMPLE, FAILED = read_results(Path(__file__).parents[1] / "fixtures" / "example.jsonl")


def test_counts_are_those_of_the_cells() -> None:
    lines = overview(EXAMPLE).splitlines()
    row = next(line for line in lines if "收到和处理" in line).split()
    cells = [cell for path, cell in EXAMPLE.reports[0].cells.items() if path.startswith("requests.")]
    order = (Status.VERIFIED, Status.REPAIRED, Status.READ, Status.DISPUTED, Status.UNREAD)
    assert list(map(int, row[-6:])) == [len(cells), *(sum(cell.status is status for cell in cells) for status in order)]


def test_columns_of_the_counts_line_up() -> None:
    lines = overview(EXAMPLE).splitlines()
    assert len({width(line) for line in lines[2:5]}) == 1


def test_doubts_findings_and_poor_sections_are_listed() -> None:
    text = overview(EXAMPLE)
    assert "disputed  5 or 4" in text
    assert "(lost)" in text
    assert "2/3:8  3 + 1 + 0 + 0 + 0 + 0 = 4, printed 5" in text
    assert "partial  rows lost" in text
    assert "overview" not in text
    assert "\x1b" not in text


def test_long_lists_are_cut_and_the_rest_is_counted() -> None:
    report = EXAMPLE.reports[0]
    many = report.model_copy(update={"findings": report.findings * 5})
    text = overview(EXAMPLE.model_copy(update={"reports": [many]}))
    assert text.count("hidden_content") == 3
    assert "and 5 more" in text


def test_a_failed_source_says_why_in_the_language_asked_for() -> None:
    assert overview(FAILED, "zh") == "gone.html\n  读取失败: gone.html: cannot be opened\n"


def test_a_summary_adds_up() -> None:
    summary = Summary()
    for extraction in (EXAMPLE, FAILED, EXAMPLE):
        summary.add(extraction)
    head, first, second, total, share = summary.text().splitlines()
    assert first == second
    assert [int(cell) for cell in total.split()[1:]] == [2 * int(cell) for cell in first.split()[2:]]
    assert first.split() == ["禾浦县自然资源局", "2022", "17", "12", "1", "1", "1", "2", "1"]
    assert share == "printed numbers verified: 22 / 26 = 84.6 %"
    assert width(head) == width(first) == width(total)


def test_a_summary_of_nothing_says_so() -> None:
    assert Summary("zh").text().splitlines()[-1] == "已核实的数字: 0 / 0"
