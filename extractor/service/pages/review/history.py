"""What was done with a report, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from extractor.export.review.layout import cell_label
from extractor.reviewing.events import Event, EventKind, HumanReading, counting
from extractor.service.pages.rendering import environment
from extractor.service.pages.speech import Language, named, say
from schemas.enums import State

__all__ = ["history_html"]


@dataclass(frozen=True, slots=True)
class _Line:
    version: int
    kind: EventKind
    by: str
    at: datetime
    path: str
    """Empty for what is about the whole report."""
    label: str
    value: str
    """What was decided; empty for everything else."""
    how: str
    why: str
    undoes: int | None
    undone: bool


def history_html(events: Iterable[Event], lang: Language) -> str:
    """Return all events as an ordered list, the newest first; each names its cell in ``data-path``."""
    events = list(events)
    counted = {event.version for event in counting(events)}
    lines = [_line(event, counted, lang) for event in sorted(events, key=lambda event: -event.version)]
    words = {"say": partial(say, lang), "named": partial(named, lang), "lang": lang}
    return environment(lang).get_template("review_history.html").render(lines=lines, **words)


def _line(event: Event, counted: set[int], lang: Language) -> _Line:
    return _Line(
        version=event.version,
        kind=event.kind,
        by=event.by,
        at=event.at,
        path=event.path or "",
        label=cell_label(event.path) if event.path else "",
        value=_value(event.reading, lang) if event.reading else "",
        how=event.reading.how.value if event.reading else "",
        why=event.why or "",
        undoes=event.undoes,
        undone=event.kind is not EventKind.UNDO and event.version not in counted,
    )


def _value(reading: HumanReading, lang: Language) -> str:
    if reading.value is not None:
        return f"{reading.value}"
    if reading.state is State.MARK:
        return reading.printed
    not_there = reading.state is State.LOST  # said by a person; of a reading it is only that nothing was found
    return f"({say(lang, 'review.not_there') if not_there else named(lang, 'state', reading.state)})"
