"""What is wrong with the file rather than with its numbers: unseen text, tables twice, bytes, spam, size."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

from eval.mangle import ModeSpec, mangle
from eval.mangle.compose import compose
from eval.mangle.document import Document, Paragraph
from eval.mangle.office.archive import MOMENT, without_clock
from eval.plant.case import Planted, PlantedSource
from eval.plant.clean import Clean
from eval.plant.field import Field, Planter, rendered
from schemas.enums import Blame, FindingKind, Severity, TableKind

__all__ = ["PLANTERS"]

_LONGEST = 260_000
"""Characters of a line that no report has."""


def _mangled(field: Field, clean: Clean, mode: str, strength: float | None = None) -> tuple[PlantedSource, ...]:
    made = mangle(clean.truth, [ModeSpec(mode, strength), ModeSpec(field.layout)], field.random.randrange(2**30))
    return (PlantedSource(made.name, made.data),)


def repeated_table(field: Field) -> Planted:
    """A second table of the same kind with other numbers and no year above."""
    clean = field.clean(busy=True)
    sources = _mangled(field, clean, "repeated_table")
    shown = "a second table with other numbers"
    allowed = frozenset({FindingKind.PROSE_TABLE})
    return field.of_sources(field.expect(None), sources, (clean.truth,), (clean.truth,), shown, allowed)


def name_spoilt(field: Field) -> Planted:
    """A spammer's words in every place of the agency's name."""
    clean = field.clean()
    sources = _mangled(field, clean, "spam")
    allowed = frozenset({FindingKind.YEAR_TYPO})
    return field.of_sources(field.expect(None), sources, (clean.truth,), (clean.truth,), "spam in the name", allowed)


def table_lost(field: Field) -> Planted:
    """A heading whose table is gone."""
    # An annex is often a file of its own beside the page: its heading alone says nothing.
    clean = field.clean(field.random.choice(("2021", "2019", "2021")))
    blocks = list(compose(clean.truth).blocks)
    kinds = {TableKind.REQUESTS, TableKind.REVIEW_AND_LITIGATION}
    tables = [block for block in blocks if not isinstance(block, Paragraph) and block.kind in kinds]
    gone = field.turn(tables)
    document = Document(tuple(block for block in blocks if block is not gone))
    expected = field.expect(Severity.WARNING, blames=frozenset({Blame.UNKNOWN}))
    truth = replace(clean.truth, cells={p: c for p, c in clean.truth.cells.items() if p not in set(gone.paths)})
    return field.planted(expected, clean, truth, f"no table {gone.kind}", document=document)


def encoding(field: Field) -> Planted:
    """Bytes that are no text: in the middle, cut off at the end, or a text read as GBK and saved again."""
    way = field.turn(("broken", "cut", "saved"))
    clean = field.clean()
    source = rendered(clean.truth, field.layout)
    place = source.data.index("情况".encode())
    data = source.data[:place] + b"\xff\xfe\xff" + source.data[place:]
    if way == "cut":
        data = source.data + "公".encode()[: field.random.choice((1, 2))]
    elif way == "saved":
        data = source.data.decode("gb18030", errors="replace").encode()
    sources = (replace(source, data=data),)
    allowed = frozenset(FindingKind) if way == "saved" else frozenset({FindingKind.HEADING_NUMBER})
    return field.of_sources(field.expect(None), sources, (clean.truth,), (clean.truth,), f"bytes: {way}", allowed)


def hidden_content(field: Field) -> Planted:
    """A table of other numbers, styled away or in a comment."""
    field = field.in_html()
    clean = field.clean(busy=True)
    sources = _mangled(field, clean, "hidden_table")
    # What stands in a template is no part of the page at all.
    while b"<template>" in sources[0].data:
        sources = _mangled(field, clean, "hidden_table")
    shown = "an unseen table beside the real one"
    return field.of_sources(field.expect(None), sources, (clean.truth,), (clean.truth,), shown)


def budget(field: Field) -> Planted:
    """A line far longer than any report, behind the report."""
    clean = field.clean()
    document = compose(clean.truth)
    filler = "本页由系统自动生成。" * (_LONGEST // 10)
    longer = Document((*document.blocks, Paragraph(filler)))
    return field.planted(field.expect(None), clean, clean.truth, f"a line of {_LONGEST} characters", document=longer)


def not_read(field: Field) -> Planted:
    """A workbook in which a formula was never computed, or one that holds macros."""
    way = field.turn(("formula", "macros"))
    clean = field.clean(busy=True)
    made = mangle(clean.truth, [ModeSpec("xlsx")], field.random.randrange(2**30))
    data = (
        _with_formula(made.data)
        if way == "formula"
        else _with_part(made.data, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    )
    sources = (PlantedSource(made.name, data),)
    shown = {"formula": "a cell of the workbook is =SUM(...) and was never computed", "macros": "macros"}[way]
    expected = field.expect(Severity.WARNING, blames=frozenset({Blame.EXTRACTION}))
    # What the cell holds nobody knows: all that is said of it may follow.
    allowed = frozenset(FindingKind) if way == "formula" else frozenset[FindingKind]()
    return field.of_sources(expected, sources, (clean.truth,), (clean.truth,), shown, allowed)


def _with_formula(data: bytes) -> bytes:
    """The workbook with its last number as the sum of the cells left of it, which nothing has computed."""
    import openpyxl  # noqa: PLC0415  # of the extra 'office'

    workbook = openpyxl.load_workbook(BytesIO(data))
    numbers = [cell for row in workbook.worksheets[0].iter_rows() for cell in row if isinstance(cell.value, int)]
    last = numbers[-1]
    last.value = f"=SUM(A{last.row}:{last.offset(0, -1).coordinate})"
    out = BytesIO()
    workbook.save(out)
    return without_clock(out.getvalue())


def _with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The package with one part more."""
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(zipfile.ZipInfo(name, MOMENT), part)
    return out.getvalue()


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.HIDDEN_CONTENT: hidden_content,
    FindingKind.REPEATED_TABLE: repeated_table,
    FindingKind.ENCODING: encoding,
    FindingKind.BUDGET: budget,
    FindingKind.NOT_READ: not_read,
    FindingKind.NAME_SPOILT: name_spoilt,
    FindingKind.TABLE_LOST: table_lost,
}
