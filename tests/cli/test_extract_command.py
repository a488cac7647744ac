"""``gongkai extract``: lines as they come, errors as lines, exit codes, output that is whole or not there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extractor import pipeline
from extractor.cli import cli
from extractor.pipeline import Settings
from schemas.result import Extraction

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.jsonl"


def example(name: str) -> Extraction:
    line = EXAMPLE.read_text(encoding="utf-8").splitlines()[0]
    return Extraction.from_json_line(line).model_copy(update={"source": name})


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, str, Settings | None]]:
    """Stands in for the pipeline: every source is the example report; what was asked for is returned."""
    calls: list[tuple[bytes, str, Settings | None]] = []

    def fake(data: bytes, name: str, settings: Settings | None = None, model: object = None) -> Extraction:
        calls.append((data, name, settings))
        return example(name)

    monkeypatch.setattr(pipeline, "extract", fake)
    return calls


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.html", "a.TXT", "sub/c.md", ".hidden.html", "d.pdf", "e.pdf"):
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_bytes(name.encode())
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]], str]:
    """In this process, where the stand-in is."""
    result = CliRunner().invoke(cli, ["extract", "-j", "0", *arguments], input=stdin)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return result.exit_code, lines, result.stderr


def test_one_line_a_source_in_the_order_named(folder: Path, seen: list[tuple[bytes, str, Settings | None]]) -> None:
    code, lines, stderr = run("pages/b.html", "-", "pages/a.TXT", stdin=b"\xff\xfe")
    assert code == 0
    assert [line["source"] for line in lines] == ["pages/b.html", "-", "pages/a.TXT"]
    assert [(data, name) for data, name, _ in seen] == [
        (b"b.html", "pages/b.html"),
        (b"\xff\xfe", "-"),
        (b"a.TXT", "pages/a.TXT"),
    ]
    assert "no model was used" in stderr
    assert "3 sources, 0 failed" in stderr


def test_a_source_that_cannot_be_opened_is_a_line_and_the_others_are_done(folder: Path) -> None:
    code, lines, stderr = run("gone.html", "pages/b.html")
    assert code == 2
    assert lines[0]["reports"] == []
    assert lines[0]["error"] == {
        "kind": "unreadable",
        "message": "gone.html: cannot be opened: No such file or directory",
    }
    assert lines[1]["error"] is None
    assert "gongkai: gone.html: cannot be opened: No such file or directory\n" in stderr


def test_a_defect_of_the_program_is_shown_and_the_others_are_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: bytes, name: str, settings: Settings | None = None, model: object = None) -> Extraction:
        if name == "pages/b.html":
            raise RecursionError
        return example(name)

    monkeypatch.setattr(pipeline, "extract", broken)
    code, lines, stderr = run("pages/b.html", "pages/a.TXT")
    assert code == 2
    assert [line["error"] and line["error"]["kind"] for line in lines] == ["internal", None]
    assert lines[0]["sha256"] == hashlib.sha256(b"b.html").hexdigest()
    assert "Traceback" in stderr
    assert "a defect of gongkai" in stderr


def test_a_folder_stands_for_its_pages_and_says_what_it_passes_over(folder: Path) -> None:
    code, lines, stderr = run("pages")
    assert code == 0
    assert [line["source"] for line in lines] == ["pages/a.TXT", "pages/b.html", "pages/sub/c.md"]
    assert "passed over" in stderr
    assert "2 .pdf" in stderr


def test_a_pattern_stands_for_the_files_that_match(folder: Path) -> None:
    assert [line["source"] for line in run("pages/*.html", "pages/**/*.md")[1]] == ["pages/b.html", "pages/sub/c.md"]
    code, lines, _ = run("pages/*.docx")
    assert code == 2
    assert lines[0]["source"] == "pages/*.docx"


def test_a_folder_without_pages_is_wrong_usage(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = CliRunner().invoke(cli, ["extract", "empty"])
    assert result.exit_code == 2
    assert "no page or text" in result.stderr


def test_a_file_whose_name_has_magic_characters_is_itself(folder: Path) -> None:
    (folder / "report[1].html").write_bytes(b"x")
    assert [line["source"] for line in run("report[1].html")[1]] == ["report[1].html"]


def test_output_is_whole_and_leaves_nothing_beside_it(folder: Path) -> None:
    code, lines, _ = run("pages/b.html", "gone.html", "-o", "out.jsonl")
    assert (code, lines) == (2, [])
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["out.jsonl", "pages"]


def test_output_of_a_run_that_breaks_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "out.jsonl").write_text("old\n", encoding="utf-8")

    def broken(data: bytes, name: str, settings: Settings | None = None, model: object = None) -> Extraction:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "extract", broken)
    result = CliRunner().invoke(cli, ["extract", "pages/b.html", "-o", "out.jsonl"])
    assert result.exit_code != 0
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in folder.iterdir()) == ["out.jsonl", "pages"]


def test_output_that_cannot_be_written_is_one_clear_line(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["extract", "pages/b.html", "-o", "nowhere/out.jsonl"])
    assert result.exit_code == 2
    assert "gongkai: nowhere/out.jsonl: cannot be written" in result.stderr
    assert "Traceback" not in result.output


def test_table_is_for_a_person_and_the_lines_go_to_the_file(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["extract", "pages/b.html", "--table", "-o", "out.jsonl", "--lang", "zh"])
    assert result.exit_code == 0
    assert "禾浦县自然资源局  2022" in result.stdout
    assert "存疑单元格" in result.stdout
    assert json.loads((folder / "out.jsonl").read_text(encoding="utf-8"))["source"] == "pages/b.html"


def test_options_are_environment_variables(folder: Path, seen: list[tuple[bytes, str, Settings | None]]) -> None:
    result = CliRunner().invoke(
        cli, ["extract", "pages/b.html"], env={"GONGKAI_EXTRACT_LANG": "zh"}, auto_envvar_prefix="GONGKAI"
    )
    assert result.exit_code == 0
    assert seen[0][2] == Settings(lang="zh")


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "x", "--use", "all"], ["overlook", "x"]])
def test_wrong_usage_is_two(arguments: list[str]) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_a_file_name_that_is_no_utf8_is_written_readably(
    folder: Path, seen: list[tuple[bytes, str, Settings | None]]
) -> None:
    import os

    try:
        Path(os.fsdecode(b"\xc4\xea.html")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    code, lines, _ = run(os.fsdecode(b"\xc4\xea.html"))
    assert code == 0
    assert lines[0]["source"] == "\ufffd\ufffd.html"
