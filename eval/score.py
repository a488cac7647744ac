"""Scoring: labels and predictions to judged reports, judged reports to a scorecard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from eval.facts import COUNTS, GENERAL, judge_facts, total
from eval.judged import JudgedReport
from eval.label_format import Label
from eval.labels import GoldDocument
from eval.matching import Pairing, match_documents, match_reports
from eval.outcomes import ERRORS, CellOutcome, Outcome, judge_cells
from eval.predictions import PredictedDocument
from eval.questions import CELL_QUESTIONS, REPORT_QUESTIONS, tables_exact
from eval.scorecard import CellError, Documents, Facts, FailedSource, Figure, Measures, Reading, Reports, Scorecard
from schemas.enums import TableKind

__all__ = [
    "JudgedReport",
    "cell_error",
    "judge",
    "judge_document",
    "judge_label",
    "score",
    "score_pairing",
    "scorecard",
]


_Item = tuple[JudgedReport, CellOutcome]
_Group = tuple[list[_Item], list[bool]]


def score(
    gold: Sequence[GoldDocument],
    predicted: Iterable[PredictedDocument],
    *,
    only_answered: bool = False,
    list_errors: bool = False,
) -> Scorecard:
    """Return the scorecard of predictions against a gold set.

    Args:
        gold: the labelled documents.
        predicted: one item a result line.
        only_answered: leave gold documents without a result line out of the figures; else their reports are missed.
        list_errors: list all errors, not only the silent ones.
    """
    pairing = match_documents(gold, predicted)
    return score_pairing(gold, pairing, only_answered=only_answered, list_errors=list_errors)


def score_pairing(
    gold: Sequence[GoldDocument], pairing: Pairing, *, only_answered: bool = False, list_errors: bool = False
) -> Scorecard:
    """Return the scorecard of result lines that are already matched to their documents; else as ``score``."""
    judged = judge(pairing, only_answered=only_answered)
    return scorecard(judged, _documents(gold, pairing, only_answered), list_errors=list_errors)


def judge(pairing: Pairing, *, only_answered: bool = False) -> tuple[JudgedReport, ...]:
    """Return every report of every document with the outcomes of its cells, missed and invented ones included."""
    judged = [report for pair in pairing.pairs for report in judge_document(*pair)]
    if not only_answered:
        judged += [report for item in pairing.unanswered for report in judge_document(item, None)]
    return tuple(judged)


def judge_document(gold: GoldDocument, predicted: PredictedDocument | None) -> tuple[JudgedReport, ...]:
    """Return the reports of one document with the outcomes of their cells.

    Args:
        gold: the labelled document.
        predicted: its result line; None where there is none, and every report is missed.
    """
    return judge_label(gold.id, gold.label, predicted)


def judge_label(document: str, label: Label, predicted: PredictedDocument | None) -> tuple[JudgedReport, ...]:
    """Return the same for a label that stands in no folder: the labelled reports in its order, then the invented ones.

    Args:
        document: its id.
        label: the truth about it.
        predicted: as above.
    """
    answer = predicted or PredictedDocument(document, ())
    return tuple(
        JudgedReport(
            document=document,
            source=answer.source,
            label=labelled,
            predicted=report,
            cells=judge_cells(labelled.cells if labelled else {}, report.cells if report else None),
            has_status=answer.has_status,
            has_identity=answer.has_identity,
        )
        for labelled, report in match_reports(label.reports, answer.reports)
    )


def scorecard(judged: Sequence[JudgedReport], documents: Documents, *, list_errors: bool = False) -> Scorecard:
    """Return all figures of judged reports."""
    errors = [
        (cell.silent, cell_error(report, cell)) for report in judged for cell in report.cells if cell.outcome in ERRORS
    ]
    return Scorecard(
        documents=documents,
        reports=_reports(judged),
        facts=_facts(judged),
        cells=_grouped(judged, ["all"], lambda report, table: "all")["all"],
        by_form=_grouped(judged, sorted({report.form for report in judged}), lambda report, table: report.form),
        by_table=_grouped(judged, TableKind, lambda report, table: table),
        by_source=_grouped(judged, (report.source for report in judged), lambda report, table: report.source),
        silent_errors=tuple(error for silent, error in errors if silent),
        errors=tuple(error for _, error in errors) if list_errors else None,
    )


def _documents(gold: Sequence[GoldDocument], pairing: Pairing, only_answered: bool) -> Documents:
    return Documents(
        labelled=len(gold),
        answered=len(gold) - len(pairing.unanswered),
        unanswered=tuple(document.id for document in pairing.unanswered),
        unanswered_scored=not only_answered,
        failed=tuple(FailedSource(source=line.source, error=line.error) for _, line in pairing.pairs if line.error),
        unknown=tuple(line.source for line in pairing.unknown),
    )


def _reports(judged: Sequence[JudgedReport]) -> Reports:
    figures = {
        name: _figure(answer for report in judged if (answer := question(report)) is not None)
        for name, question in REPORT_QUESTIONS.items()
    }
    matched = figures["matched"]
    return Reports(missed=matched.n - matched.count, invented=len(judged) - matched.n, **figures)


def _facts(judged: Sequence[JudgedReport]) -> Facts:
    sides = [
        (report.label, report.predicted.facts if report.predicted else ()) for report in judged if report.has_identity
    ]
    counts = total(judge_facts(label, given, COUNTS) for label, given in sides)
    general = total(judge_facts(label, given, GENERAL) for label, given in sides)
    both = counts + general
    return Facts(
        found=Figure(count=counts.found, n=counts.labelled),
        right=Figure(count=counts.given - counts.invented, n=counts.given),
        scope_right=Figure(count=counts.scope_right, n=counts.found),
        general_found=Figure(count=general.found, n=general.labelled),
        general_right=Figure(count=general.given - general.invented, n=general.given),
        silent=Figure(count=both.silent, n=both.verified),
    )


def _grouped(
    judged: Sequence[JudgedReport], names: Iterable[str], key: Callable[[JudgedReport, str], str]
) -> dict[str, Measures]:
    """Measures by a key of report and table; the expected names first, also those without a cell."""
    groups: dict[str, _Group] = {str(name): ([], []) for name in names}
    for report in judged:
        for table, cells, right in tables_exact(report):
            items, exact = groups.setdefault(key(report, table), ([], []))
            items += [(report, cell) for cell in cells]
            if right is not None:
                exact.append(right)
    return {name: _measures(group) for name, group in groups.items()}


def _measures(group: _Group) -> Measures:
    items, exact = group
    counted = Counter(cell.outcome for _, cell in items)
    figures = {
        name: _figure(answer for item in items if (answer := question(*item)) is not None)
        for name, question in CELL_QUESTIONS.items()
    }
    moved = {name: figures.pop(name).count for name in ("row_drift", "column_drift")}
    return Measures(
        outcomes={outcome: counted[outcome] for outcome in Outcome}, tables_exact=_figure(exact), **figures, **moved
    )


def _figure(answers: Iterable[bool]) -> Figure:
    listed = list(answers)
    return Figure(count=sum(listed), n=len(listed))


def cell_error(report: JudgedReport, cell: CellOutcome) -> CellError:
    """Return one wrong cell with all that is needed to look at it."""
    label, given, drift = cell.label, cell.predicted, cell.drift
    return CellError(
        source=report.source,
        organization=report.organization,
        year=report.year,
        path=cell.path,
        outcome=cell.outcome,
        label=Reading(state=label.state, value=label.value) if label else None,
        predicted=Reading(state=given.state, value=given.value) if given else None,
        status=cell.status,
        witnesses=given.witnesses if given else (),
        drift=drift.axis if drift else None,
        origin=drift.origin if drift else None,
    )
