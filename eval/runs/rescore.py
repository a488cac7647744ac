"""Scoring a run file again: no reader and no model is needed, for it holds what they gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.labels import GoldDocument, load_gold
from eval.matching import Pairing
from eval.predictions import from_extraction
from eval.runs.format import Header, Reader, RunFile
from eval.runs.gold import gold_sets
from eval.runs.usage import total_usage
from eval.score import score_pairing
from eval.scorecard import Scorecard
from extractor.errors import UsageError

__all__ = ["headline_reader", "part_of", "relabelled", "scorecard_of"]


def headline_reader(header: Header) -> Reader:
    """Return the reader whose figures gates speak of: the cross-check, or the rules where no model was asked."""
    return Reader.CROSSCHECK if Reader.CROSSCHECK in header.readers else Reader.RULES


def scorecard_of(run: RunFile, reader: Reader, *, list_errors: bool = False) -> Scorecard:
    """Return the scorecard of one reader, over the documents that it read."""
    pairs = tuple(
        (GoldDocument(document.id, Path(), None, document.label), from_extraction(document.extractions[reader]))
        for document in run.documents
        if reader in document.extractions
    )
    return score_pairing([gold for gold, _ in pairs], Pairing(pairs, (), ()), list_errors=list_errors)


def part_of(run: RunFile, *, gold: str | None = None, split: str | None = None) -> RunFile:
    """Return the documents of one gold set, one split, or both, as a run; usage is theirs alone."""
    documents = tuple(
        document
        for document in run.documents
        if (gold is None or document.gold == gold) and (split is None or document.split == split)
    )
    made = {reader for document in documents for reader in document.extractions}
    changes = {
        "gold": gold_sets(documents),
        "split": split or run.header.split,
        "readers": tuple(reader for reader in run.header.readers if reader in made),
        "documents": len(documents),
        "usage": total_usage(document.usage for document in documents),
        "naive_usage": total_usage(document.naive_usage for document in documents),
    }
    return RunFile(header=run.header.model_copy(update=changes), documents=documents)


def relabelled(run: RunFile, folders: Sequence[Path]) -> tuple[RunFile, tuple[str, ...]]:
    """Return a run with the labels that now stand in folders, and the documents that they do not hold.

    Those keep the labels of the file.

    Raises:
        UsageError: a folder is no gold set, or none of the documents stands in any.
    """
    labels: Mapping[str, GoldDocument] = {gold.id: gold for folder in folders for gold in load_gold(folder)}
    known = [document.id for document in run.documents if document.id in labels]
    if not known:
        raise UsageError(f"none of the run's documents stands in {', '.join(map(str, folders))}")
    documents = tuple(
        document.model_copy(update={"label": labels[document.id].label}) if document.id in labels else document
        for document in run.documents
    )
    header = run.header.model_copy(update={"gold": gold_sets(documents)})
    return RunFile(header=header, documents=documents), tuple(d.id for d in run.documents if d.id not in labels)
