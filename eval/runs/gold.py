"""The gold sets of a run, each named by what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from eval.runs.format import GoldSet, Reader, RunDocument

__all__ = ["gold_sets"]


def gold_sets(documents: Iterable[RunDocument]) -> tuple[GoldSet, ...]:
    """Return the gold sets that documents are of, each with a hash of the labels and sources that the run has of it."""
    by_name: dict[str, list[RunDocument]] = {}
    for document in documents:
        by_name.setdefault(document.gold, []).append(document)
    return tuple(
        GoldSet(
            name=name,
            sha256=_hash(listed),
            documents=len(listed),
            reports=sum(len(document.label.reports) for document in listed),
        )
        for name, listed in by_name.items()
    )


def _hash(documents: Iterable[RunDocument]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        source = document.extractions[Reader.RULES]
        for part in (document.id, source.sha256, document.label.model_dump_json()):
            digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()
