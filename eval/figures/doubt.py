"""What is left to people, and what should have been: disputes, silent errors, looks."""

from __future__ import annotations

from collections.abc import Sequence

from eval.figures.format import Disputes, Looks, Silent
from eval.figures.prose import JudgedFacts, silent_facts
from eval.figures.reading import Counter, Item
from eval.outcomes import BELIEVED, CellOutcome
from eval.questions import CELL_QUESTIONS
from eval.score import cell_error
from extractor.export.review.report_record import doubtful
from schemas.enums import State, Status

__all__ = ["disputes", "looks", "silent"]


def disputes(items: Sequence[Item], counter: Counter) -> Disputes:
    """Return how disputed cells came out."""
    disputed = [(item, cell) for item in items for cell in item.cells if cell.scored and cell.status is Status.DISPUTED]
    return Disputes(
        settled=counter.score((item.cluster, _stands(cell)) for item, cell in disputed),
        settled_right=counter.score((item.cluster, cell.right) for item, cell in disputed if _stands(cell)),
        true_among=counter.score((item.cluster, _is_among(item, cell)) for item, cell in disputed if cell.number),
    )


def _stands(cell: CellOutcome) -> bool:
    """A number without a value is a dispute without a winner."""
    given = cell.predicted
    return given is not None and not (given.state is State.NUMBER and given.value is None)


def _is_among(item: Item, cell: CellOutcome) -> bool:
    if cell.right:
        return True
    candidates = item.result.cells[cell.path].candidates if item.result else ()
    return any(cell.label is not None and candidate.value == cell.label.value for candidate in candidates)


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
