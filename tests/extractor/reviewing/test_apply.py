"""A report with decisions put in: a person's word stands, and what follows for others is what the rule itself says."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from crosscheck_cases import MODEL, RULES, books, cell, evidence_of, put, read
from random_evidence import evidence

from extractor.crosscheck import Evidence, crosscheck, to_cells
from extractor.reviewing.apply import settled
from extractor.reviewing.events import HumanReading, Standing
from extractor.reviewing.sums import sums
from schemas import Reading
from schemas.decisions import How
from schemas.enums import Blame, FindingKind, Origin, State, Status, Witness
from schemas.result import Report
from tests.extractor.reviewing.cases import BLANK, UNREADABLE, accepted, report_of, said, sample, typed

SEEDS = 12
TOTAL = "requests.outcome_total.total"
BELIEVED = (Status.VERIFIED, Status.REPAIRED)
RANK = {status: place for place, status in enumerate((Status.UNREAD, Status.DISPUTED, Status.READ))}
IDENTITIES = frozenset(FindingKind(witness.value) for witness in Witness if witness.value.endswith(("_sum", "balance")))


@cache
def _drawn(seed: int) -> tuple[Evidence, Report, dict[str, HumanReading]]:
    """Anything that readers hand over, and what a person says of some doubtful cells and of any others."""
    random = Random(seed)
    given = evidence(seed)
    given = replace(given, readings=tuple(r for r in given.readings if r.reader is not Witness.HUMAN))
    report = report_of(given)
    paths = list(report.cells)
    doubtful = [path for path in paths if report.cells[path].status not in (*BELIEVED, Status.READ)] or paths
    chosen = random.sample(doubtful, min(len(doubtful), random.randint(1, 4))) + random.sample(paths, 2)
    return given, report, {path: _answer(random, report, path) for path in chosen}


def _answer(random: Random, report: Report, path: str) -> HumanReading:
    kind = random.random()
    if kind < 0.3:
        return UNREADABLE if kind < 0.15 else BLANK
    found = report.cells[path]
    values = [found.value, *(candidate.value for candidate in found.candidates), random.randint(0, 4)]
    value = random.choice([value for value in values if value is not None])
    return typed(value, random.choice((None, None, "")))


def _by_the_rule(given: Evidence, readings: dict[str, HumanReading]) -> dict[str, Status]:
    """The statuses if the person had been one of the readers from the start, with all that the readers said."""
    human = [Reading(path, Witness.HUMAN, r.state, r.value, r.printed) for path, r in readings.items()]
    return {p: c.status for p, c in to_cells(crosscheck(replace(given, readings=(*given.readings, *human)))).items()}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_believed_but_what_the_rule_believes(seed: int) -> None:
    given, report, readings = _drawn(seed)
    rule = _by_the_rule(given, readings)
    for origin in (given.origin, None):
        judged = settled(report, said(report, readings), origin=origin)
        for path, found in judged.cells.items():
            before = report.cells[path]
            if path not in readings and found.status is not before.status:
                assert found.status not in BELIEVED or rule[path] in BELIEVED, path
                assert RANK.get(found.status, 3) <= RANK.get(rule[path], 3) or found.status is Status.READ, path


@pytest.mark.parametrize("seed", range(SEEDS))
def test_only_decided_cells_hold_something_else(seed: int) -> None:
    given, report, readings = _drawn(seed)
    judged = settled(report, said(report, readings), origin=given.origin)
    assert list(judged.cells) == list(report.cells)
    for path, found in judged.cells.items():
        before = report.cells[path]
        if path in readings:
            word = readings[path]
            assert (found.state, found.value) == (word.state, word.value)
            assert found.printed in (word.printed, before.printed)
            kept = found.printed == before.printed
            assert (found.span, found.at, found.placed_by) == (
                (before.span, before.at, before.placed_by) if kept else (None, None, None)
            )
            assert found.status is (Status.UNREAD if word is UNREADABLE else Status.VERIFIED)
            assert (Witness.HUMAN in found.witnesses) is (word is not UNREADABLE)
        elif before.status is not Status.REPAIRED:
            assert (found.state, found.value, found.printed) == (before.state, before.value, before.printed)
        if found.status is not before.status and path not in readings:
            touched = {p.partition(".")[0] for p in readings}
            assert path.partition(".")[0] in touched


@pytest.mark.parametrize("seed", range(SEEDS))
def test_findings_of_sums_are_the_broken_sums(seed: int) -> None:
    given, report, readings = _drawn(seed)
    standing = said(report, readings)
    judged = settled(report, standing, origin=given.origin)
    lines = {(line.kind, line.paths): line for line in sums(report, standing)}
    for finding in judged.findings:
        if finding.kind in (*IDENTITIES, FindingKind.SUBTOTAL):
            line = lines[finding.kind, tuple(finding.paths)]
            assert line.verdict == "broken", line
            assert [(term.path, term.value) for term in finding.terms] == [*line.left, *line.right]
    for key, line in lines.items():
        decided = not readings.keys().isdisjoint(line.paths)
        if (
            decided
            and line.kind in IDENTITIES
            and not any(report.cells[p].status is Status.REPAIRED for p in line.paths)
        ):
            assert (line.verdict == "broken") is (key in {(f.kind, tuple(f.paths)) for f in judged.findings}), line


@pytest.mark.parametrize("seed", range(SEEDS // 3))
def test_the_result_keeps_its_contract(seed: int) -> None:
    given, report, readings = _drawn(seed)
    judged = settled(report, said(report, readings), "zh", given.origin)
    again = Report.model_validate_json(judged.model_dump_json())
    assert again.model_dump_json() == judged.model_dump_json()
    assert {path for finding in judged.findings for path in finding.paths} <= judged.cells.keys()
    assert settled(report, said(report, readings), "zh", given.origin).model_dump_json() == judged.model_dump_json()
    without = settled(report, {path: Standing(one.event, False) for path, one in said(report, readings).items()})
    assert without is report
    assert settled(report, {}) is report


def test_a_corrected_suspect_mends_its_sums_and_what_the_prose_said() -> None:
    report = sample("hengqu-market-regulation-2022").reports[0]
    sha256 = sample("hengqu-market-regulation-2022").sha256
    judged = settled(report, said(report, {TOTAL: typed(47)}, sha256))
    assert judged.findings == []
    found = judged.cells[TOTAL]
    assert (found.value, found.status) == (47, Status.VERIFIED)
    assert found.witnesses == [Witness.ROW_SUM, Witness.HUMAN]
    assert [(c.value, c.by) for c in found.candidates] == [(49, [Witness.RULES])]
    read = report.cells[TOTAL]
    assert (found.printed, found.span, found.at) == ("49", read.span, read.at)
    assert Witness.ROW_SUM in judged.cells["requests.outcome_total.business"].witnesses


@pytest.mark.parametrize(
    ("lang", "message"),
    [("en", "“办结47件”: the table has 48 ((七)总计 · 总计)"), ("zh", "“办结47件”：表中为48（(七)总计 · 总计）")],
)
def test_prose_speaks_of_the_value_in_effect(lang: str, message: str) -> None:
    report = sample("hengqu-market-regulation-2022").reports[0]
    chinese = "“办结47件”：表中为49（(七)总计 · 总计）"
    findings = [
        f.model_copy(update={"message": chinese}) if f.kind is FindingKind.PROSE_TABLE and lang == "zh" else f
        for f in report.findings
    ]
    report = report.model_copy(update={"findings": findings})
    sha256 = sample("hengqu-market-regulation-2022").sha256
    for reading, expected in ((typed(48), [message]), (UNREADABLE, []), (typed(47), [])):
        judged = settled(report, said(report, {TOTAL: reading}, sha256), lang)
        assert [f.message for f in judged.findings if f.kind is FindingKind.PROSE_TABLE] == expected


def _broken_row(*, origin: Origin = Origin.UNKNOWN, anchored: bool = True, total: int = 9) -> tuple[Report, str]:
    """A row whose total is misread and whose columns cannot be tested, so that all of the row is opposed."""
    values = books({("granted", "natural_person"): 5, ("granted", "business"): 2})
    readings = {p: r for p, r in read(values).items() if not p.startswith("requests.outcome_total.")}
    put(readings, cell("granted", "total"), total)
    if not anchored:
        readings = {path: replace(reading, anchored=False) for path, reading in readings.items()}
    return report_of(evidence_of(origin, readings)), cell("granted", "total")


def test_a_cell_that_only_the_mended_sum_opposed_is_verified_by_it() -> None:
    report, total = _broken_row()
    row = [path for path in report.cells if path.startswith("requests.granted.")]
    opposed = [path for path in row if report.cells[path].status is Status.DISPUTED]
    judged = settled(report, said(report, {total: typed(7)}))
    assert total in opposed
    for path in row:
        assert judged.cells[path].status is Status.VERIFIED
        assert Witness.ROW_SUM in judged.cells[path].witnesses
    assert judged.findings == []


def test_where_the_place_is_not_known_to_be_sure_it_is_only_read() -> None:
    report, total = _broken_row(anchored=False)
    judged = settled(report, said(report, {total: typed(7)}))
    others = [path for path in report.cells if path.startswith("requests.granted.") and path != total]
    assert {judged.cells[path].status for path in others} == {Status.READ}


def test_a_number_that_nobody_read_vouches_for_nobody() -> None:
    report, total = _broken_row()
    judged = settled(report, said(report, {total: typed(7, "")}))
    assert judged.cells[total].status is Status.VERIFIED
    was = {p: c.status for p, c in report.cells.items() if c.status is Status.DISPUTED and p != total}
    assert len(was) == 6
    assert all(judged.cells[path].status is Status.READ for path in was)
    assert judged.findings == []


def test_a_wrong_cell_that_a_sum_vouched_for_takes_its_witness_with_it() -> None:
    """Found in the sample: of two cells misread so that the row held, one is put right."""
    report, total = _broken_row(total=7)
    one, other = cell("granted", "natural_person"), cell("granted", "business")
    assert report.findings == []
    assert report.cells[other].witnesses == [RULES, Witness.ROW_SUM]
    judged = settled(report, said(report, {one: typed(4)}))
    assert [f.kind for f in judged.findings] == [FindingKind.ROW_SUM]
    assert judged.cells[one].witnesses == [Witness.HUMAN]
    for path in (other, total):
        assert (judged.cells[path].status, judged.cells[path].witnesses) == (Status.DISPUTED, [RULES])
    back = settled(report, said(report, {one: typed(5)}))
    assert {p: c.status for p, c in back.cells.items()} == {p: c.status for p, c in report.cells.items()}


def test_a_break_that_crosses_in_the_decided_cell_spares_the_others() -> None:
    report = report_of(evidence_of(Origin.UNKNOWN, read(books({("granted", "natural_person"): 5}))))
    one, other = cell("received", "natural_person"), cell("received", "business")
    judged = settled(report, said(report, {one: typed(4)}))
    assert judged.cells[other].status is Status.VERIFIED  # its column still holds
    assert Witness.ROW_SUM not in judged.cells[other].witnesses
    assert {f.kind for f in judged.findings} == {FindingKind.ROW_SUM, FindingKind.BALANCE}


def test_the_report_is_wrong_keeps_the_print_and_blames_the_source() -> None:
    report, total = _broken_row()
    blames = {f.blame for f in report.findings}
    judged = settled(report, said(report, {total: accepted(report, total, How.REPORT_WRONG)}))
    found = judged.cells[total]
    assert blames == {Blame.UNKNOWN}
    assert (found.value, found.printed, found.status) == (9, "9", Status.VERIFIED)
    assert (found.span, found.placed_by) == (report.cells[total].span, report.cells[total].placed_by)
    assert [(f.kind, f.blame) for f in judged.findings] == [(FindingKind.ROW_SUM, Blame.SOURCE)]
    assert [f.fingerprint for f in judged.findings] == [f.fingerprint for f in report.findings]


def test_a_sum_of_which_persons_read_every_number_is_the_sources_own_error() -> None:
    report, total = _broken_row()
    row = [path for path in report.cells if path.startswith("requests.granted.")]
    half = settled(report, said(report, {path: accepted(report, path) for path in row[:-1]}))
    whole = settled(report, said(report, {path: accepted(report, path) for path in row}))
    assert total == row[-1]
    assert [f.blame for f in half.findings] == [Blame.UNKNOWN]
    assert [f.blame for f in whole.findings] == [Blame.SOURCE]


def test_unreadable_leaves_no_number_and_its_sums_untested() -> None:
    report, total = _broken_row()
    judged = settled(report, said(report, {total: UNREADABLE}))
    found = judged.cells[total]
    assert (found.state, found.value, found.status, found.witnesses) == (State.UNREADABLE, None, Status.UNREAD, [])
    assert [(c.value, c.by) for c in found.candidates] == [(9, [RULES]), (7, [Witness.ROW_SUM])]
    assert judged.findings == []


def test_a_repair_goes_with_the_sums_that_asked_for_it() -> None:
    values = books({("granted", "natural_person"): 8, ("denied.state_secret", "business"): 2})
    readings = read(values)
    damaged = cell("granted", "natural_person")
    put(readings, damaged, None, State.UNREADABLE, printed="B")
    report = report_of(evidence_of(Origin.DIGITAL, readings))
    assert (report.cells[damaged].status, report.cells[damaged].value) == (Status.REPAIRED, 8)
    judged = settled(report, said(report, {cell("granted", "total"): typed(6)}))
    found = judged.cells[damaged]
    assert found.status is Status.UNREAD
    assert (found.value, found.printed) == (None, "B")


def test_two_readers_who_differ_are_settled_by_a_person() -> None:
    values = books({("granted", "natural_person"): 5})
    theirs = read(values, MODEL)
    put(theirs, "proactive_disclosure.article_20_5.licensing.decisions", 3)
    report = report_of(evidence_of(Origin.DIGITAL, read(values), theirs))
    path = "proactive_disclosure.article_20_5.licensing.decisions"
    assert report.cells[path].status is Status.DISPUTED
    judged = settled(report, said(report, {path: typed(3)}))
    assert (judged.cells[path].value, judged.cells[path].status) == (3, Status.VERIFIED)
    assert [(c.value, c.by) for c in judged.cells[path].candidates] == [(0, [RULES]), (3, [MODEL])]
    changed = {p for p in report.cells if report.cells[p] != judged.cells[p]}
    assert changed == {path}


def test_a_count_below_zero_is_found_and_a_corrected_one_is_not() -> None:
    values = books({("granted", "natural_person"): 5})
    path = "proactive_disclosure.article_20_5.licensing.decisions"
    report = report_of(evidence_of(Origin.DIGITAL, read(values)))
    below = settled(report, said(report, {path: typed(-3)}))
    assert [f.kind for f in below.findings] == [FindingKind.VALUE_KIND]
    assert report.findings == []
