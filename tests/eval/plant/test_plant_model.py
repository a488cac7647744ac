"""The kinds that need a model's answers, planted with stand-ins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eval.plant import clean_report
from eval.plant.field import rendered
from extractor.pipeline import extract
from schemas.answers import Answer, DisclosureAnswer, ProseAnswer, RequestsAnswer, ReviewAnswer, StatisticsAnswer
from schemas.enums import FindingKind, Severity
from tests.extractor.model.stand_ins import Answers, StandIn, answers_of, on_values

_TABLES = (DisclosureAnswer, RequestsAnswer, ReviewAnswer, StatisticsAnswer)


def silent(answers: Answers) -> Answers:
    """The model has nothing to say about one section."""
    return dict(list(answers.items())[:-1])


def inventing(answers: Answers) -> Answers:
    """The model gives numbers that stand nowhere."""

    def invented(answer: Answer) -> Answer:
        return answer if isinstance(answer, ProseAnswer) else on_values(answer, lambda v: ["98765431"] * len(v))

    return {kind: invented(answer) for kind, answer in answers.items()}


def of_another_year(answers: Answers) -> Answers:
    """The model takes the tables for those of a year that they do not print."""
    return {
        kind: answer.model_copy(update={"year": 2009}) if isinstance(answer, _TABLES) else answer
        for kind, answer in answers.items()
    }


def under_other_columns(answers: Answers) -> Answers:
    """The model saw two columns of the third table in each other's place."""

    def exchanged(answer: Answer) -> Answer:
        if not isinstance(answer, RequestsAnswer):
            return answer
        first, second, *rest = answer.columns
        return answer.model_copy(update={"columns": [second, first, *rest]})

    return {kind: exchanged(answer) for kind, answer in answers.items()}


SPOILT: dict[Callable[[Answers], Answers], FindingKind] = {
    silent: FindingKind.MODEL_UNANSWERED,
    inventing: FindingKind.MODEL_REJECTED,
    of_another_year: FindingKind.MODEL_REJECTED,
    under_other_columns: FindingKind.UPSTREAM_MISMATCH,
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_a_model_does_wrong_is_found(spoil: Callable[[Answers], Answers]) -> None:
    check(spoil, 3)


@pytest.mark.soak
@pytest.mark.parametrize("spoil", SPOILT)
def test_what_a_model_does_wrong_is_found_at_full_size(spoil: Callable[[Answers], Answers]) -> None:
    check(spoil, 20)


def check(spoil: Callable[[Answers], Answers], cases: int) -> None:
    kind = SPOILT[spoil]
    missed = []
    for seed in range(cases):
        truth = clean_report(seed, form=("2021", "2019")[seed % 2], plain=True, busy=True).truth
        source = rendered(truth, "html")
        answers = answers_of(truth)
        right = {f.kind for r in extract(source.data, source.name, model=StandIn(answers)).reports for f in r.findings}
        assert kind not in right
        wrong = extract(source.data, source.name, model=StandIn(spoil(answers))).reports
        found = [finding for report in wrong for finding in report.findings if finding.kind is kind]
        missed += [] if found else [seed]
        assert all(finding.severity is not Severity.ERROR for finding in found)
    assert missed == []
