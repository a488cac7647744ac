"""Small runs, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.label_format import Label, LabelCell, LabelFact, LabelReport
from eval.runs.format import Reader, RunDocument, RunFile
from schemas.enums import Blame, ExplanationKind, FindingKind, Severity, State, Status, Witness
from schemas.facts import Metric
from schemas.result import (
    Candidate,
    Cell,
    ErrorResult,
    Explanation,
    Extraction,
    Fact,
    Finding,
    Report,
    Term,
)
from tests.eval.hand_made import AGENCY, extraction_of, header, label_cell, report_of, run_document

label = label_cell


def stated(state: State) -> LabelCell:
    """A cell without a number."""
    return LabelCell(printed="" if state in (State.BLANK, State.LOST) else "■", value=None, state=state)


def cell(
    value: int | None,
    status: Status = Status.VERIFIED,
    witnesses: Sequence[Witness] = (Witness.RULES,),
    candidates: Sequence[int | None] = (),
    state: State | None = None,
) -> Cell:
    """A number, a blank, or what is said."""
    return Cell(
        printed="" if value is None else str(value),
        value=value,
        state=state or (State.BLANK if value is None else State.NUMBER),
        status=status,
        witnesses=list(witnesses),
        span=None,
        at=None,
        candidates=[Candidate(value=other, printed="", by=[Witness.ROW_SUM]) for other in candidates],
    )


def wanted(metric: Metric, value: int, quote: str, scope: str | None = None, *, optional: bool = False) -> LabelFact:
    """A labelled fact."""
    return LabelFact(
        metric=metric, value=value, unit="件", approximate=False, scope=scope, quote=quote, optional=optional
    )


def fact(
    metric: Metric,
    value: int,
    quote: str,
    span: tuple[int, int] | None,
    status: Status = Status.READ,
    scope: str | None = None,
) -> Fact:
    """A given fact."""
    return Fact(
        metric=metric,
        value=value,
        unit="件",
        approximate=False,
        scope=scope,
        quote=quote,
        span=span,
        status=status,
        witnesses=[Witness.RULES],
    )


def finding(
    kind: FindingKind,
    paths: Sequence[str],
    blame: Blame,
    explanations: Sequence[Mapping[str, int]] = (),
    severity: Severity = Severity.ERROR,
) -> Finding:
    """A finding; each explanation gives the cells that it would change."""
    return Finding(
        kind=kind,
        severity=severity,
        blame=blame,
        paths=list(paths),
        terms=[],
        fingerprint="0",
        message="",
        explanations=[
            Explanation(
                kind=ExplanationKind.SINGLE_CELL,
                terms=[Term(path=path, value=value) for path, value in changed.items()],
            )
            for changed in explanations
        ],
    )


def labelled(
    cells: Mapping[str, LabelCell],
    organization: str = AGENCY,
    facts: Sequence[LabelFact] = (),
    form: str = "2021",
    year: int = 2022,
) -> LabelReport:
    """One labelled report."""
    return LabelReport(
        title=None, organization=organization, year=year, form=form, cells=dict(cells), facts=tuple(facts)
    )


def report(
    cells: Mapping[str, Cell],
    organization: str = AGENCY,
    facts: Sequence[Fact] = (),
    findings: Sequence[Finding] = (),
    form: str = "2021",
    year: int = 2022,
) -> Report:
    """One report that was read."""
    return report_of(cells, organization=organization, year=year, form=form, facts=list(facts), findings=list(findings))


def extraction(*reports: Report, error: str | None = None) -> Extraction:
    """One result."""
    failure = ErrorResult(kind="encoding", message=error) if error else None
    return extraction_of(*reports, source="a/source.txt", error=failure)


def document(
    name: str,
    labels: Sequence[LabelReport],
    extractions: Mapping[Reader, Extraction],
    *,
    mess: tuple[str, ...] | None = None,
    source_kind: str = "text",
    text: str | None = None,
) -> RunDocument:
    """One document; those whose name begins with ``t`` are for tests."""
    return run_document(
        name,
        Label(source="source.txt", reports=tuple(labels)),
        extractions,
        gold="corpus" if name.endswith("corpus") else "samples",
        split="test" if name.startswith("t") else "dev",
        mess=mess,
        source_kind=source_kind,
        text=text,
    )


def run(*documents: RunDocument, readers: Sequence[Reader] = (Reader.CROSSCHECK,), seed: int = 7) -> RunFile:
    """A run of these documents."""
    made = header("by hand", len(documents), readers=tuple(readers), seed=seed)
    return RunFile(header=made, documents=tuple(documents))


def one_report(cells: Mapping[str, LabelCell], given: Mapping[str, Cell], *findings: Finding) -> RunFile:
    """A run of one report, read by the cross-check."""
    answer = extraction(report(given, findings=findings))
    return run(document("only", [labelled(cells)], {Reader.CROSSCHECK: answer}))
