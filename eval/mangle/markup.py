"""HTML of a report: elements from blocks, with the dialect's own way to write a paragraph or a cell."""

from __future__ import annotations

import html
from collections.abc import Callable

from eval.mangle.document import Block, Cell, Paragraph, Row, Table

__all__ = ["CellMarkup", "ParagraphMarkup", "body", "escaped", "page", "plain_cell", "plain_paragraph", "table_markup"]

CellMarkup = Callable[[Cell], str]
ParagraphMarkup = Callable[[Paragraph], str]


def escaped(text: str) -> str:
    """Return the text as HTML, line breaks as ``br``."""
    return html.escape(text, quote=False).replace("\n", "<br/>")


def plain_cell(cell: Cell) -> str:
    """Return a ``td`` with its spans."""
    spans = "".join(
        f' {name}="{number}"' for name, number in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if number > 1
    )
    return f"<td{spans}>{escaped(cell.text)}</td>"


def plain_paragraph(paragraph: Paragraph) -> str:
    """Return a ``p``, or ``h1`` for the title."""
    name = "h1" if paragraph.kind == "title" else "p"
    return f"<{name}>{escaped(paragraph.text)}</{name}>"


def table_markup(table: Table, cell: CellMarkup, attributes: str = ' border="1"') -> str:
    """Return a ``table``."""

    def row_markup(row: Row) -> str:
        return "<tr>" + "".join(cell(c) for c in row.cells) + "</tr>"

    return f"<table{attributes}>\n" + "\n".join(row_markup(row) for row in table.rows) + "\n</table>"


def body(blocks: tuple[Block, ...], paragraph: ParagraphMarkup, table: Callable[[Table], str]) -> str:
    """Return a report's part of a page."""
    return "\n".join(paragraph(block) if isinstance(block, Paragraph) else table(block) for block in blocks)


def page(content: str, title: str | None) -> str:
    """Return a whole HTML page around its content."""
    head = f'<meta charset="utf-8">\n<title>{escaped(title or "信息公开")}</title>'
    return f"<!DOCTYPE html>\n<html>\n<head>\n{head}\n</head>\n<body>\n{content}\n</body>\n</html>\n"
