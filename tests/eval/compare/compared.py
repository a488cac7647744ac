"""Runs made by hand, for the tests of comparing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.compare.format import Change, Comparison
from eval.label_format import Label, LabelCell, LabelFact, LabelReport
from eval.runs.format import Asked, GoldSet, Header, Reader, RunDocument, RunFile, Usage
from schemas.enums import SectionKind, SectionStatus, State, Status, Witness
from schemas.facts import Metric
from schemas.result import Cell, ErrorResult, Extraction, Fact, Place, Report, Run, Section

R, V, D, U = Status.READ, Status.VERIFIED, Status.DISPUTED, Status.UNREAD
RECEIVED = "requests.received."
N, B, T = (RECEIVED + column for column in ("natural_person", "business", "total"))
UPHELD = "review_and_litigation.review.upheld"
TEXT = "三、收到和处理政府信息公开申请情况\n本年新收\t3\t0\t7\n" * 4
"""The digits of its first row stand at 23, 25 and 27."""

Given = tuple[int | None, Status]


def labelled(value: int | None, *, certain: bool = True) -> LabelCell:
    state = State.BLANK if value is None else State.NUMBER
    return LabelCell(printed="" if value is None else str(value), value=value, state=state, certain=certain)


def wanted(value: int, metric: Metric = Metric.TRAINING_SESSIONS, *, optional: bool = False) -> LabelFact:
    quote = f"培训{value}期"
    return LabelFact(
        metric=metric, value=value, unit="期", approximate=False, scope=None, quote=quote, optional=optional
    )


def label(
    cells: Mapping[str, int | LabelCell | None],
    *facts: LabelFact,
    organization: str = "云溪县水利局",
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


def report(cells: Mapping[str, Given], *facts: Fact, organization: str = "云溪县水利局", year: int = 2022) -> Report:
    return Report(
        title=None,
        organization=organization,
        region=None,
        year=year,
        form="2021",
        period_start=None,
        period_end=None,
        cells={path: cell(given) for path, given in cells.items()},
        facts=list(facts),
        problems=[],
        improvements=[],
        findings=[],
        sections=[Section(kind=SectionKind.OVERVIEW, status=SectionStatus.READ, reason=None, span=(0, 20))],
    )


def extraction(*reports: Report, error: str | None = None) -> Extraction:
    return Extraction(
        source="source.txt",
        sha256="",
        schema_version="1",
        origin=None,
        error=ErrorResult(kind=error, message="") if error else None,
        run=Run(version="1", settings="", model=None, prompts={}),
        reports=list(reports),
    )


def document(
    name: str,
    labels: Sequence[LabelReport],
    given: Extraction | Mapping[Reader, Extraction],
    *,
    mess: tuple[str, ...] | None = None,
    text: str | None = TEXT,
) -> RunDocument:
    return RunDocument(
        id=name,
        gold="samples",
        split="dev",
        mess=mess,
        source_kind="text",
        text=text,
        label=Label(source="source.txt", reports=tuple(labels)),
        extractions={Reader.CROSSCHECK: given} if isinstance(given, Extraction) else dict(given),
        usage=None,
    )


def run(
    *documents: RunDocument,
    name: str = "run",
    prompts: Mapping[str, str] | None = None,
    usage: Usage | None = None,
    seed: int = 1,
) -> RunFile:
    asked = Asked(
        preset="relay-model",
        model="relay-model",
        resolved=None,
        use="full",
        prompts=dict(prompts or {}),
        prompts_from=None,
        cassettes=True,
    )
    header = Header(
        name=name,
        version="1",
        gold=(GoldSet(name="samples", sha256="0", documents=len(documents), reports=len(documents)),),
        split="dev",
        readers=(Reader.CROSSCHECK,),
        asked=None if prompts is None else asked,
        settings="0",
        seed=seed,
        repeat=1,
        documents=len(documents),
        usage=usage,
    )
    return RunFile(header=header, documents=documents)


def change(found: Comparison, name: str) -> Change:
    return next(one for one in found.headline.changes if one.name == name)
