"""Which form's variant of each block is printed, told by its column labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.rules.align import Placed
from extractor.rules.headers import Header, read_header
from extractor.rules.run import FreeText, Run
from schemas import all_forms
from schemas.enums import TableKind
from schemas.form import Block, Column, Row, Table

__all__ = ["printed_blocks"]

_Variant = tuple[Block, Header, tuple[float, int]]
"""A block as one form prints it, what the header says of its columns, and how well it fits."""


def printed_blocks(
    table: Table,
    runs: Sequence[Run],
    placed: Sequence[Placed],
    owners: Sequence[tuple[str, Row]],
    texts: Sequence[FreeText],
    kind: TableKind,
) -> dict[str, tuple[Block, Header]]:
    """For each block key the variant that stands there and what its header says."""
    found: dict[str, list[_Variant]] = {}
    begins = sorted(runs[item.run].row for item in placed)
    for key in dict.fromkeys(block.key for block in table.blocks):
        ours = [runs[item.run] for item in placed if owners[item.row][0] == key]
        if not ours:
            continue
        high = min(run.row for run in ours)
        low = max((row for row in begins if row < high), default=-1)
        words = [text for text in texts if low < text.row <= high]
        found[key] = [
            (block, header, _likelihood(header, block, ours))
            for block in table.blocks
            if block.key == key
            for header in (read_header(words, block, kind, repeats=table.one_line),)
        ]
    votes = _form_votes(table.kind, found)
    return {
        key: max(variants, key=lambda item: (item[2], votes[item[0].columns]))[:2] for key, variants in found.items()
    }


def _form_votes(kind: TableKind, found: dict[str, list[_Variant]]) -> Counter[tuple[Column, ...]]:
    """For the columns of each block how many other blocks surely are of a form that prints them.

    Where a header is lost, the rest of the table tells which form it is.
    """
    sure = {
        max(variants, key=lambda item: item[2])[0].columns
        for variants in found.values()
        if len(variants) > 1 and len({item[2] for item in variants}) > 1
    }
    votes: Counter[tuple[Column, ...]] = Counter()
    for form in all_forms().values():
        table = form.table(kind)
        columns = [block.columns for block in table.blocks] if table else []
        for own in columns:
            votes[own] = max(votes[own], sum(other in sure for other in columns))
    return votes


def _likelihood(header: Header, block: Block, runs: Sequence[Run]) -> tuple[float, int]:
    """How well a variant fits: its columns that are named, then rows with as many places."""
    named = len(set(header.columns)) / len(block.columns)
    return (len(set(header.columns)) + named, sum(len(run.tokens) == len(block.columns) for run in runs))
