"""The nasty list: each is refused with a reason or read as far as it goes, in seconds."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.total import MOST_SECONDS, extract_in_time
from tests.soak.figures import publish

ROOT = Path(__file__).resolve().parents[2]
MILLION = 1_000_000
_TITLE = "某某市某某局2023年政府信息公开工作年度报告\n"
_LABELS = "一、本年新收政府信息公开申请数量 总计 自然人 行政许可 结果维持 "

REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "empty": (lambda: b"", {"empty"}),
    "blanks": (lambda: b" \r\n\t" * 1000, {"empty"}),
    "NUL bytes": (lambda: b"\x00" * 100_000, {"binary"}),
    "NUL bytes in a report": (lambda: "某局政府信息公开工作年度报告\n".encode().join([b"\x00"] * 900), {"binary"}),
    "random bytes": (lambda: Random(1).randbytes(200_000), {"binary", "unreadable", "no_report"}),
    "PDF header": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", {"binary"}),
    "ZIP header": (lambda: b"PK\x03\x04\x14\x00\x06\x00" + b"[Content_Types].xml" * 9, {"unreadable"}),
    "no report": (lambda: "今天天气很好，适合散步。\n".encode() * 50, {"no_report"}),
    "a page without text": (lambda: b"<html><head><script>var a = 1;</script></head><body></body></html>", {"empty"}),
}

TORTURES: dict[str, Callable[[int], str]] = {
    "nested tags": lambda n: "<div>" * n + "总计 3",
    "nested tables": lambda n: "<table><tr><td>" * (n // 10),
    "tags never closed": lambda n: "<td>1" * n,
    "spans of three million": lambda n: (
        f'{_TITLE}<table><tr><td rowspan="{3 * n}" colspan="{3 * n}">总计</td>'
        f"{f'<td rowspan={3 * n}>1</td><tr><td>2</td></tr>' * 50}</table>"
    ),
    "numbers in a line": lambda n: _LABELS + "12 " * n,
    "numbers, one a line": lambda n: _LABELS + "\n12" * n,
    "pipes": lambda n: _LABELS + "|" * n,
    "pipes with numbers": lambda n: _LABELS + "1|" * n,
    "pipes, one a line": lambda n: _LABELS + "\n|" * n,
    "labels of five megabytes in a line": lambda n: _LABELS * (n // 18),
    "labels of five megabytes, one a line": lambda n: _LABELS.replace(" ", "\n") * (n // 18),
    "titles of two megabytes": lambda n: _TITLE * (n // 30),
    "an attribute": lambda n: f'<td style="{"a:b;" * (n // 4)}">1</td>',
    "a comment never closed": lambda n: "<!--" + "<td>1</td>" * (n // 10),
    "entities": lambda n: "<p>" + "&#x110000;&#0;&nbsp;&amp" * (n // 20),
    "brackets": lambda n: "（" * (n // 3) + "dǎo" + ")" * (n // 3),
    "tabs": lambda n: _LABELS + "\t" * n,
    "white space between labels": lambda n: (" " * n).join(_LABELS.split()),
    "digits of one number": lambda n: _LABELS + "9" * n,
}
"""Text by its size; a million is the full one."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_report_is_refused_with_its_reason(name: str) -> None:
    make, kinds = REFUSED[name]
    found, _ = extract_in_time(make(), "source.html")
    assert found.error is not None
    assert found.error.kind in kinds
    assert found.error.message
    assert "\n" not in found.error.message


def check(name: str, size: int, most_seconds: float) -> None:
    found, seconds = extract_in_time(TORTURES[name](size).encode(), "source.html")
    publish("nasty " + name.replace(",", ""), {"size": size, "cpu_seconds": round(seconds, 2)})
    cells = [cell for report in found.reports for cell in report.cells.values()]
    assert not [cell for cell in cells if cell.status in ("verified", "repaired") and cell.state == "number"]
    assert seconds < most_seconds


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", TORTURES)
def test_a_million_of_what_tortures_a_reader_is_over_in_seconds(name: str) -> None:
    check(name, MILLION, MOST_SECONDS)


@pytest.mark.parametrize("name", TORTURES)
def test_what_tortures_a_reader_is_over_in_a_second(name: str) -> None:
    check(name, MILLION // 40, MOST_SECONDS / 4)


def test_a_huge_file_of_zeros_is_refused_quickly_and_the_others_are_done(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.html"
    with zeros.open("wb") as file:
        file.truncate(200 * MILLION)
    sample = ROOT / "samples" / "qinglan-province-2023" / "source.html"
    start = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-c", "from extractor.cli import main; main()", "extract", zeros.name, str(sample)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert time.monotonic() - start < 15
    assert result.returncode == 2, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["error"] is None for line in lines] == [False, True]
    assert len(lines[1]["reports"]) == 1
    about = [line for line in result.stderr.splitlines() if "zeros.html" in line]
    assert len(about) == 1
    assert "Traceback" not in result.stderr
