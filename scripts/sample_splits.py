"""Which samples may be looked at while rules and prompts are made, and which only measure: read from their README."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scripts.record_run import ROOT

__all__ = ["sample_splits"]

_ROW = re.compile(r"^\| `(?P<id>[\w-]+)` \|[^|]+\|[^|]+\| (?P<split>dev|test) \|", re.MULTILINE)


def sample_splits() -> Mapping[str, str]:
    """Return ``dev`` or ``test`` for each sample, by id."""
    table = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    return {found["id"]: found["split"] for found in _ROW.finditer(table)}
