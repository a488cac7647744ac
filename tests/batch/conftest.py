"""What the tests of batches share: a folder of invented reports, and what an undisturbed run makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.batch.runs import gongkai, write_sources

COUNT = 24


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """Sources, and the bytes of their results."""

    folder: Path
    names: Sequence[str]
    """From ``folder``."""
    results: bytes
    failures: bytes
    summary: bytes


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Two dozen sources, three of them no reports, read by one run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    names = [str(place.relative_to(folder)) for place in write_sources(folder / "pages", COUNT, seed=31)]
    out = folder / "out.jsonl"
    ran = gongkai(folder, "pages", "-o", out, "-j", "2", "--failures", "failures", "--summary", "summary")
    assert ran.code == 2, ran.stderr
    figures = [(folder / name).read_bytes() for name in ("out.jsonl", "failures", "summary")]
    out.unlink()
    return Undisturbed(folder, names, *figures)
