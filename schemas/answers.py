"""What a model may answer about a section: rows keyed by the labels it saw, each print as its text.

A blank is null, a mark is its text, a number is the text as printed: the three stay apart. The JSON Schemas carry no
titles and no descriptions, since what is asked is said by the prompt alone.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, JsonValue

from schemas.facts import Metric

__all__ = [
    "ANSWERS",
    "Answer",
    "BlockAnswer",
    "DisclosureAnswer",
    "FactAnswer",
    "OneHeaderAnswer",
    "ProseAnswer",
    "RequestsAnswer",
    "ReviewAnswer",
    "RowAnswer",
    "StatisticsAnswer",
    "TableAnswer",
]


def _bare(schema: dict[str, JsonValue]) -> None:
    """Leave out what only costs tokens: the titles and the docstrings of this module."""
    schema.pop("title", None)
    schema.pop("description", None)
    properties = schema.get("properties")
    if isinstance(properties, dict):
        for field in properties.values():
            if isinstance(field, dict):
                field.pop("title", None)


class Answer(BaseModel):
    """One answer; a number where a text is asked for is taken as that text."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True, json_schema_extra=_bare)


class RowAnswer(Answer):
    """One row of a table."""

    label: str
    """The row's own label as printed."""
    values: list[str | None]
    """One a column, in the columns' order."""


class BlockAnswer(Answer):
    """Rows under one header."""

    heading: str | None
    """The line above it, as printed."""
    columns: list[str]
    """The labels of the columns that hold numbers, left to right, as printed."""
    rows: list[RowAnswer]


class TableAnswer(Answer):
    """What a model saw of one table."""

    year: int | None
    """The year that the text itself gives for the table."""
    organization: str | None
    """The agency that the text itself names as the reporting one."""


class DisclosureAnswer(TableAnswer):
    """Of 主动公开政府信息情况, which has a header for each 第二十条第(…)项."""

    blocks: list[BlockAnswer]


class OneHeaderAnswer(TableAnswer):
    """Of a table with one header."""

    columns: list[str]
    rows: list[RowAnswer]


class RequestsAnswer(OneHeaderAnswer):
    """Of 收到和处理政府信息公开申请情况."""


class ReviewAnswer(OneHeaderAnswer):
    """Of 政府信息公开行政复议、行政诉讼情况: a row for each of its three groups of columns."""


class StatisticsAnswer(OneHeaderAnswer):
    """Of the annex 政府信息公开情况统计表."""


class FactAnswer(Answer):
    """One number that the prose states."""

    metric: Metric
    number: str
    """As printed, with 万 or 亿, without the counting word; ``0`` for a stated nothing."""
    unit: str | None
    approximate: bool
    scope: str | None
    quote: str
    """A short verbatim run of the text."""


class ProseAnswer(Answer):
    """Of everything outside the tables."""

    title: str | None
    organization: str | None
    year: int | None
    period_start: str | None
    period_end: str | None
    """ISO dates."""
    facts: list[FactAnswer]
    problems: list[str]
    improvements: list[str]


ANSWERS: dict[str, type[Answer]] = {
    "prose": ProseAnswer,
    "proactive_disclosure": DisclosureAnswer,
    "requests": RequestsAnswer,
    "review_and_litigation": ReviewAnswer,
    "statistics": StatisticsAnswer,
}
"""By prompt id."""
