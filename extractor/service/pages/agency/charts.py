"""Where the bars of a chart stand: places are per cent of the drawing, so that it fits any page."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.service.pages.agency.measures import Measure, Panel
from extractor.service.pages.agency.numbers import Shown, YearReport, shown

__all__ = ["Bar", "Chart", "Tick", "chart"]

_GROUP = 0.72
"""Share of a year's room that its bars take."""
_MOST_WIDTH = 9.0
"""Of one bar, per cent of the drawing: two years do not make walls."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a year without a number has a bar of no height, with the sign of why."""

    x: float
    y: float
    width: float
    height: float
    kind: int
    """Which of the style's colours."""
    measure: str
    year: int
    number: Shown
    label: str | None
    """How its number stands above it: ``start``, ``middle`` or ``end`` of the text at that of the bar; None: it does not."""

    @property
    def label_x(self) -> float:
        """Where its label stands."""
        return round(self.x + self.width * {"start": 0, "middle": 0.5, "end": 1}[self.label or "middle"], 3)


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the grid, or one year below it."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing, with the numbers of the table behind it."""

    key: str
    kind: str
    bars: tuple[Bar, ...]
    wholes: tuple[Bar, ...]
    """Of a stacked chart: without height, at the top of each bar, with the printed total."""
    ticks: tuple[Tick, ...]
    years: tuple[Tick, ...]
    drawn: tuple[Measure, ...]
    columns: tuple[Measure, ...]
    """Of the table: those that are drawn and more."""
    numbers: Mapping[tuple[int, str], Shown | None]
    """By year and key of the measure."""

    @property
    def empty(self) -> bool:
        """True where no report has any of its numbers."""
        return all(number is None for number in self.numbers.values())


def chart(panel: Panel, reports: Sequence[YearReport]) -> Chart:
    """Return a panel drawn over the years from the first report to the last.

    Args:
        panel: what is drawn.
        reports: one a year, by year; a year without one stays empty.
    """
    columns = (*panel.measures, *([panel.whole] if panel.whole else []))
    numbers = {(one.year, measure.key): shown(measure, one) for one in reports for measure in columns}
    drawn = tuple(measure for measure in panel.measures if measure.drawn)
    years = range(reports[0].year, reports[-1].year + 1) if reports else range(0)
    top = _top(max((_height(panel, drawn, numbers, year) for year in years), default=0))
    bars: list[Bar] = []
    wholes: list[Bar] = []
    for place, year in enumerate(years):
        band = (100 * place / len(years), 100 / len(years))
        had = [
            (kind, measure.key, number)
            for kind, measure in enumerate(drawn)
            if (number := numbers.get((year, measure.key)))
        ]
        if panel.kind == "grouped":
            bars += _grouped(had, band, year, top, len(drawn))
        else:
            bars += _stacked(had, band, year, top)
            if panel.whole and (whole := numbers.get((year, panel.whole.key))):
                wholes.append(_whole(whole, panel.whole.key, band, year, (bars, top)))
    return Chart(
        panel.key,
        panel.kind,
        tuple(bars),
        tuple(wholes),
        tuple(Tick(round(100 - 100 * value / top, 3), value) for value in _ticks(top)),
        tuple(Tick(round(100 * (place + 0.5) / len(years), 3), year) for place, year in enumerate(years)),
        drawn,
        columns,
        numbers,
    )


def _height(
    panel: Panel, drawn: Sequence[Measure], numbers: Mapping[tuple[int, str], Shown | None], year: int
) -> float:
    values = [_value(numbers.get((year, measure.key))) for measure in drawn]
    return max(values, default=0) if panel.kind == "grouped" else sum(values)


def _grouped(
    had: Sequence[tuple[int, str, Shown]], band: tuple[float, float], year: int, top: float, lines: int
) -> list[Bar]:
    """Bars side by side; the numbers of two stand away from each other."""
    left, room = band
    label = {0: "end", 1: "start"} if lines == 2 else {}
    width = min(_MOST_WIDTH, room * _GROUP / lines)
    start = left + (room - width * lines) / 2
    return [
        _bar(
            (start + kind * width, width * 0.92),
            (0, _value(number)),
            (kind, key, year, number),
            top,
            label.get(kind, "middle"),
        )
        for kind, key, number in had
    ]


def _stacked(had: Sequence[tuple[int, str, Shown]], band: tuple[float, float], year: int, top: float) -> list[Bar]:
    left, room = band
    width = min(_MOST_WIDTH, room * _GROUP)
    bars: list[Bar] = []
    below = 0.0
    for kind, key, number in had:
        place = (left + (room - width) / 2, width)
        bars.append(_bar(place, (below, _value(number)), (kind, key, year, number), top, None))
        below += _value(number)
    return bars


def _whole(number: Shown, key: str, band: tuple[float, float], year: int, drawn: tuple[Sequence[Bar], float]) -> Bar:
    bars, top = drawn
    below = sum(_value(bar.number) for bar in bars if bar.year == year)
    return _bar((band[0], band[1]), (below, 0), (0, key, year, number), top, "middle")


def _bar(
    place: tuple[float, float],
    span: tuple[float, float],
    what: tuple[int, str, int, Shown],
    top: float,
    label: str | None,
) -> Bar:
    (x, width), (below, value), (kind, key, year, number) = place, span, what
    height = 100 * value / top
    return Bar(
        round(x, 3),
        round(100 - 100 * below / top - height, 3),
        round(width, 3),
        round(height, 3),
        kind,
        key,
        year,
        number,
        label,
    )


def _value(number: Shown | None) -> float:
    return max(0.0, float(number.value)) if number and number.value is not None else 0.0


def _top(value: float) -> float:
    """The end of the axis: a round number not below the value, 4 at least."""
    step = _step(max(value, 4))
    return step * math.ceil(max(value, 4) / step)


def _ticks(top: float) -> list[int]:
    step = _step(top)
    return [round(step * count) for count in range(round(top / step) + 1)]


def _step(value: float) -> float:
    power = 10 ** math.floor(math.log10(value / 4))
    return float(max(1, next(power * factor for factor in (1, 2, 2.5, 5, 10) if value / (power * factor) <= 5)))
