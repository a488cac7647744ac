"""The numbers that stand for the paths of cells."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from extractor.service.store.tables import PathRow

__all__ = ["path_numbers"]

_LOCK = 0x7061746873
"""Of PostgreSQL's advisory locks: two writers that both meet a new path must not give it two numbers."""


def path_numbers(session: Session, paths: Iterable[str]) -> dict[str, int]:
    """Return the number of each path; one that has none is given the next.

    Paths of the official forms have theirs since the store was opened; others come from results of another version.
    """
    known = _known(session)
    wanted = list(paths)
    if not known.keys() >= set(wanted):
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            known = _known(session)
        next_number = session.execute(select(func.coalesce(func.max(PathRow.id), 0))).scalar_one() + 1
        new = [path for path in dict.fromkeys(wanted) if path not in known]
        rows = [{"id": next_number + place, "path": path} for place, path in enumerate(new)]
        session.execute(insert(PathRow), rows)
        known |= {path: next_number + place for place, path in enumerate(new)}
    return {path: known[path] for path in wanted}


def _known(session: Session) -> dict[str, int]:
    return {path: number for number, path in session.execute(select(PathRow.id, PathRow.path))}
