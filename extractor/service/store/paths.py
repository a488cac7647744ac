"""The numbers that stand for the paths of cells."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.service.store.errors import Refused
from extractor.service.store.tables import PathRow
from schemas.vocabulary import cell_definitions

__all__ = ["check_paths", "path_numbers"]


def check_paths(paths: Iterable[str]) -> None:
    """Make sure that all paths are of cells that the forms have.

    Raises:
        Refused: one is not.
    """
    strange = sorted(set(paths) - cell_definitions().keys())
    if strange:
        raise Refused(f"no form has a cell {strange[0]}; the result is of another version of the forms")


def path_numbers(session: Session) -> dict[str, int]:
    """Return the number of every path; the store's upgrade has given each path of the forms one."""
    return {path: number for number, path in session.execute(select(PathRow.id, PathRow.path))}
