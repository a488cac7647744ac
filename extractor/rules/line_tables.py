"""The table that the form prints in one line: cut into its rows, or its rows named by the captions above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.rules.geometry import find_line_columns
from extractor.rules.run import FreeText, Run
from extractor.rules.tokens import Token, TokenKind
from extractor.sections.labels import NEAR, matches
from extractor.sections.other_words import fits, has_words
from extractor.sources.document import Layout
from schemas.enums import TableKind
from schemas.form import Block, Table

__all__ = ["cut_line", "line_widths", "names_row", "with_caption"]


_LABELS_SHORT = 3
"""Labels that the row of a one-level header may lack."""


def line_widths(table: Table) -> tuple[int, int] | None:
    """Return how many numbers a row has and the one line that the form prints, for a table of one line."""
    block = table.blocks[0]
    return (len(block.columns), len(block.columns) * len(block.rows)) if table.one_line else None


def cut_line(runs: tuple[Run, ...], texts: Sequence[FreeText], table: Table) -> tuple[Run, ...]:
    """Return the runs with a line of all numbers cut into the rows that the form prints one after another."""
    block = table.blocks[0]
    width, rows = len(block.columns), len(block.rows)
    columns = find_line_columns(texts, block, rows)
    in_order = _rows_in_order(texts, table.kind, block)
    cut: list[Run] = []
    for run in runs:
        tokens = run.tokens
        short = len(run.numbers) < width * rows and run.layout is None and len(tokens) > 1
        if columns and short:
            tokens = columns.place(tokens) or tokens
        due = width * rows
        if len(tokens) < due or any(token.kind is not TokenKind.BLANK for token in tokens[due:]):
            cut.append(run)
            continue
        sound = in_order and not short and _named_as_due(run, block, texts, table.kind)
        placed = sound and _edges_known(run, due, texts) and _under_labels(tokens[:due], texts)
        cut += [
            replace(run, tokens=tokens[n * width : (n + 1) * width], labels=(row.label,), beside=placed, cut=True)
            for n, row in enumerate(block.rows)
        ]
    return tuple(cut)


def _edges_known(run: Run, due: int, texts: Sequence[FreeText]) -> bool:
    """True where the line cannot have slipped by an empty cell at either end.

    Elements of their own are cells; a separator at an end may be a frame, a pad or the border of an empty cell, unless
    a header of as many labels stands in the same table.
    """
    first_and_last = (run.tokens[0], run.tokens[due - 1])
    if all(token.kind is TokenKind.VALUE for token in first_and_last):
        return True
    if run.layout is not None and run.layout is not Layout.PIPE_CELLS and len(run.tokens) == due:
        labels = Counter(text.row for text in texts if text.token.at and text.token.at.table == run.table)
        return run.layout is Layout.GRID or max(labels.values(), default=0) + _LABELS_SHORT >= due
    return run.layout is None and len(run.tokens) == due


def _rows_in_order(texts: Sequence[FreeText], kind: TableKind, block: Block) -> bool:
    """True where the header names the rows of the line, as far as it does, in the form's order from left to right.

    In a table of the source's own that is the order of its columns, on whatever level of the header a name stands.
    """
    order = [f"{block.key}/{row.key}" for row in block.rows]
    named = [
        (_table_of([text.token]), text.token.column, order.index(found[0].label.key))
        for text in texts
        if (found := matches(text.token.text, kind)[:1]) and found[0].score >= NEAR and found[0].label.key in order
    ]
    inside = sorted((table, column, place) for table, column, place in named if table is not None)
    read, across = [place for *_, place in named], [place for *_, place in inside]
    return read == sorted(read) and across == sorted(across)


def _named_as_due(run: Run, block: Block, texts: Sequence[FreeText], kind: TableKind) -> bool:
    """True unless other words than a row's label stand over the columns of that row, and can be no print of it."""
    width = len(block.columns)
    prints = [row.prints for row in block.rows]
    for place in range(len(block.rows)):
        text = _over(run, run.tokens[place * width].column, width, texts)
        others = [label for other, those in enumerate(prints) if other != place for label in those]
        if text and has_words(text) and not _is_group(text, kind) and not fits(text, prints[place], others):
            return False
    return True


def _over(run: Run, column: int, width: int, texts: Sequence[FreeText]) -> str:
    """The nearest text above a run that begins in a column and is as wide as a row of the form."""
    above = [text for text in texts if text.token.at and text.token.at.table == run.table and text.row < run.row]
    wide = [
        text
        for text in above
        if text.token.column == column
        and all(not column < o.token.column < column + width for o in above if o.row == text.row)
    ]
    return max(wide, key=lambda text: text.row).token.text if wide and column >= 0 else ""


def _is_group(text: str, kind: TableKind) -> bool:
    return any(match.exact and match.label.role != "row" for match in matches(text, kind)[:2])


def _under_labels(tokens: Sequence[Token], texts: Sequence[FreeText]) -> bool:
    """True unless a blank stands in a column without a label, in a header that has nearly all labels in one row.

    Such a blank may be a pad, and the row one value short.
    """
    here = [text for text in texts if text.token.at and text.token.at.table == _table_of(tokens)]
    level, count = Counter(text.row for text in here).most_common(1)[0] if here else (0, 0)
    if count + _LABELS_SHORT < len(tokens):
        return True
    headed = {text.token.column for text in here if text.row == level}
    return all(token.column in headed for token in tokens if token.kind is TokenKind.BLANK and token.cell)


def _table_of(tokens: Sequence[Token]) -> int | None:
    return tokens[0].at.table if tokens and tokens[0].at else None


def with_caption(run: Run, number: int, runs: Sequence[Run], texts: Sequence[FreeText], kind: TableKind) -> Run:
    """Return the run with the row label nearest above its header as its label, if it has none beside it."""
    if names_row(run, kind):
        return run
    low = runs[number - 1].row if number else -1
    names = [
        (text.token.text, text.row)
        for text in texts
        if low < text.row <= run.row and _is_row_label(text.token.text, kind)
    ]
    if kind is not TableKind.REVIEW_AND_LITIGATION or not names:
        return run
    nearest = [text for text, row in names if row == names[-1][1]]
    return replace(run, labels=(nearest[0],), stacked=(), beside=True) if len(set(nearest)) == 1 else run


def _is_row_label(text: str, kind: TableKind) -> bool:
    found = matches(text, kind)
    return any(m.exact and m.label.role == "row" and m.score >= found[0].score for m in found[:3])


def names_row(run: Run, kind: TableKind) -> bool:
    """True where a text beside a run is, or is near, a row label of the table."""
    return any(
        match.label.role == "row" and match.score >= NEAR
        for text in run.labels[:2]
        for match in matches(text, kind)[:1]
    )
