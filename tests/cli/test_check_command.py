"""``gongkai check``: a linter's lines and a linter's exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor import pipeline
from extractor.cli import cli
from extractor.pipeline import Settings
from schemas.enums import ExplanationKind, Severity
from schemas.result import Explanation, Extraction, Term

FIXTURES = Path(__file__).parents[1] / "fixtures"
DRAFT = str(FIXTURES / "example.txt")


@pytest.fixture(autouse=True)
def example(monkeypatch: pytest.MonkeyPatch) -> Extraction:
    """Stands in for the pipeline: the example report, with findings of all three severities."""
    extraction = Extraction.from_json_line((FIXTURES / "example.jsonl").read_text(encoding="utf-8").splitlines()[0])

    def fake(data: bytes, name: str, settings: Settings | None = None, model: object = None) -> Extraction:
        return extraction.model_copy(update={"source": name})

    monkeypatch.setattr(pipeline, "extract", fake)
    return extraction


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", DRAFT, *arguments])


def test_a_finding_is_a_line_with_its_place_counted_from_one() -> None:
    first, second, third = check().stdout.splitlines()
    assert first == (
        f"{DRAFT}:2/3:8: error: requests.received.total (一、本年新收政府信息公开申请数量 · 总计): "
        "3 + 1 + 0 + 0 + 0 + 0 = 4, printed 5 [row_sum, source]"
    )
    assert second.startswith(f"{DRAFT}:4:4: warning: proactive_disclosure.article_20_8.fees.amount")
    assert third == rf"{DRAFT}:1:4: note: hidden\x1b[31m text [hidden_content, unknown]"


def test_messages_in_chinese() -> None:
    assert ": 错误: " in check("--lang", "zh").stdout


@pytest.mark.parametrize(
    ("severities", "level", "code"),
    [
        (["error"], "error", 1),
        (["warning", "note"], "error", 0),
        (["warning"], "warning", 1),
        (["note"], "warning", 0),
        (["note"], "note", 1),
        (["error"], "never", 0),
        ([], "note", 0),
    ],
)
def test_exit_code_by_severity(example: Extraction, severities: list[str], level: str, code: int) -> None:
    kept = [finding for finding in example.reports[0].findings if finding.severity in map(Severity, severities)]
    assert len(kept) == len(severities)
    example.reports[0].findings[:] = kept
    assert check("--fail-on", level).exit_code == code


def test_json_is_an_object_a_finding() -> None:
    records = [json.loads(line) for line in check("--json").stdout.splitlines()]
    assert [record["kind"] for record in records] == ["row_sum", "unassigned_number", "hidden_content"]
    assert records[0]["source"] == DRAFT
    assert records[0]["place"] == "2/3:8"
    assert records[0]["terms"][-1] == {"path": "requests.received.total", "value": 5}


def test_an_explanation_stands_behind_the_message(example: Extraction) -> None:
    term = Term(path="requests.received.total", value=4)
    ways = [
        Explanation(kind=ExplanationKind.SINGLE_CELL, terms=[term]),
        Explanation(kind=ExplanationKind.BLANK_CELL, terms=[term, Term(path="requests.received.business", value=None)]),
    ]
    finding = example.reports[0].findings[0].model_copy(update={"explanations": ways})
    example.reports[0].findings[:] = [finding]
    label = "一、本年新收政府信息公开申请数量"
    assert check().stdout.endswith(
        f"printed 5; would be mended by one cell alone ({label} · 总计 = 4) "
        f"or a number left out ({label} · 总计 = 4, {label} · 商业企业 = blank) [row_sum, source]\n"
    )
    assert f"可能的原因：仅一格有误（“{label} · 总计”应为4）；或空白格应有数字" in check("--lang", "zh").stdout
    assert json.loads(check("--json").stdout)["explanations"][0]["kind"] == "single_cell"


def test_a_count_of_all_stands_on_stderr(example: Extraction) -> None:
    assert check().stderr == (
        "gongkai: 1 source; 3 findings: 1 error, 1 warning, 1 note (row_sum 1, hidden_content 1, unassigned_number 1)\n"
    )
    example.reports[0].findings.clear()
    result = CliRunner().invoke(cli, ["check", "gone.html", DRAFT])
    assert result.stderr.endswith("gongkai: 2 sources, 1 failed; no findings\n")


def test_findings_go_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "findings.txt"
    result = check("-o", str(place))
    assert (result.exit_code, result.stdout) == (1, "")
    assert place.read_text(encoding="utf-8") == check().stdout


def test_one_format_is_named_once() -> None:
    assert check("--format", "json").stdout == check("--json").stdout == check("--json", "--format", "json").stdout
    result = check("--json", "--format", "sarif")
    assert result.exit_code == 2
    assert "--json and --format sarif ask for two formats" in result.stderr


def test_a_source_that_fails_wins_over_findings() -> None:
    result = CliRunner().invoke(cli, ["check", "gone.html", DRAFT])
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 3
    assert "gongkai: gone.html: cannot be opened" in result.stderr
