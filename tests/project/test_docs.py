"""The documentation says what the code does: pages made from code, every name documented, every example runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import jsonschema
import pytest

from schemas import cell_definitions
from schemas.enums import FindingKind, State, Status, Witness
from scripts.build_docs import PAGES, outdated
from scripts.pages.cli import commands
from tests.project.ready import ready_program

ROOT = Path(__file__).resolve().parents[2]
NOT_RUN = "<!-- not run: "
"""Stands before a block that needs a network or changes the machine, with the reason."""
SAMPLES = ("qinglan-province-2023", "hengqu-market-regulation-2022", "wanghuai-town-2020")
"""Enough of them to run the examples on."""


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def blocks_of(document: str, language: str = "sh") -> list[str]:
    return [block for _, block in examples(document, language)]


def examples(document: str, languages: str) -> list[tuple[str, str]]:
    """Language and text of each block that is run, in one of the languages, parted by ``|``."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = []
    for found in re.finditer(rf"^```({languages})\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        before = text[: found.start()].rstrip().splitlines()
        if not before[-1].startswith(NOT_RUN):
            blocks.append((found.group(1), found.group(2)))
    return blocks


def test_pages_made_from_code_are_up_to_date() -> None:
    assert outdated() == []


def test_an_outdated_page_is_noticed(tmp_path: Path) -> None:
    assert outdated(tmp_path) == list(PAGES)


def test_a_result_keeps_the_published_schema() -> None:
    schema = json.loads(page("schema/extraction.schema.json"))
    lines = (ROOT / "tests" / "fixtures" / "example.jsonl").read_text(encoding="utf-8").splitlines()
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    broken = {**json.loads(lines[0]), "more": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_every_command_and_option_is_documented() -> None:
    text = page("cli.md")
    found = list(commands())
    assert len(found) > 6
    for name, command in found:
        section = text.split(f"## `{name}`\n", 1)[1].split("\n## ", 1)[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert max(parameter.opts, key=len) in section, (name, parameter.name)


def test_every_path_is_documented() -> None:
    text = page("forms.md")
    assert [path for path in cell_definitions() if f"| `{path}` |" not in text] == []


@pytest.mark.parametrize("member", [*FindingKind, *Status, *State, *Witness], ids=str)
def test_every_word_of_a_result_is_documented(member: FindingKind | Status | State | Witness) -> None:
    text = page("findings.md" if isinstance(member, FindingKind) else "statuses.md")
    found = re.search(rf"^\| `{member.value}` \| (.+) \|$", text, re.MULTILINE)
    assert found
    assert len(found.group(1)) > 10


def test_links_between_the_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    links = [
        (document, target)
        for document in documents
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
        if "://" not in target
    ]
    assert len(links) > 5
    assert [f"{document.name}: {target}" for document, target in links if not (document.parent / target).exists()] == []


def test_readme_has_examples_to_run() -> None:
    assert len(blocks_of("README.md")) >= 4
    assert len(blocks_of("README.md", "python")) >= 1


@pytest.mark.parametrize("block", blocks_of("README.md", "python"))
def test_the_python_of_the_readme_runs(block: str) -> None:
    result = subprocess.run([sys.executable, "-c", block], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout


@pytest.mark.parametrize("block", blocks_of("README.md"))
def test_the_examples_of_the_readme_run(block: str, tmp_path: Path, program: Path) -> None:
    work, environment = workplace(tmp_path, program)
    run_block("sh", block, work, environment)


_GOING_ON = ("check.md", "comparing.md", "evaluation.md", "exports.md", "folders.md", "review.md", "store.md")
"""Pages of docs/ whose examples go on from one another."""


@pytest.mark.parametrize("name", _GOING_ON)
def test_the_examples_of_a_page_run_one_after_another(name: str, tmp_path: Path, program: Path) -> None:
    work, environment = workplace(tmp_path, program)
    blocks = examples(f"docs/{name}", "sh|sql|python")
    assert blocks
    for language, block in blocks:
        if language == "sql":
            with closing(sqlite3.connect(work / "reports.db")) as connection:
                assert connection.execute(block).fetchall(), block
        else:
            run_block(language, block, work, environment)
    for log in work.glob("*.sarif"):
        assert json.loads(log.read_text(encoding="utf-8"))["version"] == "2.1.0"


@pytest.fixture(scope="module")
def program() -> Iterator[Path]:
    with ready_program() as place:
        yield place


def workplace(folder: Path, program: Path) -> tuple[Path, dict[str, str]]:
    """A folder as the examples expect it, and an environment in which `gongkai` is a command."""
    work = folder / "work"
    (work / "samples").mkdir(parents=True)
    for sample in SAMPLES:
        shutil.copytree(ROOT / "samples" / sample, work / "samples" / sample)  # folders behind links are not read
    shutil.copy(ROOT / "samples" / "splits.json", work / "samples")
    (work / "cassettes").symlink_to(ROOT / "cassettes")
    path = f"{program.parent}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    return work, {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}


def run_block(language: str, block: str, work: Path, environment: dict[str, str]) -> None:
    command = ["bash", "-euo", "pipefail", "-c", block] if language == "sh" else ["gongkai", "-c", block]
    result = subprocess.run(command, cwd=work, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, block + result.stdout + result.stderr
    assert "Traceback" not in result.stderr
