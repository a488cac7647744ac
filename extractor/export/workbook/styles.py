"""The looks of cells, as named styles; statuses differ by colour and by a mark, so that none depends on colour alone."""

from __future__ import annotations

from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from extractor.export.form_layout import Role
from extractor.export.wording import STATUS_WORDS
from extractor.export.workbook.words import said
from schemas.enums import Quantity, Status

__all__ = [
    "LEGEND",
    "MARKS",
    "WRONG",
    "WRONG_MARK",
    "add_styles",
    "legend",
    "number_format",
    "text_format",
    "wrong_legend",
]

MARKS: dict[Status, str] = {
    Status.VERIFIED: "",
    Status.REPAIRED: "~",
    Status.READ: "*",
    Status.DISPUTED: "?",
    Status.UNREAD: "×",
}
"""What stands behind a number of the status."""

WRONG = "gk called wrong"
"""The style of a cell that is read right and that a person called the report's own error."""

WRONG_MARK = "!"
"""What stands behind its number."""

LEGEND = tuple(MARKS)
"""The statuses as a legend lists them."""

_FILLS: dict[Status, str] = {
    Status.VERIFIED: "DCEBF7",
    Status.REPAIRED: "CFE9E1",
    Status.READ: "FFFFFF",
    Status.DISPUTED: "FFD58A",
    Status.UNREAD: "D9D9D9",
}
"""Pale enough for black text, and apart from each other in lightness or hue also to eyes that see two hues."""

_FONT = "Microsoft YaHei"
_LINE = Side(style="thin", color="8C8C8C")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_UPPER = Alignment(horizontal="center", vertical="top")
_TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour)


def _link() -> Font:
    return Font(name=_FONT, size=9, color="0563C1", underline="single")


def add_styles(book: Workbook) -> None:
    """Give the workbook the styles: one a status, one a role of a printed cell, and those of the pages themselves."""
    plain = Font(name=_FONT, size=9)
    strong = Font(name=_FONT, size=9, bold=True)
    styles = [
        NamedStyle("gk title", font=Font(name=_FONT, size=13, bold=True), alignment=_CENTRE),
        NamedStyle("gk about", font=Font(name=_FONT, size=9, color="595959"), alignment=_LEFT),
        NamedStyle("gk link", font=_link(), alignment=_LEFT),
        NamedStyle("gk linked", font=_link(), alignment=_TOP, border=_BORDER),
        NamedStyle("gk section", font=Font(name=_FONT, size=11, bold=True), alignment=_LEFT),
        NamedStyle("gk text", font=plain, alignment=_TOP, border=_BORDER),
        NamedStyle("gk count", font=plain, alignment=_UPPER, border=_BORDER),
        NamedStyle("gk share", font=plain, number_format="0.0%", alignment=_UPPER, border=_BORDER),
        NamedStyle("gk column", font=strong, alignment=_LEFT, border=_BORDER, fill=_fill("EDEDED")),
        NamedStyle(f"gk {Role.HEADING}", font=strong, alignment=_CENTRE, border=_BORDER),
        NamedStyle(f"gk {Role.HEAD}", font=strong, alignment=_CENTRE, border=_BORDER, fill=_fill("F5F5F5")),
        NamedStyle(f"gk {Role.LABEL}", font=plain, alignment=_LEFT, border=_BORDER),
        NamedStyle("gk absent", font=plain, alignment=_CENTRE, border=_BORDER, fill=PatternFill("lightUp", "BFBFBF")),
    ]
    for status in Status:
        loud = status in (Status.DISPUTED, Status.REPAIRED)
        font = Font(name=_FONT, size=9, bold=loud)
        styles.append(
            NamedStyle(f"gk {status}", font=font, alignment=_CENTRE, border=_BORDER, fill=_fill(_FILLS[status]))
        )
    loud_font = Font(name=_FONT, size=9, bold=True, color="9C0006")
    styles.append(NamedStyle(WRONG, font=loud_font, alignment=_CENTRE, border=_BORDER, fill=_fill("F8CBC6")))
    for style in styles:
        book.add_named_style(style)


def legend(status: Status, lang: str) -> str:
    """Return the status with its mark, for a legend."""
    return f"{STATUS_WORDS[status][lang == 'zh']}  {MARKS[status] or said(lang)['no_mark']}"


def wrong_legend(lang: str) -> str:
    """Return what a person called the report's own error, with its mark, for a legend."""
    return f"{said(lang)['wrong_mark']}  {WRONG_MARK}"


def number_format(value: int | Decimal, quantity: Quantity, mark: str) -> str:
    """Return how a number is shown: yuan where it is money, and a mark behind it."""
    digits = "#,##0" if value == int(value) else "#,##0.00####"
    unit = '"元"' if quantity is Quantity.MONEY else ""
    return digits + unit + _marked(mark)


def text_format(mark: str) -> str:
    """Return how text is shown: with a mark behind it."""
    return "@" + _marked(mark)


def _marked(mark: str) -> str:
    return f'" {mark}"' if mark else ""
