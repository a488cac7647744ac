"""Runs made by hand, for the tests of comparing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.compare.format import Change, Comparison
from eval.label_format import Label, LabelCell, LabelFact, LabelReport
from eval.runs.format import GoldSet, Reader, RunDocument, RunFile, Usage
from schemas.enums import SectionKind, SectionStatus, State, Status, Witness
from schemas.facts import Metric
from schemas.result import Cell, ErrorResult, Extraction, Fact, Place, Report, Section
from tests.eval.hand_made import AGENCY, asked, extraction_of, header, label_cell, report_of, run_document

R, V, D, U = Status.READ, Status.VERIFIED, Status.DISPUTED, Status.UNREAD
RECEIVED = "requests.received."
N, B, T = (RECEIVED + column for column in ("natural_person", "business", "total"))
UPHELD = "review_and_litigation.review.upheld"
TEXT = "三、收到和处理政府信息公开申请情况\n本年新收\t3\t0\t7\n" * 4
"""The digits of its first row stand at 23, 25 and 27."""

Given = tuple[int | None, Status]


labelled = label_cell


def wanted(value: int, metric: Metric = Metric.TRAINING_SESSIONS, *, optional: bool = False) -> LabelFact:
    quote = f"培训{value}期"
    return LabelFact(
        metric=metric, value=value, unit="期", approximate=False, scope=None, quote=quote, optional=optional
    )


def label(
    cells: Mapping[str, int | LabelCell | None],
    *facts: LabelFact,
    organization: str = AGENCY,
    form: str = "2021",
) -> LabelReport:
    held = {path: cell if isinstance(cell, LabelCell) else labelled(cell) for path, cell in cells.items()}
    return LabelReport(title=None, organization=organization, year=2022, form=form, cells=held, facts=facts)


def cell(given: Given, span: tuple[int, int] | None = (23, 24)) -> Cell:
    value, status = given
    return Cell(
        printed="" if value is None else str(value),
        value=value,
        state=State.BLANK if value is None else State.NUMBER,
        status=status,
        witnesses=[Witness.RULES, Witness.MODEL] if status is V else [Witness.RULES],
        span=span,
        at=Place(table=0, row=1, column=1),
        candidates=[],
    )


def fact(value: int, status: Status = R, metric: Metric = Metric.TRAINING_SESSIONS) -> Fact:
    return Fact(
        metric=metric,
        value=value,
        unit="期",
        approximate=False,
        scope=None,
        quote=f"培训{value}期",
        span=(2, 6),
        status=status,
        witnesses=[Witness.RULES],
    )


def report(cells: Mapping[str, Given], *facts: Fact, organization: str = AGENCY, year: int = 2022) -> Report:
    return report_of(
        {path: cell(given) for path, given in cells.items()},
        organization=organization,
        year=year,
        facts=list(facts),
        sections=[Section(kind=SectionKind.OVERVIEW, status=SectionStatus.READ, reason=None, span=(0, 20))],
    )


def extraction(*reports: Report, error: str | None = None) -> Extraction:
    return extraction_of(*reports, error=ErrorResult(kind=error, message="") if error else None)


def document(
    name: str,
    labels: Sequence[LabelReport],
    given: Extraction | Mapping[Reader, Extraction],
    *,
    mess: tuple[str, ...] | None = None,
    text: str | None = TEXT,
) -> RunDocument:
    extractions = {Reader.CROSSCHECK: given} if isinstance(given, Extraction) else given
    return run_document(name, Label(source="source.txt", reports=tuple(labels)), extractions, mess=mess, text=text)


def run(
    *documents: RunDocument,
    name: str = "run",
    prompts: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    seed: int = 1,
) -> RunFile:
    made = header(
        name,
        len(documents),
        version="1",
        gold=(GoldSet(name="samples", sha256="0", documents=len(documents), reports=len(documents)),),
        split="dev",
        asked=None if prompts is None else asked(prompts),
        seed=seed,
        usage=usage,
    )
    return RunFile(header=made, documents=documents)


def change(found: Comparison, name: str) -> Change:
    return next(one for one in found.headline.changes if one.name == name)
