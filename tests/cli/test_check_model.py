"""Drafts are nobody's business: no model is asked unless the command line of ``check`` itself names one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.model.client import ModelClient
from tests.cli.check_sources import run

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(ROOT / "samples" / "hengqu-market-regulation-2022" / "source.html")
CASSETTES = str(ROOT / "cassettes")


@pytest.mark.parametrize("variable", ["GONGKAI_MODEL", "GONGKAI_CHECK_MODEL"])
def test_the_environment_switches_no_model_on(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a client was opened")

    monkeypatch.setattr(ModelClient, "__init__", opened)
    environ = {variable: "relay-model", "GONGKAI_BASE_URL": "http://127.0.0.1:1/v1", "GONGKAI_CASSETTES": CASSETTES}
    assert run(SAMPLE, environ=environ).stdout == run(SAMPLE).stdout
    assert run(SAMPLE, environ=environ).exit_code == 1


def test_a_model_that_is_named_here_is_asked() -> None:
    result = run(SAMPLE, "--model", "relay-model", "--cassettes", CASSETTES)
    assert result.exit_code == 1
    assert "relay-model: " in result.stderr
    assert "row_sum" in result.stdout


def test_the_companions_of_the_model_may_come_from_the_environment() -> None:
    result = run(SAMPLE, "--model", "relay-model", environ={"GONGKAI_CASSETTES": CASSETTES})
    assert result.exit_code == 1
    assert "relay-model: " in result.stderr
