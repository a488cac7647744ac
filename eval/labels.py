"""Labels: the format, its check with line numbers, and gold sets, which are folders of labelled documents."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from eval.gold_split import SPLITS_NAME, Mess, Split, SplitEntry, load_splits
from eval.label_format import (
    CellAlternative,
    FactAlternative,
    Label,
    LabelCell,
    LabelFact,
    LabelRegion,
    LabelReport,
    label_json_schema,
)
from eval.positions import JsonPath, LocatedJson, parse_json, show_path
from extractor.errors import UsageError

__all__ = [
    "LABEL_NAME",
    "CellAlternative",
    "FactAlternative",
    "GoldDocument",
    "Label",
    "LabelCell",
    "LabelFact",
    "LabelRegion",
    "LabelReport",
    "Problem",
    "label_json_schema",
    "load_gold",
    "load_label",
    "validate",
]

LABEL_NAME = "label.json"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a label file, and where."""

    file: Path
    line: int
    """From 1."""
    path: str
    """JSON path, such as ``$.reports[0].cells["requests.received.total"].value``."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One labelled document: ``<gold>/<id>/label.json`` and the source beside it."""

    id: str
    """Name of its folder."""
    folder: Path
    source: Path | None
    """The file that was labelled; None where the folder holds none, or several and none is named."""
    label: Label
    split: Split | None = None
    """What it may be used for; None where the gold set has no ``splits.json``."""
    mess: tuple[Mess, ...] | None = None
    """What is hard about it; None in the same case."""


def validate(path: Path) -> list[Problem]:
    """Return everything that is wrong with a label file, in the order of its lines; empty where nothing is.

    Checked are the JSON itself, duplicated keys, types, unknown keys, cell paths, forms and metrics, and states
    that contradict their value or print. Whether a value is what the print says is not checked.
    """
    return _read(path)[1]


def load_label(path: Path) -> Label:
    """Return one label file.

    Raises:
        UsageError: the file is missing or breaks the format; the message names the first problems with their lines.
    """
    label, problems = _read(path)
    if label is None or problems:
        shown = [str(problem) for problem in problems[:_SHOWN]]
        more = len(problems) - len(shown)
        raise UsageError("\n".join([*shown, *([f"and {more} more"] if more else [])]))
    return label


def load_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """Return the documents of a gold set, by id.

    Args:
        folder: holds one folder a document with ``label.json`` in it; other folders and files are passed over.

    Raises:
        UsageError: there is no such folder, nothing is labelled in it, a label breaks the format, or there is a
            ``splits.json`` that leaves out a document.
    """
    if not folder.is_dir():
        raise UsageError(f"no gold set at {folder}: expected a folder of <id>/{LABEL_NAME}")
    labels = sorted(folder.glob(f"*/{LABEL_NAME}"))
    if not labels:
        raise UsageError(f"no <id>/{LABEL_NAME} in {folder}; for a single label file use --labels FILE")
    splits = load_splits(folder)
    if splits is not None and (unknown := [path.parent.name for path in labels if path.parent.name not in splits]):
        raise UsageError(f"{folder / SPLITS_NAME} does not say whether {unknown[0]} is dev or test")
    return tuple(_document(path, splits[path.parent.name] if splits is not None else None) for path in labels)


def _document(path: Path, entry: SplitEntry | None) -> GoldDocument:
    label = load_label(path)
    document = GoldDocument(path.parent.name, path.parent, _source(path.parent, label), label)
    return document if entry is None else replace(document, split=entry.split, mess=entry.mess)


def _source(folder: Path, label: Label) -> Path | None:
    """The file that the label names; the one ``source.*`` where that is elsewhere; else the first of ``sources``."""
    named = folder / PurePosixPath(label.source).name
    if named.is_file():
        return named
    beside = sorted(path for path in folder.glob("source.*") if path.is_file())
    if len(beside) == 1:
        return beside[0]
    listed = [folder / PurePosixPath(name).name for name in label.sources]
    return next((path for path in listed if path.is_file()), None)


def _read(path: Path) -> tuple[Label | None, list[Problem]]:
    try:
        located = parse_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return None, [Problem(path, 1, "$", f"cannot be read: {error.strerror or error}")]
    except UnicodeDecodeError as error:
        return None, [Problem(path, 1, "$", f"is not UTF-8: {error.reason} at byte {error.start}")]
    except json.JSONDecodeError as error:
        return None, [Problem(path, error.lineno, "$", f"is no JSON: {error.msg} at column {error.colno}")]
    problems = [
        Problem(path, item.line, show_path(item.path), f"key stands twice, first on line {item.first_line}")
        for item in located.duplicates
    ]
    label: Label | None = None
    try:
        label = Label.model_validate(located.value)
    except ValidationError as error:
        problems += [_problem(path, located, item["loc"], item["msg"]) for item in error.errors(include_url=False)]
    return label, sorted(problems, key=lambda problem: (problem.line, problem.path))


def _problem(file: Path, located: LocatedJson, loc: JsonPath, message: str) -> Problem:
    known = located.known(loc)
    missing = loc[len(known) : len(known) + 1]
    # A required key that is not there is part of its own path; names of union members in ``loc`` are not.
    shown = (*known, *missing) if message == "Field required" else known
    return Problem(file, located.line(known), show_path(shown), message.removeprefix("Value error, "))
