"""What is left out of a text because a person would not see it, or would not take it for a part of it."""

from __future__ import annotations

import re

from extractor.sources.budget import Meter, Work
from extractor.sources.document import Hidden
from extractor.sources.html_content import collapse

__all__ = ["HiddenText", "is_footnote_mark"]

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

    def add(self, text: str, reason: str) -> None:
        """Take a piece; it belongs to the passage of the one before where nothing seen stands between them."""
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

    def found(self) -> tuple[Hidden, ...]:
        """Return the passages, in reading order; those beyond the budget are left out."""
        self.end_passage()
        return tuple(self._found)
