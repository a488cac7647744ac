"""XLSX: the sheets of a workbook in order, each cell as it shows.

Formulas are not computed: what the program that wrote the file found is read, and where it left nothing nothing is.
"""

from __future__ import annotations

from extractor.errors import SourceError
from extractor.sources.budget import Meter
from extractor.sources.hidden_text import HiddenText
from extractor.sources.html_content import Content, Mark
from extractor.sources.notices import Notice, Words, notice
from extractor.sources.office.drawings import drawn_places
from extractor.sources.office.package import Package
from extractor.sources.office.sheet_cells import CellTexts, shared_texts
from extractor.sources.office.sheet_grid import sheet_content
from extractor.sources.office.sheet_scan import RawSheet, scan_sheet
from extractor.sources.office.sheet_styles import SHEET, WorkbookStyles
from extractor.sources.office.xml import RELATIONS, Element
from extractor.sources.page import Page, render

__all__ = ["read_xlsx"]

_MOST_SHEETS = 200
_ON = frozenset(("1", "true", "on"))


def read_xlsx(data: bytes, meter: Meter) -> Page:
    """Return a workbook as rendered: each sheet's title where there are several, then its lines and tables.

    Raises:
        SourceError: the file is damaged, hostile or no workbook; the message says which.
    """
    return _Workbook(Package(data), meter).page()


class _Workbook:
    def __init__(self, package: Package, meter: Meter) -> None:
        self._package = package
        self._meter = meter
        self._hidden = HiddenText(meter)
        self._main = package.main_part or "xl/workbook.xml"
        root = package.xml(self._main)
        if root is None:
            raise SourceError("unreadable", "the file has no workbook part: fetch or save it again")
        self._root = root
        self._relations = package.relations(self._main)
        properties = root.find(f"{SHEET}workbookPr")
        self._texts = CellTexts(
            shared_texts(self._part("sharedstrings")),
            WorkbookStyles(self._part("styles")),
            since_1904=properties is not None and (properties.get("date1904") or "").lower() in _ON,
        )

    def _part(self, kind: str) -> Element | None:
        target = next((target for found, target in self._relations.values() if found == kind), "")
        return self._package.xml(target) if target else None

    def page(self) -> Page:
        found: list[tuple[str, Content]] = []
        unvalued: list[Words] = []
        for element in list(self._root.iterfind(f"{SHEET}sheets/{SHEET}sheet"))[:_MOST_SHEETS]:
            title = element.get("name") or ""
            sheet = self._sheet(element)
            if sheet is None:
                continue
            content = sheet_content(sheet, self._texts, self._hidden, self._meter)
            if (element.get("state") or "visible").lower() != "visible":
                self._hide(content, title)
                continue
            count = sum(cell.without_value for cell in sheet.cells.values())
            unvalued += [Words("on_sheet", (count, title))] if count else []
            if content:
                found.append((title, content))
        content = []
        for title, part in found:
            if len(found) > 1:
                content += (Mark.BLOCK, title, Mark.BLOCK)
            content += part
        hidden = self._hidden.found()
        return render(content, self._meter, hidden=hidden, notices=self._notices(unvalued))

    def _sheet(self, element: Element) -> RawSheet | None:
        kind, target = self._relations.get(element.get(f"{RELATIONS}id") or "", ("", ""))
        data = self._package.part(target) if kind == "worksheet" else None
        if data is None:
            return None
        sheet = scan_sheet(data, target, self._meter)
        for found, drawing in self._package.relations(target).values():
            root = self._package.xml(drawing) if found == "drawing" else None
            if root is not None:
                sheet.drawn |= drawn_places(root, self._meter)
        return sheet

    def _hide(self, content: Content, title: str) -> None:
        """Set aside a sheet that does not show."""
        text = render([*content], self._meter).text
        self._hidden.end_passage()
        self._hidden.add(f"{title} {text}", "hidden sheet")
        self._hidden.end_passage()

    def _notices(self, unvalued: list[Words]) -> tuple[Notice, ...]:
        found: list[Notice] = []
        if unvalued:
            found.append(notice("not_read", "unvalued", tuple(unvalued)))
        names = self._package.names
        if any(name.endswith("vbaproject.bin") for name in names):
            found.append(notice("not_read", "macros"))
        if any(name.startswith("xl/drawings/drawing") and self._has_text(name) for name in names):
            found.append(notice("not_read", "shapes"))
        return tuple(found)

    def _has_text(self, name: str) -> bool:
        return b"<a:t>" in (self._package.part(name) or b"")
