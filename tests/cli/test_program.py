"""The program as a whole: quick to start, honest exit codes, no traceback for what a user can act on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from extractor.cli import COMMANDS, EVAL_COMMANDS, cli
from extractor.cli.lazy import Lazy
from schemas import all_forms

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "from extractor.cli import main; main()"
EXAMPLE = ROOT / "tests" / "fixtures" / "example.jsonl"


def gongkai(*arguments: str, code: str = PROGRAM, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_help_is_quick() -> None:
    durations = []
    for _ in range(3):
        start = time.perf_counter()
        assert gongkai("--help").returncode == 0
        durations.append(time.perf_counter() - start)
    assert min(durations) < 1.0


@pytest.mark.parametrize("module", ["extractor", "extractor.cli"])
def test_importing_costs_nothing_heavy(module: str) -> None:
    heavy = "{'pydantic', 'opencc', 'selectolax', 'rapidfuzz', 'eval', 'schemas', 'extractor.pipeline'}"
    result = gongkai(code=f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))")
    assert result.stdout == "[]\n"


def test_help_of_the_program_imports_no_command() -> None:
    code = f"import sys, atexit; atexit.register(lambda: print(sorted(m for m in sys.modules if 'pydantic' in m))); {PROGRAM}"
    result = gongkai("--help", code=code)
    assert result.stdout.rstrip().endswith("[]")
    assert all(name in result.stdout for name in COMMANDS)


def test_version() -> None:
    assert gongkai("--version").stdout.startswith("gongkai 0.")


@pytest.mark.parametrize("entry", [*COMMANDS.values(), *EVAL_COMMANDS.values()], ids=lambda entry: entry.target)
def test_every_command_of_the_tables_is_there(entry: Lazy) -> None:
    command = entry.load()
    assert command.help
    for parameter in command.params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None), parameter.name


def test_a_target_that_is_no_command_is_a_defect() -> None:
    with pytest.raises(TypeError, match="no click command"):
        Lazy("extractor.cli:main", "").load()


def test_interrupt_is_130() -> None:
    code = (
        f"import extractor.cli.forms as f\ndef stop(**_): raise KeyboardInterrupt\nf.command.callback = stop\n{PROGRAM}"
    )
    result = gongkai("forms", code=code)
    assert result.returncode == 130
    assert "Traceback" not in result.stderr


def test_a_reader_that_went_away_makes_no_noise() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(
            [sys.executable, "-c", PROGRAM, "forms"], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (141, b"")


def test_chinese_is_utf8_whatever_the_locale() -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, "export", str(EXAMPLE), "--to", "csv"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "禾浦县自然资源局" in result.stdout.decode("utf-8-sig")
    shown = gongkai("show", str(EXAMPLE), PYTHONIOENCODING="ascii")
    assert shown.returncode == 0


def test_forms_lists_every_path_with_its_label() -> None:
    result = CliRunner().invoke(cli, ["forms", "--json"])
    found = {form["id"]: form for form in json.loads(result.stdout)}
    assert found.keys() == all_forms().keys()
    for form in all_forms().values():
        assert [cell["path"] for cell in found[form.id]["cells"]] == list(form.paths())
    labels = {cell["path"]: cell["label"] for cell in found["2021"]["cells"]}
    assert labels["proactive_disclosure.article_20_5.licensing.decisions"].endswith("行政许可 · 本年处理决定数量")
    assert "不予公开" in labels["requests.denied.state_secret.total"]
    assert len(found["2021"]["identities"]) > 30


def test_forms_of_one_form_for_a_person() -> None:
    result = CliRunner().invoke(cli, ["forms", "statistics"])
    assert "statistics.training.attendees" in result.stdout
    assert "requests.received.total" not in result.stdout
    assert CliRunner().invoke(cli, ["forms", "1999"]).exit_code == 2
