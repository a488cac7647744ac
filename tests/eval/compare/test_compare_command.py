"""``gongkai eval compare``: what it prints, options, gates and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eval.commands.compare import command
from eval.compare.format import Comparison
from eval.report_text import display_width
from eval.runs.file import write_run
from eval.runs.format import Reader
from extractor.errors import UsageError
from tests.eval.compare.compared import N, R, T, V, document, extraction, fact, label, report, run, wanted

Compare = Callable[..., Result]


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """The command on a run that reads six reports well, ``a.jsonl``, and one that reads them ill, ``b.jsonl``."""
    labels = [label({N: 3, T: 7}, wanted(2))]
    good, ill = extraction(report({N: (3, V), T: (7, V)}, fact(2))), extraction(report({N: (8, V), T: (7, R)}))
    for name, given, prompt in (("a", good, "1" * 64), ("b", ill, "2" * 64)):
        documents = [document(f"d{k}", labels, {Reader.CROSSCHECK: given, Reader.RULES: good}) for k in range(6)]
        write_run(run(*documents, name=name, prompts={"requests": prompt}), tmp_path / f"{name}.jsonl")

    def invoke(*arguments: str, a: str = "a", b: str = "b") -> Result:
        files = [str(tmp_path / f"{name}.jsonl") for name in (a, b)]
        return CliRunner().invoke(command, [*files, *arguments], catch_exceptions=True)

    return invoke


def test_the_verdict_stands_before_everything_else(compare: Compare) -> None:
    result = compare()
    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout
    assert text.startswith(
        "verdict: B is worse: B broke 6 cells and mended none (6 now silently wrong, 6 no longer believed), "
        "and broke 6 facts and mended none, in 6 of 6 reports.\n  rules: identical\n"
    )
    assert "\n  silent errors a report: 0 in 6 reports to 6 in 6 reports, +1.00 [+1.00, +1.00], worse" in text
    assert "answers   replayed from recordings in A and B" in text
    assert "prompt requests: the text of A and B is not known, only its hash" in text
    assert "asked.prompts.requests  111111111111…  222222222222…" in text
    assert "requests   111111111111…  222222222222…  6 now silent, 6 withdrawn" in text
    assert "elsewhere                                6 flips" in text
    assert "reports by non-zero cells right: 0 won, 6 lost, 0 tied; exact sign test p = 0.0312" in text
    assert "flips of cells: 12 (6 now silent, 6 withdrawn)" in text
    assert "reports by all cells: 0 won, 6 lost, 0 tied; exact sign test p = 0.0312" in text
    assert text.endswith("2000 resamples, seed 1\n")


def test_chinese_text_is_aligned(compare: Compare) -> None:
    lines = compare().stdout.splitlines()
    start = next(k for k, line in enumerate(lines) if line.startswith("flip ") and "path" in line)
    head, rows = lines[start], lines[start + 1 : start + 13]
    column = display_width(head[: head.index("in the source")])
    for row in rows:
        place = row[row.index("公开申请情况") :]
        assert "【3】" in place
        assert display_width(row) - display_width(place) == column


def test_the_number_of_flips_that_are_listed(compare: Compare) -> None:
    assert compare("--flips", "2").stdout.count("now silent  d") == 2
    assert "10 more: --flips 12, or --json" in compare("--flips", "2").stdout
    none = compare("--flips", "0").stdout
    assert "in the source" not in none
    assert "12 more" in none


def test_json_is_one_line_with_every_flip_and_comes_back(compare: Compare) -> None:
    result = compare("--json", "--flips", "0")
    assert result.stdout.count("\n") == 1
    found = Comparison.model_validate_json(result.stdout)
    assert (len(found.headline.flips), len(found.headline.fact_flips)) == (12, 6)
    assert compare("--json").stdout == result.stdout
    assert json.loads(result.stdout)["headline"]["verdict"]["word"] == "worse"


def test_the_page_of_the_comparison_is_written_beside_the_text(compare: Compare, tmp_path: Path) -> None:
    result = compare("--html", str(tmp_path / "page.html"), "--fail-if", "silent>0")
    assert result.exit_code == 1
    assert "verdict: B is worse" in result.stdout
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "requests.received.natural_person" in page


def test_a_run_beside_itself(compare: Compare) -> None:
    text = compare(b="a").stdout
    assert text.startswith(
        "verdict: Identical: nothing changed in any cell or fact of 6 reports.\n  rules: identical\n"
    )
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "right 12/12 100.0 % 12/12 100.0 % no change" in rows
    assert "[0, 0]" not in text and "unknown" not in text
    assert "no flips of cells" in text
    assert "no flips of facts" in text


def test_gates_decide_the_exit_code_and_are_told_apart_from_the_data(compare: Compare) -> None:
    failed = compare("--fail-if", "silent>0", "--fail-if", "d.verified<-1%", "--fail-if", "mended>0", "--json")
    assert failed.exit_code == 1
    assert failed.stderr.splitlines() == [
        "gate failed: silent>0: silent is 6",
        "gate failed: d.verified<-1%: verified is 12/12 in A, 6/12 in B",
    ]
    assert Comparison.model_validate_json(failed.stdout)
    assert compare("--fail-if", "verdict==worse").exit_code == 1
    assert compare("--fail-if", "silent>0", "--fail-if", "verdict==worse", b="a").exit_code == 0
    assert compare("--fail-if", "silent>0", "--reader", "rules").exit_code == 0
    assert compare("--fail-if", "d.verified<0", "--reader", "crosscheck", "--against", "rules").exit_code == 1


def test_what_cannot_be_used_is_an_error(compare: Compare, tmp_path: Path) -> None:
    for result in (compare("--fail-if", "nonsense>0"), compare("--reader", "model"), compare(b="missing")):
        assert isinstance(result.exception, UsageError)
        assert result.stdout == ""
    assert compare("--reader", "nobody").exit_code == 2
    (tmp_path / "c.jsonl").write_text("{}\n", encoding="utf-8")
    assert isinstance(compare(b="c").exception, UsageError)


def test_labels_of_a_folder_take_the_place_of_those_of_the_runs(compare: Compare, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("newer", "twice")]
    for folder in folders:
        (folder / "d1").mkdir(parents=True)
        new = {"source": "source.txt", "reports": [label({N: 8, T: 7}).model_dump(mode="json")]}
        (folder / "d1" / "label.json").write_text(json.dumps(new, ensure_ascii=False), encoding="utf-8")
    text = compare("--gold", str(folders[0])).stdout
    assert "labels    of newer, in place of the runs' own" in text
    assert "left out  samples/d0: no label" in text
    assert "no longer silent" in text
    twice = compare("--gold", str(folders[0]), "--gold", str(folders[1]))
    assert "two of the gold sets have a document d1" in str(twice.exception)
