"""Office renderings: what other programs see in them is what was printed."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import docx
import openpyxl
import pytest

from eval.mangle import ModeSpec, mangle
from eval.mangle.compose import compose
from eval.mangle.document import Document, Paragraph
from eval.truth import generate

SEEDS = range(1, 4)


def _documents(name: str) -> list[tuple[Document, bytes]]:
    truths = [generate(seed, form="2021") for seed in SEEDS]
    return [(compose(truth), mangle(truth, [ModeSpec(name)], truth.seed).data) for truth in truths]


def _cells(document: Document) -> Counter[str]:
    return Counter(cell.text for table in document.tables for row in table.rows for cell in row.cells if cell.text)


def test_a_document_holds_every_paragraph_and_cell_once() -> None:
    for document, data in _documents("docx"):
        file = docx.Document(BytesIO(data))
        assert [p.text for p in file.paragraphs] == [b.text for b in document.blocks if isinstance(b, Paragraph)]
        rows = [row for table in file.tables for row in table._tbl.tr_lst]
        texts = ["".join(t.text or "" for t in cell.iter("{*}t")) for row in rows for cell in row.tc_lst]
        assert Counter(filter(None, texts)) == _cells(document)


@pytest.mark.parametrize("name", ["xlsx_text", "xlsx_sheets", "xlsx"])
def test_a_workbook_holds_every_number_once(name: str) -> None:
    for document, data in _documents(name):
        book = openpyxl.load_workbook(BytesIO(data))
        values = [value for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row]
        whole = sum(text.isdigit() for text in _cells(document).elements())
        assert sum(str(value).isdigit() for value in values if value is not None) >= whole
        assert any(isinstance(value, int) for value in values) is (name != "xlsx_text")


def test_tracked_documents_hold_what_was_there_before() -> None:
    for _, data in _documents("docx_tracked"):
        body = docx.Document(BytesIO(data)).element.body
        assert len(list(body.iter("{*}delText"))) > 5
        assert len(list(body.iter("{*}ins"))) > 5


def test_listed_documents_leave_ordinals_to_the_list() -> None:
    for _, data in _documents("docx_listed"):
        file = docx.Document(BytesIO(data))
        assert not any(p.text.startswith(("一、", "二、")) for p in file.paragraphs)
        assert len(list(file.element.body.iter("{*}numPr"))) > 10


@pytest.mark.parametrize("mode", ["digit_noise", "gbk", "furniture"])
def test_what_changes_text_cannot_change_bytes(mode: str) -> None:
    with pytest.raises(ValueError, match="makes none"):
        mangle(generate(1, form="2021"), [ModeSpec("docx"), ModeSpec(mode)], 1)
