"""A source as a review page shows its text: exports take no sources, so it is handed to them as these values."""

from __future__ import annotations

from extractor.export.review.source_text import SourceText, TextBlock, TextCell, TextLine, TextRow, TextTable
from extractor.sources import Block, Line, Source

__all__ = ["shown_text"]


def shown_text(source: Source) -> SourceText:
    """Return what the page shows of a source: its text, lines and tables."""
    return SourceText(source.text, tuple(_block(block) for block in source.blocks))


def _block(block: Block) -> TextBlock:
    if isinstance(block, Line):
        return TextLine(block.span, block.heading)
    rows = (
        TextRow(row.span, tuple(TextCell(c.span, c.row, c.column, c.rowspan, c.colspan, c.header) for c in row.cells))
        for row in block.rows
    )
    return TextTable(block.index, tuple(rows))
