"""Many sources in a row: one that fails, for whatever reason, never stops the others."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator

from extractor.cli.outcome import about, complain
from extractor.library import Opened, open_each
from extractor.pipeline import Settings
from schemas.result import Extraction

__all__ = ["extract_each"]


def extract_each(sources: tuple[str, ...], settings: Settings) -> Iterator[tuple[Opened, Extraction]]:
    """Yield each source with its extraction, in order; why one failed is said on stderr.

    A defect of the program itself is shown with its traceback and is an extraction with ``error`` too, so that one
    source in ten thousand does not cost the others.
    """
    for opened in open_each(sources, sys.stdin.buffer):
        try:
            extraction = opened.extract(settings)
        except Exception as error:  # the rim: whatever a source can set off ends here, visibly
            traceback.print_exc()
            message = (
                f"{opened.name}: a defect of gongkai, not of the source ({type(error).__name__}); please report it"
            )
            extraction = opened.failed("internal", message, settings)
        if extraction.error:
            complain(about(extraction.source, extraction.error.message))
        yield opened, extraction
