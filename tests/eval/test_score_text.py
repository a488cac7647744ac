"""The terminal rendering: figures with their n, columns that line up under Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.labels import GoldDocument, Label, LabelCell, LabelReport
from eval.predictions import PredictedCell, PredictedDocument, PredictedReport
from eval.report_text import aligned, display_width, figure_text, render
from eval.score import score
from eval.scorecard import Figure
from schemas.enums import State, Status, Witness


@pytest.mark.parametrize(
    ("count", "n", "text"),
    [
        (3, 4, "3/4 75.0 %"),
        (0, 4, "0/4 0.0 %"),
        (4, 4, "4/4 100.0 %"),
        (0, 0, "undefined"),
        (99_999, 100_000, "99999/100000 99.9 %"),
        (1, 100_000, "1/100000 0.1 %"),
        (1, 2, "1/2 50.0 %"),
    ],
)
def test_a_share_stands_with_its_n_and_is_never_rounded_to_all_or_none(count: int, n: int, text: str) -> None:
    assert figure_text(Figure(count=count, n=n)) == text


def test_wide_characters_take_two_columns() -> None:
    assert [display_width(text) for text in ("abc", "公开", "（一）", "é", "ﾊ")] == [3, 4, 6, 1, 1]
    assert aligned([("云溪县", "1"), ("ab", "2")]) == "云溪县  1\nab      2"


def test_no_control_character_reaches_the_terminal() -> None:
    assert aligned([("a\x1b[31m\nb", "1")]) == "a�[31m�b  1"


def test_a_whole_scorecard() -> None:
    total = "requests.received.total"
    label = Label(
        source="source.txt",
        reports=(
            LabelReport(
                title=None,
                organization="云溪县水利局",
                year=2022,
                form="2021",
                cells={total: LabelCell(printed="3", value=3, state=State.NUMBER)},
            ),
        ),
    )
    given = PredictedCell(State.NUMBER, 8, Status.VERIFIED, (Witness.RULES, Witness.ROW_SUM))
    documents = [GoldDocument(name, Path(name), None, label) for name in ("yunxi", "lanting")]
    predicted = [
        PredictedDocument("yunxi/a.txt", (PredictedReport({total: given}, "云溪县水利局", 2022, "2021"),)),
        PredictedDocument("other.txt", ()),
    ]
    shown = render(score(documents, predicted))
    assert [re.split(" {2,}", line) for line in shown.splitlines()] == [
        ["documents", "2 labelled, 1 answered, 0 failed"],
        ["reports", "2 labelled, 1 matched, 1 missed, 0 invented"],
        ["organization right", "1/1 100.0 %"],
        ["year right", "1/1 100.0 %"],
        ["form right", "1/1 100.0 %"],
        ["facts found", "undefined"],
        ["facts right", "undefined"],
        ["facts silently wrong", "undefined"],
        ["unanswered, missed", "lanting"],
        ["no such label, not scored", "other.txt"],
        [""],
        ["outcome", "cells"],
        ["right", "0"],
        ["right blank", "0"],
        ["wrong", "1"],
        ["missed", "1"],
        ["invented", "0"],
        ["misplaced", "0 (0 row drift, 0 column drift)"],
        ["unscored", "0"],
        ["right among labelled", "0/2 0.0 %"],
        [""],
        ["", "right", "non-zero right", "verified", "repaired", "silent errors", "tables exact"],
        ["all", "0/2 0.0 %", "0/2 0.0 %", "1/2 50.0 %", "0/2 0.0 %", "1/1 100.0 %", "0/2 0.0 %"],
        ["form 2021", "0/2 0.0 %", "0/2 0.0 %", "1/2 50.0 %", "0/2 0.0 %", "1/1 100.0 %", "0/2 0.0 %"],
        ["table proactive_disclosure", *["undefined"] * 6],
        ["table requests", "0/2 0.0 %", "0/2 0.0 %", "1/2 50.0 %", "0/2 0.0 %", "1/1 100.0 %", "0/2 0.0 %"],
        ["table review_and_litigation", *["undefined"] * 6],
        ["table statistics", *["undefined"] * 6],
        ["source yunxi/a.txt", "0/1 0.0 %", "0/1 0.0 %", "1/1 100.0 %", "0/1 0.0 %", "1/1 100.0 %", "0/1 0.0 %"],
        ["source lanting", "0/1 0.0 %", "0/1 0.0 %", "0/1 0.0 %", "0/1 0.0 %", "undefined", "0/1 0.0 %"],
        [""],
        ["silent errors: 1"],
        ["source", "report", "path", "label", "predicted", "outcome", "status", "witnesses"],
        ["yunxi/a.txt", "云溪县水利局 2022", total, "3", "8", "wrong", "verified", "rules, row_sum"],
    ]
