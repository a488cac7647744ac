"""``gongkai prompt``: the exact request, and nothing sent."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.pipeline import requests_about

SOURCE = Path(__file__).parents[2] / "samples" / "dipu-water-2021" / "source.txt"


def prompt(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["prompt", *arguments], input=data)


def test_the_page_holds_both_messages_and_the_schema() -> None:
    result = prompt(str(SOURCE), "--section", "requests")
    assert result.exit_code == 0
    (request,) = [r for r in requests_about(SOURCE.read_bytes(), "source.txt") if r.prompt_id == "requests"]
    assert f"prompt requests, version {request.prompt_version}, sha256 {request.prompt_sha256}\n" in result.stdout
    assert request.system in result.stdout
    assert request.user in result.stdout
    assert '"additionalProperties": false' in result.stdout


def test_a_json_line_holds_the_same() -> None:
    result = prompt("-", "--section", "prose", "--json", data=SOURCE.read_bytes())
    assert result.exit_code == 0
    line = json.loads(result.stdout)
    (request,) = [r for r in requests_about(SOURCE.read_bytes(), "-") if r.prompt_id == "prose"]
    assert (line["system"], line["user"]) == (request.system, request.user)
    assert line["schema"] == request.answer.model_json_schema()


def test_a_section_that_does_not_stand_and_a_source_that_is_none_are_errors() -> None:
    result = prompt(str(SOURCE), "--section", "statistics")
    assert result.exit_code == 2
    assert "'statistics'" in result.stderr
    missing = prompt("gone.html", "--section", "prose")
    assert missing.exit_code == 2
    assert missing.stderr.count("gone.html") == 1
    assert prompt(str(SOURCE), "--section", "other").exit_code == 2
