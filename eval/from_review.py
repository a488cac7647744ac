"""Labels from reviewed reports: what persons settled, as gold.

A cell is certain where a person said what stands in it, or where witnesses, with what persons said, verify it
(``extractor.reviewing.apply``). Everything else is ``certain: false`` and never scored: doubtful cells that nobody
settled, and cells that one reader read and nobody looked at. So is what a label cannot state truly: a number that a
person chose because the sums ask for it, while nobody read it in the source; and *unreadable* where nothing at all is
printed.

``printed`` is the source's print as far as a reader saw it, also beside a number that a person typed or chose for it: a
print that is no number has the state ``number`` as soon as a person says which number it is.

Verified cells that no person looked at are gold by their witnesses alone. A figure of silent errors on such labels
therefore speaks of the cells that were looked at, and of the sample among them (``extractor.reviewing.queue``); the
label's notes count both. They also tell, with who and when, which cells a person called the report's own error, and what
was noted with a decision.

Nobody looks at the numbers of the prose in a review. They are left out, and ``complete: false`` says so: then what an
extractor finds in the prose is neither right nor wrong (``eval.facts``). Title, organization, year, form and period are
the program's reading, which stood before the reviewer's eyes; nobody was asked about them.

A report of the source that is not reviewed has its place in the label, so that it is not taken for an invented one; none
of its cells is certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePosixPath

from eval.label_format import Label, LabelCell, LabelRegion, LabelReport
from extractor.reviewing.apply import settled
from extractor.reviewing.events import Standing
from schemas.decisions import How
from schemas.enums import State, Status
from schemas.reading import Number, as_number
from schemas.result import Cell, Extraction, Report

__all__ = ["label_of"]

_LARGEST = 10**18
"""Numbers of a label are below it."""
_INCOMPLETE = (
    "a review looks at the tables alone, so facts is empty and complete is false; "
    "what is read in the prose counts neither as right nor as wrong"
)
"""What ``complete: false`` means here, for people."""
_NOTHING = LabelCell(printed="", value=None, state=State.LOST, certain=False)


def label_of(extraction: Extraction, decided: Mapping[int, Mapping[str, Standing]]) -> Label:
    """Return the label of one source.

    Args:
        extraction: as it was read.
        decided: the decisions that stand, by the ordinal of each reviewed report and by path.
    """
    return Label(
        source=PurePosixPath(extraction.source.replace("\\", "/")).name or extraction.source,
        reports=tuple(
            _report(report, settled(report, decided.get(ordinal, {}), origin=extraction.origin), decided.get(ordinal))
            for ordinal, report in enumerate(extraction.reports)
        ),
    )


def _report(read: Report, judged: Report, standing: Mapping[str, Standing] | None) -> LabelReport:
    cells = {path: _cell(read.cells[path], cell, path, standing) for path, cell in judged.cells.items()}
    region = judged.region
    return LabelReport(
        title=judged.title,
        organization=judged.organization,
        region=LabelRegion(province=region.province, city=region.city, county=region.county) if region else None,
        year=judged.year,
        form=judged.form,
        period_start=judged.period_start,
        period_end=judged.period_end,
        cells=cells,
        notes=_notes(cells, standing),
        complete=False,
    )


def _notes(cells: Mapping[str, LabelCell], standing: Mapping[str, Standing] | None) -> str | tuple[str, ...]:
    """How the label was made, then a line for each cell that was called the report's own error or has a note."""
    if standing is None:
        return f"not reviewed: nothing is certain; the numbers of the prose are not labelled: {_INCOMPLETE}"
    certain = [path for path, cell in cells.items() if cell.certain]
    said = sum(path in standing and standing[path].current for path in certain)
    made = (
        f"made from a review: {said} cells said by persons, {len(certain) - said} verified by witnesses, "
        f"{len(cells) - len(certain)} not certain; the numbers of the prose are not labelled: {_INCOMPLETE}"
    )
    told = [_told(path, standing[path]) for path in cells if path in standing and _is_told(standing[path])]
    return (made, *told) if told else made


def _is_told(found: Standing) -> bool:
    return found.current and (found.reading.how is How.REPORT_WRONG or bool(found.event.why))


def _told(path: str, found: Standing) -> str:
    """``requests.received.total: the report is wrong (Li Hua, 2024-01-01T00:00:00+00:00): the parts add up to 47``."""
    event = found.event
    wrong = " the report is wrong" if found.reading.how is How.REPORT_WRONG else ""
    note = f": {event.why}" if event.why else ""
    return f"{path}:{wrong} ({event.by}, {event.at.isoformat()}){note}"


def _cell(read: Cell, judged: Cell, path: str, standing: Mapping[str, Standing] | None) -> LabelCell:
    found = standing.get(path) if standing else None
    if found is not None and found.current:
        return _said(read, judged, found)
    certain = standing is not None and judged.status is Status.VERIFIED
    return _stated(judged.state, judged.value, judged.printed, certain=certain) or _NOTHING


def _said(read: Cell, judged: Cell, found: Standing) -> LabelCell:
    """What a person said of a cell, with the source's print: a typed number is no print."""
    said = found.reading
    if said.how is How.UNREADABLE and said.state is State.UNREADABLE:
        return _stated(State.UNREADABLE, None, read.printed or said.printed, certain=True) or _NOTHING
    if said.state is not State.NUMBER:
        return _stated(said.state, said.value, said.printed, certain=True) or _NOTHING
    somebody_read_it = bool(said.printed.strip()) or (read.state is State.UNREADABLE and bool(read.printed.strip()))
    printed = judged.printed if judged.printed.strip() else said.printed.strip() or str(said.value)
    return _stated(State.NUMBER, said.value, printed, certain=somebody_read_it) or _NOTHING


def _stated(state: State, value: Number | None, printed: str, *, certain: bool) -> LabelCell | None:
    """Return the cell as the label format has it; None where that cannot state it."""
    text = printed.strip()
    if state in (State.BLANK, State.LOST):
        return LabelCell(printed="", value=None, state=state, certain=certain and not text)
    number = _exact(value) if state in (State.NUMBER, State.UNREADABLE) else None
    if not text or (state is State.NUMBER and number is None):
        return None
    return LabelCell(printed=printed, value=number, state=state, certain=certain)


def _exact(value: Number | None) -> Number | None:
    """A number that a label can hold."""
    if value is None:
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    return as_number(value) if -_LARGEST < value < _LARGEST else None
