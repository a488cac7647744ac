"""What asking took: the rows of single requests to the usage of a document, and documents to a run."""

from __future__ import annotations

import math
from collections.abc import Iterable

from eval.runs.format import Recorded, Usage
from extractor.model.ledger import Row
from extractor.model.request import CallStatus

__all__ = ["total_usage", "usage_of"]


def usage_of(rows: Iterable[Row], requests: int) -> Usage:
    """Return what asking about one document took.

    Args:
        rows: of the requests for which a call was sent or an answer was kept, in any order.
        requests: all of them, equal ones counted once; those without a row were not sent and have no answer.
    """
    parts = [_of_row(row) for row in rows]
    parts += [_NOT_SENT] * (requests - len(parts))
    return total_usage(parts) or _NOTHING


def total_usage(parts: Iterable[Usage | None]) -> Usage | None:
    """Return the sums over documents, the same whatever their order; None where no model was asked about any."""
    listed = [part for part in parts if part is not None]
    if not listed:
        return None
    sent = [part for part in listed if part.calls]
    return Usage(
        requests=sum(part.requests for part in listed),
        replayed=sum(part.replayed for part in listed),
        calls=sum(part.calls for part in listed),
        unanswered=sum(part.unanswered for part in listed),
        tokens_sent=_total(part.tokens_sent for part in sent),
        tokens_received=_total(part.tokens_received for part in sent),
        characters_sent=sum(part.characters_sent for part in listed),
        characters_received=sum(part.characters_received for part in listed),
        cost=_total_float(part.cost for part in sent),
        currency=next((part.currency for part in sent if part.currency), None),
        seconds=_total_float(part.seconds for part in sent),
        recorded=_recorded([part.recorded for part in listed if part.recorded]),
    )


_NOTHING = Usage(
    requests=0,
    replayed=0,
    calls=0,
    unanswered=0,
    tokens_sent=None,
    tokens_received=None,
    characters_sent=0,
    characters_received=0,
    cost=None,
    currency=None,
    seconds=None,
)
_NOT_SENT = _NOTHING.model_copy(update={"requests": 1, "unanswered": 1})


def _of_row(row: Row) -> Usage:
    replayed, sent = row.replayed, row.attempts > 0
    recorded = replayed and Recorded(
        characters_sent=replayed.characters_sent,
        characters_received=replayed.characters_received,
        tokens_sent=replayed.tokens.sent,
        tokens_received=replayed.tokens.received,
    )
    return Usage(
        requests=1,
        replayed=row.cached,
        calls=row.attempts,
        unanswered=row.outcome is not CallStatus.ANSWERED,
        tokens_sent=row.tokens.sent if sent else None,
        tokens_received=row.tokens.received if sent else None,
        characters_sent=row.characters_sent + (recorded.characters_sent if recorded else 0),
        characters_received=row.characters_received + (recorded.characters_received if recorded else 0),
        cost=row.cost if sent else None,
        currency=row.currency if sent else None,
        seconds=row.seconds if sent else None,
        recorded=recorded,
    )


def _recorded(parts: list[Recorded]) -> Recorded | None:
    if not parts:
        return None
    return Recorded(
        characters_sent=sum(part.characters_sent for part in parts),
        characters_received=sum(part.characters_received for part in parts),
        tokens_sent=_total(part.tokens_sent for part in parts),
        tokens_received=_total(part.tokens_received for part in parts),
    )


def _total(counts: Iterable[int | None]) -> int | None:
    """The sum; None where there is nothing to add up, or a part is not known."""
    found = _total_float(counts)
    return None if found is None else int(found)


def _total_float(values: Iterable[float | None]) -> float | None:
    listed = list(values)
    known = [value for value in listed if value is not None]
    return math.fsum(known) if known and len(known) == len(listed) else None
