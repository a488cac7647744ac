"""What is left out of a text because a person would not see it, or would not take it for a part of it."""

from __future__ import annotations

import re

from extractor.sources.budget import Meter, Work
from extractor.sources.document import Hidden, Unread
from extractor.sources.html_content import GridCell, collapse, flat_text
from extractor.sources.spacing import is_blank

__all__ = ["FOOTNOTE_MARK", "HiddenText", "is_footnote_mark"]

FOOTNOTE_MARK = "mark of a footnote"
"""The reason for which a raised number beside another is left out."""

_FOOTNOTE = re.compile(r"[\[(（〔【]?(?:注\s*)?(?:\d{1,2}|[*※①-⑳])[\])）〕】]?")


def is_footnote_mark(raised: str) -> bool:
    """True for a raised text that marks a footnote and would join the number beside it."""
    return _FOOTNOTE.fullmatch(raised.strip()) is not None


class HiddenText:
    """Collects what is not seen, pieces of one passage together."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._found: list[Hidden] = []
        self._pieces: list[str] = []
        self._reason = ""
        self.holder: list[Unread] | None = None
        """Where pieces go for which no holder is named: that of the cell which is being read."""

    def add(self, text: str, reason: str, holder: list[Unread] | None = None) -> None:
        """Take a piece; it belongs to the passage of the one before where nothing seen stands between them.

        Args:
            text: what is not seen.
            reason: why.
            holder: where the cell or table that it stands in keeps what it holds beside its text.
        """
        holder = self.holder if holder is None else holder
        if holder is not None and not is_blank(text):
            holder.append(Unread(reason, text))
        if reason != self._reason:
            self.end_passage()
            self._reason = reason
        self._pieces.append(text)

    def end_passage(self) -> None:
        """Begin a passage of its own with the next piece."""
        text = collapse("".join(self._pieces)) if self._pieces else ""
        if text and self._meter.take(Work.HIDDEN):
            self._found.append(Hidden(text, self._reason))
        self._pieces = []
        self._reason = ""

    def note(self, reason: str, *, shows: bool = True) -> None:
        """Take what is no text and shows, or puts something, in the cell that is being read."""
        if self.holder is not None:
            self.holder.append(Unread(reason, shows=shows))

    def close_cell(self, cell: GridCell) -> None:
        """Take the marks of a cell whose content is complete: one that is all its text is no mark but its number."""
        if cell.marks and not flat_text(cell.content):
            cell.content += cell.marks
            self.end_passage()
        else:
            for mark in cell.marks:
                self.end_passage()
                self.add(mark, FOOTNOTE_MARK)
                self.end_passage()
        cell.marks = []

    def found(self) -> tuple[Hidden, ...]:
        """Return the passages, in reading order; those beyond the budget are left out."""
        self.end_passage()
        return tuple(self._found)
