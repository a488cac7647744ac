"""Reports to be reviewed, made of readings, and what persons may say of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from extractor import extract
from extractor.crosscheck import Evidence, crosscheck, to_cells, to_findings
from extractor.reviewing.basis import basis_of
from extractor.reviewing.events import Event, EventKind, HumanReading, Standing, standing
from schemas import Number
from schemas.decisions import How
from schemas.enums import Blame, FindingKind, Severity, State
from schemas.result import Extraction, Finding, Report

SHA = "ab" * 32
START = datetime(2024, 3, 1, 9, tzinfo=UTC)
SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def report_of(evidence: Evidence) -> Report:
    """The report that the pipeline would make of such readings."""
    outcome = crosscheck(evidence)
    units = [
        Finding(
            kind=FindingKind.UNIT_UNKNOWN,
            severity=Severity.WARNING,
            blame=Blame.SOURCE,
            paths=[reading.path],
            terms=[],
            fingerprint=reading.path,
            message="",
        )
        for reading in evidence.readings
        if not reading.unit_known
    ]
    return Report(
        title=None,
        organization="云溪县水利局",
        region=None,
        year=2022,
        form="2021",
        period_start=None,
        period_end=None,
        cells=to_cells(outcome),
        facts=[],
        problems=[],
        improvements=[],
        findings=[*to_findings(outcome), *units],
        sections=[],
    )


@cache
def sample(name: str) -> Extraction:
    """One of the samples, read by the rules alone."""
    return extract(str(next((SAMPLES / name).glob("source.*"))))


def typed(value: Number, printed: str | None = None) -> HumanReading:
    return HumanReading(State.NUMBER, value, str(value) if printed is None else printed, How.TYPED)


BLANK = HumanReading(State.BLANK, None, "", How.TYPED)
UNREADABLE = HumanReading(State.UNREADABLE, None, "", How.UNREADABLE)


def accepted(report: Report, path: str, how: How = How.ACCEPTED) -> HumanReading:
    """The reading that stands, found right."""
    cell = report.cells[path]
    state = State.NUMBER if cell.value is not None else cell.state
    return HumanReading(state, cell.value, cell.printed, how)


def said(report: Report, readings: Mapping[str, HumanReading], sha256: str = SHA) -> dict[str, Standing]:
    """What stands after one person said all of this."""
    events = [
        Event(number, EventKind.DECIDE, "王", at(number), path, reading, basis=basis_of(report.cells[path], sha256))
        for number, (path, reading) in enumerate(readings.items(), start=1)
    ]
    return standing(events, report, sha256)


def at(version: int) -> datetime:
    return START + timedelta(minutes=version)
