"""Commands that ask a model: exit codes, what is said on stderr, recording and replaying."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from tests.extractor.model.fake_server import Call, FakeServer, Reply, answer, error, fake_server

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SOURCE = str(SAMPLES / "tanxi-county-2015" / "source.txt")
EMPTY_PROSE: dict[str, object] = {
    "title": None,
    "organization": None,
    "year": None,
    "period_start": None,
    "period_end": None,
    "facts": [],
    "problems": [],
    "improvements": [],
}
EMPTY_TABLE: dict[str, object] = {"year": None, "organization": None, "columns": [], "rows": []}


def nothing_seen(call: Call) -> Reply:
    """The answer of a model that sees nothing, to whichever section it is asked about."""
    asked_for_facts = "problems" in json.dumps(call.body, ensure_ascii=False)
    return answer(call, json.dumps(EMPTY_PROSE if asked_for_facts else EMPTY_TABLE))


@pytest.fixture
def endpoint() -> Iterator[FakeServer]:
    with fake_server() as running:
        running.script = nothing_seen
        yield running


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def asking(endpoint: FakeServer, *more: str) -> tuple[str, ...]:
    return ("--model", "some-model", "--base-url", endpoint.url, "--no-cache", *more)


def test_a_model_is_asked_and_the_host_that_sees_the_text_is_named(endpoint: FakeServer) -> None:
    result = run("extract", SOURCE, *asking(endpoint))
    assert result.exit_code == 0, result.stderr
    line = json.loads(result.stdout)
    assert line["run"]["model"]
    assert set(line["run"]["prompts"]) == {"prose", "statistics"}
    assert "127.0.0.1" in result.stderr
    assert "2 calls" in result.stderr
    assert "no model" not in result.stderr


def test_without_a_model_none_is_asked_and_it_is_said() -> None:
    result = run("extract", SOURCE)
    assert result.exit_code == 0
    assert "no model was used" in result.stderr
    assert json.loads(result.stdout)["run"]["model"] is None


def test_a_provider_at_fault_is_exit_code_three_and_the_line_stands(endpoint: FakeServer) -> None:
    endpoint.script = lambda call: error(401, "no such key")
    result = run("extract", SOURCE, *asking(endpoint))
    assert result.exit_code == 3
    (report,) = json.loads(result.stdout)["reports"]
    assert "verified" in {cell["status"] for cell in report["cells"].values()}
    assert "model_unanswered" in {finding["kind"] for finding in report["findings"]}
    assert "provider failed" in result.stderr


def test_what_was_recorded_is_replayed_offline_to_the_same_bytes(endpoint: FakeServer, tmp_path: Path) -> None:
    recorded = run("record", SOURCE, *asking(endpoint, "--cassettes", str(tmp_path)))
    assert recorded.exit_code == 0, recorded.stderr
    assert recorded.stdout == "tanxi-county-2015: none of its sections without an answer\n"
    assert [path.name for path in tmp_path.iterdir()] == ["tanxi-county-2015.json"]
    sent = len(endpoint.calls)
    again = [run("extract", SOURCE, "--model", "some-model", "--cassettes", str(tmp_path)) for _ in range(2)]
    assert {result.exit_code for result in again} == {0}
    assert again[0].stdout == again[1].stdout
    assert len(endpoint.calls) == sent == 2


def test_stale_recordings_are_dropped_where_asked(endpoint: FakeServer, tmp_path: Path) -> None:
    other = tmp_path / "report.txt"
    other.write_text(Path(SOURCE).read_text(encoding="utf-8"), encoding="utf-8")
    folder = tmp_path / "cassettes"
    assert run("record", str(other), *asking(endpoint, "--cassettes", str(folder))).exit_code == 0
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace("主动公开", "主动地公开", 1), encoding="utf-8")
    result = run("record", str(other), "--stale", *asking(endpoint, "--cassettes", str(folder)))
    assert result.exit_code == 0, result.stderr
    assert "1 recorded answers dropped" in result.stdout
    assert len(json.loads((folder / "report.json").read_text(encoding="utf-8"))["interactions"]) == 2


def test_a_plan_is_said_and_nothing_sent(endpoint: FakeServer) -> None:
    result = run("extract", SOURCE, *asking(endpoint), "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 calls")
    assert endpoint.calls == []
    assert run("extract", SOURCE, "--dry-run").exit_code == 2


def test_a_plan_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEPSEEK_API_KEY", raising=False)
    result = run("extract", SOURCE, "--model", "deepseek", "--no-cache", "--dry-run")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("2 calls")
    assert run("extract", SOURCE, "--model", "deepseek", "--no-cache").exit_code == 2


def test_a_folder_of_recordings_that_is_none_is_said(tmp_path: Path) -> None:
    result = run("extract", SOURCE, "--model", "relay-model", "--cassettes", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "no folder of recorded answers" in result.stderr


def test_a_plan_is_said_of_standard_input_too(endpoint: FakeServer) -> None:
    named = run("extract", SOURCE, *asking(endpoint), "--dry-run")
    piped = CliRunner().invoke(cli, ["extract", "-", *asking(endpoint), "--dry-run"], input=Path(SOURCE).read_bytes())
    assert piped.exit_code == 0, piped.stderr
    assert piped.stdout == named.stdout


def test_economy_asks_less_where_the_sums_prove_all(endpoint: FakeServer) -> None:
    source = str(SAMPLES / "xiyan-street-2022" / "source.txt")
    economy, full = (
        run("extract", source, *asking(endpoint, "--use", "economy")),
        run("extract", source, *asking(endpoint)),
    )
    assert (economy.exit_code, full.exit_code) == (0, 0)
    assert ": 2 requests" in economy.stderr
    assert ": 4 requests" in full.stderr


def test_recording_takes_a_model_and_a_folder(endpoint: FakeServer) -> None:
    assert run("record", SOURCE, "--cassettes", "somewhere").exit_code == 2
    assert run("record", SOURCE, *asking(endpoint)).exit_code == 2
