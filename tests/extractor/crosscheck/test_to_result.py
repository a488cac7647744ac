from __future__ import annotations

from crosscheck_cases import MODEL, RULES, books, broken_review, cell, evidence_of, read

from extractor.crosscheck import Evidence, crosscheck, to_cells, to_findings
from schemas import form
from schemas.enums import Blame, FindingKind, Origin, Severity, State, Status

GRANTED = cell("granted", "business")


def one_wrong(wrong: int) -> Evidence:
    values = books({("granted", "business"): 3, ("granted", "other"): 1}) | {GRANTED: wrong}
    return evidence_of(Origin.DIGITAL, read(values))


def test_cells_are_those_of_the_result() -> None:
    outcome = crosscheck(one_wrong(3))
    cells = to_cells(outcome)
    assert list(cells) == list(outcome.verdicts)
    assert cells[GRANTED].model_dump(mode="json") == {
        "printed": "3",
        "value": 3,
        "state": "number",
        "status": "verified",
        "witnesses": ["rules", "row_sum", "outcome_sum"],
        "span": list(outcome.verdicts[GRANTED].span or ()),
        "at": None,
        "candidates": [],
        "placed_by": "structure",
    }


def test_message_says_the_sum_and_the_suspect() -> None:
    row, column = to_findings(crosscheck(one_wrong(5)))
    assert row.message == (
        "(一)予以公开, the parts and 总计: 0 + 5 + 0 + 0 + 0 + 1 = 6, printed 4; (一)予以公开 · 商业企业 alone would explain it"
    )
    assert column.message.startswith("商业企业, the outcomes and (七)总计: 5, printed 3")
    assert (row.kind, row.severity, row.blame) == (FindingKind.ROW_SUM, Severity.ERROR, Blame.SOURCE)
    assert row.paths == [term.path for term in row.terms]
    assert row.span == crosscheck(one_wrong(5)).verdicts[GRANTED].span


def test_message_in_chinese() -> None:
    (found,) = to_findings(crosscheck(broken_review(Origin.DIGITAL, RULES, MODEL)), "zh")
    assert found.message == "行政复议，各项结果之和与总计：0 + 0 + 0 + 0 = 0，表中为 7"
    assert found.kind is FindingKind.REVIEW_SUM


def test_fingerprint_is_of_the_identity_and_its_values() -> None:
    first, again, other = (to_findings(crosscheck(one_wrong(wrong)))[0].fingerprint for wrong in (5, 5, 6))
    assert first == again != other
    assert len(first) == 16


def test_the_annex_and_subtotals_only_warn() -> None:
    due = form("statistics").paths()
    values = read(books({}))
    base = values[GRANTED]
    keys = {"organization.staff": 4, "organization.staff.full_time": 1, "organization.staff.part_time": 2}
    readings = tuple(
        type(base)(f"statistics.{key}", base.reader, State.NUMBER, value, str(value), (9 * value, 9 * value + 1))
        for key, value in keys.items()
    )
    (found,) = to_findings(crosscheck(Evidence(readings, due, Origin.DIGITAL)))
    assert (found.kind, found.severity) == (FindingKind.ANNEX_SUM, Severity.WARNING)
    assert found.message.endswith("1 + 2 = 3, printed 4")


def test_lost_cells_are_in_the_result() -> None:
    cells = to_cells(crosscheck(Evidence((), form("2021").paths(), Origin.UNKNOWN)))
    assert {(found.state, found.status, found.span) for found in cells.values()} == {(State.LOST, Status.UNREAD, None)}
