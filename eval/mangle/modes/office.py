"""Office files: the report as a word processor or a spreadsheet program writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from random import Random

from eval.mangle.document import Document
from eval.mangle.draft import Draft
from eval.mangle.mode import Mode, Stage
from eval.mangle.office.sheet import SheetStyle, write_xlsx
from eval.mangle.office.word import WordStyle, write_docx
from eval.mangle.rendering import compact_rows, to_lines

__all__ = ["MODES"]

_Write = Callable[[Iterable[Document], Random], bytes]


def _render(draft: Draft, strength: float, random: Random, *, suffix: str, write: _Write) -> Draft:
    """A renderer of bytes; the text is what a person reads in them."""
    documents = [report.document for report in draft.reports]
    text = "\n".join(
        to_lines(document.blocks, lambda table: ["\t".join(texts) for _, texts in compact_rows(table)])
        for document in documents
    )
    return replace(draft, text=text, suffix=suffix, data=write(documents, random))


def _docx(name: str, style: WordStyle, summary: str) -> Mode:
    def write(documents: Iterable[Document], random: Random) -> bytes:
        return write_docx(documents, style, random)

    return Mode(name, Stage.RENDER, partial(_render, suffix="docx", write=write), summary, binary=True)


def _xlsx(name: str, style: SheetStyle, summary: str) -> Mode:
    def write(documents: Iterable[Document], random: Random) -> bytes:
        return write_xlsx(documents, style, random)

    return Mode(name, Stage.RENDER, partial(_render, suffix="xlsx", write=write), summary, binary=True)


MODES = (
    _docx("docx", WordStyle(), "DOCX, merged cells as a word processor writes them"),
    _docx("docx_tracked", WordStyle(tracked=True), "DOCX with tracked changes on numbers, rows and paragraphs"),
    _docx("docx_boxed", WordStyle(boxed=True), "DOCX with tables in text boxes and in layout tables"),
    _docx("docx_listed", WordStyle(listed=True), "DOCX with the ordinals of headings and labels as automatic numbers"),
    _xlsx("xlsx", SheetStyle(), "XLSX, all on one sheet, numbers as numbers with formats"),
    _xlsx("xlsx_text", SheetStyle(text_numbers=True, bordered=False), "XLSX without borders, numbers stored as text"),
    _xlsx("xlsx_sheets", SheetStyle(sheets=True), "XLSX, each table on a sheet of its own"),
)
