"""Reports as DOCX: paragraphs in runs, tables with merged cells, and what editors and forms do to both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from random import Random
from typing import Protocol

from eval.mangle.document import Block, Cell, Document, Paragraph, Table
from eval.mangle.office.archive import without_clock
from eval.mangle.office.lists import Lists
from eval.mangle.office.runs import AUTHOR, deleted_run, run, runs, tracked_runs

__all__ = ["WordStyle", "write_docx"]

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BORDERS = "<w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr>".format(
    "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
)
_GONE = f"<w:rPr><w:del {AUTHOR}/></w:rPr>"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What was done to a document beside writing it."""

    tracked: bool = False
    """Numbers, rows and paragraphs carry tracked changes."""
    boxed: bool = False
    """Tables stand in text boxes or in tables that only put them in their place."""
    listed: bool = False
    """Ordinals are automatic numbers."""


class _Texts(Protocol):
    def __call__(self, text: str, random: Random) -> str: ...


def write_docx(documents: Iterable[Document], style: WordStyle, random: Random) -> bytes:
    """Return reports as one document; the same arguments give the same bytes."""
    import docx  # noqa: PLC0415  # of the extra 'office'
    from docx.oxml import parse_xml  # noqa: PLC0415

    written = docx.Document()
    body = written.element.body
    writer = _Writer(style, random)
    for document in documents:
        for block in document.blocks:
            markup = f"<w:body {_SPACES}>{writer.block(block)}</w:body>"
            for element in list(parse_xml(markup)):
                body.insert(len(body) - 1, element)  # the section's properties stay last
    numbering = written.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    for definition in writer.lists.definitions():
        numbering.extend(parse_xml(f"<w:numbering {_SPACES}>{definition}</w:numbering>"))
    out = BytesIO()
    written.save(out)
    return without_clock(out.getvalue())


class _Writer:
    def __init__(self, style: WordStyle, random: Random) -> None:
        self.lists = Lists()
        self._style = style
        self._random = random
        self._tracked: _Texts = tracked_runs if style.tracked else runs

    def block(self, block: Block) -> str:
        if isinstance(block, Table):
            table = self._table(block)
            return self._placed(table) if self._style.boxed else table
        return self._own_paragraph(block)

    def _own_paragraph(self, paragraph: Paragraph) -> str:
        text = paragraph.text
        if not self._style.tracked or len(text) < 4:
            return self._paragraph(text, "Title" if paragraph.kind == "title" else "")
        written = self._paragraph(text, tracked=True)
        if self._random.random() < 0.3:  # a whole paragraph was deleted, its mark with it
            written = f"<w:p><w:pPr>{_GONE}</w:pPr>{deleted_run('（此处删去 12 件）')}</w:p>" + written
        if self._random.random() < 0.3:  # two paragraphs were joined
            cut = self._random.randint(1, len(text) - 1)
            first = f"<w:p><w:pPr>{_GONE}</w:pPr>{run(text[:cut])}</w:p>"
            written = first + self._paragraph(text[cut:])
        return written

    def _paragraph(self, text: str, style: str = "", tracked: bool = False) -> str:
        listed = ""
        if self._style.listed:
            listed, text = self.lists.take(text)
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        properties = f"<w:pPr>{named}{listed}</w:pPr>" if named or listed else ""
        return f"<w:p>{properties}{(self._tracked if tracked else runs)(text, self._random)}</w:p>"

    def _table(self, table: Table) -> str:
        columns = "<w:gridCol/>" * table.width
        rows = "".join(self._rows(table))
        return f"<w:tbl>{_BORDERS}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"

    def _rows(self, table: Table) -> Iterable[str]:
        reach: dict[int, tuple[Cell, int]] = {}
        """For each column a merged cell that reaches down, and its last row."""
        for y, row in enumerate(table.rows):
            cells = iter(row.cells)
            written: list[str] = []
            x = 0
            while x < table.width:
                above = reach.get(x)
                if above is not None and above[1] >= y:
                    written.append(self._cell(above[0], "<w:vMerge/>", ""))
                    x += above[0].colspan
                    continue
                cell = next(cells, Cell("", kind="filler"))
                begins = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
                written.append(self._cell(cell, begins, cell.text))
                reach[x] = (cell, y + cell.rowspan - 1)
                x += cell.colspan
            inserted = self._style.tracked and self._random.random() < 0.05
            mark = f"<w:trPr><w:ins {AUTHOR}/></w:trPr>" if inserted else ""
            if self._style.tracked and self._random.random() < 0.05:
                yield self._deleted_row(table.width)
            yield f"<w:tr>{mark}{''.join(written)}</w:tr>"

    def _deleted_row(self, width: int) -> str:
        texts = ("9.其他情形", *(str(self._random.randint(1, 9)) for _ in range(width - 1)))
        cells = "".join(f"<w:tc><w:tcPr/><w:p>{deleted_run(text)}</w:p></w:tc>" for text in texts)
        return f"<w:tr><w:trPr><w:del {AUTHOR}/></w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Cell, merge: str, text: str) -> str:
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        tracked = cell.kind == "value" and self._random.random() < 0.4
        return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{self._paragraph(text, tracked=tracked)}</w:tc>"

    def _placed(self, table: str) -> str:
        """A table inside something: a text box, said twice as programs do, or a table for the layout."""
        inside = f"{table}<w:p/>"
        if self._random.random() < 0.5:
            frame = partial("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{}</w:tr></w:tbl>".format)
            return frame(f"<w:tc><w:tcPr/>{inside}</w:tc>")
        box = f"<w:txbxContent>{inside}</w:txbxContent>"
        drawing = (
            '<w:drawing><wp:anchor><wp:docPr id="1" name="文本框 1"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        )
        shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        both = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>'
        return f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"
