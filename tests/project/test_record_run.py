"""What a full-size run leaves behind: command, seed, commit, outcome."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts import record_run


@pytest.mark.parametrize("code", [0, 3])
def test_a_run_is_kept_with_its_seed_and_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(record_run, "ROOT", tmp_path)
    (tmp_path / "benchmarks").mkdir()
    program = f"import os; print('a'); print('seed', os.environ['GONGKAI_SOAK_SEED']); raise SystemExit({code})"
    arguments = ["soak", "--seed", "7", "--", sys.executable, "-c", program]
    result = CliRunner().invoke(record_run.main, arguments)
    assert result.exit_code == code
    record = json.loads((tmp_path / "benchmarks" / "soak.json").read_text(encoding="utf-8"))
    assert record["output"] == ["a", "seed 7"]
    assert (record["seed"], record["exit_code"], record["commit"]) == (7, code, "unknown")
    assert record["command"].endswith(program)
