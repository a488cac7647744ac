"""The scorecard of a constructed result against figures counted by hand, and that each figure can get worse."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from eval.labels import GoldDocument, Label, LabelCell, LabelReport
from eval.matching import match_documents
from eval.outcomes import Outcome
from eval.predictions import PredictedCell, PredictedDocument, PredictedReport
from eval.score import judge, score
from eval.scorecard import Figure, Scorecard
from schemas.enums import State, Status, Witness

RECEIVED = "requests.received."
REVIEW = "review_and_litigation.review."


def label(value: int | None, *, certain: bool = True) -> LabelCell:
    state = State.BLANK if value is None else State.NUMBER
    return LabelCell(printed="" if value is None else str(value), value=value, state=state, certain=certain)


def cell(value: int | None, status: Status = Status.VERIFIED) -> PredictedCell:
    state = State.BLANK if value is None else State.NUMBER
    return PredictedCell(state, value, status, (Witness.RULES,))


def gold(document: str, *reports: LabelReport) -> GoldDocument:
    return GoldDocument(document, Path(document), None, Label(source="source.txt", reports=reports))


def report(cells: Mapping[str, LabelCell], organization: str = "云溪县水利局", year: int = 2022) -> LabelReport:
    return LabelReport(title=None, organization=organization, year=year, form="2021", cells=dict(cells))


GOLD = gold(
    "yunxi",
    report(
        {
            RECEIVED + "natural_person": label(3),
            RECEIVED + "business": label(0),
            RECEIVED + "research": label(None),
            RECEIVED + "nonprofit": label(5, certain=False),
            RECEIVED + "total": label(31),
            REVIEW + "upheld": label(2),
            REVIEW + "corrected": label(None),
            REVIEW + "total": label(2),
        }
    ),
)

GIVEN: dict[str, PredictedCell] = {
    RECEIVED + "natural_person": cell(8),  # wrong, silent
    RECEIVED + "business": cell(0),
    RECEIVED + "research": cell(0, Status.READ),  # invented
    RECEIVED + "nonprofit": cell(6),  # not certain: unscored
    RECEIVED + "total": cell(31, Status.REPAIRED),
    REVIEW + "upheld": cell(2),
    REVIEW + "corrected": cell(None, Status.READ),
    REVIEW + "total": cell(2, Status.READ),
    "requests.granted.total": PredictedCell(State.LOST, None, Status.UNREAD),  # not labelled, nothing claimed
}


def answered(cells: Mapping[str, PredictedCell], source: str = "in/yunxi/source.txt", **changes: object) -> Scorecard:
    answer = PredictedReport(dict(cells), "云溪县水利局", 2022, "2021")
    answer = dataclasses.replace(answer, **changes)  # type: ignore[arg-type]  # fields by name
    return score([GOLD], [PredictedDocument(source, (answer,))])


def figures(card: Scorecard) -> dict[str, tuple[int, int]]:
    measures = card.cells
    return {
        name: (figure.count, figure.n)
        for name, figure in (
            ("right", measures.right),
            ("labelled", measures.right_labelled),
            ("nonzero", measures.right_nonzero),
            ("silent", measures.silent),
            ("verified", measures.verified),
            ("repaired", measures.repaired),
            ("exact", measures.tables_exact),
        )
    }


def test_every_figure_as_counted_by_hand() -> None:
    card = answered(GIVEN)
    assert {outcome.value: count for outcome, count in card.cells.outcomes.items()} == {
        "right": 4,
        "right_blank": 1,
        "wrong": 1,
        "missed": 0,
        "invented": 1,
        "misplaced": 0,
        "unscored": 2,
    }
    assert figures(card) == {
        "right": (5, 7),
        "labelled": (5, 7),
        "nonzero": (3, 4),  # 3, 31, 2, 2
        "silent": (1, 4),  # natural_person, business, total, upheld
        "verified": (3, 5),  # 3, 0, 2 of 3, 0, 31, 2, 2
        "repaired": (1, 5),
        "exact": (1, 2),
    }
    assert card.cells.right.share == 5 / 7


def test_slices_add_up() -> None:
    card = answered(GIVEN)
    assert list(card.by_table) == ["proactive_disclosure", "requests", "review_and_litigation", "statistics"]
    requests, review = card.by_table["requests"], card.by_table["review_and_litigation"]
    assert (requests.right.count, requests.right.n) == (2, 4)
    assert (review.right.count, review.right.n) == (3, 3)
    assert card.by_table["statistics"].right == Figure(count=0, n=0)
    assert list(card.by_form) == ["2021"]
    assert card.by_form["2021"] == card.cells == card.by_source["in/yunxi/source.txt"]


def test_a_silent_error_is_listed_with_all_that_is_needed_to_look_at_it() -> None:
    (error,) = answered(GIVEN).silent_errors
    assert error.model_dump(mode="json") == {
        "source": "in/yunxi/source.txt",
        "organization": "云溪县水利局",
        "year": 2022,
        "path": "requests.received.natural_person",
        "outcome": "wrong",
        "label": {"state": "number", "value": 3},
        "predicted": {"state": "number", "value": 8},
        "status": "verified",
        "witnesses": ["rules"],
        "drift": None,
        "origin": None,
    }


def test_other_errors_are_listed_on_request() -> None:
    document = PredictedDocument("yunxi.txt", (PredictedReport(GIVEN, "云溪县水利局", 2022, "2021"),))
    card = score([GOLD], [document], list_errors=True)
    assert [error.outcome.value for error in card.errors or ()] == ["wrong", "invented"]
    assert score([GOLD], [document]).errors is None


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("business", cell(1), {"right": (4, 7), "labelled": (4, 7), "silent": (2, 4)}),
        ("business", cell(1, Status.READ), {"right": (4, 7), "labelled": (4, 7), "silent": (1, 3), "verified": (2, 5)}),
        ("business", cell(None), {"right": (4, 7), "labelled": (4, 7), "silent": (2, 4)}),
        ("research", cell(0), {"silent": (2, 5)}),
        ("research", cell(None), {"right": (6, 7), "labelled": (6, 7), "silent": (1, 5)}),
        ("natural_person", cell(3), {"right": (6, 7), "labelled": (6, 7), "nonzero": (4, 4), "silent": (0, 4)}),
        ("natural_person", cell(8, Status.DISPUTED), {"silent": (0, 3), "verified": (2, 5)}),
        ("nonprofit", cell(5), {}),
        ("nonprofit", cell(77, Status.READ), {}),
        (
            "total",
            cell(13, Status.REPAIRED),
            {"right": (4, 7), "labelled": (4, 7), "nonzero": (2, 4), "silent": (2, 4)},
        ),
        ("total", cell(31), {"verified": (4, 5), "repaired": (0, 5)}),
        ("other", cell(9), {"right": (5, 8), "silent": (2, 5)}),
        ("other", PredictedCell(State.MARK, None, Status.READ), {"right": (5, 8)}),
        ("other", PredictedCell(State.BLANK, None, Status.VERIFIED), {}),
    ],
)
def test_one_changed_cell_changes_exactly_these_figures(
    name: str, change: PredictedCell, expected: dict[str, tuple[int, int]]
) -> None:
    before, after = figures(answered(GIVEN)), figures(answered(GIVEN | {RECEIVED + name: change}))
    assert after == before | expected


def test_one_wrong_cell_makes_a_table_inexact_and_so_does_one_invented_beside_it() -> None:
    wrong = answered(GIVEN | {REVIEW + "total": cell(3, Status.READ)})
    extra = answered(GIVEN | {REVIEW + "pending": cell(0, Status.READ)})
    assert figures(wrong)["exact"] == figures(extra)["exact"] == (0, 2)


def test_swapped_cells_are_misplaced_and_counted_by_their_axis() -> None:
    swapped = answered(GIVEN | {REVIEW + "upheld": cell(None), REVIEW + "corrected": cell(2)})
    assert (swapped.cells.column_drift, swapped.cells.row_drift) == (1, 0)
    assert [(error.outcome, error.origin) for error in swapped.silent_errors][-1] == (
        Outcome.MISPLACED,
        "review_and_litigation.review.upheld",
    )


def test_a_tool_without_statuses_has_no_coverage_and_no_silent_errors_rather_than_none() -> None:
    bare = {path: PredictedCell(item.state, item.value) for path, item in GIVEN.items()}
    document = PredictedDocument("yunxi.csv", (PredictedReport(bare),), has_status=False, has_identity=False)
    card = score([GOLD], [document])
    assert figures(card) == {
        "right": (5, 7),
        "labelled": (5, 7),
        "nonzero": (3, 4),
        "silent": (0, 0),
        "verified": (0, 0),
        "repaired": (0, 0),
        "exact": (1, 2),
    }
    assert card.cells.verified.share is None
    assert card.cells.silent.share is None
    assert card.reports.year_right == Figure(count=0, n=0)
    assert card.reports.matched == Figure(count=1, n=1)


def test_nothing_scored_is_undefined_not_zero() -> None:
    card = score([], [])
    assert set(figures(card).values()) == {(0, 0)}
    assert card.cells.right.share is None
    assert card.reports.matched.share is None


def test_organization_year_and_form_are_counted_among_matched_reports() -> None:
    def right(card: Scorecard) -> tuple[int, int, int]:
        reports = card.reports
        assert (reports.organization_right.n, reports.year_right.n, reports.form_right.n) == (1, 1, 1)
        return reports.organization_right.count, reports.year_right.count, reports.form_right.count

    assert right(answered(GIVEN)) == (1, 1, 1)
    assert right(answered(GIVEN, organization="云溪县水利")) == (0, 1, 1)
    assert right(answered(GIVEN, year=2021)) == (1, 0, 1)
    assert right(answered(GIVEN, form=None)) == (1, 1, 0)


def test_a_source_that_failed_and_a_document_without_a_line_are_missed() -> None:
    failed = score([GOLD], [PredictedDocument("yunxi/source.txt", (), error="empty: nothing in it")])
    absent = score([GOLD], [])
    for card in (failed, absent):
        assert (card.reports.missed, card.cells.outcomes[Outcome.MISSED]) == (1, 5)
        assert figures(card)["right"] == (0, 7)
        assert figures(card)["verified"] == (0, 5)
        assert figures(card)["exact"] == (0, 2)
    assert failed.documents.failed[0].error == "empty: nothing in it"
    assert (failed.documents.answered, failed.documents.unanswered) == (1, ())
    assert (absent.documents.answered, absent.documents.unanswered) == (0, ("yunxi",))


def test_documents_without_a_line_can_be_left_out_and_stay_listed() -> None:
    card = score([GOLD], [], only_answered=True)
    assert card.cells.right.share is None
    assert card.documents.unanswered == ("yunxi",)
    assert not card.documents.unanswered_scored


def test_numbers_of_an_invented_report_are_invented_and_silent_where_verified() -> None:
    true = PredictedReport(GIVEN, "云溪县水利局", 2022, "2021")
    false = PredictedReport({RECEIVED + "total": cell(6), REVIEW + "total": cell(1, Status.READ)}, "某厂", 2009, "2019")
    card = score([GOLD], [PredictedDocument("yunxi/a.txt", (true, false))])
    assert (card.reports.matched.count, card.reports.invented) == (1, 1)
    assert card.cells.outcomes[Outcome.INVENTED] == 3
    assert figures(card)["silent"] == (2, 5)
    assert figures(card)["exact"] == (1, 2)
    assert (card.by_form["2019"].right.count, card.by_form["2019"].right.n) == (0, 2)


def test_the_scorecard_survives_its_own_json() -> None:
    card = answered(GIVEN)
    assert Scorecard.model_validate_json(card.model_dump_json()) == card
    assert '"share":null' in answered({}).model_dump_json()


def test_judged_reports_name_their_document_for_statistics() -> None:
    pairing = match_documents([GOLD], [PredictedDocument("yunxi/a.txt", ()), PredictedDocument("yunxi/b.txt", ())])
    assert [(item.document, item.source) for item in judge(pairing)] == [
        ("yunxi", "yunxi/a.txt"),
        ("yunxi", "yunxi/b.txt"),
    ]
