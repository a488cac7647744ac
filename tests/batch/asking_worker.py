"""A worker that asks before it reads, and does to itself afterwards what a source's name begins with."""

from __future__ import annotations

from extractor import pipeline
from extractor.batch import worker
from extractor.library import failure
from extractor.model.reader import ModelReader
from extractor.pipeline import Settings
from schemas.result import Extraction
from tests.batch.bad_worker import DOES
from tests.batch.test_questions import REQUESTS


def _read(data: bytes, name: str, settings: Settings | None = None, model: ModelReader | None = None) -> Extraction:
    said = " ".join(str(response.reason) for response in model.read(REQUESTS)) if model else "nobody was asked"
    for word, action in DOES.items():
        if name.startswith(word):
            action()
    return failure(name, "0" * 64, "read", said, settings or Settings())


if __name__ == "__main__":
    pipeline.extract = _read
    worker.main()
