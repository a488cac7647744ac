"""``gongkai review``: the page is written, and what is not on it is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.cli.source_files import SourceFiles
from extractor.export.results import read_results
from extractor.export.review.source_text import Absence, SourceText

FIXTURES = Path(__file__).parents[1] / "fixtures"
SOURCE = Path(__file__).parents[2] / "samples" / "qinglan-province-2023" / "source.html"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A result file beside its source."""
    (tmp_path / "pages").mkdir()
    shutil.copy(SOURCE, tmp_path / "pages" / "a.html")
    found = CliRunner().invoke(cli, ["extract", str(SOURCE)])
    line = found.stdout.replace(str(SOURCE), "pages/a.html")
    (tmp_path / "out.jsonl").write_text(line, encoding="utf-8")
    return tmp_path / "out.jsonl"


def review(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["review", *arguments])


def test_writes_the_page_with_the_source_beside_the_results(results: Path) -> None:
    page = results.with_name("review.html")
    result = review(str(results), "-o", str(page))
    assert (result.exit_code, result.output) == (0, "")
    assert '"absent"' not in page.read_text("utf-8").split('id="source-0"')[1].split("</script>")[0]
    assert review(str(results)).stdout_bytes == page.read_bytes()


def test_a_source_that_changed_or_is_gone_is_said(results: Path, tmp_path: Path) -> None:
    source = tmp_path / "pages" / "a.html"
    whole = source.read_bytes()
    source.write_bytes(whole + b" ")
    changed = review(str(results), "-o", str(tmp_path / "x.html"))
    assert changed.exit_code == 0
    assert "pages/a.html: is no longer the file that was read" in changed.stderr
    source.unlink()
    assert "pages/a.html: was not found" in review(str(results), "-o", str(tmp_path / "x.html")).stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.html").write_bytes(whole)
    assert review(str(results), "-o", str(tmp_path / "x.html"), "--sources", str(elsewhere)).stderr == ""


def test_more_reports_than_the_limit_are_said(results: Path, tmp_path: Path) -> None:
    results.write_text(results.read_text("utf-8") * 2, encoding="utf-8")
    result = review(str(results), "-o", str(tmp_path / "x.html"), "--limit", "1")
    assert "the worst 1 of 2 reports are on the page; --limit 2 takes all" in result.stderr


def test_of_many_missing_sources_the_rest_is_counted(tmp_path: Path) -> None:
    line = next(read_results(FIXTURES / "example.jsonl"))
    files = SourceFiles(tmp_path / "out.jsonl", None)
    for number in range(12):
        assert files.text_of(line.model_copy(update={"source": f"{number}.txt"})) is Absence.MISSING
    assert [text.split(":")[0] for text in files.complaints()][-2:] == [
        "9.txt",
        "2 more sources are not shown either; the page says which and why",
    ]


def test_a_name_that_leads_elsewhere_shows_nothing_but_what_was_read(results: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    line = next(read_results(results))
    files = SourceFiles(results, tmp_path / "pages")
    assert files.text_of(line.model_copy(update={"source": "../secret"})) is Absence.CHANGED
    assert files.text_of(line.model_copy(update={"source": "a\x00b"})) is Absence.MISSING
    assert isinstance(files.text_of(line), SourceText)


def test_a_file_that_is_no_result_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.jsonl").write_text("{}\n", encoding="utf-8")
    result = review(str(tmp_path / "no.jsonl"), "-o", str(tmp_path / "x.html"))
    assert result.exit_code != 0
    assert not (tmp_path / "x.html").exists()
