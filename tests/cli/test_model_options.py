"""The options that say which model to ask, and the commands about kept answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.cli.model_options import model_options
from extractor.errors import UsageError
from extractor.model.cache import AnswerCache, Kept
from extractor.model.presets import Mode, Price
from extractor.model.settings import ModelSettings

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "tanxi-county-2015" / "source.txt"
URL = "http://127.0.0.1:8765/v1"


def run(*arguments: str, record: bool = False, environ: Mapping[str, str] | None = None) -> ModelSettings | None:
    got: list[ModelSettings | None] = []

    @click.command()
    @click.argument("source")
    @model_options(record=record)
    def command(source: str, model_settings: ModelSettings | None) -> None:
        assert source == "page.html"
        got.append(model_settings)

    result: Result = CliRunner().invoke(
        command,
        ["page.html", *arguments],
        env=environ or {},
        auto_envvar_prefix="GONGKAI_EXTRACT",
        catch_exceptions=True,
    )
    if isinstance(result.exception, UsageError):
        raise result.exception
    if result.exit_code:
        raise ValueError(result.output)
    return got[0]


def test_no_model_is_the_default() -> None:
    assert run() is None


def test_two_options_are_enough_for_any_endpoint() -> None:
    found = run("--model", "relay-model", "--base-url", URL)
    assert found
    assert (found.model, found.base_url, found.preset, found.mode) == ("relay-model", URL, None, Mode.JSON_SCHEMA)


def test_every_option_arrives(tmp_path: Path) -> None:
    text = (
        f"--model deepseek --mode tools --timeout 5 --concurrency 64 --rpm 100 --tpm 200 --max-calls 3 --max-tokens 4 "
        f"--max-cost 0.5 --price 1/2/CNY --cache-dir {tmp_path} --epoch 2 --offline --ledger {tmp_path}/l"
    )
    found = run(*text.split())
    assert found
    limits = found.limits
    assert (limits.concurrency, limits.rpm, limits.tpm) == (64, 100, 200)
    assert (limits.max_calls, limits.max_tokens, limits.max_cost) == (3, 4, 0.5)
    assert (found.mode, found.timeout, found.price) == (Mode.TOOLS, 5.0, Price(1.0, 2.0, None, "CNY"))
    assert (found.cache_dir, found.epoch, found.offline, found.ledger) == (tmp_path, 2, True, tmp_path / "l")
    without = run("--model", "deepseek", "--no-cache")
    assert without is not None
    assert without.cache_dir is None


def test_the_environment_serves_all_commands_and_the_command_line_wins() -> None:
    both = {"GONGKAI_MODEL": "relay-model", "GONGKAI_BASE_URL": URL, "GONGKAI_EXTRACT_RPM": "9", "GONGKAI_CACHE": "0"}
    found = run(environ=both)
    assert found
    assert (found.model, found.base_url, found.limits.rpm, found.cache_dir) == ("relay-model", URL, 9, None)
    assert run("--model", "none", environ=both) is None


def test_a_draft_is_checked_without_a_model_whatever_the_environment_names() -> None:
    result = CliRunner().invoke(cli, ["check", str(SAMPLE), "--fail-on", "never"], env={"GONGKAI_MODEL": "deepseek"})
    assert result.exit_code == 0, result.output
    assert "deepseek" not in result.output


def test_recording_needs_a_folder_and_an_endpoint(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--cassettes"):
        run("--model", "deepseek", record=True)
    with pytest.raises(UsageError, match="base-url"):
        run("--model", "relay-model", "--cassettes", str(tmp_path), record=True)
    found = run("--model", "relay-model", "--base-url", URL, "--cassettes", str(tmp_path), record=True)
    assert found
    assert (found.record, found.cassettes, found.sends) == (True, tmp_path, True)


@pytest.mark.parametrize("price", ["1", "1/2/3/4", "x/y", "-1/2", "1/inf", "nan/1"])
def test_what_is_no_price_is_refused(price: str) -> None:
    with pytest.raises(ValueError, match="a price is"):
        run("--model", "deepseek", "--price", price)


def test_what_is_kept_is_shown_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    options = ["--cache-dir", str(folder)]
    empty = CliRunner().invoke(cli, ["cache", "info", *options])
    assert json.loads(empty.stdout) == {"folder": str(folder), "answers": 0, "bytes": 0}
    assert not folder.exists()
    cache = AnswerCache(folder)
    cache.put("k", Kept(completion={}, usage=None, attempts=1))
    cache.close()
    shown = json.loads(CliRunner().invoke(cli, ["cache", "info", *options]).stdout)
    assert shown["answers"] == 1
    assert shown["bytes"] > 0
    assert CliRunner().invoke(cli, ["cache", "clear", *options], input="n\n").exit_code != 0
    cleared = CliRunner().invoke(cli, ["cache", "clear", "--yes", *options])
    assert (cleared.exit_code, cleared.stderr) == (0, f"gongkai: 1 answers removed from {folder}\n")
    assert json.loads(CliRunner().invoke(cli, ["cache", "info", *options]).stdout)["answers"] == 0
