"""A source's text made small enough for a page: windows around what is of interest, and where each place went.

Places of the page count in UTF-16 units, as strings of a browser do; those of a result in characters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.export.review.source_text import SourceText, TextLine
from schemas import Span

__all__ = ["CutText", "cut_text"]

_CONTEXTS = (4000, 2000, 1000, 500, 200, 80, 30, 0)
"""Characters that are kept on both sides of a place of interest; the first that fits is taken."""
_NEAR = 20
"""Fewer characters are not left out between two kept ranges: to say so would take as many."""
_WHOLE = 400
"""Lines and table rows up to this length are kept whole where a part of them is kept."""


@dataclass(frozen=True, slots=True)
class CutText:
    """What is kept of a text, and the way from places of the whole to places of what is kept."""

    text: str
    """The kept ranges, one after another."""
    ranges: tuple[Span, ...]
    """The kept ranges of the whole text, in order, apart from each other."""
    left_out: int
    """Characters of the whole that are not kept."""
    _starts: tuple[int, ...]
    """Where each range begins in ``text``."""
    _wide: tuple[int, ...]
    """Places in ``text`` of characters that take two UTF-16 units."""

    def pieces(self, span: Span) -> list[Span]:
        """Return the kept parts of a span of the whole text, in characters of the whole."""
        first = max(0, bisect_right(self.ranges, (span[0], span[0])) - 1)
        found = []
        for start, end in self.ranges[first:]:
            if start >= span[1] and span[0] != span[1]:
                break
            low, high = max(start, span[0]), min(end, span[1])
            if low < high or (low == high == span[0] == span[1]):
                found.append((low, high))
                if low == high:
                    break
        return found

    def place(self, span: Span | None) -> tuple[int, int] | None:
        """Return where a span's first kept part begins in the page's text and its length, in UTF-16 units."""
        kept = self.pieces(span) if span else []
        if not kept:
            return None
        low, high = kept[0]
        at = max(0, bisect_right(self.ranges, (low, len(self.text) + self.left_out)) - 1)
        offset = self._starts[at] - self.ranges[at][0]
        start, end = self._units(low + offset), self._units(high + offset)
        return start, end - start

    def _units(self, position: int) -> int:
        return position + bisect_left(self._wide, position)


def cut_text(source: SourceText, spans: Iterable[Span], limit: int) -> CutText:
    """Return the whole text where it has no more than ``limit`` characters, else windows around the spans.

    Args:
        source: the text with its blocks.
        spans: what is of interest, the most important first; where even the bare spans are more than the limit, the
            last ones are left out.
        limit: characters to keep, at least about; short lines and rows are kept whole.
    """
    text = source.text
    if len(text) <= limit:
        return _kept(text, [(0, len(text))] if text else [])
    wanted = [span for span in spans if span[1] - span[0] <= limit] or [(0, limit)]
    units = list(_units_of(source))
    for context in _CONTEXTS:
        ranges = _whole_units(
            _merge(((max(0, a - context), min(len(text), b + context)) for a, b in wanted), _NEAR), units
        )
        if sum(end - start for start, end in ranges) <= limit:
            return _kept(text, ranges)
    return _kept(text, _merge(_first(wanted, limit)))


def _kept(text: str, ranges: Sequence[Span]) -> CutText:
    parts = [text[start:end] for start, end in ranges]
    kept = "".join(parts)
    starts = tuple(accumulate((len(part) for part in parts[:-1]), initial=0)) if parts else ()
    wide = tuple(place for place, character in enumerate(kept) if character > "\uffff") if not kept.isascii() else ()
    return CutText(kept, tuple(ranges), len(text) - len(kept), starts, wide)


def _merge(spans: Iterable[Span], near: int = 0) -> list[Span]:
    """The spans in order, made one where no more than ``near`` characters are between them."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + near:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _units_of(source: SourceText) -> Iterator[Span]:
    for block in source.blocks:
        yield from [block.span] if isinstance(block, TextLine) else (row.span for row in block.rows)


def _whole_units(ranges: list[Span], units: Sequence[Span]) -> list[Span]:
    """The ranges, with every short line or row whole of which they hold a part."""
    ends = [end for _, end in ranges]
    touched = []
    for start, end in units:
        at = bisect_right(ends, start)
        if end - start <= _WHOLE and at < len(ranges) and ranges[at][0] < end:
            touched.append((start, end))
    return _merge([*ranges, *touched], _NEAR)


def _first(spans: Sequence[Span], limit: int) -> list[Span]:
    used = accumulate(end - start for start, end in spans)
    return [span for span, length in zip(spans, used, strict=True) if length <= limit]
