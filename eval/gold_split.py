"""What the documents of a gold set may be used for, and what is hard about each: its ``splits.json``.

::

    {"qinglan-province-2023": {"split": "dev", "mess": ["clean"]},
     …}

``dev`` may be looked at while rules, prompts and thresholds are made. ``test`` only measures; what tunes calls
``refuse_test``. A gold set without the file has told nobody that it may be looked at: it counts as ``test``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from extractor.errors import UsageError

__all__ = ["SPLITS_NAME", "Mess", "Split", "SplitEntry", "load_splits", "refuse_test"]

SPLITS_NAME = "splits.json"
_SHOWN = 3


class Split(StrEnum):
    """What a document is for."""

    DEV = "dev"
    """May be looked at while rules, prompts and thresholds are made."""
    TEST = "test"
    """Only measures."""


class Mess(StrEnum):
    """What is hard about a source; closed, so that scores can be told apart by it."""

    BLANKS = "blanks"
    """Cells left empty where others print 0."""
    CLEAN = "clean"
    """Nothing: what the form prints, as a page's own table. Stands alone."""
    DIGITS = "digits"
    """Numbers in other characters than 0 to 9, or with units and signs in words."""
    ENCODING = "encoding"
    """Bytes in another encoding than the one declared, or none is declared."""
    FLATTENED = "flattened"
    """Labels torn from their numbers."""
    FURNITURE = "furniture"
    """Menus, footers, hidden or foreign parts of the page around the report."""
    HEADINGS = "headings"
    """Titles or headings drift, are missing, or do not say what they should."""
    MARKDOWN = "markdown"
    """Copied as Markdown."""
    NARRATIVE = "narrative"
    """No table at all."""
    OCR = "ocr"
    """Recognised text of a scan."""
    ONE_LINE = "one_line"
    """A whole table on one line."""
    ONE_VALUE_A_LINE = "one_value_a_line"
    """One cell a line."""
    PDF_TEXT = "pdf_text"
    """Text of a PDF: columns of blanks, wrapped labels, page numbers."""
    PIPES = "pipes"
    """A table drawn with ``|`` in plain text."""
    TABLES_LOST = "tables_lost"
    """Headings without the tables below them."""
    TABS = "tabs"
    """Cells parted by tabs."""
    TRADITIONAL = "traditional"
    """Converted to traditional characters, with residue."""
    TWO_REPORTS = "two_reports"
    """More than one report in one source."""
    UNUSUAL_FORM = "unusual_form"
    """The form of another year, or rows or columns of two forms mixed."""
    WORD_PROCESSOR = "word_processor"
    """Markup of a word processor."""
    WRONG_SPANS = "wrong_spans"
    """Cells whose spans do not fit the table."""


class SplitEntry(BaseModel):
    """What ``splits.json`` says of one document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: Split
    mess: Annotated[tuple[Mess, ...], Field(min_length=1)]


_ENTRIES: TypeAdapter[dict[str, SplitEntry]] = TypeAdapter(dict[str, SplitEntry])


class Splittable(Protocol):
    """A document of a gold set."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def split(self) -> Split | None:
        """What it is for; None where the set does not say."""


def load_splits(gold: Path) -> Mapping[str, SplitEntry] | None:
    """Return what the ``splits.json`` of a gold set says, by document; None where there is none.

    Raises:
        UsageError: the file is no JSON, or says something else than splits and kinds of mess.
    """
    file = gold / SPLITS_NAME
    if not file.is_file():
        return None
    try:
        return _ENTRIES.validate_python(json.loads(file.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UsageError(f"{file}: no JSON in UTF-8: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UsageError(f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def refuse_test(documents: Iterable[Splittable], purpose: str) -> None:
    """Let only ``dev`` pass: called by whatever looks at labels in order to change how reports are read.

    Args:
        documents: those that it would look at.
        purpose: what it would do, as in "trying other prompts".

    Raises:
        UsageError: one of them is ``test``, or of a set that does not say.
    """
    kept = [document.id for document in documents if document.split is not Split.DEV]
    if kept:
        more = f" and {len(kept) - _SHOWN} more" if len(kept) > _SHOWN else ""
        raise UsageError(
            f"`test` is kept for measuring; tune on dev: {purpose} would look at {', '.join(kept[:_SHOWN])}{more}, "
            f"which {SPLITS_NAME} of the gold set does not call dev"
        )
