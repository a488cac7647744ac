"""What a model is going to answer about one report, with the cell that each answer is about: what lies change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from eval.truth import Truth, TruthFact
from eval.truth.wording import REQUEST_COLUMNS, REVIEW_COLUMNS, REVIEW_ROWS
from schemas.answers import (
    Answer,
    BlockAnswer,
    DisclosureAnswer,
    FactAnswer,
    ProseAnswer,
    RequestsAnswer,
    ReviewAnswer,
    RowAnswer,
    StatisticsAnswer,
)
from schemas.enums import TableKind
from schemas.facts import Metric

__all__ = ["Block", "Row", "Script", "Value", "count_of", "fact_answer", "same_words", "script_of", "to_answers"]

Value = str | None
"""One printed token; None for a blank."""

_ONE_HEADER: Mapping[TableKind, type[RequestsAnswer | ReviewAnswer | StatisticsAnswer]] = {
    TableKind.REQUESTS: RequestsAnswer,
    TableKind.REVIEW_AND_LITIGATION: ReviewAnswer,
    TableKind.STATISTICS: StatisticsAnswer,
}
_NUMBER = re.compile(r"[\d０-９][\d０-９,，.．]*(?:[万亿]|[%％])?")
_COUNT = re.compile(r"\d{1,12}|\d{1,3}(?:,\d{3}){1,3}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer."""

    label: str
    paths: tuple[str, ...]
    """The cell that each value is given for; a lie about places changes the values and leaves the paths."""
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one header."""

    table: TableKind
    heading: str | None
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unseen_columns: bool = False
    """It names its columns whether they are printed or not."""


@dataclass(frozen=True)
class Script:
    """Everything that a model answers about one report."""

    truth: Truth
    blocks: tuple[Block, ...]
    prose: ProseAnswer

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The answer for each cell; none for one whose row is left out."""
        return {
            path: value
            for block in self.blocks
            for row in block.rows
            for path, value in zip(row.paths, row.values, strict=True)
        }

    def with_values(self, changed: Mapping[str, Value]) -> Script:
        """Return the script with other answers for some cells."""

        def change(row: Row) -> Row:
            pairs = zip(row.paths, row.values, strict=True)
            return replace(row, values=tuple(changed.get(path, value) for path, value in pairs))

        return self.map_blocks(lambda block: replace(block, rows=tuple(map(change, block.rows)))) if changed else self

    def map_blocks(self, change: Callable[[Block], Block]) -> Script:
        """Return the script with every block changed."""
        return replace(self, blocks=tuple(map(change, self.blocks)))


def script_of(truth: Truth) -> Script:
    """Return the answers of a reader that reads the report as its agency printed it."""
    return Script(truth, tuple(_blocks(truth)), _prose(truth))


def to_answers(script: Script) -> dict[str, Answer]:
    """Return the answer to each prompt, by prompt id."""
    answers: dict[str, Answer] = {"prose": script.prose}
    for kind in TableKind:
        blocks = [block for block in script.blocks if block.table is kind]
        if not blocks:
            continue
        if kind is TableKind.PROACTIVE_DISCLOSURE:
            given = [
                BlockAnswer(heading=block.heading, columns=list(block.columns), rows=_rows(block)) for block in blocks
            ]
            answers[kind.value] = DisclosureAnswer(year=None, organization=None, blocks=given)
        else:
            rows = [row for block in blocks for row in _rows(block)]
            answers[kind.value] = _ONE_HEADER[kind](
                year=None, organization=None, columns=list(blocks[0].columns), rows=rows
            )
    return answers


def count_of(value: Value) -> int | None:
    """Return the count that a plain print states; None for a blank, a mark, a unit or a note beside it."""
    return int(value.replace(",", "")) if value is not None and _COUNT.fullmatch(value) else None


def same_words(one: str, other: str) -> bool:
    """Return whether one quote holds the other."""
    return one in other or other in one


def _rows(block: Block) -> list[RowAnswer]:
    return [RowAnswer(label=row.label, values=list(row.values)) for row in block.rows]


def _blocks(truth: Truth) -> Iterator[Block]:
    wording = truth.layout.wording
    if truth.form == "statistics":
        keys = [path.removeprefix("statistics.") for path in truth.cells]
        rows = [_row(truth, wording[f"statistics.{key}"], [f"statistics.{key}"]) for key in keys]
        yield Block(TableKind.STATISTICS, None, (wording["statistics.column.value"],), tuple(rows))
        return
    yield from _disclosure(truth)
    names = dict.fromkeys(path[9:].rpartition(".")[0] for path in truth.cells if path.startswith("requests."))
    yield Block(
        TableKind.REQUESTS,
        None,
        tuple(wording[f"requests.column.{column}"] for column in REQUEST_COLUMNS),
        tuple(
            _row(truth, wording[f"requests.row.{name}"], [f"requests.{name}.{column}" for column in REQUEST_COLUMNS])
            for name in names
        ),
    )
    yield Block(
        TableKind.REVIEW_AND_LITIGATION,
        None,
        tuple(wording[f"review.column.{column}"] for column in REVIEW_COLUMNS),
        tuple(
            _row(
                truth,
                wording[f"review.{name}"],
                [f"review_and_litigation.{name}.{column}" for column in REVIEW_COLUMNS],
            )
            for name in REVIEW_ROWS
        ),
    )


def _row(truth: Truth, label: str, paths: Sequence[str]) -> Row:
    prints = (truth.cells[path].printed if path in truth.cells else "" for path in paths)
    return Row(label, tuple(paths), tuple(printed or None for printed in prints))


def _disclosure(truth: Truth) -> Iterator[Block]:
    wording = truth.layout.wording
    old = truth.form == "2019"
    paths = [path.split(".") for path in truth.cells if path.startswith("proactive_disclosure.")]
    for article in dict.fromkeys(path[1] for path in paths):
        rows = dict.fromkeys(path[2] for path in paths if path[1] == article)
        columns = dict.fromkeys(path[3] for path in paths if path[1] == article)
        yield Block(
            TableKind.PROACTIVE_DISCLOSURE,
            wording[f"disclosure.caption.{article}"],
            tuple(wording[f"disclosure.column.{_column_key(article, column, old)}"] for column in columns),
            tuple(
                _row(
                    truth,
                    wording[f"disclosure.row.{row}{'.2019' if old and row == 'normative_documents' else ''}"],
                    [f"proactive_disclosure.{article}.{row}.{column}" for column in columns],
                )
                for row in rows
            ),
        )


def _column_key(article: str, column: str, old: bool) -> str:
    if (article, column) == ("article_20_8", "amount"):
        return "fee_amount"
    return "decisions.2019" if old and column == "decisions" else column


def _prose(truth: Truth) -> ProseAnswer:
    return ProseAnswer(
        title=truth.title,
        organization=truth.organization,
        year=truth.year,
        period_start=None,
        period_end=None,
        facts=[_fact(fact) for fact in truth.facts],
        problems=list(truth.problems),
        improvements=list(truth.improvements),
    )


def _fact(fact: TruthFact) -> FactAnswer:
    return fact_answer(Metric(fact.metric), fact.quote, fact.unit, fact.scope, approximate=fact.approximate)


def fact_answer(metric: Metric, quote: str, unit: str | None, scope: str | None, *, approximate: bool) -> FactAnswer:
    """Return a fact as a model answers it: its number is the last one of the quote, ``0`` where it has none."""
    found = _NUMBER.findall(quote)[-1:]
    number = found[0] if found else "0"
    return FactAnswer(metric=metric, number=number, unit=unit, approximate=approximate, scope=scope, quote=quote)
