"""Tables, pairs, paragraphs and curves of a page as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from eval.page.markup import Child, Markup, joined, tag
from eval.page.svg import Scale, interval, interval_axis, percent, steps
from eval.page.view import Block, Change, Column, Diff, Estimate, Grid, Missing, Pairs, Part, Steps, Text, Value
from eval.page.wording import READERS, interval_text, points
from eval.report_text import share_text

__all__ = ["block"]

UNKNOWN = "not known"
UNDEFINED = "undefined"

_FAVOURS = {"A": "A is better", "B": "B is better", "neither": "not established"}


def block(one: Block) -> Markup:
    """Return one block of a section."""
    if isinstance(one, Text):
        return _text(one)
    if isinstance(one, Pairs):
        rows = [[tag("dt", name), tag("dd", _value(value))] for name, value in one.rows]
        return tag("dl", rows, class_="pairs")
    if isinstance(one, Steps):
        return _steps(one)
    if isinstance(one, Diff):
        return _diff(one)
    if isinstance(one, Part):
        return tag("div", tag("h3", one.title), [block(inner) for inner in one.blocks], id=one.id, class_="part")
    return _grid(one)


def _text(one: Text) -> Markup:
    if one.kind == "code":
        return tag("pre", tag("code", one.text), class_="wide", tabindex="0")
    return tag("p", one.text, class_=one.kind or None)


_DIFFERENT = {"+": "ins", "-": "del"}


def _diff(one: Diff) -> Markup:
    """The two lines that name the sides, and the places of the hunks, are no changes."""
    lines = [
        tag("span" if number < 2 else _DIFFERENT.get(line[:1], "span"), line, "\n")
        for number, line in enumerate(one.lines)
    ]
    note = tag("p", one.note, class_="note") if one.note else None
    return tag("details", tag("summary", tag("h3", one.title)), tag("pre", lines, lang="zh"), note, class_="diff")


def _grid(grid: Grid) -> Markup:
    table = tag(
        "div",
        tag("table", _head(grid), _bodies(grid)),
        class_="wide",
        tabindex="0",
        role="group",
        aria_label=grid.caption or "table",
    )
    note = tag("p", grid.note, class_="note") if grid.note else None
    if not grid.caption:
        return joined([table, note])
    if grid.folded:
        return tag("details", tag("summary", tag("h3", grid.caption)), note, table)
    return joined([tag("h3", grid.caption), note, table])


def _scales(grid: Grid) -> dict[int, Scale]:
    return {
        number: _scale([row[number] for row in grid.rows])
        for number, column in enumerate(grid.columns)
        if column.kind == "strip"
    }


def _scale(values: Iterable[Value]) -> Scale:
    listed = list(values)
    shares = [share for value in listed if isinstance(value, Estimate) for share in (value.share,) if share is not None]
    shares += [end for value in listed if isinstance(value, Estimate) and value.bounds for end in value.bounds]
    moves = [end for value in listed if isinstance(value, Change) and value.bounds for end in value.bounds]
    moves += [value.value for value in listed if isinstance(value, Change) and value.value is not None]
    if any(isinstance(value, Change) for value in listed):
        reach = max([0.005, *(abs(end) for end in moves)]) * 1.08
        return Scale(-reach, reach)
    return Scale.around(shares, least=0.02)


def _head(grid: Grid) -> Markup:
    scales = _scales(grid)
    cells = []
    for number, column in enumerate(grid.columns):
        axis: Child = None
        if number in scales:
            axis = [
                _sides(grid.zero) if grid.zero else None,
                interval_axis(scales[number], _tick_text(grid)),
            ]
        cells.append(tag("th", column.title, axis, scope="col", class_=_kind(column)))
    return tag("thead", tag("tr", cells))


def _tick_text(grid: Grid) -> Callable[[float], str]:
    """Distances are positive on both sides of 0; errors per 100 reports are no percentages."""
    if grid.zero is None:
        return percent
    return lambda tick: f"{abs(tick) * 100:g}" if grid.per_hundred else percent(abs(tick))


def _sides(zero: tuple[str, str]) -> Markup:
    return tag("span", tag("span", "← ", zero[0]), tag("span", zero[1], " →"), class_="sides")


def _bodies(grid: Grid) -> list[Markup]:
    scales = _scales(grid)
    bodies = []
    for first, group in groupby(grid.rows, key=lambda row: row[0]):
        rows = list(group)
        lines = [_row(grid.columns, row, scales, None if number else len(rows)) for number, row in enumerate(rows)]
        bodies.append(tag("tbody", lines, class_="group" if len(rows) > 1 else None, data_row=str(first)))
    return bodies


def _row(columns: Sequence[Column], row: Sequence[Value], scales: dict[int, Scale], over: int | None) -> Markup:
    cells = []
    if over is not None:
        cells.append(
            tag("th", _value(row[0]), scope="rowgroup" if over > 1 else "row", rowspan=over if over > 1 else None)
        )
    for number in range(1, len(row)):
        column, value = columns[number], row[number]
        if number in scales:
            cells.append(tag("td", _strip(scales[number], value, row), class_="strip"))
        else:
            cells.append(tag("td", _value(value), class_=_kind(column)))
    return tag("tr", cells)


def _strip(scale: Scale, value: Value, row: Sequence[Value]) -> Markup:
    kind = next((number for number, name in enumerate(_KINDS) if name in row[:2]), 0)
    if isinstance(value, Change):
        favour = {"A": 1, "B": 2}.get(value.better or "", 3)
        return interval(scale, value.towards_b, value.bounds_towards_b, zero=0, kind=favour)
    if isinstance(value, Estimate):
        return interval(scale, value.share, value.bounds if _wide(value.bounds) else None, kind=kind)
    return interval(scale, None, None)


_KINDS = tuple(READERS.values())
"""Readers have the same colour in all charts, by their place here."""


def _kind(column: Column) -> str | None:
    return column.kind if column.kind != "text" else None


def _value(value: Value) -> Child:
    if value is None:
        return tag("span", UNKNOWN, class_="unknown")
    if isinstance(value, int):
        return f"{value:,}".replace(",", "\u2009") if abs(value) >= 10_000 else str(value)
    if isinstance(value, Estimate):
        return _estimate(value)
    if isinstance(value, Change):
        return _change(value)
    if isinstance(value, Missing):
        return tag("span", value.words, class_="unknown", title=value.why)
    return value


def _estimate(value: Estimate) -> Child:
    if value.count is None:
        return tag("span", UNKNOWN, class_="unknown")
    if not value.n:
        return tag("span", UNDEFINED, class_="unknown", title="n is 0")
    return [
        tag("b", share_text(value.count, value.n)),
        " ",
        tag("span", f"{value.count}/{value.n}", class_="of"),
        [" ", tag("span", interval_text(value.bounds), class_="within")] if _wide(value.bounds) else None,
    ]


def _wide(bounds: tuple[float, float] | None) -> bool:
    """False where every draw has the same share, all or nothing: such an interval would pass for certainty."""
    return bounds is not None and bounds[0] < bounds[1]


def _change(value: Change) -> Child:
    if value.value == 0 and value.bounds in (None, (0, 0)):
        return tag("span", "no change", class_="unknown")
    if value.value is None or value.better is None:
        shown = UNDEFINED if value.value is None else f"{points(value.value)} no interval"
        return tag("span", shown, class_="unknown")
    bounds = f" ({points(value.bounds[0])} to {points(value.bounds[1])})" if value.bounds else ""
    return [
        tag("b", points(value.value)),
        tag("span", bounds, class_="within"),
        " ",
        tag("span", _FAVOURS[value.better], class_=f"favour favour-{value.better}"),
    ]


def _steps(one: Steps) -> Markup:
    chart = steps(one.series, one.x, one.y, titles=one.titles, label=one.label)
    keys = [
        tag("li", tag("span", class_=f"swatch k{series.kind}"), series.name) for series in one.series if series.points
    ]
    return tag(
        "figure", tag("figcaption", one.label), tag("ul", keys, class_="legend"), tag("div", chart, class_="plot")
    )
