"""The labels of the corpus as their own predictions: all right, until one number is changed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from eval.labels import load_gold
from eval.predictions import PredictedCell, PredictedDocument, PredictedReport
from eval.score import score
from eval.scorecard import Figure
from schemas.enums import State, Status

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def test_the_labels_of_the_corpus_score_themselves_as_all_right_and_one_flipped_number_shows() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus does not stand at {CORPUS}")
    documents = load_gold(CORPUS)
    perfect = [
        PredictedDocument(
            f"corpus/{document.id}/source.txt",
            tuple(
                PredictedReport(
                    {path: PredictedCell(item.state, item.value, Status.VERIFIED) for path, item in one.cells.items()},
                    one.organization,
                    one.year,
                    one.form,
                )
                for one in document.label.reports
            ),
        )
        for document in documents
    ]
    card = score(documents, perfect)
    assert card.cells.right.n == card.cells.right.count == 1585
    assert (card.cells.silent.count, card.reports.invented, card.reports.missed) == (0, 0, 0)
    assert card.reports.organization_right == Figure(count=13, n=13)
    first = perfect[0].reports[0]
    path = "requests.received.total"
    flipped = dataclasses.replace(
        first, cells={**first.cells, path: PredictedCell(State.NUMBER, 9487, Status.VERIFIED)}
    )
    worse = score(documents, [dataclasses.replace(perfect[0], reports=(flipped,)), *perfect[1:]])
    assert (worse.cells.silent.count, worse.cells.right.count) == (1, 1584)
    assert [error.path for error in worse.silent_errors] == [path]
