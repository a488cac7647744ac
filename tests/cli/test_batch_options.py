"""How many sources are named and read: lists, what goes together, where figures go."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor import pipeline
from extractor.cli import cli
from extractor.cli.sources import find_sources
from extractor.library import failure
from extractor.pipeline import Settings
from schemas.result import Extraction


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages that are said to be empty by a stand-in for the pipeline."""

    def fake(data: bytes, name: str, settings: Settings | None = None, model: object = None) -> Extraction:
        return failure(name, "0" * 64, "empty", f"{name}: it is empty", settings or Settings())

    monkeypatch.setattr(pipeline, "extract", fake)
    monkeypatch.chdir(tmp_path)
    for name in ("a.html", "pages/b.html", "pages/deep/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, list[str], str]:
    """Exit code, the sources of the results, and what was said."""
    result = CliRunner().invoke(cli, ["extract", "-j", "0", *arguments], input=stdin)
    return result.exit_code, [json.loads(line)["source"] for line in result.stdout.splitlines()], result.stderr


@pytest.mark.parametrize(
    "listed",
    [b"a.html\npages\n", b"\xef\xbb\xbfa.html\r\n\r\npages\r\n", b"a.html\0pages\0", b"a.html\npages"],
    ids=["lines", "of another system", "NUL", "no last newline"],
)
def test_a_list_names_files_and_folders(folder: Path, listed: bytes) -> None:
    (folder / "list").write_bytes(listed)
    expected = ["a.html", "pages/b.html", "pages/deep/c.txt"]
    assert run("--from", "list")[1] == expected
    assert run("--from", "-", stdin=listed)[1] == expected
    result = CliRunner().invoke(
        cli, ["extract", "-j", "0"], env={"GONGKAI_EXTRACT_FROM": "list"}, auto_envvar_prefix="GONGKAI"
    )
    assert len(result.stdout.splitlines()) == 3
    assert run("pages/deep", "--from", "list")[1] == [expected[2], *expected[:2]]


def test_names_of_a_list_are_taken_as_they_are(folder: Path) -> None:
    (folder / "-").write_bytes(b"x")
    (folder / "two\nlines.html").write_bytes(b"x")
    assert run("--from", "-", stdin=b"-\0two\nlines.html\0*.html\0")[1] == ["./-", "two\nlines.html", "*.html"]


def test_ten_thousand_names_need_no_command_line(folder: Path) -> None:
    names = [f"{'x' * 200}/{number}.html" for number in range(10_000)]
    code, sources, _ = run("--from", "-", "--no-progress", stdin="\n".join(names).encode())
    assert (code, sources) == (2, names)


def test_a_pattern_goes_below_folders_and_a_file_named_twice_is_read_once(folder: Path) -> None:
    _, sources, said = run("**/*.html", "pages", "a.html")
    assert sources == ["a.html", "pages/b.html", "pages/deep/c.txt"]
    assert "named more than once, and read once: 2" in said
    assert find_sources(["a.html", "./a.html"]).names == ("a.html", "./a.html")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing argument 'SOURCE...'"),
        (["--from", "nowhere"], "nowhere: the list of sources cannot be read: No such file"),
        (["-", "--from", "-"], "not both"),
        (["--from", "-"], "no page or text stands in what is named"),
        (["a.html", "--resume"], "--resume goes on with a file of results: name it with -o FILE"),
        (["a.html", "--resume", "-o", "-"], "name it with -o FILE"),
        (["a.html", "--resume", "-o", os.devnull], "name it with -o FILE"),
        (["a.html", "--time-limit", "5"], "need a worker process"),
        (["a.html", "--memory-limit", "512"], "need a worker process"),
        (["a.html", "--failures", "nowhere/failures"], "nowhere/failures: cannot be written"),
        (["a.html", "--summary", "nowhere/summary"], "nowhere/summary: cannot be written"),
    ],
)
def test_wrong_usage_is_two_and_says_what(folder: Path, arguments: list[str], words: str) -> None:
    code, sources, said = run(*arguments)
    assert (code, sources) == (2, [])
    assert words in said
    assert "Traceback" not in said


def test_failures_and_summary_are_files(folder: Path) -> None:
    code, _, said = run("pages", "-o", "out.jsonl", "--failures", "failures", "--summary", "summary")
    assert code == 2
    failures = [json.loads(line) for line in (folder / "failures").read_text(encoding="utf-8").splitlines()]
    assert failures == [
        {"source": name, "kind": "empty", "message": f"{name}: it is empty"}
        for name in ("pages/b.html", "pages/deep/c.txt")
    ]
    summary = json.loads((folder / "summary").read_text(encoding="utf-8"))
    assert (summary["sources"], summary["failures"]) == (2, {"empty": 2})
    assert "gongkai: 2 sources, 2 failed (2 empty), 0 reports\n" in said
    assert "gongkai: pages/b.html: it is empty\n" in said


def test_with_a_table_the_summary_is_part_of_it(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["extract", "-j", "0", "pages", "--table"])
    assert "2 sources, 2 failed (2 empty), 0 reports\n" in result.stdout
    assert "2 sources" not in result.stderr


def test_a_link_is_followed_to_where_the_results_go(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "out.jsonl").symlink_to(folder / "elsewhere" / "results.jsonl")
    assert run("a.html", "-o", "out.jsonl")[0] == 2
    assert [path.name for path in (folder / "elsewhere").iterdir()] == ["results.jsonl"]
    assert (folder / "out.jsonl").is_symlink()


def test_check_takes_a_list_too(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["check", "--from", "-"], input=b"a.html\n")
    assert result.exit_code == 2
    assert "a.html: it is empty" in result.stderr
