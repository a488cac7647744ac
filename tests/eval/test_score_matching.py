"""Which line answers which document, and which report which label."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.labels import GoldDocument, Label, LabelReport
from eval.matching import match_documents, match_reports, similarity
from eval.predictions import PredictedDocument, PredictedReport


def document(name: str, source: str) -> GoldDocument:
    return GoldDocument(name, Path(name), None, Label(source=source, reports=()))


GOLD = [document("yunxi-2022", "source.html"), document("lanting-2021", "000_ab.txt"), document("c.d", "source.html")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("gold/yunxi-2022/source.html", "yunxi-2022"),
        ("/data/gold/lanting-2021/any.pdf", "lanting-2021"),
        ("gold\\yunxi-2022\\source.html", "yunxi-2022"),
        ("yunxi-2022.html", "yunxi-2022"),
        ("mangled/lanting-2021.txt", "lanting-2021"),
        ("pages/000_ab.txt", "lanting-2021"),
        ("c.d", "c.d"),
        ("lanting-2021/yunxi-2022.html", "lanting-2021"),
        ("elsewhere/source.html", None),
        ("unknown.html", None),
    ],
)
def test_a_line_answers_the_document_that_its_source_names(source: str, expected: str | None) -> None:
    pairing = match_documents(GOLD, [PredictedDocument(source, ())])
    assert [item.id for item, _ in pairing.pairs] == ([expected] if expected else [])
    assert [line.source for line in pairing.unknown] == ([] if expected else [source])
    assert len(pairing.unanswered) == (2 if expected else 3)


def test_two_files_of_one_document_both_answer_it() -> None:
    lines = [PredictedDocument(f"yunxi-2022/source.{suffix}", ()) for suffix in ("pdf", "txt")]
    pairing = match_documents(GOLD, lines)
    assert [line.source for _, line in pairing.pairs] == ["yunxi-2022/source.pdf", "yunxi-2022/source.txt"]
    assert [item.id for item in pairing.unanswered] == ["lanting-2021", "c.d"]


def truth(organization: str, year: int, form: str = "narrative") -> LabelReport:
    return LabelReport(title=None, organization=organization, year=year, form=form, cells={})


def found(organization: str | None, year: int | None, form: str | None = "narrative") -> PredictedReport:
    return PredictedReport({}, organization, year, form)


def paired(labels: list[LabelReport], predicted: list[PredictedReport]) -> list[tuple[int | None, int | None]]:
    return [
        (
            next((i for i, item in enumerate(labels) if item is label), None),
            next((i for i, item in enumerate(predicted) if item is report), None),
        )
        for label, report in match_reports(labels, predicted)
    ]


SPORTS, PRICES, TAXES = truth("岚汀省体育局", 2011), truth("岚汀省物价局", 2011), truth("岚汀省地税局", 2011)


def test_reports_that_are_all_there_match_in_order() -> None:
    given = [found("岚汀省体育局", 2011), found("岚汀省物价局", 2011), found("岚汀省地税局", 2011)]
    assert paired([SPORTS, PRICES, TAXES], given) == [(0, 0), (1, 1), (2, 2)]


def test_a_missed_report_is_the_one_that_nothing_resembles_best() -> None:
    given = [found("岚汀省体育局", 2011), found("岚汀省地税局", 2011)]
    assert paired([SPORTS, PRICES, TAXES], given) == [(0, 0), (1, None), (2, 1)]
    assert paired([SPORTS, PRICES, TAXES], []) == [(0, None), (1, None), (2, None)]


def test_an_invented_report_is_left_over() -> None:
    given = [found("岚汀省体育局", 2011), found("岚汀省体育局", 2010), found("岚汀省物价局", 2011)]
    assert paired([SPORTS, PRICES], given) == [(0, 0), (1, 2), (None, 1)]


def test_a_damaged_name_or_year_still_matches_and_an_unlike_report_does_not() -> None:
    assert paired([SPORTS, PRICES], [found("岚汀省体育", 2011), found("岚汀省物价局", None)]) == [(0, 0), (1, 1)]
    given = [found("岚汀省体育局", 2011), found("某某公司", 1999, "2021")]
    assert paired([SPORTS, PRICES], given) == [(0, 0), (1, None), (None, 1)]


def test_the_only_report_answers_the_only_label_whatever_it_is_called() -> None:
    assert paired([SPORTS], [found("某某公司", 1999, "2021")]) == [(0, 0)]


def test_cells_without_a_name_answer_the_report_that_has_them() -> None:
    table = LabelReport.model_validate(
        {
            "title": None,
            "organization": "开发区体育局",
            "year": 2018,
            "form": "statistics",
            "cells": {"statistics.review": {"printed": "1", "value": 1, "state": "number"}},
        }
    )
    bare = PredictedReport(dict.fromkeys(table.cells))  # type: ignore[arg-type]  # only the paths matter here
    assert paired([SPORTS, table, PRICES], [bare]) == [(0, None), (1, 0), (2, None)]


def test_similarity_adds_up_to_two() -> None:
    assert similarity(SPORTS, found("岚汀省体育局", 2011)) == 2.0
    assert similarity(SPORTS, found("岚汀省体育局", 2010)) == 1.5
    assert similarity(SPORTS, found(None, None, None)) == 0.5 + 0.25 + 0.125 + 0.25
    assert similarity(SPORTS, found("某公司", 2010, "2021")) == 0.25
