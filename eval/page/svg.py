"""Small charts as inline SVG: places are shares of the drawing's width and height, so that they fit any page.

Text keeps its size whatever the width, and stands in the page's own fonts; colours come from classes of the style.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.page.markup import Markup, joined, tag

__all__ = [
    "Point",
    "Scale",
    "Series",
    "interval",
    "interval_axis",
    "percent",
    "steps",
]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values of an axis, from ``low`` to ``high``."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Return where a value is, from 0 to 1; what lies outside is put on the edge."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def ticks(self, about: int = 5) -> list[float]:
        """Return round values of the axis, about as many as asked for."""
        rough = (self.high - self.low) / about
        power = 10 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [round(number * step, 12) for number in range(first, last + 1)]

    @classmethod
    def around(cls, values: Iterable[float], *, least: float = 0.01, within: tuple[float, float] = (0, 1)) -> Scale:
        """Return a scale with a little room around the values, no further than ``within``; the whole of it for none."""
        listed = list(values)
        if not listed:
            return cls(*within)
        low, high = min(listed), max(listed)
        room = max(least, (high - low) * 0.08)
        return cls(max(within[0], low - room), min(within[1], high + room))


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a curve."""

    x: float
    y: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart."""

    name: str
    points: Sequence[Point]
    kind: int = 0
    """Which of the style's colours and dashes; lines are told apart by both."""


def percent(value: float) -> str:
    """Return a share as the label of an axis: ``2.5 %``."""
    return f"{round(value * 100, 6):g} %".replace("-", "−")


def interval(
    scale: Scale, value: float | None, bounds: tuple[float, float] | None, *, zero: float | None = None, kind: int = 0
) -> Markup:
    """Return one row of an interval plot: a line from bound to bound and a mark at the value; empty where undefined."""
    parts = [_line(scale.at(tick), 0, scale.at(tick), 1, "grid") for tick in scale.ticks(4)]
    if zero is not None:
        parts.append(_line(scale.at(zero), 0, scale.at(zero), 1, "zero"))
    if bounds is not None:
        low, high = (scale.at(bound) for bound in bounds)
        parts.append(_line(low, 0.5, high, 0.5, f"bar k{kind}"))
        parts += [_line(end, 0.25, end, 0.75, f"bar k{kind}") for end in (low, high)]
    if value is not None:
        parts.append(tag("circle", cx=_share(scale.at(value)), cy="50%", r=4, class_=f"mark k{kind}"))
    return tag("svg", parts, class_="interval", aria_hidden="true", focusable="false")


def interval_axis(scale: Scale, text: Callable[[float], str] = percent) -> Markup:
    """Return the labels that stand above the rows of an interval plot."""
    texts = [
        tag(
            "text",
            text(tick),
            x=_share(scale.at(tick)),
            y="12",
            text_anchor=_anchor(scale.at(tick)),
        )
        for tick in scale.ticks(4)
    ]
    return tag("svg", texts, class_="interval axis", aria_hidden="true", focusable="false")


def steps(series: Sequence[Series], x: Scale, y: Scale, *, titles: tuple[str, str], label: str) -> Markup:
    """Return a step line: each point's height holds from the point before up to it."""
    lines = []
    for one in series:
        for before, point in pairwise([None, *one.points]):
            start = before.x if before else x.low
            assert point is not None
            lines.append(_step(x, y, start, before.y if before else point.y, point, one.kind))
    return _chart(lines, x, y, titles, label)


def _chart(lines: Sequence[Markup], x: Scale, y: Scale, titles: tuple[str, str], label: str) -> Markup:
    grid = [_line(0, 1 - y.at(tick), 1, 1 - y.at(tick), "grid") for tick in y.ticks()]
    frame = [_line(0, 1, 1, 1, "frame"), _line(0, 0, 0, 1, "frame")]
    left = [
        tag("text", percent(tick), x="-6", y=_share(1 - y.at(tick)), dy="4", text_anchor="end") for tick in y.ticks()
    ]
    below = [
        tag("text", percent(tick), x=_share(x.at(tick)), y="100%", dy="16", text_anchor="middle") for tick in x.ticks()
    ]
    named = [
        tag("text", titles[0], x="100%", y="100%", dy="34", text_anchor="end", class_="title"),
        tag("text", titles[1], x="0", y="0", dy="-8", dx="-4", class_="title"),
    ]
    return tag("svg", tag("title", label), grid, frame, lines, left, below, named, class_="chart", role="img")


def _step(x: Scale, y: Scale, start: float, height: float, point: Point, kind: int) -> Markup:
    left, right, level = x.at(start), x.at(point.x), 1 - y.at(point.y)
    riser = _line(left, 1 - y.at(height), left, level, f"curve k{kind}")
    return joined([riser, _line(left, level, right, level, f"curve k{kind}"), _dot(x, y, point, kind)])


def _dot(x: Scale, y: Scale, point: Point, kind: int) -> Markup:
    title = tag("title", point.title) if point.title else None
    return tag("circle", title, cx=_share(x.at(point.x)), cy=_share(1 - y.at(point.y)), r=3.5, class_=f"mark k{kind}")


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return tag("line", x1=_share(x1), y1=_share(y1), x2=_share(x2), y2=_share(y2), class_=kind)


def _share(value: float) -> str:
    return f"{round(value * 100, 3):g}%"


def _anchor(place: float) -> str:
    return "start" if place < 0.08 else "end" if place > 0.92 else "middle"
