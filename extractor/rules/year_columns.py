"""Tables that print one number a row for several years: the column of the report's own year.

Source: MESS.md 11: annexes with a column for the year and one for all years; agencies that add the year before and the
difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.rules.run import FreeText, Run

__all__ = ["of_the_year"]

_YEAR = re.compile(r"(20\d\d)年?度?(?:统计数|数量|数据|数)?")
_OWN = frozenset({"本年", "本年度", "本年数", "本年度数", "当年", "今年"})
_OTHER = frozenset(
    {"上年", "上年度", "上年数", "上一年", "去年", "历年累计", "累计", "增减", "同比", "增长", "本年增减"}
)


def of_the_year(runs: Sequence[Run], texts: Sequence[FreeText], year: int | None) -> tuple[Run, ...]:
    """Return the runs with the value of the report's year alone, where the header has one column for it.

    Args:
        runs: the runs of a table whose form prints one number a row.
        texts: every text of the table.
        year: the report's year.

    A row with fewer cells than the header has years is astray: one of them may stand for another year, or for several.
    """
    tables = {run.table for run in runs if run.layout is not None and len(run.tokens) > 1}
    columns = {table: column for table in tables if (column := _column(texts, table, year)) is not None}
    usual = {
        table: Counter(len(run.tokens) for run in runs if run.table == table).most_common(1)[0][0] for table in columns
    }
    return tuple(_only(run, columns[run.table], usual[run.table]) if run.table in columns else run for run in runs)


def _column(texts: Sequence[FreeText], table: int, year: int | None) -> int | None:
    """The grid column of the year, where the header names it and at least one other."""
    here = [text.token for text in texts if text.token.at is not None and text.token.at.table == table]
    years = {token.column: int(found[1]) for token in here if (found := _YEAR.fullmatch(token.text))}
    own = [column for column, named in years.items() if named == year]
    own += [token.column for token in here if token.text in _OWN]
    others = [column for column in years if column not in own] + [t.column for t in here if t.text in _OTHER]
    return own[0] if len(set(own)) == 1 and others else None


def _only(run: Run, column: int, usual: int) -> Run:
    kept = tuple(token for token in run.tokens if token.column == column)
    if run.layout is None or not run.tokens or len(kept) == len(run.tokens) == usual:
        return run
    return replace(run, tokens=kept, reduced=True) if kept and len(run.tokens) >= usual else replace(run, astray=True)
