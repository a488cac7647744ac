"""Results for the store's tests: small reports that can be changed cell by cell, and whole ones like a sample's."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from extractor.library import extract
from extractor.service.store.engine import Store, open_store
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import SourceInfo, add_source
from schemas.enums import Blame, FindingKind, Origin, Severity, State, Status, Witness
from schemas.facts import Metric
from schemas.result import (
    SCHEMA_VERSION,
    Candidate,
    Cell,
    ErrorResult,
    Extraction,
    Fact,
    Finding,
    Place,
    Report,
    Run,
    Term,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAMPLES = Path(__file__).resolve().parents[3] / "samples"
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
RECEIVED = [f"requests.received.{column}" for column in COLUMNS]
CARRIED = [f"requests.carried_in.{column}" for column in COLUMNS]
PATHS = (*RECEIVED, *CARRIED)


def later(minutes: int) -> datetime:
    """A time after noon."""
    return NOON + timedelta(minutes=minutes)


def cell(value: int, status: Status = Status.VERIFIED, candidates: Sequence[int] = (), column: int = 0) -> Cell:
    """A cell that prints a number."""
    return Cell(
        printed=str(value),
        value=value,
        state=State.NUMBER,
        status=status,
        witnesses=[Witness.RULES, Witness.ROW_SUM] if status is Status.VERIFIED else [Witness.RULES],
        span=(10 + column, 11 + column),
        at=Place(table=0, row=1, column=column),
        candidates=[Candidate(value=other, printed=str(other), by=[Witness.MODEL]) for other in candidates],
        placed_by="structure",
    )


def report(
    year: int | None = 2022,
    organization: str | None = "禾浦县自然资源局",
    cells: Mapping[str, Cell] | None = None,
    facts: int = 1,
    findings: Sequence[Finding] = (),
) -> Report:
    """A report with two rows of one table; the first cell is in doubt."""
    own = {path: cell(6 if path.endswith("total") else 1, column=place % 7 + 1) for place, path in enumerate(PATHS)}
    own[PATHS[0]] = cell(1, Status.DISPUTED, (2,), 1)
    return Report(
        title=f"{organization}{year}年政府信息公开工作年度报告",
        organization=organization,
        region=None,
        year=year,
        form="2021",
        period_start=None,
        period_end=None,
        cells={**own, **(cells or {})},
        facts=[fact(number) for number in range(facts)],
        problems=[],
        improvements=[],
        findings=list(findings),
        sections=[],
    )


def fact(number: int) -> Fact:
    """A fact of the prose."""
    metric = list(Metric)[number % len(Metric)]
    return Fact(
        metric=metric,
        value=number,
        unit="件",
        approximate=False,
        scope=None,
        quote=f"共{number}件",
        span=(100, 103),
        status=Status.READ,
        witnesses=[Witness.RULES],
    )


def finding(kind: FindingKind = FindingKind.ENCODING, severity: Severity = Severity.WARNING) -> Finding:
    """A finding that no decision touches."""
    return Finding(
        kind=kind,
        severity=severity,
        blame=Blame.SOURCE,
        paths=[],
        terms=[Term(path=PATHS[0], value=1)],
        fingerprint=hashlib.sha256(f"{kind}{severity}".encode()).hexdigest()[:16],
        message="odd bytes",
    )


def extraction(
    data: bytes, *reports: Report, name: str = "年报.html", version: str = "1", error: str | None = None
) -> Extraction:
    """The result of reading some bytes."""
    return Extraction(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        schema_version=SCHEMA_VERSION,
        origin=Origin.DIGITAL,
        error=ErrorResult(kind=error, message=f"cannot be read: {error}") if error else None,
        run=Run(version=version, settings="s", model=None, prompts={}),
        reports=list(reports),
    )


def put(
    session: Session, data: bytes, *reports: Report, name: str = "年报.html", version: str = "1", minute: int = 0
) -> SourceInfo:
    """Keep a source and its result; return the source."""
    source, _ = add_source(session, name=name, data=data, by="ann", at=NOON)
    put_extraction(session, source.id, extraction(data, *reports, name=name, version=version), later(minute))
    return source


@cache
def sample(name: str) -> Extraction:
    """What is read from a sample."""
    return extract(sample_data(name), name=_sample_place(name).name)


def sample_data(name: str) -> bytes:
    """A sample's bytes."""
    return _sample_place(name).read_bytes()


def _sample_place(name: str) -> Path:
    (place,) = (SAMPLES / name).glob("source.*")
    return place


def untouched(_: Store) -> None:
    """Fill a store with nothing."""


@cache
def file_of(fill: Callable[[Store], None]) -> bytes:
    """The file of an SQLite store that was filled and closed."""
    with tempfile.TemporaryDirectory(prefix="gongkai-store-") as folder:
        file = Path(folder) / "x.db"
        at_url(fill)(f"sqlite:///{file}")
        return file.read_bytes()


@cache
def at_url(fill: Callable[[Store], None]) -> Callable[[str], None]:
    """The same of the store at a URL."""

    def fill_there(url: str) -> None:
        store = open_store(url)
        fill(store)
        store.close()

    return fill_there
