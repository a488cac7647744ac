"""A parsed page written anew from few plain elements: what stands on no list is not written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from selectolax.lexbor import LexborNode

from extractor.sources.css import declarations
from extractor.sources.html_content import GridCell, collapse
from extractor.sources.html_tags import BLOCKS, CELLS, CODE, GROUPS, HEADINGS, names
from extractor.sources.html_tree import Traces
from extractor.sources.html_unread import field_text

__all__ = ["seen_text", "written"]

_AS_THEY_ARE = (
    HEADINGS
    | CELLS
    | GROUPS
    | names("table caption tr p ul ol li dl dt dd blockquote pre b strong i em u s strike del ins sub sup small")
)
"""Elements that are written under their own names, without their attributes."""
_RENAMED = {"listing": "pre", "xmp": "pre", "plaintext": "pre", "textarea": "pre"}
_NOTHING = frozenset((*CODE, "head", "title", "link", "meta", "base", "datalist", "map", "param", "source", "track"))
"""Elements of which nothing is shown."""
_GONE = names("svg math iframe frame object embed applet audio video canvas meter progress keygen")
"""Elements that show something which cannot be shown here: their names stand in their place."""
_VOID = frozenset(("br", "hr"))
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
"""The only addresses that are kept: pictures that the page itself holds."""
_ALIGNED = {"left": "left", "center": "center", "middle": "center", "right": "right"}
_BOLD = re.compile(r"bold(?:er)?|[6-9]00")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, and what turns the direction of a text: a number could be shown as another one."""

_Attributes = Mapping[str, str | None]


def seen_text(text: str) -> str:
    """Return a text with the characters spelled out that would change how the rest of it looks."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def written(root: LexborNode | None, traces: Traces, tables_before: int) -> str:
    """Return a tree as markup of plain elements.

    Args:
        root: where the tree begins.
        traces: what reading made of its nodes.
        tables_before: tables of the source that stand before this tree.
    """
    return "".join(_Writing(traces, tables_before).pieces(root))


class _Writing:
    """One pass over the tree in document order, without recursion: pages nest deeper than Python calls."""

    def __init__(self, traces: Traces, tables_before: int) -> None:
        self._traces = traces
        self._before = tables_before

    def pieces(self, root: LexborNode | None) -> Iterator[str]:
        node = root
        ends: list[tuple[LexborNode, str]] = []
        while node is not None or ends:
            if node is None:
                ended, end = ends.pop()
                yield end
                node = ended.next
                continue
            if node.mem_id == self._traces.end:
                yield from (end for _, end in reversed(ends))
                return
            start, end, inside = self._node(node)
            yield start
            if inside and (child := node.first_child) is not None:
                ends.append((node, end))
                node = child
            else:
                yield end
                node = node.next

    def _node(self, node: LexborNode) -> tuple[str, str, bool]:
        """What is written before and behind a node, and whether what it holds is written between."""
        unseen = node.mem_id in self._traces.unseen
        if node.is_text_node:
            return "" if unseen else escape(seen_text(node.text_content or ""), quote=False), "", False
        if not node.is_element_node:
            return "", "", False
        tag, attributes = node.tag or "", node.attributes
        cell = self._traces.cells.get(node.mem_id)
        if unseen:
            return (*_element(tag, self._of_cell(cell)), False) if cell is not None else ("", "", False)
        if tag in _NOTHING:
            return "", "", False
        if (instead := _instead(tag, node, attributes)) is not None:
            return instead, "", False
        return (*_element(_name(tag), f"{self._of_cell(cell)}{_look(tag, attributes)}"), True)

    def _of_cell(self, cell: GridCell | None) -> str:
        if cell is None:
            return ""
        spans = (("rowspan", cell.rowspan), ("colspan", cell.colspan))
        said = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
        if cell.at is None:
            return said
        table, row, column = cell.at
        return f'{said} data-at="{table + self._before}/{row}/{column}"'


def _name(tag: str) -> str:
    """The element that is written for one of the page's; empty where only what it holds is."""
    if tag in _AS_THEY_ARE:
        return tag
    return _RENAMED.get(tag, "div" if tag in BLOCKS else "")


def _element(name: str, attributes: str) -> tuple[str, str]:
    return (f"<{name}{attributes}>", f"</{name}>") if name else ("", "")


def _instead(tag: str, node: LexborNode, attributes: _Attributes) -> str | None:
    """What is written for an element whose inside is not; None for one whose inside is."""
    if tag in _VOID:
        return f"<{tag}>"
    if tag in ("img", "image"):
        return _picture(attributes)
    if tag in ("input", "select"):
        text = field_text(tag, node, attributes)
        return f"<samp>{escape(seen_text(text), quote=False)}</samp>" if text else ""
    return f"<samp>[{tag}]</samp>" if tag in _GONE else None


def _picture(attributes: _Attributes) -> str:
    alt, address = collapse(attributes.get("alt") or ""), (attributes.get("src") or "").strip()
    if _PICTURE.fullmatch(address):
        return f'<img alt="{escape(seen_text(alt))}" src="{"".join(address.split())}">'
    return f"<samp>[{escape(seen_text(' '.join(('img', alt)).strip()), quote=False)}]</samp>"


def _look(tag: str, attributes: _Attributes) -> str:
    """The little of an element's look that helps to find one's way: how its text is aligned, and bold type."""
    declared = declarations(attributes.get("style") or "")
    aligned = _ALIGNED.get(declared.get("text-align", ("", False))[0] or (attributes.get("align") or "").lower(), "")
    if tag == "center":
        aligned = "center"
    bold = "bold" if _BOLD.fullmatch(declared.get("font-weight", ("", False))[0]) else ""
    classes = " ".join(filter(None, (aligned, bold)))
    return f' class="{classes}"' if classes else ""
