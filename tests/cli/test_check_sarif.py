"""``gongkai check --format sarif``: the structure of SARIF 2.1.0, and what code hosts show of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from extractor.export.kinds import KIND_HELP
from schemas.enums import FindingKind
from tests.cli.check_sources import draft, run, write

NAME = "衡渠县财政局"


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": True}


STRING = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = _object({"text": STRING})
FROM_ONE = {"type": "integer", "minimum": 1}
INDEX = {"type": "integer", "minimum": 0}
ARTIFACT_LOCATION = _object({"uri": {"type": "string", "pattern": r"^[!#-;=?-\[\]_a-z~%]+$"}}, {"index": INDEX})
REGION = _object({"startLine": FROM_ONE}, dict.fromkeys(("startColumn", "endLine", "endColumn"), FROM_ONE))
PHYSICAL = _object({"artifactLocation": ARTIFACT_LOCATION}, {"region": REGION})
LOGICAL = _object({"name": STRING}, {"fullyQualifiedName": STRING, "kind": STRING})
LOCATION = _object(
    {"physicalLocation": PHYSICAL}, {"logicalLocations": _list(LOGICAL), "id": INDEX, "message": MESSAGE}
)
RULE = _object(
    {"id": STRING},
    {
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": _object({"text": STRING}, {"markdown": STRING}),
        "defaultConfiguration": _object({}, {"level": LEVEL}),
    },
)
RESULT = _object(
    {"message": MESSAGE},
    {
        "ruleId": STRING,
        "ruleIndex": INDEX,
        "level": LEVEL,
        "locations": _list(LOCATION),
        "relatedLocations": _list(LOCATION),
        "partialFingerprints": {"type": "object", "additionalProperties": STRING},
        "suppressions": _list(
            _object(
                {"kind": {"enum": ["inSource", "external"]}},
                {"status": {"enum": ["accepted", "underReview", "rejected"]}, "justification": STRING},
            )
        ),
        "properties": {"type": "object"},
    },
)
NOTIFICATION = _object({"message": MESSAGE}, {"level": LEVEL, "locations": _list(LOCATION)})
RUN = _object(
    {
        "tool": _object(
            {
                "driver": _object(
                    {"name": STRING},
                    {"fullName": STRING, "version": STRING, "semanticVersion": STRING, "rules": _list(RULE)},
                )
            }
        )
    },
    {
        "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "invocations": _list(
            _object({"executionSuccessful": {"type": "boolean"}}, {"toolExecutionNotifications": _list(NOTIFICATION)})
        ),
        "artifacts": _list(
            _object(
                {"location": ARTIFACT_LOCATION},
                {
                    "roles": _list({"enum": ["analysisTarget"]}),
                    "hashes": {"type": "object", "additionalProperties": STRING},
                },
            )
        ),
        # results may repeat: findings that say the same of one place
        "results": {"type": "array", "items": RESULT},
    },
)
LOG = _object({"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN}}, {"$schema": STRING})
"""What SARIF 2.1.0 demands of the properties that are used here; one that is not listed is a mistake."""


def log_of(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--format", "sarif")
    log: dict[str, Any] = json.loads(result.stdout)
    jsonschema.Draft202012Validator(LOG).validate(log)
    (only,) = log["runs"]
    return dict(only)


@pytest.fixture
def pages(tmp_path: Path) -> tuple[str, str]:
    return (
        write(tmp_path, "去年 1.html", draft(NAME, 2022, carried_in=1, carried_out=2)),
        write(tmp_path, "this.html", draft(NAME, 2023, carried_in=3, carried_out=2, misprint=1)),
    )


def test_the_log_has_the_structure_of_the_standard(pages: tuple[str, str], tmp_path: Path) -> None:
    log = log_of(*pages, str(tmp_path / "gone.html"))
    assert [result["ruleId"] for result in log["results"]] == ["row_sum", "outcome_sum", "carry_chain"]
    (invocation,) = log["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "cannot be opened" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{**log, "more": 1}]}, LOG)


def test_every_kind_is_a_rule_with_help_in_both_languages(pages: tuple[str, str]) -> None:
    assert list(KIND_HELP) == list(FindingKind)
    for lang in ("en", "zh"):
        log = log_of(pages[0], "--lang", lang)
        rules = log["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == [kind.value for kind in FindingKind]
        assert all("docs/findings.md" in rule["help"]["markdown"] for rule in rules)
        assert log["language"] == lang
        assert rules[0]["shortDescription"]["text"] == KIND_HELP[FindingKind.ROW_SUM][lang == "zh"]


def test_a_result_says_which_cell_and_which_other_report(pages: tuple[str, str]) -> None:
    log = log_of(*pages)
    broken, _, chain = log["results"]
    rules = log["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in log["results"])
    (location,) = broken["locations"]
    assert location["logicalLocations"] == [
        {"name": "1/4:8", "fullyQualifiedName": "table 1, row 4, column 8", "kind": "element"},
        {"name": "requests.granted.total", "kind": "value"},
    ]
    assert "region" not in location["physicalLocation"]
    (related,) = chain["relatedLocations"]
    uri = related["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert uri.endswith("/%E5%8E%BB%E5%B9%B4%201.html")
    assert chain["properties"]["against"]["matched_by"] == ["same_name"]
    assert len({result["partialFingerprints"]["gongkaiFinding/v1"] for result in log["results"]}) == 3
    assert len(log["artifacts"][0]["hashes"]["sha-256"]) == 64


def test_a_text_file_has_regions_in_its_own_lines(tmp_path: Path) -> None:
    row = "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t5"
    lines = ["衡渠县财政局2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", row]
    source = write(tmp_path, "a.txt", "\ufeff" + "\r\n".join(lines))
    found = [result for result in log_of(source)["results"] if result["ruleId"] == "row_sum"]
    (result,) = found
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"]) == (3, 3)
    assert row[region["startColumn"] - 1 : region["endColumn"] - 1] == "5"


def test_what_the_baseline_accepts_is_there_and_suppressed(pages: tuple[str, str], tmp_path: Path) -> None:
    baseline = str(tmp_path / "b.json")
    assert run(*pages, "--write-baseline", baseline).exit_code == 0
    log = log_of(*pages, "--baseline", baseline)
    assert [result["suppressions"][0]["status"] for result in log["results"]] == ["accepted"] * 3
    assert all("suppressions" not in result for result in log_of(*pages)["results"])


def test_the_same_sources_give_the_same_bytes(pages: tuple[str, str]) -> None:
    assert run(*pages, "--format", "sarif").stdout == run(*pages, "--format", "sarif").stdout
