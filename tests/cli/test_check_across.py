"""What ``gongkai check`` finds between the sources that it is given."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from extractor.cli import cli
from tests.cli.check_sources import draft, run, write

NAME = "衡渠县财政局"


def broken_pair(folder: Path) -> tuple[str, str]:
    """Two years of one agency; two requests were carried out of the first, three into the second."""
    return (
        write(folder, "last.html", draft(NAME, 2022, carried_in=1, carried_out=2)),
        write(folder, "this.html", draft("砚汀市" + NAME, 2023, carried_in=3, carried_out=2)),
    )


def test_a_broken_chain_stands_at_its_place_in_the_later_report(tmp_path: Path) -> None:
    last, this = broken_pair(tmp_path)
    result = run(this, last)
    assert result.stdout == (
        f"{this}:1/3:2: warning: requests.carried_in.natural_person (二、上年结转政府信息公开申请数量 · 自然人): "
        f"what was carried in is not what the report of 2022 carried out ({last}, {NAME}: same name below the region): "
        "自然人 3, carried out 2; 总计 3, carried out 2 [carry_chain, source]\n"
    )
    assert result.exit_code == 0
    assert run(this, last, "--fail-on", "warning").exit_code == 1
    assert "上年结转与2022年报告的结转下年度不一致" in run(this, last, "--lang", "zh").stdout


def test_reports_that_are_only_held_against_keep_their_own_errors_to_themselves(tmp_path: Path) -> None:
    last = write(tmp_path, "last.html", draft(NAME, 2022, carried_in=1, carried_out=2, misprint=1))
    older = write(tmp_path, "older.html", draft(NAME, 2021, carried_in=1, carried_out=7))
    this = write(tmp_path, "this.html", draft(NAME, 2023, carried_in=3, carried_out=2))
    lines = run(this, "--against", last, "--against", older).stdout.splitlines()
    assert [line.rpartition("[")[2] for line in lines] == ["carry_chain, source]"]
    assert lines[0].startswith(this)
    together = run(this, last, "--against", last, "--against", older).stdout
    assert "row_sum" in together
    assert f"{last}:1/3:2: warning" in together
    assert run(this, "--against", str(tmp_path / "none.html")).exit_code == 2


def test_the_order_of_the_arguments_and_a_file_named_twice_change_nothing(tmp_path: Path) -> None:
    last, this = broken_pair(tmp_path)
    expected = run(last, this).stdout
    assert run(this, last).stdout == expected
    assert run(str(tmp_path)).stdout == expected
    assert run(last, str(tmp_path), str(tmp_path / "." / "this.html")).stdout == expected


def test_findings_between_reports_stand_behind_those_of_single_ones(tmp_path: Path) -> None:
    last, this = broken_pair(tmp_path)
    wrong = write(tmp_path, "z.html", draft("禾浦县教育局", 2023, carried_in=0, carried_out=0, misprint=1))
    lines = run(last, this, wrong).stdout.splitlines()
    assert [line.rpartition("[")[2] for line in lines] == [
        "row_sum, source]",
        "outcome_sum, source]",
        "carry_chain, source]",
    ]


def test_a_place_in_plain_text_is_told_by_line_and_column(tmp_path: Path) -> None:
    last, _ = broken_pair(tmp_path)
    rows = ["衡渠县财政局2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    rows += [
        "一、本年新收政府信息公开申请数量\t10\t0\t0\t0\t0\t0\t10",
        "二、上年结转政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3",
    ]
    text = write(tmp_path, "this.txt", "\n".join(rows))
    (line,) = [line for line in run(last, text).stdout.splitlines() if "carry_chain" in line]
    assert line.endswith("[carry_chain, unknown]")
    record = next(json.loads(line) for line in run(last, text, "--json").stdout.splitlines() if "carry_chain" in line)
    assert record["against"] == {"source": last, "organization": NAME, "year": 2022, "matched_by": ["same_name"]}
    assert record["place"] is not None


def test_a_copy_is_a_note_and_another_version_a_warning(tmp_path: Path) -> None:
    last, _ = broken_pair(tmp_path)
    copy = write(tmp_path / "copies", "last.html", Path(last).read_text(encoding="utf-8"))
    assert "with the same numbers [duplicate_report, source]" in run(last, copy).stdout
    other = write(tmp_path / "copies", "other.html", draft(NAME, 2022, carried_in=1, carried_out=1))
    result = run(last, other)
    assert "四、结转下年度继续办理 · 自然人" in result.stdout
    assert ": warning: " in result.stdout


def test_lines_of_extract_do_not_depend_on_other_sources(tmp_path: Path) -> None:
    last, this = broken_pair(tmp_path)
    both = CliRunner().invoke(cli, ["extract", last, this]).stdout
    assert both == "".join(CliRunner().invoke(cli, ["extract", name]).stdout for name in (last, this))
    assert "carry_chain" not in both
