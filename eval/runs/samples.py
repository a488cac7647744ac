"""Gold sets to the documents of a run: each opened, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.gold_split import Split
from eval.label_format import Label
from eval.labels import GoldDocument, load_gold
from extractor.errors import SourceError, UsageError
from extractor.library import read_bytes, source_text

__all__ = ["Sample", "WhichSplit", "load_samples", "sample_of"]

WhichSplit = Literal["dev", "test", "all"]

_KINDS = {
    "htm": "html",
    "xhtml": "html",
    "txt": "text",
    "md": "markdown",
    **dict.fromkeys(("docx", "doc", "wps", "rtf"), "word"),
    **dict.fromkeys(("xlsx", "xls", "et"), "excel"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled document, opened."""

    gold: GoldDocument
    set_name: str
    """Of its gold set."""
    name: str
    """``ID/source.html``: as results call it, whatever folder the gold set stands in."""
    data: bytes
    text: str | None
    """As Gongkai renders it; None where it cannot be read."""

    @property
    def id(self) -> str:
        """The document's."""
        return self.gold.id

    @property
    def split(self) -> Split:
        """What it may be used for; a set that does not say is ``test``."""
        return self.gold.split or Split.TEST

    @property
    def label(self) -> Label:
        """The truth about it."""
        return self.gold.label

    @property
    def kind(self) -> str:
        """The kind of its file: ``html``, ``text``, ``word`` …; of a kind without a name its suffix."""
        suffix = self.name.rpartition(".")[2].lower()
        return _KINDS.get(suffix, suffix)


def load_samples(folders: Sequence[Path], split: WhichSplit = "all") -> tuple[Sample, ...]:
    """Return the documents of gold sets that have a source, set by set, by id.

    Raises:
        UsageError: a folder is no gold set, two of them have one name or one document, or nothing is left.
    """
    names = [folder.resolve().name for folder in folders]
    if twice := _repeated(names):
        raise UsageError(f"two gold sets are called {twice!r}: results could not be told apart")
    samples = [
        sample_of(document, name)
        for name, folder in zip(names, folders, strict=True)
        for document in load_gold(folder)
        if document.source is not None and split in ("all", document.split or Split.TEST)
    ]
    if twice := _repeated([sample.id for sample in samples]):
        raise UsageError(f"the document {twice!r} stands in two gold sets: results could not be told apart")
    if not samples:
        raise UsageError(f"no document with a source in {', '.join(map(str, folders))} is of the split {split!r}")
    return tuple(samples)


def sample_of(document: GoldDocument, set_name: str) -> Sample:
    """Return a document with the first of its sources that can be read: a label may name a PDF and its text.

    Raises:
        UsageError: its source cannot be opened.
    """
    candidates = list(_candidates(document))
    for path in candidates:
        try:
            data = read_bytes(path)
            name = f"{document.id}/{path.name}"
            return Sample(document, set_name, name, data, source_text(data, name))
        except SourceError as error:
            if error.kind == "unreadable" and not path.is_file():
                raise UsageError(str(error)) from error
    path = candidates[0]
    return Sample(document, set_name, f"{document.id}/{path.name}", path.read_bytes(), None)


def _candidates(document: GoldDocument) -> Iterator[Path]:
    assert document.source is not None
    yield document.source
    for name in document.label.sources:
        path = document.folder / Path(name).name
        if path != document.source and path.is_file():
            yield path


def _repeated(names: Sequence[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
