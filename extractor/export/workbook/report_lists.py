"""What stands below a report's form on its sheet: what is called wrong, what is doubtful, what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.export.datasets import candidates_text
from extractor.export.form_layout import WIDTH
from extractor.export.labels import cell_labels
from extractor.export.numbered import CellRow, ReportRow
from extractor.export.overview import value_text
from extractor.export.text_table import width as columns_of
from extractor.export.wording import SEVERITY_WORDS, STATE_WORDS, STATUS_WORDS
from extractor.export.workbook.sheet import Piece, SheetWriter
from extractor.export.workbook.styles import WRONG
from extractor.export.workbook.words import said
from schemas.enums import Status

__all__ = ["COLUMN", "DOUBTFUL", "LINE", "lines_of", "write_lists"]

COLUMN = 7.3
"""Width of a column of the sheet."""
LINE = 13.5
"""Points of height that a line of text takes."""
DOUBTFUL = (Status.DISPUTED, Status.REPAIRED, Status.UNREAD)
_MOST = 60
"""Cells that are listed under the form, of each list."""


def write_lists(writer: SheetWriter, row: ReportRow, lang: str) -> None:
    """Write the lists, each under its title."""
    if row.called_wrong():
        _write_called_wrong(writer, row, lang)
        writer.skip()
    _write_doubtful(writer, row, lang)
    writer.skip()
    _write_findings(writer, row, lang)


def lines_of(text: str, width: int) -> int:
    """Return the lines that a text takes in so many columns of the sheet."""
    room = int(width * COLUMN * 1.05)
    return max(1, -(-columns_of(text) // room))


def _write_called_wrong(writer: SheetWriter, row: ReportRow, lang: str) -> None:
    words = said(lang)
    writer.write({0: Piece(words["called_wrong"], "gk section", WIDTH)}, height=20)
    paths, spans = row.called_wrong(), (6, 2, 5, 2)
    heads = [words[head] for head in ("cell", "printed", "decision_note", "decided_by")]
    writer.write(_line(heads, spans, ["gk column"] * len(spans)))
    for path in paths[:_MOST]:
        decision = row.decision(path)
        texts = [
            f"{cell_labels(path, row.report.form)[lang != 'zh']}\n{path}",
            row.report.cells[path].printed,
            (decision.event.why if decision else None) or "—",
            decision.event.by if decision else "—",
        ]
        writer.write(_line(texts, spans, ["gk text", WRONG, "gk text", "gk text"]), height=_height(texts, spans))
    if len(paths) > _MOST:
        writer.write({0: Piece(words["more"].format(len(paths) - _MOST), "gk about", WIDTH)})


def _write_doubtful(writer: SheetWriter, row: ReportRow, lang: str) -> None:
    words = said(lang)
    writer.write({0: Piece(words["doubtful"], "gk section", WIDTH)}, height=20)
    doubtful = [
        CellRow(row, path, cell)
        for status in DOUBTFUL
        for path, cell in row.report.cells.items()
        if cell.status is status
    ]
    if not doubtful:
        writer.write({0: Piece(words["no_doubtful"], "gk about", WIDTH)})
        return
    heads = ("cell", "value", "printed", "status", "witnesses", "candidates")
    spans = (5, 2, 2, 1, 2, 3)
    writer.write(_line([words[head] for head in heads], spans, ["gk column"] * len(spans)))
    for found in doubtful[:_MOST]:
        cell = found.cell
        label = cell_labels(found.path, row.report.form)[lang != "zh"]
        texts = [
            f"{label}\n{found.path}",
            value_text(cell) if cell.value is not None else STATE_WORDS[cell.state][lang == "zh"],
            cell.printed,
            STATUS_WORDS[cell.status][lang == "zh"],
            ", ".join(cell.witnesses),
            candidates_text(cell),
        ]
        styles = ["gk text"] * 3 + [f"gk {cell.status}"] + ["gk text"] * 2
        writer.write(_line(texts, spans, styles), height=_height(texts, spans))
    if len(doubtful) > _MOST:
        writer.write({0: Piece(words["more"].format(len(doubtful) - _MOST), "gk about", WIDTH)})


def _write_findings(writer: SheetWriter, row: ReportRow, lang: str) -> None:
    words = said(lang)
    writer.write({0: Piece(words["findings"], "gk section", WIDTH)}, height=20)
    if not row.report.findings:
        writer.write({0: Piece(words["no_findings"], "gk about", WIDTH)})
        return
    spans = (1, 3, 11)
    writer.write(_line([words["severity"], words["kind"], words["message"]], spans, ["gk column"] * 3))
    for finding in row.report.findings:
        texts = [SEVERITY_WORDS[finding.severity][lang == "zh"], finding.kind.value, finding.message]
        writer.write(_line(texts, spans, ["gk text"] * 3), height=_height(texts, spans))


def _line(texts: list[str], spans: tuple[int, ...], styles: list[str]) -> Mapping[int, Piece]:
    pieces: dict[int, Piece] = {}
    at = 0
    for text, span, style in zip(texts, spans, styles, strict=True):
        pieces[at] = Piece(text, style, span)
        at += span
    return pieces


def _height(texts: list[str], spans: tuple[int, ...]) -> float:
    def lines(text: str, span: int) -> Iterator[int]:
        return (lines_of(line, span) for line in text.split("\n"))

    return LINE * (max(sum(lines(text, span)) for text, span in zip(texts, spans, strict=True)) + 0.3)
