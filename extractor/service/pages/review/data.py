"""A stored report as the page's data, in the shape that the static review page has too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import starmap

from extractor.export.review.cut import cut_text
from extractor.export.review.index_record import index_record, shared_record
from extractor.export.review.ranking import Layout, Listed
from extractor.export.review.report_record import report_record, spans_of
from extractor.export.review.source_record import source_record
from extractor.export.review.source_text import Absence, SourceText
from extractor.export.review.vocabulary import STATUSES
from extractor.export.self_contained import island
from extractor.reviewing.events import Standing, undoable
from extractor.reviewing.queue import Look
from extractor.service.pages.review.as_read import as_read
from extractor.service.store.stored import StoredReport

__all__ = ["islands", "source_data_record", "state_record"]

_SHOWN = 200_000
"""Characters of a source's text; of a longer one windows around the cells are shown."""


def islands(stored: StoredReport, lang: str, state: Mapping[str, object]) -> str:
    """Return all that the page holds from its start: words and form, the report as it was read, and its state."""
    info, read = stored.info, as_read(stored.record, stored.origin)
    listed = Listed(
        line=0,
        source=info.source_name,
        sha256=info.sha256,
        ordinal=info.ordinal or 0,
        organization=info.organization,
        year=info.year,
        form=info.form,
        counts=_by_status(stored),
        doubts=tuple(_looks(stored)),
        findings=(info.errors, info.warnings, info.notes),
        layout=0,
    )
    own = {
        "index": index_record([listed], lang),
        "source-0": {"text": "", "blocks": []},
        "state": state,
    }
    return _shared((info.form, read.paths)) + read.island + b"".join(starmap(island, own.items())).decode()


@lru_cache(maxsize=64)  # reports of a form mostly have the same cells
def _shared(layout: Layout) -> str:
    return island("shared", shared_record([layout])).decode()


def state_record(stored: StoredReport, person: str, key_id: int | None = None) -> dict[str, object]:
    """Return what events change: the queue, what stands and who said so; cells and findings where decisions moved them.

    ``cells`` and ``findings`` are None where they are those of the report as it was read.
    """
    settled: Mapping[str, object] = {} if stored.changed is None else report_record(stored.settled, None, stored.origin)
    last = undoable(stored.events, person, key_id)
    return {
        "version": stored.info.version,
        "reading": str(stored.info.reading_version),
        "cells": settled.get("cells"),
        "findings": settled.get("findings"),
        "counts": _by_status(stored),
        "queue": [[at, look.reason, look.settled] for at, look in _looks(stored).items()],
        "standing": {path: _standing(found) for path, found in stored.standing.items()},
        "reviewed": _reviewed(stored),
        "undo": None
        if last is None
        else {"version": last.version, "kind": last.kind, "path": last.path, "why": last.why},
        "events": [
            {"version": event.version, "kind": event.kind, "by": event.by, "path": event.path}
            for event in stored.events
        ],
    }


def _reviewed(stored: StoredReport) -> Mapping[str, object] | None:
    """Who called the report done as it is read now: what lists, exports and labels go by."""
    info = stored.info
    if info.reviewed_at is None:
        return None
    return {"by": info.reviewed_by, "at": info.reviewed_at.isoformat()}


def source_data_record(stored: StoredReport, text: SourceText | Absence) -> dict[str, object]:
    """Return the source's text, or why there is none, and the report as read with its places in it."""
    if isinstance(text, Absence):
        return {"source": {"absent": text}, "report": report_record(stored.report, None, stored.origin)}
    cut = cut_text(text, spans_of(stored.report), _SHOWN)
    return {"source": source_record(text, cut), "report": report_record(stored.report, cut, stored.origin)}


def _looks(stored: StoredReport) -> dict[int, Look]:
    """The queue in its order, by each cell's place in printed order."""
    index = {path: number for number, path in enumerate(as_read(stored.record, stored.origin).paths)}
    return {index[look.path]: look for look in stored.looks if look.path in index}


def _standing(standing: Standing) -> Mapping[str, object]:
    event = standing.event
    return {
        **standing.reading.to_record(),
        "by": event.by,
        "at": event.at.isoformat(),
        "why": event.why,
        "version": event.version,
        "current": standing.current,
    }


def _by_status(stored: StoredReport) -> tuple[int, ...]:
    if stored.changed is None:
        return as_read(stored.record, stored.origin).counts
    counts = Counter(cell.status for cell in stored.settled.cells.values())
    return tuple(counts[status] for status in STATUSES)
