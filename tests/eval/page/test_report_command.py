"""``gongkai eval report``: one file a page, of one run or two."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.commands.report import command
from eval.runs.file import write_run
from eval.runs.format import RunFile
from extractor.errors import UsageError


@pytest.fixture
def files(tmp_path: Path, good: RunFile, bad: RunFile) -> tuple[Path, Path]:
    places = tmp_path / "good.jsonl", tmp_path / "bad.jsonl.gz"
    for run, place in zip((good, bad), places, strict=True):
        write_run(run, place)
    return places


def test_one_run_or_two(files: tuple[Path, Path], tmp_path: Path) -> None:
    good, bad = map(str, files)
    page = tmp_path / "page.html"
    done = CliRunner().invoke(command, [bad, "-o", str(page)], catch_exceptions=False)
    assert (done.exit_code, done.output) == (0, "")
    assert "Worst cells" in page.read_text("utf-8")
    done = CliRunner().invoke(command, [good, bad, "--reader", "rules"], catch_exceptions=False)
    assert "Identical: nothing changed in any cell or fact of 3 reports." in done.output


def test_options_of_two_runs_are_refused_for_one(files: tuple[Path, Path]) -> None:
    done = CliRunner().invoke(command, [str(files[0]), "--reader", "rules"])
    assert isinstance(done.exception, UsageError)
    assert "for two runs" in str(done.exception)
