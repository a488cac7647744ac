"""Reports of invented agencies as results, for what is found between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schemas import SCHEMA_VERSION, cell_definitions
from schemas.enums import Origin, State, Status, Witness
from schemas.result import Cell, Extraction, Finding, Place, Report, Run

COLUMNS = tuple(p.rpartition(".")[2] for p in cell_definitions() if p.startswith("requests.received."))
STOCKS = "proactive_disclosure.article_20_1.normative_documents"
ITEMS = "proactive_disclosure.article_20_5.licensing"

CellSpec = int | str | tuple[int | str, Status] | Cell
"""A number; ``""`` for a blank; any other text for a mark; with a status where it is not ``verified``."""


def cell(spec: CellSpec, order: int = 0) -> Cell:
    if isinstance(spec, Cell):
        return spec
    value, status = spec if isinstance(spec, tuple) else (spec, Status.VERIFIED)
    state = State.NUMBER if isinstance(value, int) else State.MARK if value else State.BLANK
    return Cell(
        printed=str(value),
        value=value if isinstance(value, int) else None,
        state=state,
        status=status,
        witnesses=[Witness.RULES],
        span=(order, order + 1),
        at=Place(table=0, row=order // 10, column=order % 10),
        candidates=[],
        placed_by="structure",
    )


def row(name: str, values: Sequence[CellSpec]) -> dict[str, CellSpec]:
    """A row of requests, its seven columns in the form's order."""
    return {f"requests.{name}.{column}": value for column, value in zip(COLUMNS, values, strict=True)}


def plain_row(name: str, first: int, second: int = 0) -> dict[str, CellSpec]:
    """A row that adds up: so many of natural persons and of businesses."""
    return row(name, [first, second, 0, 0, 0, 0, first + second])


def report(
    organization: str | None, year: int | None, cells: Mapping[str, CellSpec], findings: Sequence[Finding] = ()
) -> Report:
    return Report(
        title=None,
        organization=organization,
        region=None,
        year=year,
        form="2021" if (year or 0) > 2020 else "2019",
        period_start=None,
        period_end=None,
        cells={path: cell(spec, number) for number, (path, spec) in enumerate(cells.items())},
        facts=[],
        problems=[],
        improvements=[],
        findings=list(findings),
        sections=[],
    )


def extraction(source: str, *reports: Report, origin: Origin = Origin.DIGITAL) -> Extraction:
    return Extraction(
        source=source,
        sha256="0" * 64,
        schema_version=SCHEMA_VERSION,
        origin=origin,
        error=None,
        run=Run(version="0", settings="", model=None, prompts={}),
        reports=list(reports),
    )
