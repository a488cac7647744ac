"""``gongkai eval run`` and ``gongkai eval score`` of what it writes: options, defaults, exit codes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eval.runs.file import read_run
from eval.runs.format import Reader
from extractor.cli import cli
from tests.eval.runs.run_cases import CASSETTES, FEW, ROOT, few_samples, replaying_server
from tests.extractor.model.fake_server import error, fake_server


def call(*arguments: object) -> Result:
    here = ("-j", 1) if arguments[0] == "run" else ()  # processes take a second to start, each
    return CliRunner().invoke(cli, ["eval", *map(str, (*arguments, *here))], env={"GONGKAI_MODEL_KEY": "none"})


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a gold set called samples and its recordings."""
    (tmp_path / "work").mkdir()
    few_samples(tmp_path).rename(tmp_path / "work" / "samples")
    (tmp_path / "work" / "cassettes").symlink_to(CASSETTES)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def test_without_options_recordings_are_replayed_and_what_is_left_out_is_said(work: Path) -> None:
    result = call("run", "-o", "first.jsonl.gz")
    assert result.exit_code == 0, result.output
    assert "no corpus at ../shared/corpus" in result.stderr
    assert "recorded answers of cassettes are replayed" in result.stderr
    run = read_run(work / "first.jsonl.gz")
    assert (run.header.name, run.header.readers) == ("first", (Reader.RULES, Reader.MODEL, Reader.CROSSCHECK))
    assert "crosscheck" in result.stdout
    again = call("score", "first.jsonl.gz")
    assert again.stdout == result.stdout
    assert [path.name for path in sorted(work.iterdir())] == ["cassettes", "first.jsonl.gz", "samples"]


def test_a_corpus_beside_it_joins_and_is_read_by_the_rules_alone(work: Path) -> None:
    corpus = work.parent / "shared" / "corpus"
    shutil.copytree(work / "samples" / FEW[0], corpus / "unheard-of")
    result = call("run", "--json", "-o", "run.jsonl")
    assert result.exit_code == 0, result.output
    assert "read by the rules alone: unheard-of" in result.stderr
    scores = json.loads(result.stdout)
    assert scores["readers"]["rules"]["documents"]["read"] == 4
    assert scores["readers"]["crosscheck"]["documents"]["absent"] == ["unheard-of"]
    assert [gold.name for gold in read_run(work / "run.jsonl").header.gold] == ["samples", "corpus"]


def test_without_a_recording_of_anything_the_rules_alone_read(work: Path) -> None:
    (work / "cassettes").unlink()
    result = call("run", "--json")
    assert result.exit_code == 0, result.output
    assert "the rules alone read" in result.stderr
    assert list(json.loads(result.stdout)["readers"]) == ["rules"]
    missing = call("run", "--model", "relay-model", "--cassettes", "cassettes")
    assert (missing.exit_code, "no folder of recorded answers" in missing.stderr) == (2, True)
    (work / "cassettes").mkdir()
    named = call("run", "--model", "relay-model", "--cassettes", "cassettes")
    assert (named.exit_code, "no recorded answers about any" in named.stderr) == (2, True)


@pytest.mark.usefixtures("work")
def test_none_asks_nobody_even_where_recordings_stand() -> None:
    result = call("run", "--model", "none", "--gold", "samples", "--split", "dev", "--json", "--name", "mine")
    assert result.exit_code == 0, result.output
    scores = json.loads(result.stdout)
    assert (list(scores["readers"]), scores["run"]["documents"], scores["run"]["name"]) == (["rules"], 2, "mine")


@pytest.mark.usefixtures("work")
def test_gates() -> None:
    result = call("run", "--json", "--fail-if", "verified<101%", "--fail-if", "right<1%")
    assert result.exit_code == 2
    result = call("run", "--json", "--fail-if", "verified>1%", "--fail-if", "right<1%", "-o", "run.jsonl")
    assert (result.exit_code, result.stderr.count("gate failed")) == (1, 1)
    assert call("score", "run.jsonl", "--fail-if", "verified>1%").exit_code == 1
    assert call("score", "run.jsonl", "--fail-if", "silent>0").exit_code == 0


@pytest.mark.usefixtures("work")
def test_trying_prompts_is_refused_on_test() -> None:
    for split in ("test", "all"):
        result = call("run", "--split", split, "--prompts", ROOT / "prompts")
        assert result.exit_code == 2
        assert "`test` is kept for measuring" in result.stderr
    result = call("run", "--split", "dev", "--prompts", ROOT / "prompts", "--json")
    assert result.exit_code == 0, result.output
    asked = json.loads(result.stdout)["run"]["asked"]
    assert asked["prompts_from"] == "prompts"
    assert call("run", "--split", "dev", "--prompts", ROOT / "docs").exit_code == 2
    assert "need a model" in call("run", "--split", "dev", "--prompts", ROOT / "prompts", "--model", "none").stderr


@pytest.mark.usefixtures("work")
def test_a_changed_prompt_has_no_recorded_answer() -> None:
    drafts = Path("drafts")
    drafts.mkdir()
    text = (ROOT / "prompts" / "prose.md").read_text(encoding="utf-8")
    (drafts / "prose.md").write_text(text + "\n要仔细。\n", encoding="utf-8")
    result = call("run", "--split", "dev", "--prompts", "drafts", "-o", "run.jsonl")
    assert result.exit_code == 2
    assert f"{FEW[1]}.json: prose (prompt " in result.stderr
    assert not Path("run.jsonl").exists()


def test_repeats_are_files_of_their_own_within_the_limits_of_one(work: Path) -> None:
    with replaying_server() as server:
        options = ("--model", "relay-model", "--base-url", server.url, "--cache-dir", work.parent / "kept", "--json")
        result = call("run", "--gold", "samples", "--split", "dev", *options, "--repeat", 2, "-o", "run.jsonl.gz")
        assert result.exit_code == 0, result.output
        once = len(server.calls) // 2
        assert len(server.calls) == 2 * once
        runs = [read_run(work / f"run-{number}.jsonl.gz") for number in (1, 2)]
        assert [run.header.repeat for run in runs] == [1, 2]
        assert [run.header.usage and run.header.usage.calls for run in runs] == [once, once]
        limited = ("--epoch", 7, "--max-calls", once, "--repeat", 2)
        result = call("run", "--gold", "samples", "--split", "dev", *options, *limited)
        assert result.exit_code == 2
        assert "repeat 2 is not begun: --max-calls is used up" in result.stderr
        assert len(server.calls) == 3 * once
    assert "measure the recording" in call("run", "--repeat", 2).stderr


@pytest.mark.usefixtures("work")
def test_a_provider_that_fails_is_exit_code_3_and_the_rules_are_scored() -> None:
    with fake_server(lambda call: error(401, "no such key")) as server:
        options = ("--model", "m", "--base-url", server.url, "--no-cache", "--json", "-o", "r.jsonl")
        result = call("run", "--split", "dev", *options)
    assert result.exit_code == 3, result.output
    usage = json.loads(result.stdout)["usage"]
    assert usage["unanswered"] == usage["requests"] > 2
    assert usage["tokens_sent"] is None


@pytest.mark.usefixtures("work")
def test_without_the_libraries_that_talk_to_models_the_rules_are_measured_and_the_extra_is_named() -> None:
    blocked = "import sys; sys.modules |= dict.fromkeys(('vcr', 'httpx2', 'openai', 'instructor', 'diskcache'))"
    code = f"{blocked}; from extractor.cli import main; main()"

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-c",
            code,
            "eval",
            "run",
            "--split",
            "dev",
            "--gold",
            "samples",
            "-j",
            "1",
            *options,
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)

    alone = run("--model", "none", "--json")
    assert (alone.returncode, list(json.loads(alone.stdout)["readers"])) == (0, ["rules"])
    asked = run()
    assert (asked.returncode, "gongkai[model]" in asked.stderr, "Traceback" in asked.stderr) == (2, True, False)


@pytest.mark.usefixtures("work")
def test_options_that_do_not_fit_a_run_file() -> None:
    assert call("run", "--model", "none", "-o", "run.jsonl").exit_code == 0
    for option in (("--errors",), ("--only-answered",), ("--labels", "x")):
        assert call("score", "run.jsonl", *option).exit_code == 2
    assert call("score", "run.jsonl", "--gold", "samples").exit_code == 0
    assert call("run", "-o", "nowhere/run.jsonl").exit_code == 2
