"""What a decision rests on: the source and what the readers gave for one cell, as a hash.

A decision stands as long as this is the same, whatever else a new extraction finds: another place of the same token,
another status, another neighbour. Where the source's bytes or a reader's answer changed, the cell is open again.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from schemas.enums import READERS
from schemas.reading import Number, as_number
from schemas.result import Cell

__all__ = ["basis_of"]


def basis_of(cell: Cell, sha256: str) -> str:
    """Return a hash of what a person had before them: the source, the reading that stands and the readers' candidates.

    Places, status and witnesses are left out, and what only the sums ask for, which depends on other cells.

    Args:
        cell: as the result has it, without decisions.
        sha256: of the source's bytes.
    """
    candidates = sorted(
        [_text(candidate.value), candidate.printed, *(reader for reader in READERS if reader in candidate.by)]
        for candidate in cell.candidates
        if any(reader in candidate.by for reader in READERS)
    )
    rests_on = [sha256, cell.state, _text(cell.value), cell.printed, candidates]
    return hashlib.sha256(json.dumps(rests_on, ensure_ascii=False).encode()).hexdigest()[:32]


def _text(value: Number | None) -> str:
    """A value as one text, however JSON wrote it: 1.5, 1.50 and 15E-1 are one."""
    return "" if value is None else str(as_number(Decimal(value)))
