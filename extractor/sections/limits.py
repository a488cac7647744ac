"""How much of a source is looked at for a report: far more than any report has, far less than would take minutes."""

from __future__ import annotations

from dataclasses import replace

from extractor.sources.document import Block, Line, Source
from extractor.sources.notices import Notice, Words

__all__ = ["LONGEST_LINE", "MOST_BLOCKS", "limited"]

MOST_BLOCKS = 40_000
"""Lines and tables; a long report with its tables one value a line has some 1,500."""
LONGEST_LINE = 200_000
"""Characters; a whole report run together in one line has some 20,000."""


def limited(source: Source) -> Source:
    """Return the source with no more blocks and no longer lines than the limits; a notice says what was left out."""
    blocks = source.blocks[:MOST_BLOCKS]
    long = sum(isinstance(block, Line) and block.span[1] - block.span[0] > LONGEST_LINE for block in blocks)
    left = len(source.blocks) - len(blocks)
    if not left and not long:
        return source
    said = [Words("blocks_left_out", (left, MOST_BLOCKS))] if left else []
    said += [Words("lines_shortened", (long, LONGEST_LINE))] if long else []
    notice = Notice("budget", tuple(said))
    return replace(source, blocks=tuple(_shortened(block) for block in blocks), notices=(*source.notices, notice))


def _shortened(block: Block) -> Block:
    if isinstance(block, Line) and block.span[1] - block.span[0] > LONGEST_LINE:
        return replace(block, span=(block.span[0], block.span[0] + LONGEST_LINE))
    return block
