"""``gongkai show --alignment``: the alignment of a source on stdout, one clear line where there is none to show."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.cli.alignment import alignment_view
from extractor.sources import read_source

REPORT = """白杨县档案服务中心2022年政府信息公开工作年度报告

三、收到和处理政府信息公开申请情况

| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| 一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | | 4 |
| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| (七)总计 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |
| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""


def show(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["show", "--alignment", *arguments], input=stdin)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_alignment_of_a_source_is_printed(report: Path) -> None:
    result = show(str(report))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == alignment_view(read_source(report.read_bytes(), "report.md")) + "\n"
    head, columns, first, *others = result.stdout.rstrip().splitlines()
    assert head == "白杨县档案服务中心  2022  requests"
    assert columns.split()[0] == "run"
    assert first.split()[2:9] == ["3", "1", "0", "0", "0", "·", "4"]
    assert first.split()[9:] == ["received", "own", "label", "1.00", "7/7"]
    assert len(others) == 3


def test_a_source_on_stdin_is_shown_as_a_file_is(report: Path) -> None:
    assert show("-", stdin=report.read_bytes()).stdout == show(str(report)).stdout


def test_the_output_is_utf_8_whatever_the_source_was(tmp_path: Path, report: Path) -> None:
    other = tmp_path / "gb.md"
    other.write_bytes(REPORT.encode("gb18030"))
    result = show(str(other))
    assert result.exit_code == 0
    assert result.stdout_bytes.decode("utf-8") == show(str(report)).stdout


def test_a_source_without_a_table_prints_an_empty_alignment(tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("本单位各项工作平稳有序。\n", encoding="utf-8")
    result = show(str(path))
    assert (result.exit_code, result.stdout.strip()) == (0, "")


def test_alignment_is_shown_in_preference_to_text(report: Path) -> None:
    assert show("--text", str(report)).stdout == show(str(report)).stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [("gone.md", None, "cannot be opened"), ("empty.md", b"", "the source is empty"), ("page.pdf", b"%PDF-1.7\n%", "")],
    ids=["missing", "empty", "another kind of file"],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = show(str(path))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("gongkai: ")
    assert name in result.stderr
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
