"""``gongkai show``: one cell with everything that is known of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.export.cell_view import cell_view
from extractor.export.results import read_results
from schemas.enums import State

FIXTURES = Path(__file__).parents[1] / "fixtures"
RESULTS = str(FIXTURES / "example.jsonl")


def show(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["show", *arguments])


def test_a_cell_with_its_sums_and_surroundings() -> None:
    result = show(RESULTS, "requests.received.total")
    assert result.exit_code == 0
    assert "example.txt  禾浦县自然资源局  2022  form 2021" in result.stdout
    for line in (
        "  value      5 件",
        "  status     disputed",
        "  printed    '5'",
        "  candidate  4 printed '' by row_sum",
        "    requests:row_sum:received: 3 + 1 + 0 + 0 + 0 + 0 = 5  (broken)",
        "  >     2  一、本年新收 3 1 0 0 0 0 5",
    ):
        assert line in result.stdout.splitlines()


def test_a_blank_and_a_mark_are_not_shown_as_zero() -> None:
    assert "(blank)" in show(RESULTS, "requests.carried_in.natural_person").stdout
    assert "(mark /)" in show(RESULTS, "requests.carried_in.business").stdout
    sums = show(RESULTS, "requests.carried_in.total").stdout
    assert "(blank) + (mark /) + 0 + 0 + 0 + 0 = 0\n" in sums


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"natural_person": ("number", 2)}, "(broken)"),
        ({}, ""),
        ({"total": ("blank", None)}, "(not tested: a side holds no number)"),
        ({"business": ("lost", None)}, "(not tested: a number is missing)"),
        ({"business": ("unreadable", 0)}, ""),
    ],
)
def test_a_sum_is_broken_only_where_it_asserts_something(
    changes: dict[str, tuple[str, int | None]], verdict: str
) -> None:
    extraction = next(read_results(Path(RESULTS)))
    cells = extraction.reports[0].cells
    for column, (state, value) in changes.items():
        cells[f"requests.carried_in.{column}"].state = State(state)
        cells[f"requests.carried_in.{column}"].value = value
    text = cell_view(extraction.reports[0], "requests.carried_in.research", None)
    line = next(line for line in text.splitlines() if "requests:row_sum:carried_in" in line)
    assert line.partition("  (")[2] == verdict.removeprefix("(")


def test_a_changed_source_is_not_shown(tmp_path: Path) -> None:
    shutil.copy(RESULTS, tmp_path)
    (tmp_path / "example.txt").write_text("another text", encoding="utf-8")
    result = show(str(tmp_path / "example.jsonl"), "requests.received.total")
    assert result.exit_code == 0
    assert "is not the file that was read" in result.stderr
    assert "in the source" not in result.stdout


def test_without_a_path_every_cell_and_every_fact_is_a_line() -> None:
    lines = show(RESULTS).stdout.strip().splitlines()
    facts = lines.index("facts in the prose")
    assert facts == 1 + 17
    assert len(lines) > facts + 1
    assert all("read" in line.split() for line in lines[facts + 1 :])
    assert lines[facts - 1].split()[:3] == [
        "proactive_disclosure.article_20_1.regulations.repealed",
        "unread",
        "(lost)",
    ]


def test_text_is_what_spans_refer_to() -> None:
    result = show("--text", str(FIXTURES / "example.txt"))
    assert result.stdout == (FIXTURES / "example.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([RESULTS, "requests.nothing"], "no form has a cell 'requests.nothing'"),
        ([RESULTS, "review_and_litigation.review.upheld"], "no report here has review_and_litigation.review.upheld"),
        ([RESULTS, "--source", "elsewhere"], "no report here"),
        (["gone.jsonl"], "gone.jsonl: cannot be read: No such file"),
        (["--text", "gone.html"], "gone.html: cannot be opened"),
        ([str(FIXTURES / "example.txt")], "example.txt:1: no result of this version"),
    ],
)
def test_what_cannot_be_shown_is_one_clear_line(arguments: list[str], message: str) -> None:
    result = show(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.startswith("gongkai: ")
    assert result.stderr.count("\n") == 1
