"""Judging and counting, with readers that find everything, nothing, or the wrong thing; and the command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.commands.plant import command
from eval.plant import Planted, PlantedSource, plant
from eval.plant.case import Expected
from eval.plant.judge import judge
from eval.plant.measure import clean_sources, measure_clean, measure_kind
from eval.plant.reading import Found, checked_lines, find, text_of
from eval.plant.tables import as_data, as_text
from extractor.errors import UsageError
from schemas.enums import Blame, FindingKind, Severity
from schemas.result import Explanation, Finding, Term


def finding(case: Planted, **changed: object) -> Finding:
    expected = case.expected
    mending = expected.mending
    terms = [Term(path=path, value=value) for path, value in sorted(mending.cells)] if mending else []
    made = Finding(
        kind=expected.kind,
        severity=expected.severity or Severity.WARNING,
        blame=min(expected.blames),
        paths=sorted(expected.paths)[:1],
        terms=[],
        fingerprint="0",
        message="",
        explanations=[Explanation(kind=mending.kind, terms=terms)] if mending else [],
    )
    return made.model_copy(update=changed)


def found(case: Planted, **changed: object) -> Found:
    return Found(finding(case, **changed), case.sources[0])


def test_the_planted_is_found_placed_blamed_and_explained() -> None:
    case = plant(FindingKind.ROW_SUM, 1, 2)
    verdict = judge(case, [found(case)])
    assert (verdict.found, verdict.severe, verdict.blamed, verdict.explained) == (True, True, True, True)
    assert not verdict.stray


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"paths": ["requests.received.other"], "terms": []}, "found"),
        ({"kind": FindingKind.VALUE_KIND}, "found"),
        ({"severity": Severity.NOTE}, "severe"),
        ({"blame": Blame.EXTRACTION}, "blamed"),
        ({"explanations": []}, "explained"),
    ],
)
def test_each_way_of_being_wrong_counts_apart(changed: dict[str, object], wrong: str) -> None:
    case = plant(FindingKind.ROW_SUM, 1, 0)
    assert "requests.received.other" not in case.expected.paths
    verdict = judge(case, [found(case, **changed)])
    assert not getattr(verdict, wrong)


def test_a_table_stands_for_its_cells_and_a_second_finding_is_one_too_many() -> None:
    case = plant(FindingKind.BLANK_ZERO, 1, 0)
    (table,) = case.expected.paths
    one = found(case, paths=[f"{table}.received.total"])
    assert judge(case, [one]).found
    assert judge(case, [one, one]).stray == {FindingKind.BLANK_ZERO: 1}
    assert not judge(case, [found(case, paths=["statistics.disclosed"])]).found


def test_a_span_is_held_against_the_passage() -> None:
    case = plant(FindingKind.YEAR_TYPO, 1, 0, layout="html")
    text = text_of(case.sources[0])
    (quote,) = case.expected.quotes
    start = text.index(quote)
    assert judge(case, [found(case, paths=[], span=(start + 2, start + 4))]).found
    assert not judge(case, [found(case, paths=[], span=(0, 3))]).found
    assert not judge(case, [found(case, paths=[], span=None)]).found


def test_what_the_slip_does_not_account_for_is_stray_but_notes_are_not() -> None:
    case = plant(FindingKind.PERCENTAGE, 1, 0)
    other = found(case, kind=FindingKind.ENCODING)
    note = found(case, kind=FindingKind.ENCODING, severity=Severity.NOTE)
    assert judge(case, [other, note]).stray == {FindingKind.ENCODING: 1}


def test_a_reader_that_finds_nothing_and_one_that_finds_all() -> None:
    kind = FindingKind.VALUE_KIND
    nothing = measure_kind(kind, 1, 4, lambda sources: [])
    assert (nothing.planted, nothing.found, len(nothing.missed)) == (4, 0, 4)
    by_data = {plant(kind, 1, n).sources: plant(kind, 1, n) for n in range(4)}

    def perfect(sources: Sequence[PlantedSource]) -> list[Found]:
        return [found(by_data[tuple(sources)])]

    everything = measure_kind(kind, 1, 4, perfect)
    assert (everything.found, everything.severe, everything.blamed, everything.missed) == (4, 4, 4, [])
    text = as_text([everything, nothing], None, misses=True)
    assert "100.0%" in text
    assert text.count("missed:") == 4
    assert as_data(1, [everything], None)["kinds"] != as_data(1, [nothing], None)["kinds"]


def test_errors_and_warnings_of_clean_reports_are_counted_and_shown() -> None:
    case = plant(FindingKind.ROW_SUM, 1, 0)

    def noisy(sources: Sequence[PlantedSource]) -> list[Found]:
        return [found(case), found(case, severity=Severity.NOTE)]

    tally = measure_clean(1, 20, noisy)
    assert (tally.reports, tally.errors, tally.warnings) == (20, 19, 0)  # two of them are a pair
    assert len(tally.shown) == 5
    assert "19 errors" in as_text([], tally)


def test_clean_sources_are_as_many_as_asked_for_and_the_same_each_time() -> None:
    assert list(clean_sources(2, 6)) == list(clean_sources(2, 6))
    sizes = [len(sources) for _, sources in clean_sources(2, 21)]
    assert sum(sizes) == 21
    assert set(sizes) == {1, 2}


def test_several_files_are_read_together_and_each_finding_knows_its_own() -> None:
    case = plant(FindingKind.ROW_SUM, 1, 0, layout="html")
    other = replace(plant(FindingKind.BALANCE, 1, 0, layout="html").sources[0], name="other.html")
    both = find((case.sources[0], other))
    assert {one.source.name for one in both} == {"source.html", "other.html"}
    assert judge(case, both).found
    lines = checked_lines(case.sources, "--lang", "zh")
    assert any("[row_sum, source]" in line and line.startswith("source.html:") for line in lines)


def test_the_command_prints_and_writes(tmp_path: Path) -> None:
    run = CliRunner().invoke(command, ["--kind", "row_sum", "--count", "2", "--clean", "3"])
    assert run.exit_code == 0, run.output
    assert "row_sum" in run.output
    assert "clean: 3 reports" in run.output
    run = CliRunner().invoke(command, ["--kind", "row_sum", "--count", "1", "--clean", "0", "--json"])
    data = json.loads(run.output)
    assert data["kinds"]["row_sum"]["planted"] == 1
    assert "clean" not in data
    run = CliRunner().invoke(command, ["--kind", "carry_chain", "--count", "1", "-o", str(tmp_path)])
    assert run.exit_code == 0, run.output
    (folder,) = tmp_path.iterdir()
    assert len(list(folder.glob("report-*"))) == 2
    assert json.loads((folder / "expected.json").read_text("utf-8"))["kind"] == "carry_chain"


def test_a_kind_without_a_planter_is_refused() -> None:
    run = CliRunner().invoke(command, ["--kind", "model_rejected"])
    assert isinstance(run.exception, UsageError)
    assert "no planter of 'model_rejected'" in str(run.exception)


def test_an_expectation_of_its_kind_alone_needs_no_place() -> None:
    case = plant(FindingKind.ENCODING, 1, 0)
    assert case.expected == Expected(FindingKind.ENCODING, None, frozenset(Blame))
    assert judge(case, [found(case, paths=[])]).found
