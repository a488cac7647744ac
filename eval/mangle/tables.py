"""The tables of an invented report in the layout that the official forms prescribe, spans and all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from eval.mangle.document import Block, Cell, Paragraph, Row, Table
from eval.truth import Truth
from eval.truth.annex_wording import ANNEX_ORDER, ANNEX_UNITS, OPTIONAL_INDICATORS
from eval.truth.wording import REQUEST_COLUMNS, REQUEST_GROUPS, REVIEW_COLUMNS, REVIEW_ROWS
from schemas.enums import TableKind

__all__ = ["annex_table", "disclosure_blocks", "requests_table", "review_table"]

_LABEL_COLUMNS = 3
_REQUEST_WIDTH = _LABEL_COLUMNS + len(REQUEST_COLUMNS)
_REVIEW_WIDTH = len(REVIEW_ROWS) * len(REVIEW_COLUMNS)


def _value(truth: Truth, path: str, colspan: int = 1) -> Cell:
    return Cell(truth.cells[path].printed, path, "value", colspan=colspan)


def disclosure_blocks(truth: Truth) -> list[Block]:
    """Return table two: one table of four columns, or one table an article with its caption above."""
    articles = dict.fromkeys(p.split(".")[1] for p in truth.cells if p.startswith("proactive_disclosure."))
    blocks: list[Block] = []
    rows: list[Row] = []
    for article in articles:
        caption = truth.layout.wording[f"disclosure.caption.{article}"]
        body = list(_article_rows(truth, article))
        if truth.layout.split_tables:
            blocks += [Paragraph(caption, "caption"), Table(TableKind.PROACTIVE_DISCLOSURE, tuple(body), 4)]
        else:
            rows += [Row((Cell(caption, colspan=4),), "caption", article), *body]
    return blocks or [Table(TableKind.PROACTIVE_DISCLOSURE, tuple(rows), 4)]


def _article_rows(truth: Truth, article: str) -> Iterator[Row]:
    wording = truth.layout.wording
    prefix = f"proactive_disclosure.{article}."
    keys = [path.removeprefix(prefix).split(".") for path in truth.cells if path.startswith(prefix)]
    columns = list(dict.fromkeys(column for _, column in keys))
    heads = [_column_label(truth, article, column) for column in columns]
    # A single column spans the other two; a second one leaves the last place empty.
    wide = 3 if len(columns) == 1 else 1
    filler = (Cell("", kind="filler"),) if len(columns) == 2 else ()
    head = Cell(wording["disclosure.content"], kind="head")
    yield Row((head, *(Cell(h, kind="head", colspan=wide) for h in heads), *filler), "head")
    for row in dict.fromkeys(row for row, _ in keys):
        label = Cell(wording[_row_key(truth, row)])
        values = tuple(_value(truth, f"{prefix}{row}.{column}", wide) for column in columns)
        yield Row((label, *values, *filler), "data", row)


def _row_key(truth: Truth, row: str) -> str:
    old = truth.form == "2019" and row == "normative_documents"
    return f"disclosure.row.{row}.2019" if old else f"disclosure.row.{row}"


def _column_label(truth: Truth, article: str, column: str) -> str:
    if column == "decisions" and truth.form == "2019":
        column = "decisions.2019"
    if column == "amount" and article == "article_20_8":
        column = "fee_amount"
    return truth.layout.wording[f"disclosure.column.{column}"]


def requests_table(truth: Truth) -> Table:
    """Return table three: three label columns and seven of numbers, below a header of three rows."""
    wording = truth.layout.wording
    heads = [Cell(wording[f"requests.column.{column}"], kind="head") for column in REQUEST_COLUMNS]
    rows = [
        Row(
            (
                Cell(wording["requests.corner"], kind="head", rowspan=3, colspan=_LABEL_COLUMNS),
                Cell(wording["requests.applicants"], kind="head", colspan=len(REQUEST_COLUMNS)),
            ),
            "head",
        ),
        Row(
            (
                Cell(heads[0].text, kind="head", rowspan=2),
                Cell(wording["requests.legal_persons"], kind="head", colspan=5),
                Cell(heads[-1].text, kind="head", rowspan=2),
            ),
            "head",
        ),
        Row(tuple(heads[1:-1]), "head"),
    ]
    keys = list(dict.fromkeys(p.split(".", 1)[1].rsplit(".", 1)[0] for p in truth.cells if p.startswith("requests.")))
    outcomes = [key for key in keys if key not in ("received", "carried_in", "carried_out")]
    for key, labels in _request_labels(truth, keys, outcomes):
        values = tuple(_value(truth, f"requests.{key}.{column}") for column in REQUEST_COLUMNS)
        rows.append(Row((*labels, *values), "data", key))
    return Table(TableKind.REQUESTS, tuple(rows), _REQUEST_WIDTH)


def _request_labels(truth: Truth, keys: list[str], outcomes: list[str]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield each row's key and its label cells; a group's label stands in the row where the group begins."""
    wording = truth.layout.wording

    def group_of(key: str) -> str:
        group = key.split(".", maxsplit=1)[0]
        return group if "." in key and group in REQUEST_GROUPS else ""

    for group, members in groupby(keys, key=group_of):
        run = list(members)
        for key in run:
            label = wording[f"requests.row.{key}"]
            if key not in outcomes:
                yield key, (Cell(label, colspan=3),)
                continue
            cells: list[Cell] = []
            if key == outcomes[0]:
                cells.append(Cell(wording["requests.group.outcomes"], rowspan=len(outcomes)))
            if group and key == run[0]:
                cells.append(Cell(wording[f"requests.group.{group}"], rowspan=len(run)))
            yield key, (*cells, Cell(label, colspan=1 if group else 2))


def review_table(truth: Truth) -> Table:
    """Return table four: fifteen numbers in one row below a header of three."""
    wording = truth.layout.wording
    heads = tuple(wording[f"review.column.{column}"] for column in REVIEW_COLUMNS)
    values = tuple(
        _value(truth, f"review_and_litigation.{row}.{column}") for row in REVIEW_ROWS for column in REVIEW_COLUMNS
    )
    rows = (
        Row(
            (
                Cell(wording["review.review"], kind="head", colspan=5),
                Cell(wording["review.litigation"], kind="head", colspan=10),
            ),
            "head",
        ),
        Row(
            (
                *(Cell(head, kind="head", rowspan=2) for head in heads),
                Cell(wording["review.direct_litigation"], kind="head", colspan=5),
                Cell(wording["review.litigation_after_review"], kind="head", colspan=5),
            ),
            "head",
        ),
        Row(tuple(Cell(head, kind="head") for head in heads * 2), "head"),
        Row(values, "data", "all"),
    )
    return Table(TableKind.REVIEW_AND_LITIGATION, rows, _REVIEW_WIDTH)


def annex_table(truth: Truth) -> Table:
    """Return the annex: indicator, unit, number; heading rows without a number between them."""
    wording = truth.layout.wording
    rows = [
        Row(tuple(Cell(wording[f"statistics.column.{c}"], kind="head") for c in ("indicator", "unit", "value")), "head")
    ]
    mark = truth.layout.annex_group_mark
    for key in ANNEX_ORDER:
        label = Cell(wording[f"statistics.{key}"])
        path = f"statistics.{key}"
        if path in truth.cells:
            rows.append(Row((label, Cell(ANNEX_UNITS[key], kind="unit"), _value(truth, path)), "data", key))
        elif key not in OPTIONAL_INDICATORS or key == "channels":
            rows.append(Row((label, Cell(mark, kind="filler"), Cell(mark, kind="filler")), "group", key))
    return Table(TableKind.STATISTICS, tuple(rows), 3)
