"""Findings on sums of constructed reports, each figure counted by hand; and the labels' arithmetic against the planter's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.figures import figures
from eval.figures.format import Findings, Score
from eval.figures.label_sums import SUM_KINDS, Verdict, label_sums, match
from eval.label_format import CellAlternative, LabelCell
from eval.plant.arithmetic import broken_sums
from eval.runs.format import Reader
from eval.statistics import Resamples
from eval.truth import TruthCell, generate
from schemas.enums import Blame, FindingKind, Severity, State, Status
from schemas.result import Cell, Finding
from tests.eval.figures.builder import (
    cell,
    document,
    extraction,
    finding,
    label,
    labelled,
    one_report,
    report,
    run,
    stated,
)

REVIEW = "review_and_litigation.review."
DIRECT = "review_and_litigation.direct_litigation."
AFTER = "review_and_litigation.litigation_after_review."
PARTS = ("upheld", "corrected", "total")
ROW = FindingKind.REVIEW_SUM


def row(start: str, *values: int | None) -> dict[str, LabelCell]:
    return {start + part: label(value) for part, value in zip(PARTS, values, strict=True)}


def read(start: str, *values: int | None) -> dict[str, Cell]:
    return {start + part: cell(value) for part, value in zip(PARTS, values, strict=True)}


def paths(start: str) -> list[str]:
    return [start + part for part in PARTS]


def pair(score: Score) -> tuple[int, int]:
    return score.count, score.n


def test_the_agencys_errors_and_accusations() -> None:
    # The agency printed 1 + 2 = 4 in the first row and 1 + 1 = 3 in the second; the third holds.
    truth = row(REVIEW, 1, 2, 4) | row(DIRECT, 1, 1, 3) | row(AFTER, 2, 0, 2)
    as_printed = read(REVIEW, 1, 2, 4) | read(DIRECT, 1, 1, 3) | read(AFTER, 2, 0, 2)
    right = row(REVIEW, 1, 2, 3) | row(AFTER, 2, 0, 2)
    source, reading, unknown = Blame.SOURCE, Blame.EXTRACTION, Blame.UNKNOWN
    said: list[list[tuple[str, Blame]]] = [
        [(REVIEW, source), (DIRECT, unknown), (AFTER, unknown)],
        [(DIRECT, reading), (AFTER, source)],
        [(AFTER, reading), (DIRECT, source), (REVIEW, source)],
    ]
    answers = [
        extraction(report(as_printed, findings=[finding(ROW, paths(start), blame) for start, blame in one]))
        for one in said
    ]
    prose = finding(FindingKind.PROSE_TABLE, paths(AFTER), source)  # no sum
    answers[0].reports[0].findings.append(prose)
    documents = [
        *(document(f"d{n}", [labelled(truth)], {Reader.CROSSCHECK: one}) for n, one in enumerate(answers)),
        document("missed", [labelled(truth)], {Reader.CROSSCHECK: extraction()}),
        document(
            "misread",
            [labelled(right)],
            {
                Reader.CROSSCHECK: extraction(
                    report(
                        read(REVIEW, 8, 2, 3) | read(AFTER, 9, 0, 2),
                        findings=[finding(ROW, paths(start), reading) for start in (REVIEW, AFTER)],
                    )
                )
            },
        ),
    ]
    found = figures(run(*documents), resamples=200).readers[Reader.CROSSCHECK].findings
    assert pair(found.found) == (5, 8)
    assert pair(found.right) == (5, 10)
    # the first of all; of the third reading all three; of the misread one both
    assert pair(found.blame_right) == (6, 10)
    assert pair(found.blame_open) == (2, 10)
    assert pair(found.framed) == (1, 10)
    assert found.found.interval == Resamples(5, 7, 200).interval([2, 1, 2, 0, 0], [2, 2, 2, 2, 0])
    assert found.right.interval == Resamples(5, 7, 200).interval([2, 1, 2, 0, 0], [3, 2, 3, 0, 2])
    assert pair(found.located) == (0, 0)


def findings_of(truth: dict[str, LabelCell], given_cells: dict[str, Cell], *given: Finding) -> Findings:
    return figures(one_report(truth, given_cells, *given), resamples=1).readers[Reader.CROSSCHECK].findings


def test_of_an_invented_report_every_finding_is_one_too_many() -> None:
    answer = extraction(report(read(REVIEW, 1, 2, 4), findings=[finding(ROW, paths(REVIEW), Blame.EXTRACTION)]))
    found = figures(run(document("none", [], {Reader.CROSSCHECK: answer}))).readers[Reader.CROSSCHECK].findings
    assert (pair(found.found), pair(found.right), pair(found.blame_right)) == ((0, 0), (0, 1), (1, 1))


@pytest.mark.parametrize(
    "unsure",
    [
        label(4, certain=False),
        stated(State.LOST),
        stated(State.UNREADABLE),
        LabelCell(
            printed="4", value=4, state=State.NUMBER, alternatives=(CellAlternative(value=3, state=State.NUMBER),)
        ),
        label(None),  # no number on this side
    ],
)
def test_what_the_label_leaves_open_counts_for_nothing(unsure: LabelCell) -> None:
    truth = row(REVIEW, 1, 2, 4) | {REVIEW + "total": unsure}
    found = findings_of(truth, read(REVIEW, 1, 2, 4), finding(ROW, paths(REVIEW), Blame.SOURCE))
    assert (pair(found.found), pair(found.right), pair(found.framed)) == ((0, 0), (0, 0), (0, 0))


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((1, 2, 3), Verdict.HOLDS),
        ((1, 2, 4), Verdict.BROKEN),
        ((1, None, 1), Verdict.HOLDS),  # a blank counts 0
        ((1, None, 2), Verdict.BROKEN),
        ((0, None, 0), Verdict.HOLDS),
        ((None, None, 1), Verdict.OPEN),
        ((1, 1, None), Verdict.OPEN),
    ],
)
def test_the_verdict_on_a_row(values: tuple[int | None, ...], verdict: Verdict) -> None:
    (one,) = label_sums(row(REVIEW, *values))
    assert (one.kind, one.paths, one.verdict) == (ROW, frozenset(paths(REVIEW)), verdict)


@pytest.mark.parametrize("state", [State.LOST, State.UNREADABLE])
def test_a_part_that_cannot_be_read_leaves_the_sum_open(state: State) -> None:
    (one,) = label_sums(row(REVIEW, 1, 2, 4) | {WRONG: stated(state)})
    assert one.verdict is Verdict.OPEN


def test_a_mark_counts_nothing() -> None:
    (one,) = label_sums(row(REVIEW, 1, 2, 1) | {REVIEW + "corrected": stated(State.MARK)})
    assert one.verdict is Verdict.HOLDS


def test_a_finding_answers_the_identity_that_it_shares_most_cells_with() -> None:
    sums = label_sums(row(REVIEW, 1, 2, 4) | row(DIRECT, 1, 1, 3))
    review, direct = sums
    assert match(sums, ROW, frozenset(paths(REVIEW))) is review
    assert match(sums, ROW, frozenset({*paths(DIRECT), REVIEW + "total"})) is direct  # 3 of 4, and 1 of 6
    assert match(sums, ROW, frozenset({REVIEW + "total", REVIEW + "other"})) is None  # 1 of 4
    assert match(sums, ROW, frozenset({REVIEW + "total", REVIEW + "upheld", REVIEW + "other"})) is review  # 2 of 4
    assert match(sums, ROW, frozenset({REVIEW + "total"})) is None  # 1 of 3
    assert match(sums, FindingKind.ROW_SUM, frozenset(paths(REVIEW))) is None
    assert match((), ROW, frozenset(paths(REVIEW))) is None


TRUTH = row(REVIEW, 1, 2, 3)
SPOILT = read(REVIEW, 1, 7, 3)  # 7 for 2: the sum broke by one wrong cell
WRONG = REVIEW + "corrected"
BLAMED = finding(ROW, paths(REVIEW), Blame.EXTRACTION, [{WRONG: 2}])


@pytest.mark.parametrize(
    ("explanations", "located", "mended", "among"),
    [
        ([{WRONG: 2}], 1, 1, 1),
        ([{WRONG: 4}, {WRONG: 2}], 1, 0, 1),
        ([{REVIEW + "total": 8}, {WRONG: 2}], 0, 0, 1),
        ([{REVIEW + "total": 8}], 0, 0, 0),
        ([{WRONG: 2, REVIEW + "total": 3}], 0, 0, 1),
        ([], 0, 0, 0),
    ],
)
def test_broken_sums_traced(explanations: list[dict[str, int]], located: int, mended: int, among: int) -> None:
    given_finding = finding(ROW, paths(REVIEW), Blame.EXTRACTION, explanations)
    found = findings_of(TRUTH, SPOILT, given_finding)
    assert (pair(found.located), pair(found.mended), pair(found.among)) == ((located, 1), (mended, 1), (among, 1))


def test_any_of_several_findings_on_the_cell_may_trace_it() -> None:
    other = finding(ROW, paths(REVIEW), Blame.EXTRACTION, [{REVIEW + "total": 8}])
    right = finding(ROW, paths(REVIEW), Blame.EXTRACTION, [{WRONG: 2}])
    found = findings_of(TRUTH, SPOILT, other, right)
    assert (pair(found.located), pair(found.mended), pair(found.among)) == ((1, 1), (1, 1), (1, 1))


def test_a_blank_is_mended_by_a_zero() -> None:
    spoilt_blank = finding(ROW, paths(REVIEW), Blame.EXTRACTION, [{WRONG: 0}])
    found = findings_of(row(REVIEW, 3, None, 3), read(REVIEW, 3, 7, 3), spoilt_blank)
    assert (pair(found.located), pair(found.mended)) == ((1, 1), (1, 1))
    as_blank = spoilt_blank.model_copy(deep=True)
    as_blank.explanations[0].terms[0].value = None
    assert pair(findings_of(row(REVIEW, 3, None, 3), read(REVIEW, 3, 7, 3), as_blank).mended) == (1, 1)


def test_a_number_that_was_not_read_is_traced() -> None:
    assert pair(findings_of(TRUTH, read(REVIEW, 1, None, 3), BLAMED).mended) == (1, 1)


def test_cells_that_nobody_knows_do_not_count_among_the_wrong_ones() -> None:
    unsure = {DIRECT + "upheld": label(1, certain=False)}
    assert pair(findings_of(TRUTH | unsure, SPOILT | {DIRECT + "upheld": cell(9)}, BLAMED).located) == (1, 1)


@pytest.mark.parametrize(
    ("truth", "given_cells", "findings"),
    [
        (TRUTH, SPOILT, []),  # nothing was said
        (TRUTH, read(REVIEW, 1, 2, 3), [BLAMED]),  # nothing is wrong
        (TRUTH, read(REVIEW, 5, 7, 3), [BLAMED]),  # two are wrong
        (TRUTH, SPOILT, [finding(ROW, paths(DIRECT), Blame.EXTRACTION, [{WRONG: 2}])]),  # of another row
        (row(REVIEW, 1, 2, 4), read(REVIEW, 1, 7, 4), [BLAMED]),  # broken by the agency as well
        (row(REVIEW, 3, 0, 3), read(REVIEW, 3, None, 3), [BLAMED]),  # a blank for a 0 breaks no sum
        (row(REVIEW, 3, None, 3), read(REVIEW, 3, 0, 3), [BLAMED]),  # nor a 0 for a blank
        (TRUTH | {WRONG: label(2, certain=False)}, SPOILT, [BLAMED]),  # who knows
    ],
)
def test_what_was_no_sum_broken_by_one_wrong_cell(
    truth: dict[str, LabelCell], given_cells: dict[str, Cell], findings: list[Finding]
) -> None:
    assert pair(findings_of(truth, given_cells, *findings).located) == (0, 0)


def test_each_table_is_traced_by_itself() -> None:
    row_of_requests = [f"requests.received.{part}" for part in ("natural_person", "business", "total")]
    truth = TRUTH | {path: label(value) for path, value in zip(row_of_requests, (1, 2, 3), strict=True)}
    given_cells = SPOILT | {path: cell(value) for path, value in zip(row_of_requests, (1, 2, 8), strict=True)}
    findings = [BLAMED, finding(FindingKind.ROW_SUM, row_of_requests, Blame.EXTRACTION, [{row_of_requests[0]: 6}])]
    assert pair(findings_of(truth, given_cells, *findings).located) == (1, 2)


def test_an_invented_cell_is_traced_too() -> None:
    given_cells = read(REVIEW, 1, 2, 3) | {REVIEW + "other": cell(5)}
    said = finding(ROW, [*paths(REVIEW), REVIEW + "other"], Blame.EXTRACTION, [{REVIEW + "other": 0}])
    found = findings_of(TRUTH, given_cells, said)
    assert (pair(found.located), pair(found.mended)) == ((1, 1), (1, 1))


def test_cells_that_a_finding_speaks_of_are_doubtful() -> None:
    given_cells = {path: one.model_copy(update={"status": Status.READ}) for path, one in SPOILT.items()}
    note = finding(ROW, paths(REVIEW), Blame.EXTRACTION, severity=Severity.NOTE)
    for said, expected in ((BLAMED, 3), (note, 0)):
        looks = figures(one_report(TRUTH, given_cells, said)).readers[Reader.CROSSCHECK].looks
        assert (looks.doubtful.count, looks.unbelieved.count) == (expected, 3)


def as_label(cell_of_truth: TruthCell) -> LabelCell:
    return LabelCell(printed=cell_of_truth.printed, value=cell_of_truth.value, state=cell_of_truth.state)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from(["2021", "2019", "statistics"]))
def test_the_labels_arithmetic_is_the_planters(seed: int, form: str) -> None:
    truth = generate(seed, form=form, agency_errors=seed % 4)
    theirs = sorted((one.kind.value, tuple(sorted(one.paths))) for one in broken_sums(truth.cells))
    ours = label_sums({path: as_label(one) for path, one in truth.cells.items()})
    assert theirs == sorted((one.kind.value, tuple(sorted(one.paths))) for one in ours if one.verdict is Verdict.BROKEN)
    assert {one.kind for one in ours} <= SUM_KINDS
