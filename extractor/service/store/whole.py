"""All results one after another, with or without persons' decisions: what exports and labels are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.reviewing.apply import settled as apply
from extractor.reviewing.events import Standing, standing
from extractor.service.store.event_rows import events_of
from extractor.service.store.packed import unpack
from extractor.service.store.report_list import ReportQuery, filtered
from extractor.service.store.tables import ExtractionLineRow, ExtractionRow, ReportRow, SourceRow
from schemas.result import Extraction, Report

__all__ = ["Decided", "each_decided", "each_extraction"]

_AT_ONCE = 20
"""Sources of which the results are in memory together."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The current result of one source and what persons made of it."""

    source_id: str
    extraction: Extraction
    """As it was read."""
    lang: str
    """Of its messages."""
    standing: Mapping[int, Mapping[str, Standing]]
    """By the report's place in the result: the decisions that stand, by path; nothing for a report without any."""
    reviewed: frozenset[int]
    """Places of the reports that a person called done."""
    chosen: tuple[int, ...]
    """Places of the reports that were asked for, in their order."""

    def settled(self) -> Extraction:
        """Return the result with the decisions put in, of the reports that were asked for."""
        reports = [self._settled(ordinal, self.extraction.reports[ordinal]) for ordinal in self.chosen]
        return self.extraction.model_copy(update={"reports": reports})

    def as_read(self) -> Extraction:
        """Return the result without decisions, of the reports that were asked for."""
        reports = [self.extraction.reports[ordinal] for ordinal in self.chosen]
        return self.extraction.model_copy(update={"reports": reports})

    def _settled(self, ordinal: int, report: Report) -> Report:
        decisions = self.standing.get(ordinal)
        return apply(report, decisions, self.lang, self.extraction.origin) if decisions else report


def each_extraction(
    session: Session, *, chosen: ReportQuery | None = None, settled: bool = True
) -> Iterator[Extraction]:
    """Yield the current result of every source, by name.

    Args:
        session: of the store; everything that is yielded is of one moment.
        chosen: only reports that this query chooses, and only sources that have one; its order and page are passed over.
        settled: with persons' decisions put in; False for what was read.
    """
    for decided in each_decided(session, chosen):
        yield decided.settled() if settled else decided.as_read()


def each_decided(session: Session, chosen: ReportQuery | None = None) -> Iterator[Decided]:
    """Yield the current result of every source, by name, with persons' decisions beside it; as ``each_extraction``."""
    places = None if chosen is None else _places(session, chosen)
    read = select(SourceRow.id).where(SourceRow.extraction_id.is_not(None))
    ids = session.execute(read.order_by(SourceRow.name, SourceRow.id)).scalars().all()
    wanted = ids if places is None else [id for id in ids if id in places]
    for start in range(0, len(wanted), _AT_ONCE):
        yield from _some(session, wanted[start : start + _AT_ONCE], places)


def _places(session: Session, chosen: ReportQuery) -> dict[str, set[int]]:
    """The places of the chosen reports in their sources."""
    places: dict[str, set[int]] = defaultdict(set)
    for source_id, ordinal in session.execute(filtered(select(ReportRow.source_id, ReportRow.ordinal), chosen)):
        if ordinal is not None:
            places[source_id].add(ordinal)
    return dict(places)


def _some(session: Session, ids: Sequence[str], places: Mapping[str, Set[int]] | None) -> Iterator[Decided]:
    rows = session.execute(
        select(SourceRow.id, ExtractionRow.lang, ExtractionLineRow.line)
        .join(ExtractionRow, ExtractionRow.id == SourceRow.extraction_id)
        .join(ExtractionLineRow, ExtractionLineRow.extraction_id == ExtractionRow.id)
        .where(SourceRow.id.in_(ids))
    ).all()
    reports = session.execute(
        select(ReportRow.source_id, ReportRow.ordinal, ReportRow.number, ReportRow.reviewed_at).where(
            ReportRow.source_id.in_(ids), ReportRow.present
        )
    ).all()
    events = events_of(session, [row.number for row in reports if row.ordinal is not None])
    lines = {row.id: (row.lang, row.line) for row in rows}
    for id in ids:
        lang, line = lines[id]
        extraction = Extraction.model_validate_json(unpack(line))
        own = [(row.ordinal, row.number, row.reviewed_at) for row in reports if row.source_id == id]
        yield Decided(
            source_id=id,
            extraction=extraction,
            lang=lang,
            standing={
                ordinal: standing(events[number], extraction.reports[ordinal], extraction.sha256)
                for ordinal, number, _ in own
                if number in events
            },
            reviewed=frozenset(ordinal for ordinal, _, reviewed_at in own if reviewed_at is not None),
            chosen=tuple(range(len(extraction.reports)) if places is None else sorted(places[id])),
        )
