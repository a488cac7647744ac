"""Rows of tokens to runs: each a sequence of values that belongs together, with the labels that may name it.

A run is what fills one row of the form. Its own label stands in the same row of the source's structure, or in flat
text directly before it. Labels without values beside them are kept apart: torn labels still say where a run may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.rules.tokens import Token, TokenKind, TokenRow, begins_label
from extractor.sections.labels import NEAR, is_piece, matches
from extractor.sources.document import Layout
from schemas.enums import TableKind

__all__ = ["FreeText", "Run", "runs_of"]

_LONGEST_LABEL = 6
"""Texts that one label may be broken into."""
_MOST_GROUPS = 2
"""Labels of groups that may stand before the first of their rows."""
_LONGEST_VALUE = 16
_FEWEST_BLANKS = 2
"""Empty cells that may be a row."""
_SAME_COLUMN = 2
"""Characters by which texts of one column may begin apart."""


@dataclass(frozen=True, slots=True)
class Run:
    """Values that belong together."""

    tokens: tuple[Token, ...]
    """Values and blanks, in order."""
    labels: tuple[str, ...]
    """Texts that may be its label, nearest first: the last text before it alone, then joined with those before."""
    beside: bool
    """The label stands in the same row of the source's structure, or in flat text directly before the run."""
    layout: Layout | None
    row: int
    """Number of the token row in which it begins."""
    table: int
    unit: str = ""
    """A unit printed between label and value."""
    apart: bool = False
    """Its label stands before it, not in the same row or on the same line: nothing but order tells whose it is."""
    lead: int = 0
    """Cells of its row in front of it; 0 in bare lines."""
    stacked: tuple[str, ...] = ()
    """Other row labels directly above its label with no values between: the run may be any one's of them."""
    reduced: bool = False
    """Its table has a column that the form does not have: a value was taken out, or one of its own is missing."""
    astray: bool = False
    """Its values stand in columns that the form does not have: they fill no place."""
    following: tuple[str, ...] = ()
    """In bare lines and cells that stand a line the texts behind it, in the ways they may be joined to a label."""

    @property
    def numbers(self) -> tuple[Token, ...]:
        """Tokens that hold something."""
        return tuple(token for token in self.tokens if token.kind is TokenKind.VALUE)


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text of the table: a header word, a group, a label beside its run or torn from it."""

    token: Token
    row: int


@dataclass(slots=True)
class _Open:
    """A run being gathered."""

    texts: list[Token]
    values: list[Token]
    unit: str = ""


def runs_of(
    rows: Sequence[TokenRow], kind: TableKind, widths: tuple[int, int] | None = None
) -> tuple[tuple[Run, ...], tuple[FreeText, ...]]:
    """Return the runs of a table in order, and every text of it.

    Args:
        rows: the rows of tokens.
        kind: the table.
        widths: for a table that the form prints in one line, how many numbers one of its rows has, and the line.

    An empty row of the source's own table is a run too, of blanks without a label.
    """
    row_width = widths[0] if widths else _FEWEST_BLANKS
    runs: list[Run] = []
    free: list[FreeText] = []
    lines: list[tuple[int, TokenRow]] = []
    for number, row in enumerate(rows):
        if row.layout is None:
            lines.append((number, row))
            continue
        _flush_lines(lines, kind, runs, free, widths)
        _structured(number, row, kind, runs, free, row_width)
    _flush_lines(lines, kind, runs, free, widths)
    return tuple(_with_following(tuple(_with_stacked(runs, free, kind)), free)), tuple(free)


def _with_stacked(runs: Sequence[Run], texts: Sequence[FreeText], kind: TableKind) -> Iterator[Run]:
    """The runs, those where one cell stands a line with the row labels that stand between them and the values before."""
    end = 0
    for run in runs:
        if run.layout is Layout.PIPE_CELLS and run.labels:
            start = run.tokens[0].span[0]
            yield replace(run, stacked=_stacked([t.token for t in texts if end <= t.token.span[0] < start], kind))
        else:
            yield run
        end = run.tokens[-1].span[1] if run.numbers else end


def _with_following(runs: Sequence[Run], texts: Sequence[FreeText]) -> Iterator[Run]:
    """The runs, those that only order tells of with the texts that stand between them and the next run."""
    for number, run in enumerate(runs):
        if run.layout not in (None, Layout.PIPE_CELLS):
            yield run
            continue
        end = run.tokens[-1].span[1]
        stop = runs[number + 1].tokens[0].span[0] if number + 1 < len(runs) else None
        behind = [t.token for t in texts if t.token.span[0] >= end and (stop is None or t.token.span[1] <= stop)]
        joins = [
            "".join(token.text for token in behind[skipped : skipped + count])
            for skipped in range(_MOST_GROUPS + 1)
            for count in range(1, min(len(behind) - skipped, _LONGEST_LABEL) + 1)
        ]
        yield replace(run, following=tuple(dict.fromkeys(joins)))


def _structured(
    number: int, row: TokenRow, kind: TableKind, runs: list[Run], free: list[FreeText], row_width: int
) -> None:
    free += [FreeText(token, number) for token in row.tokens if token.kind is TokenKind.TEXT]
    for part in _segments(row, kind):
        empty_line = not part.texts and len(part.values) >= row_width
        if not part.values or not (_has_value(part) or empty_line or _names_row(part.texts, kind)):
            continue
        runs.append(
            Run(
                tokens=tuple(part.values),
                labels=_label_texts(part.texts),
                beside=bool(part.texts),
                layout=row.layout,
                row=number,
                table=row.table,
                unit=part.unit,
                lead=_place_of(part.values[0], row),
                apart=row.layout is Layout.PIPE_CELLS,
            )
        )


def _place_of(token: Token, row: TokenRow) -> int:
    places = (place for place, other in enumerate(row.tokens) if (other.span, other.at) == (token.span, token.at))
    return next(places, 0)


def _segments(row: TokenRow, kind: TableKind) -> Iterator[_Open]:
    """Parts of a row, each some texts, perhaps a unit, and the values behind them.

    A unit directly followed by the next label stands beside an empty place: in flat text its blank is gone.
    """
    part = _Open([], [])
    for token in row.tokens:
        if token.kind is TokenKind.UNIT:
            part.unit = token.text
        elif token.kind is TokenKind.TEXT:
            if row.layout is not None and (_has_value(part) or _is_named(part, kind)) and _fills_place(token, kind):
                part.values.append(replace(token, kind=TokenKind.VALUE))
                continue
            if _has_value(part) or _beside_nothing(part):
                yield _closed(part, token)
                part = _Open([], [])
            part.texts.append(token)
            part.values.clear()
        else:
            part.values.append(token)
    if part.texts or part.values or part.unit:
        yield part


def _beside_nothing(part: _Open) -> bool:
    return bool(part.unit and part.texts and not part.values)


def _closed(part: _Open, following: Token) -> _Open:
    if _beside_nothing(part):
        part.values.append(_nothing_before(following))
    return part


def _nothing_before(token: Token) -> Token:
    """A blank in flat text: nothing, where a value would stand before this token."""
    return Token(TokenKind.BLANK, "", (token.span[0], token.span[0]))


def _has_value(part: _Open) -> bool:
    return any(token.kind is TokenKind.VALUE for token in part.values)


def _fills_place(token: Token, kind: TableKind) -> bool:
    """True where a text in a cell of its own is no label: it stands where a number would, damaged beyond reading."""
    return len(token.text) <= _LONGEST_VALUE and not (is_piece(token.text, kind) or begins_label(token.text, kind))


def _is_named(part: _Open, kind: TableKind) -> bool:
    """True where the last text of a part is near a row label: what comes next in its row are values."""
    if not part.texts:
        return False
    return any(match.label.role == "row" and match.score >= NEAR for match in matches(part.texts[-1].text, kind)[:2])


def _names_row(texts: Sequence[Token], kind: TableKind) -> bool:
    """True where the texts of a row without values are one row label, groups before it aside: blanks, no header."""
    if not texts or not _is_role(texts[-1], kind, "row"):
        return False
    return all(_is_role(token, kind, "group") or token.text == texts[-1].text for token in texts[:-1])


def _is_role(token: Token, kind: TableKind, role: str) -> bool:
    found = matches(token.text, kind)
    return any(match.label.role == role and match.exact and match.score >= found[0].score for match in found)


def _stacked(texts: Sequence[Token], kind: TableKind) -> tuple[str, ...]:
    """Row labels above the last text; a row of one form that heads a group in another is a heading there."""
    return tuple(t.text for t in texts[:-1] if _is_role(t, kind, "row") and not _is_role(t, kind, "group"))


def _label_texts(texts: Sequence[Token]) -> tuple[str, ...]:
    """The last text, then longer and longer joins backwards; then joins of those that stand under one another.

    In columns set with spaces a label is wrapped in its own column, with pieces of group labels between its lines.
    """
    column = [token for token in texts if token.x >= 0 and abs(token.x - texts[-1].x) <= _SAME_COLUMN]
    return tuple(dict.fromkeys((*_joins(texts), *_joins(column))))


def _joins(texts: Sequence[Token]) -> Iterator[str]:
    for count in range(1, min(len(texts), _LONGEST_LABEL) + 1):
        yield "".join(token.text for token in texts[-count:])


def _flush_lines(
    lines: list[tuple[int, TokenRow]],
    kind: TableKind,
    runs: list[Run],
    free: list[FreeText],
    widths: tuple[int, int] | None,
) -> None:
    """Runs of bare lines: values in one line make a run; single values under one another make one together."""
    if lines:
        gatherer = _LineGatherer(kind, _usual_gaps([row for _, row in lines]), runs, free, widths)
        for number, row in lines:
            gatherer.add(number, row)
        gatherer.close()
        lines.clear()


class _LineGatherer:
    """Gathers runs from bare lines, one line at a time."""

    def __init__(
        self,
        kind: TableKind,
        usual_gaps: tuple[int, int],
        runs: list[Run],
        free: list[FreeText],
        widths: tuple[int, int] | None,
    ) -> None:
        self._kind = kind
        self._widths = widths
        self._usual, self._usual_below = usual_gaps
        self._runs = runs
        self._free = free
        self._pending: list[Token] = []
        self._unit = ""
        self._last: Token | None = None
        self._column: list[Token] = []
        self._start = 0

    def add(self, number: int, row: TokenRow) -> None:
        """Take the next line."""
        place = row.tokens[0] if row.tokens else self._last
        usual = self._usual if row.values and len(row.tokens) == 1 else self._usual_below
        skipped = [_nothing_before(place)] * min((row.gap - usual) // self._usual, 30) if place else []
        self._last = row.tokens[-1] if row.tokens else place
        if len(row.tokens) == 1 and row.values:
            self._open(number, [*skipped, row.values[0]])
            return
        if self._column or self._empty_places(len(skipped)):
            self._open(number, skipped)
        elif self._unit and self._pending and self._begins_anew(row):
            self._open(number, [_nothing_before(row.tokens[0])] if row.tokens else [])
        self.close()
        for part in _segments(row, self._kind):
            self._free += [FreeText(token, number) for token in part.texts]
            self._pending = [*self._pending, *part.texts][-_LONGEST_LABEL:]
            self._unit = part.unit or self._unit
            if _has_value(part) or (part.values and _names_row(self._pending[-1:], self._kind)):
                self._emit(part.values, number, apart=row.continued or not part.texts)

    def _begins_anew(self, row: TokenRow) -> bool:
        """True where a line opens with another label, or nothing follows; not where a wrapped label goes on."""
        if not row.tokens:
            return True
        first = row.tokens[0]
        return first.kind is TokenKind.TEXT and begins_label(first.text, self._kind, least=0.9)

    def _empty_places(self, skipped: int) -> bool:
        """True where empty lines are empty places: behind a row label, or as many as the form's one line has."""
        if self._widths is not None:
            row_width, line_width = self._widths
            return skipped == row_width or skipped >= line_width
        return skipped > 0 and _names_row(self._pending[-1:], self._kind)

    def _open(self, number: int, tokens: Sequence[Token]) -> None:
        self._start = self._start if self._column else number
        self._column += tokens

    def close(self) -> None:
        """End the column of single values that is being gathered."""
        if self._column:
            self._emit(self._column, self._start, apart=True)
            self._column = []

    def _emit(self, values: Sequence[Token], row: int, *, apart: bool) -> None:
        labels = _label_texts(self._pending)
        stacked = _stacked(self._pending, self._kind)
        run = Run(tuple(values), labels, bool(labels), None, row, -1, self._unit, apart=apart, stacked=stacked)
        self._runs.append(run)
        self._pending, self._unit = [], ""


def _usual_gaps(rows: Sequence[TokenRow]) -> tuple[int, int]:
    """The usual line breaks between lines, and between a value and the text below it: rows may be set apart."""
    below = [later.gap for earlier, later in pairwise(rows) if earlier.values and later.tokens and not later.values]
    return _usual([row.gap for row in rows[1:]]), max(_usual(below), _usual([row.gap for row in rows[1:]]))


def _usual(gaps: Sequence[int]) -> int:
    return min((gap for gap, count in Counter(gaps).items() if count * 5 >= len(gaps)), default=1)
