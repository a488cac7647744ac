"""What is left to people, and what should have been: disputes, silent errors, looks."""

from __future__ import annotations

from collections.abc import Sequence

from eval.figures.format import Disputes, Looks, Silent
from eval.figures.prose import JudgedFacts, silent_facts
from eval.figures.reading import Counter, Item
from eval.label_format import LabelCell
from eval.outcomes import BELIEVED
from eval.questions import CELL_QUESTIONS
from eval.score import cell_error
from extractor.export.review.report_record import doubtful
from schemas.enums import State, Status
from schemas.result import Candidate, Cell

__all__ = ["disputes", "looks", "silent"]


def disputes(items: Sequence[Item], counter: Counter) -> Disputes:
    """Return how disputed cells came out."""
    disputed = [
        (item.cluster, judged, given)
        for item in items
        if item.result
        for judged in item.cells
        if judged.scored and (given := item.result.cells.get(judged.path)) and given.status is Status.DISPUTED
    ]
    return Disputes(
        settled=counter.score((cluster, _stands(given)) for cluster, _, given in disputed),
        settled_right=counter.score((cluster, judged.right) for cluster, judged, given in disputed if _stands(given)),
        true_among=counter.score(
            (cluster, judged.right or any(_is_true(one, judged.label) for one in given.candidates))
            for cluster, judged, given in disputed
            if judged.number
        ),
    )


def _stands(given: Cell) -> bool:
    """A number without a value is a dispute without a winner."""
    return not (given.state is State.NUMBER and given.value is None)


def _is_true(candidate: Candidate, label: LabelCell | None) -> bool:
    return label is not None and candidate.value == label.value


def silent(items: Sequence[Item], judged: JudgedFacts, counter: Counter) -> Silent:
    """Return what is believed and wrong; each report counts once for its cells and once for its facts."""
    question = CELL_QUESTIONS["silent"]
    answers = [
        (item, [answer for cell in item.cells if (answer := question(item.judged, cell)) is not None]) for item in items
    ]
    of_facts = silent_facts(judged)
    return Silent(
        cells=counter.score((item.cluster, answer) for item, given in answers for answer in given),
        reports=counter.bounded((item.cluster, any(given) if given else None) for item, given in answers),
        facts=counter.total(of_facts),
        fact_reports=counter.bounded((cluster, wrong > 0 if n else None) for cluster, wrong, n in of_facts),
        errors=tuple(cell_error(item.judged, cell) for item in items for cell in item.cells if cell.silent),
    )


def looks(items: Sequence[Item], counter: Counter) -> Looks:
    """Return how many cells of a report a person has to look at; missed reports have none to look at."""
    given = [(item.cluster, item.result) for item in items if item.result]
    return Looks(
        doubtful=counter.total((cluster, len(doubtful(report)), 1) for cluster, report in given),
        unbelieved=counter.total(
            (
                cluster,
                sum(cell.status not in BELIEVED and cell.state is not State.LOST for cell in report.cells.values()),
                1,
            )
            for cluster, report in given
        ),
    )
