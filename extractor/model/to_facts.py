"""A model's answer about the prose to facts: each with a quote that stands in the source and holds its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model.prints import plain_number
from extractor.model.render import Rendered
from extractor.model.whose import whose
from extractor.sources.normalize import normalize
from schemas.answers import FactAnswer, ProseAnswer
from schemas.enums import Witness
from schemas.fact_reading import FactReading
from schemas.facts import Metric
from schemas.reading import Number, Span, as_number

__all__ = ["ProseReadings", "locate_quote", "to_facts"]

_NOTHING = re.compile(r"未|无|没有|零|不|0")
_COMMA = re.compile(r"(?<=\d),(?=\d{3})")
_RATES = (Metric.RATE, Metric.SATISFACTION_RATE)
_MONEY = Metric.FEES_CHARGED
_SHORTEST = 2
"""Characters that a quote must have."""


@dataclass(frozen=True, slots=True)
class ProseReadings:
    """What came of a model's answers about the prose."""

    facts: tuple[FactReading, ...]
    problems: tuple[str, ...]
    improvements: tuple[str, ...]
    """As the source prints them."""
    organization: str | None
    year: int | None
    given: int
    """Facts, problems and improvements that the model gave, and a year or an organization that is printed nowhere."""
    rejected: int
    """Those of them whose quote stands nowhere in what the model was shown, or does not hold the number."""


def to_facts(answers: Sequence[tuple[ProseAnswer, Rendered]]) -> ProseReadings:
    """Return the facts, problems and improvements whose quotes stand in the source.

    Args:
        answers: one a part of the prose, each with what the model was shown.
    """
    facts = [fact for answer, shown in answers for fact in _facts(answer, shown)]
    problems = [text for answer, shown in answers for text in _quoted(answer.problems, shown)]
    improvements = [text for answer, shown in answers for text in _quoted(answer.improvements, shown)]
    said = whose(answers)
    given = said.unprinted + sum(
        len(answer.facts) + len(answer.problems) + len(answer.improvements) for answer, _ in answers
    )
    kept = len(facts) + len(problems) + len(improvements)
    return ProseReadings(
        facts=tuple(dict.fromkeys(facts)),
        problems=tuple(dict.fromkeys(problems)),
        improvements=tuple(dict.fromkeys(improvements)),
        organization=said.organization,
        year=said.year,
        given=given,
        rejected=given - kept,
    )


def locate_quote(quote: str, shown: Rendered) -> Span | None:
    """Return where a quote stands in what the model was shown: exactly, else white space aside, else width as well.

    Of several places the first; None where it stands nowhere, or is no longer than a character.
    """
    if len("".join(quote.split())) < _SHORTEST:
        return None
    source = shown.source
    for row in shown.rows:
        start = source.text.find(quote, *row.span)
        if start >= 0:
            return start, start + len(quote)
    kept = [place for row in shown.rows for place in range(*row.span) if not source.text[place].isspace()]
    text, bare = "".join(source.text[place] for place in kept), "".join(quote.split())
    found = _found(bare, text, range(len(text))) or _normalized(bare, text, source.traditional)
    return (kept[found[0]], kept[found[1] - 1] + 1) if found else None


def _normalized(quote: str, text: str, traditional: bool) -> Span | None:
    whole = normalize(text, traditional=traditional)
    return _found(normalize(quote, traditional=traditional).text, whole.text, whole.origins)


def _found(quote: str, text: str, origins: Sequence[int]) -> Span | None:
    start = text.find(quote) if quote else -1
    return None if start < 0 else (origins[start], origins[start + len(quote) - 1] + 1)


def _quoted(quotes: Sequence[str], shown: Rendered) -> Iterator[str]:
    for quote in quotes:
        span = locate_quote(quote.strip(), shown)
        if span is not None:
            yield shown.source.slice(span)


def _facts(answer: ProseAnswer, shown: Rendered) -> Iterator[FactReading]:
    for fact in answer.facts:
        span = locate_quote(fact.quote.strip(), shown)
        value = None if span is None else _value(fact, shown.source.slice(span), shown.source.traditional)
        if span is not None and value is not None:
            yield FactReading(
                metric=fact.metric,
                value=value,
                unit=_unit(fact, shown),
                approximate=fact.approximate,
                scope=shown.simplified(fact.scope),
                quote=shown.source.slice(span),
                span=span,
                reader=Witness.MODEL,
            )


def _value(fact: FactAnswer, quote: str, traditional: bool) -> Number | None:
    """The number, if it is printed in the quote as a number of its own; 0 also where the quote says that there is none."""
    number, text = (_bare(given, traditional) for given in (fact.number, quote))
    read = plain_number(number)
    if read is None:
        return None
    value, scale = read
    if not _printed(number, text):
        return 0 if value == 0 and _NOTHING.search(text) else None
    if fact.metric in _RATES:
        return value if scale == "%" else as_number(value) if value <= 1 else None
    if scale == "%":
        return None
    if fact.metric is _MONEY and scale in ("", "万", "亿"):
        return _in_yuan(value, scale, number, text)
    return value


def _in_yuan(value: Number, scale: str, number: str, text: str) -> Number:
    """``3.6`` with 万元 behind it in the quote is 36000."""
    behind = text[text.index(number) + len(number) :]
    if not scale and behind.startswith("万元"):
        return as_number(value * 10_000)
    return value


def _bare(text: str, traditional: bool) -> str:
    """Half-width, without white space and thousands commas."""
    return _COMMA.sub("", "".join(normalize(text, traditional=traditional).text.split()))


def _printed(number: str, text: str) -> bool:
    """True where the number stands in the text, not as a part of a longer one."""
    figures = r"\d" if number[:1].isdigit() else "〇零一二两三四五六七八九十百千万"
    found = re.search(rf"(?<![{figures}])(?<!\d\.){re.escape(number)}(?![{figures}])(?!\.\d)", text)
    return found is not None


def _unit(fact: FactAnswer, shown: Rendered) -> str | None:
    if fact.metric in _RATES:
        return "%"
    return "元" if fact.metric is _MONEY else shown.simplified(fact.unit)
