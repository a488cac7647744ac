"""Days and times of a sheet, which are numbers of days, as their formats show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from extractor.sources.office.list_numerals import numeral
from extractor.sources.office.number_tokens import Kind, Section, Token

__all__ = ["shown_date"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_WEEKDAYS = "一二三四五六日"
_LAST_DAY = 2_958_465
"""31 December 9999."""
_FICTION = 60
"""29 February 1900, which never was: earlier days are counted from a day later."""
_SECONDS = 86_400


def shown_date(value: Decimal, section: Section, *, since_1904: bool) -> str | None:
    """Return a number of days as a section of dates shows it; None where it is no day of the calendar."""
    if not 0 <= value <= _LAST_DAY:
        return None
    base = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if value < _FICTION else 30)  # noqa: DTZ001 (no zone is meant)
    moment = base + timedelta(days=int(value), seconds=round(float(value % 1) * _SECONDS))
    half_days = any(token.kind is Kind.DATE and "/" in token.text for token in section.tokens)
    pieces: list[str] = []
    for at, token in enumerate(section.tokens):
        if token.kind is Kind.DATE:
            pieces.append(
                _piece(token.text.lower(), _Moment(moment, value, half_days, section.chinese), section.tokens, at)
            )
        elif token.kind is not Kind.DIGIT:
            pieces.append(token.text)
    return "".join(pieces)


class _Moment:
    """A point of time with what else decides how it shows."""

    def __init__(self, when: datetime, value: Decimal, half_days: bool, chinese: int) -> None:
        self.when = when
        self.value = value
        self.half_days = half_days
        self._chinese = chinese

    def number(self, number: int, width: int) -> str:
        """A number of so many digits at least, or in words."""
        if self._chinese:
            return numeral(number, "chineseCounting") if width < 3 else numeral(number, "ideographDigital")
        return f"{number:0{width}d}"


def _piece(text: str, moment: _Moment, tokens: Sequence[Token], at: int) -> str:
    if text.startswith("["):
        return str(int(moment.value * {"h": 24, "m": 1_440, "s": _SECONDS}[text[1]]))
    if "/" in text:
        names = ("上午", "下午") if text.startswith("上") else ("AM", "PM")
        return names[moment.when.hour >= 12]
    letter = "min" if text[0] == "m" and _is_minute(tokens, at) else text[0]
    return _PIECES[letter](moment, len(text)) if letter in _PIECES else ""


_PIECES: dict[str, Callable[[_Moment, int], str]] = {
    "y": lambda m, width: m.number(m.when.year, 4) if width > 2 else m.number(m.when.year % 100, 2),
    "e": lambda m, _: m.number(m.when.year, 4),
    "a": lambda m, width: ("星期" if width > 3 else "") + _CHINESE_WEEKDAYS[m.when.weekday()],
    "d": lambda m, width: _named(width, m.when.day, _WEEKDAYS[m.when.weekday()], m),
    "m": lambda m, width: _named(width, m.when.month, _MONTHS[m.when.month - 1], m),
    "h": lambda m, width: m.number((m.when.hour % 12 or 12) if m.half_days else m.when.hour, min(width, 2)),
    "min": lambda m, width: m.number(m.when.minute, min(width, 2)),
    "s": lambda m, width: m.number(m.when.second, min(width, 2)),
}


def _named(width: int, number: int, name: str, moment: _Moment) -> str:
    if width > 2:
        return name if width > 3 else name[:3]
    return moment.number(number, width)


def _is_minute(tokens: Sequence[Token], at: int) -> bool:
    """True for an ``m`` behind hours or before seconds."""
    dates = [
        (number, token.text.lower().strip("[]")[0]) for number, token in enumerate(tokens) if token.kind is Kind.DATE
    ]
    place = next(index for index, (number, _) in enumerate(dates) if number == at)
    before = dates[place - 1][1] if place else ""
    after = dates[place + 1][1] if place + 1 < len(dates) else ""
    return before == "h" or after == "s"
