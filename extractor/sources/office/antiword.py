"""What antiword sees in a Word 97 document: text, tables as rows between pipes.

It cuts cells to the width of its columns and goes on in the next line; rows are put together again.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import east_asian_width

from extractor.sources.cell_shape import is_value
from extractor.sources.office.program import installed, run_program

__all__ = ["INSTALL", "antiword_text", "is_installed", "is_poorer"]

INSTALL = "install antiword (Debian, Ubuntu: apt install antiword)"
_SECONDS = 20.0
_MOST_BYTES = 16 * 1024 * 1024
_HANZI = re.compile(r"[\u3400-\u9fff]")
_NUMBER = re.compile(r"[\d,.]*\d[\d,.]*")
_LOST_NUMBERS = 0.01
_LOST_HANZI = 0.03
_FEW_ROWS = 3
_LAST_GAP = 2
"""A cell with fewer columns of blanks at its end was cut there: an ideograph did not fit."""


def is_installed() -> bool:
    """True where antiword is there."""
    return bool(installed("antiword"))


@lru_cache(maxsize=2)
def antiword_text(data: bytes) -> str:
    """Return a document's text, a table row a line with its cells between pipes; empty where antiword reads none."""
    with TemporaryDirectory(prefix="gongkai-") as name:
        folder = Path(name)
        source = folder / "source.doc"
        source.write_bytes(data)
        if run_program([installed("antiword"), "-m", "UTF-8.txt", "-w", "0", str(source)], folder, _SECONDS) != 0:
            return ""
        with (folder / "stdout").open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
    return "\n".join(_joined(text.replace("\f", "\n").split("\n")))


def is_poorer(text: str, seen: str, tables: int) -> bool:
    """True where a text lacks numbers or labels of tables that antiword sees.

    Args:
        text: what was read.
        seen: what antiword sees.
        tables: how many tables stand in what was read.
    """
    rows = [line for line in seen.split("\n") if line.startswith("|")]
    wide = sum(line.count("|") > 2 for line in rows)
    if wide >= _FEW_ROWS and not tables:
        return True
    labels, numbers = Counter(_HANZI.findall("".join(rows))), _numbers("\n".join(rows))
    return (labels - Counter(_HANZI.findall(text))).total() > _LOST_HANZI * labels.total() or (
        numbers - _numbers(text)
    ).total() > _LOST_NUMBERS * numbers.total()


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _joined(lines: list[str]) -> list[str]:
    found: list[str] = []
    above: list[str] = []
    """The cells of the line above as they were cut, if it is of a table."""
    for line in lines:
        cells = line.split("|")[1:-1] if line.startswith("|") and line.endswith("|") else []
        if cells and len(cells) == len(above) and _goes_on(above, cells):
            whole = found[-1].split("|")[1:-1]
            found[-1] = f"|{'|'.join(a.rstrip() + b.strip() for a, b in zip(whole, cells, strict=True))}|"
        else:
            found.append(f"|{'|'.join(cell.strip() for cell in cells)}|" if cells else line)
        above = cells
    return found


def _goes_on(above: list[str], cells: list[str]) -> bool:
    """True where every cell with text stands below one that was cut at the width of its column."""
    filled = [(before, cell) for before, cell in zip(above, cells, strict=True) if cell.strip()]
    return bool(filled) and all(_is_cut(before) and not is_value(cell) for before, cell in filled)


def _is_cut(cell: str) -> bool:
    gap = len(cell) - len(cell.rstrip())
    return bool(cell.strip()) and (gap < _LAST_GAP or _width(cell) - _width(cell.rstrip()) < _LAST_GAP)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
