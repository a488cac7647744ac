"""A page as a word processor exports it: spans inside words, ``o:p``, inline styles, a layout table around all."""

from __future__ import annotations

from functools import partial
from random import Random

from eval.mangle.document import Cell, Paragraph
from eval.mangle.draft import ReportDraft
from eval.mangle.markup import body, escaped, table_markup
from eval.mangle.mode import Mode, Stage
from eval.mangle.rendering import render_with

__all__ = ["MODES"]

_STYLES = (
    "font-family:仿宋_GB2312;mso-bidi-font-size:12.0pt",
    "mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;mso-font-kerning:1.0000pt;",
    "font-size:16pt;line-height:28pt;letter-spacing:0pt",
)


def _spans(random: Random, text: str) -> str:
    """One run of text in one to nine spans, as editing leaves them."""
    if not text:
        return random.choice(("<span><o:p>&nbsp;</o:p></span>", "<o:p></o:p>", "&nbsp;"))
    cuts = sorted(random.sample(range(1, len(text)), min(len(text) - 1, random.choice((0, 0, 1, 2, 8)))))
    parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    spans = [f'<span style="{random.choice(_STYLES)}">{escaped(part)}</span>' for part in parts]
    return "".join(spans) + random.choice(("", "<o:p></o:p>"))


def _cell(cell: Cell, random: Random) -> str:
    spans = (f" rowspan={cell.rowspan}" if cell.rowspan > 1 else "") + (
        f" colspan={cell.colspan}" if cell.colspan > 1 else ""
    )
    style = f'width={random.randint(40, 180)} valign=center style="width:{random.randint(30, 140)}.0500pt;border:1.0pt"'
    return f"<td {style}{spans}><p class=MsoNormal align=center>{_spans(random, cell.text)}</p></td>"


def _paragraph(paragraph: Paragraph, random: Random) -> str:
    # A heading's number is often a run of its own.
    return f'<p class="MsoNormal" style="text-indent:32.0000pt;">{_spans(random, paragraph.text)}</p>'


def _render(report: ReportDraft, strength: float, random: Random) -> tuple[str, ReportDraft]:
    table = partial(table_markup, cell=partial(_cell, random=random), attributes=" class=MsoTableGrid border=1")
    text = body(report.document.blocks, partial(_paragraph, random=random), table)
    layout = '<table width="1000" border="0"><tr><td>&nbsp;</td><td class="content"><div class="TRS_Editor">'
    return f"{layout}\n{text}\n</div></td></tr></table>", report


MODES = (
    Mode("html_wps", Stage.RENDER, render_with("html", _render), "HTML from a word processor, words cut into spans"),
)
