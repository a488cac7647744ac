"""A worker that does to itself what a source's name begins with, and reads the others as ever."""

from __future__ import annotations

from pathlib import PurePath

from extractor import pipeline
from extractor.batch import worker
from extractor.model.reader import ModelReader
from extractor.pipeline import Settings
from schemas.result import Extraction
from tests.batch.bad_worker import DOES

_extract = pipeline.extract


def _read(data: bytes, name: str, settings: Settings | None = None, model: ModelReader | None = None) -> Extraction:
    for word, action in DOES.items():
        if PurePath(name).name.startswith(word):
            action()
    return _extract(data, name, settings, model)


def main() -> None:
    """Run in a process of its own."""
    pipeline.extract = _read
    worker.main()
