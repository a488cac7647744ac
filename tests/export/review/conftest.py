"""Results to review, with their sources: an invented page that tries to break out, and two samples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractor import extract
from extractor.cli.source_files import SourceFiles
from extractor.export.review.page import PageSettings, review_page
from extractor.export.review.ranking import choose
from schemas.result import Extraction

SAMPLES = Path(__file__).parents[3] / "samples"

MakePage = Callable[..., bytes]


def _extraction(sample: str) -> Extraction:
    return extract(next((SAMPLES / sample).glob("source.*")))


@pytest.fixture(scope="session")
def disputed() -> Extraction:
    """Five disputed cells, one with a candidate that a sum needs."""
    return _extraction("fengtong-district-2021")


@pytest.fixture(scope="session")
def unread() -> Extraction:
    """Five cells that could not be read, four of which a sum would fill."""
    return _extraction("dipu-water-2021")


@pytest.fixture(scope="session")
def make_page() -> MakePage:
    """Makes the page of extractions whose sources are found where their names say."""

    def make(extractions: Sequence[Extraction], *, most: int = 1000, lang: str = "en", limit: int = 40_000) -> bytes:
        files = SourceFiles(Path("results.jsonl"), None)
        settings = PageSettings(lang=lang, source_limit=limit)
        return b"".join(review_page(choose(extractions, most), extractions, files.text_of, settings))

    return make
