"""Values of a sheet's cells as its number formats show them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from extractor.sources.office.list_numerals import numeral
from extractor.sources.office.number_dates import shown_date
from extractor.sources.office.number_tokens import Kind, Section, Token, sections

__all__ = ["BUILT_IN", "shown_number", "shown_text"]

_PRECISION = Context(prec=15, rounding=ROUND_HALF_UP)
"""A sheet computes with so many digits and shows no more."""
_GENERAL = Context(prec=10, rounding=ROUND_HALF_UP)
_MOST_DECIMALS = 30
_LARGEST_GENERAL = Decimal(10) ** 11
_SMALLEST_GENERAL = Decimal(10) ** -9
_CHINESE = {1: "chineseCountingThousand", 2: "chineseLegalSimplified"}
_CHINESE_DIGITS = {
    1: str.maketrans("0123456789", "〇一二三四五六七八九"),
    2: str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"),
}

_DATE, _MONTH, _DAY = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN: dict[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _MONTH, 28: _DAY, 29: _DAY, 30: "m/d/yy", 31: _DATE, 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: _MONTH, 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ', 43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@", 50: _MONTH, 51: _DAY, 52: _MONTH, 53: _DAY, 54: _DAY, 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: _MONTH, 58: _DAY,
}  # fmt: skip
"""Formats that a file names by number alone, as they show in China; 0 and all others are ``General``."""


def shown_text(text: str, code: str) -> str:
    """Return what a cell of text shows."""
    parts = sections(code)
    if len(parts) < 4 and not (len(parts) == 1 and any(token.kind is Kind.TEXT for token in parts[0].tokens)):
        return text
    return "".join(text if token.kind is Kind.TEXT else token.text for token in parts[-1].tokens)


def shown_number(raw: str, code: str, *, since_1904: bool = False) -> str:
    """Return what a cell of a number shows.

    Args:
        raw: the number as the file has it, with as many digits as it takes to give it back.
        code: the number format.
        since_1904: days are counted from that year.
    """
    try:
        value = _PRECISION.create_decimal(repr(float(raw)))
    except (ValueError, InvalidOperation):
        return raw
    if not value.is_finite():
        return raw
    section, signed = _chosen(sections(code), value)
    if section.is_date:
        shown = shown_date(value, section, since_1904=since_1904)
        return "#" * 8 if shown is None else shown
    amount = value if signed else abs(value)
    if not section.tokens:
        return ""
    return _shown(amount, section)


def _chosen(parts: Sequence[Section], value: Decimal) -> tuple[Section, bool]:
    """The section for a value, and whether the value's sign is shown beside it."""
    if any(part.condition for part in parts):
        for number, part in enumerate(parts[:3]):
            if part.condition is None or _holds(part.condition, value):
                return part, number == 0 or part.condition is None
        return parts[0], True
    if len(parts) == 1 or value > 0:
        return parts[0], len(parts) == 1
    if value < 0:
        return parts[1], False
    return parts[2] if len(parts) > 2 else parts[0], False


def _holds(condition: tuple[str, float], value: Decimal) -> bool:
    limit = Decimal(repr(condition[1]))
    results: dict[str, bool] = {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }
    return results[condition[0]]


def _shown(value: Decimal, section: Section) -> str:
    kinds = {token.kind for token in section.tokens}
    if Kind.GENERAL in kinds or Kind.FRACTION in kinds or Kind.TEXT in kinds:
        return _around_general(value, section)
    if Kind.DIGIT not in kinds:
        return "".join(token.text for token in section.tokens)
    shown = _exponential(value, section) if Kind.EXPONENT in kinds else _fixed(value, section)
    return shown.translate(_CHINESE_DIGITS[section.chinese]) if section.chinese else shown


def _around_general(value: Decimal, section: Section) -> str:
    """The number plainly, between what else the section shows; fractions are shown so too."""
    number = _general(value)
    if section.chinese and value == value.to_integral_value() and value >= 0:
        number = numeral(int(value), _CHINESE[section.chinese])
    literals = [token.text if token.kind is Kind.LITERAL else "\0" for token in section.tokens]
    before, _, after = "".join(literals).partition("\0")
    return before + number + after.replace("\0", "")


def _general(value: Decimal) -> str:
    if value and not _SMALLEST_GENERAL <= abs(value) < _LARGEST_GENERAL:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent):+03d}"
    if value == value.to_integral_value():
        return str(int(value))
    shown = f"{_GENERAL.plus(value):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _fixed(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    value *= Decimal(100) ** min(sum(token.kind is Kind.PERCENT for token in tokens), 3)
    point = next((at for at, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    last = max(at for at, token in enumerate(tokens) if token.kind is Kind.DIGIT)
    scale = _commas_behind(tokens, last)
    value /= Decimal(1000) ** scale
    decimals = min(sum(token.kind is Kind.DIGIT for token in tokens[point:]), _MOST_DECIMALS)
    digits = f"{abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=400)):f}"
    whole, _, fraction = digits.partition(".")
    first = next(at for at, token in enumerate(tokens) if token.kind is Kind.DIGIT)
    grouped = any(t.kind is Kind.COMMA for t in tokens[first : min(point, last)])
    shown = _whole(whole.lstrip("0"), tokens[:point], grouped) + _fraction(fraction, tokens[point:])
    return "-" + shown if value < 0 and any(digit not in "0." for digit in digits) else shown


def _commas_behind(tokens: Sequence[Token], last: int) -> int:
    """Commas right behind the last digit, each of which divides by a thousand."""
    count = 0
    for token in tokens[last + 1 : last + 4]:
        if token.kind is not Kind.COMMA:
            break
        count += 1
    return count


def _whole(digits: str, tokens: Sequence[Token], grouped: bool) -> str:
    """Digits laid on the places before the point, from the right; the leftmost place takes all that are left."""
    places = [at for at, token in enumerate(tokens) if token.kind is Kind.DIGIT]
    left = list(digits)
    shown: list[str] = []
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0 and digit.isdigit():
            shown.append(",")
        shown.append(digit)
        count += 1

    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.kind is Kind.DIGIT:
            filler = {"0": "0", "?": " "}.get(token.text, "")
            if left or filler:
                put(left.pop() if left else filler)
            while at == places[0] and left:
                put(left.pop())
        elif token.kind is not Kind.COMMA:
            shown.extend(reversed(token.text))
    return "".join(reversed(shown))


def _fraction(digits: str, tokens: Sequence[Token]) -> str:
    shown: list[str] = []
    place = 0
    for token in tokens:
        if token.kind is Kind.DIGIT:
            digit = digits[place : place + 1]
            rest = digits[place:].strip("0")
            shown.append(digit if token.text == "0" or rest else {"?": " "}.get(token.text, ""))
            place += 1
        elif token.kind is not Kind.COMMA:
            shown.append(token.text)
    return "".join(shown)


def _exponential(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    at = next(number for number, token in enumerate(tokens) if token.kind is Kind.EXPONENT)
    point = next((number for number, token in enumerate(tokens) if token.kind is Kind.POINT), at)
    decimals = sum(token.kind is Kind.DIGIT for token in tokens[point:at])
    width = sum(token.kind is Kind.DIGIT for token in tokens[at:])
    mantissa, _, exponent = f"{value:.{min(decimals, _MOST_DECIMALS)}E}".partition("E")
    sign = "-" if int(exponent) < 0 else "+" if tokens[at].text.endswith("+") else ""
    return f"{mantissa}E{sign}{abs(int(exponent)):0{min(width, 4)}d}"
