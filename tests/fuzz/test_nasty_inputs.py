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

from tests.fuzz.total import extract_in_time

ROOT = Path(__file__).resolve().parents[2]
MILLION = 1_000_000
_LABELS = "一、本年新收政府信息公开申请数量 总计 自然人 行政许可 结果维持 "

REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "empty": (lambda: b"", {"empty"}),
    "blanks": (lambda: b" \r\n\t" * 1000, {"empty"}),
    "NUL bytes": (lambda: b"\x00" * 100_000, {"binary"}),
    "NUL bytes in a report": (lambda: "某局政府信息公开工作年度报告\n".encode().join([b"\x00"] * 900), {"binary"}),
    "random bytes": (lambda: Random(1).randbytes(200_000), {"binary", "unreadable", "no_report"}),
    "PDF header": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", {"binary"}),
    "ZIP header": (lambda: b"PK\x03\x04\x14\x00\x06\x00" + b"[Content_Types].xml" * 9, {"binary"}),
    "no report": (lambda: "今天天气很好，适合散步。\n".encode() * 50, {"no_report"}),
    "a page without text": (lambda: b"<html><head><script>var a = 1;</script></head><body></body></html>", {"empty"}),
}

TORTURES: dict[str, Callable[[], bytes]] = {
    "a million nested tags": lambda: b"<div>" * MILLION + "总计 3".encode(),
    "a hundred thousand nested tables": lambda: b"<table><tr><td>" * 100_000,
    "a million tags never closed": lambda: b"<td>1" * MILLION,
    "rowspan of three million": lambda: (
        '<h1>某局2023年政府信息公开工作年度报告</h1><table><tr><td rowspan="3000000" colspan="3000000">总计</td>'
        + "<td rowspan=3000000>1</td><tr><td>2</td></tr>" * 50
        + "</table>"
    ).encode(),
    "a million numbers in a line": lambda: _LABELS.encode() + b"12 " * MILLION,
    "a million numbers, one a line": lambda: _LABELS.encode() + b"\n12" * MILLION,
    "a million pipes": lambda: _LABELS.encode() + b"|" * MILLION,
    "a million pipes with numbers": lambda: _LABELS.encode() + b"1|" * MILLION,
    "a million pipes, one a line": lambda: _LABELS.encode() + b"\n|" * MILLION,
    "a line of labels of five megabytes": lambda: (_LABELS * (5 * MILLION // len(_LABELS.encode()))).encode(),
    "labels of five megabytes, one a line": lambda: (
        _LABELS.replace(" ", "\n") * (5 * MILLION // len(_LABELS.encode()))
    ).encode(),
    "titles of two megabytes": lambda: "某某市某某局2023年政府信息公开工作年度报告\n".encode() * 33_000,
    "an attribute of a megabyte": lambda: b'<td style="' + b"a:b;" * 250_000 + b'">1</td>',
    "a comment never closed": lambda: b"<!--" + b"<td>1</td>" * 100_000,
    "entities": lambda: b"<p>" + b"&#x110000;&#0;&nbsp;&amp" * 50_000,
    "brackets": lambda: ("（" * 300_000 + "dǎo" + ")" * 300_000).encode(),
    "a million tabs": lambda: _LABELS.encode() + b"\t" * MILLION,
    "white space of a megabyte between labels": lambda: (" " * MILLION).join(_LABELS.split()).encode(),
    "a number of a million digits": lambda: _LABELS.encode() + b"9" * MILLION,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_report_is_refused_with_its_reason(name: str) -> None:
    make, kinds = REFUSED[name]
    found, _ = extract_in_time(make(), "source.html")
    assert found.error is not None
    assert found.error.kind in kinds
    assert found.error.message
    assert "\n" not in found.error.message


@pytest.mark.parametrize("name", TORTURES)
def test_what_tortures_a_reader_is_over_in_seconds(name: str) -> None:
    found, _ = extract_in_time(TORTURES[name](), "source.html")
    cells = [cell for report in found.reports for cell in report.cells.values()]
    assert not [cell for cell in cells if cell.status in ("verified", "repaired") and cell.state == "number"]


def test_a_huge_file_of_zeros_is_refused_quickly_and_the_others_are_done(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.html"
    with zeros.open("wb") as file:
        file.truncate(200_000_000)
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
