"""Findings that are accepted: in the report they were accepted for, wherever its file stands, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.check_sources import draft, run, write

NAME = "衡渠县财政局"


def wrong(name: str = NAME, year: int = 2023, misprint: int = 1) -> str:
    return draft(name, year, carried_in=1, carried_out=2, misprint=misprint)


def accept(*sources: str, into: Path) -> str:
    result = run(*sources, "--write-baseline", str(into))
    assert result.exit_code == 0, result.stderr
    return str(into)


def test_what_was_accepted_is_counted_and_not_told(tmp_path: Path) -> None:
    page = write(tmp_path, "a.html", wrong())
    assert run(page).exit_code == 1
    baseline = accept(page, into=tmp_path / "b.json")
    result = run(page, "--baseline", baseline)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "gongkai: 1 source; no findings; 2 accepted by the baseline\n"


def test_an_entry_says_to_its_reader_what_it_accepts(tmp_path: Path) -> None:
    page = write(tmp_path, "a.html", wrong())
    content = json.loads(Path(accept(page, into=tmp_path / "b.json")).read_text(encoding="utf-8"))
    assert content["gongkai_baseline"] == 1
    first, second = content["findings"]
    assert (first["kind"], second["kind"]) == ("outcome_sum", "row_sum")
    assert (second["source"], second["agency"], second["year"]) == (page, NAME, 2023)
    assert second["message"].startswith("(一)予以公开, the parts and 总计: 9 + 0")


def test_it_holds_where_the_file_was_moved_and_its_other_words_changed_and_in_the_other_language(
    tmp_path: Path,
) -> None:
    baseline = accept(write(tmp_path, "a.html", wrong()), into=tmp_path / "b.json")
    moved = write(tmp_path / "published", "2023.html", wrong().replace("</h1>", "</h1><p>特此公布。</p>"))
    assert run(moved, "--baseline", baseline).stdout == ""
    assert run(moved, "--baseline", baseline, "--lang", "zh").stdout == ""


@pytest.mark.parametrize("other", [wrong(year=2022), wrong("禾浦县教育局"), wrong(misprint=2)])
def test_it_accepts_nothing_of_another_agency_or_year_and_no_other_number(tmp_path: Path, other: str) -> None:
    baseline = accept(write(tmp_path, "a.html", wrong()), into=tmp_path / "b.json")
    result = run(write(tmp_path, "other.html", other), "--baseline", baseline)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2


def test_a_name_of_many_agencies_is_accepted_by_file_or_content_alone(tmp_path: Path) -> None:
    text = wrong("洗砚街道办事处")
    baseline = accept(write(tmp_path, "a.html", text), into=tmp_path / "b.json")
    same_content = write(tmp_path / "moved", "x.html", text)
    assert run(same_content, "--baseline", baseline).exit_code == 0
    edited = text.replace("</h1>", "</h1><p>特此公布。</p>")
    assert run(write(tmp_path / "moved", "y.html", edited), "--baseline", baseline).exit_code == 1
    assert run(write(tmp_path, "a.html", edited), "--baseline", baseline).exit_code == 0


def test_what_says_the_same_is_accepted_as_often_as_it_stood_there(tmp_path: Path) -> None:
    page = write(tmp_path, "a.html", wrong())
    path = Path(accept(page, into=tmp_path / "b.json"))
    content = json.loads(path.read_text(encoding="utf-8"))
    assert [entry["count"] for entry in content["findings"]] == [1, 1]
    text = "\n".join(["衡渠县财政局2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"])
    row = "\t".join(["一、本年新收政府信息公开申请数量", *"1000001"])
    once, twice = (
        write(tmp_path, f"{n}.txt", "\n".join([text, row, *["77\t78\t79\t80\t81\t82\t83\t84\t85"] * n])) for n in (1, 2)
    )
    counts = [
        run(source, "--json", "--fail-on", "never").stdout.count('"unassigned_number"') for source in (once, twice)
    ]
    assert counts[1] > counts[0] > 0
    accepted = accept(once, into=tmp_path / "once.json")
    left = run(twice, "--baseline", accepted, "--json").stdout.count('"unassigned_number"')
    assert left == counts[1] - counts[0]


def test_entries_that_match_nothing_are_said_and_those_of_other_reports_counted(tmp_path: Path) -> None:
    page, other = write(tmp_path, "a.html", wrong()), write(tmp_path, "o.html", wrong("禾浦县教育局"))
    baseline = accept(page, other, into=tmp_path / "b.json")
    right = write(tmp_path, "a.html", wrong(misprint=0))
    result = run(right, "--baseline", baseline)
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert [line.split()[1:7] for line in said[:2]] == [
        ["accepted", "and", "no", "longer", "found:", kind] for kind in ("outcome_sum", "row_sum")
    ]
    assert said[2] == "gongkai: 2 accepted findings are of reports that were not checked here"
    again = run(right, "--baseline", baseline, "--write-baseline", str(tmp_path / "c.json"))
    assert again.exit_code == 0
    kept = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["findings"]
    assert [entry["agency"] for entry in kept] == ["禾浦县教育局"] * 2


def test_the_order_of_the_sources_does_not_change_the_file(tmp_path: Path) -> None:
    pages = [write(tmp_path, f"{number}.html", wrong(name)) for number, name in enumerate([NAME, "禾浦县教育局", NAME])]
    one = Path(accept(*pages, into=tmp_path / "one.json")).read_bytes()
    assert Path(accept(*reversed(pages), into=tmp_path / "two.json")).read_bytes() == one
    assert run(*pages, "--baseline", str(tmp_path / "one.json")).stdout == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        ("{", "no baseline of this version"),
        ('{"gongkai_baseline": 2, "findings": []}', "gongkai_baseline"),
        ('{"gongkai_baseline": 1, "findings": [{"kind": "x"}]}', "findings.0.fingerprint"),
    ],
)
def test_a_file_that_is_no_baseline_is_an_error_before_anything_is_read(
    tmp_path: Path, content: str | None, said: str
) -> None:
    path = tmp_path / "b.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = run(write(tmp_path, "a.html", wrong()), "--baseline", str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "--write-baseline writes one" in result.stderr


def test_a_source_that_fails_is_no_reason_to_forget_what_was_accepted_of_it(tmp_path: Path) -> None:
    page = write(tmp_path, "a.html", wrong())
    baseline = accept(page, into=tmp_path / "b.json")
    Path(page).unlink()
    result = run(page, "--baseline", baseline, "--write-baseline", baseline)
    assert result.exit_code == 2
    assert len(json.loads(Path(baseline).read_text(encoding="utf-8"))["findings"]) == 2
