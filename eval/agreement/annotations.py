"""A folder of annotations: one label file a document, by id."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.labels import LABEL_NAME, Label, load_label
from extractor.errors import UsageError

__all__ = ["load_annotations"]


def load_annotations(folder: Path) -> Mapping[str, Label]:
    """Return the labels of a folder by id, sorted: a gold set's ``<id>/label.json``, or ``<id>.json`` side by side.

    Raises:
        UsageError: there is no such folder, nothing of either kind is in it, or a file breaks the label format.
    """
    if not folder.is_dir():
        raise UsageError(f"no annotations at {folder}: expected a folder of <id>.json or of <id>/{LABEL_NAME}")
    files = {path.parent.name: path for path in sorted(folder.glob(f"*/{LABEL_NAME}"))}
    files = files or {path.stem: path for path in sorted(folder.glob("*.json"))}
    if not files:
        raise UsageError(f"neither <id>.json nor <id>/{LABEL_NAME} in {folder}")
    return {name: load_label(path) for name, path in files.items()}
