"""What is wrong with cells by themselves: values that their quantity cannot have, parts above wholes, blanks for zeros."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.crosscheck.books import plan_for
from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.names import called
from extractor.crosscheck.checks.view import ReportView
from extractor.crosscheck.verdicts import Verdict
from schemas import cell_definition
from schemas.enums import FindingKind, Quantity, State, Status, TableKind
from schemas.reading import Number

__all__ = ["blank_zero", "channel_sum", "columns_reordered", "part_exceeds", "value_kind"]

_NOTHING = (State.BLANK, State.MARK)
_BY_PRINCIPAL = ".by_principal"
_PARTS = (("statistics.disclosed.normative_documents", "statistics.disclosed"),)
"""Parts and their wholes beside those whose path says it."""
_CHANNELS = "statistics.channels"


def value_kind(view: ReportView) -> Iterator[Issue]:
    """Yield cells that hold what their quantity cannot be: below zero, not whole, or words."""
    for path, cell in view.cells.items():
        if cell.status is Status.REPAIRED:
            continue
        message = _misfit(path, cell)
        if message is not None:
            yield Issue(
                FindingKind.VALUE_KIND,
                message,
                key=(path, str(cell.value), "".join(cell.printed.split())),
                values={"label": called((path,)), "printed": cell.printed},
                paths=(path,),
                terms=((path, cell.value),),
                span=cell.span,
            )


def _misfit(path: str, cell: Verdict) -> str | None:
    if cell.state is State.UNREADABLE:
        return "words_for_a_number" if cell.printed else None
    quantity = cell_definition(path).quantity
    if cell.value is None:
        return None
    if cell.value < 0 and quantity is not Quantity.CHANGE:
        return "below_zero"
    whole = quantity is Quantity.MONEY or _is_whole(cell.value)
    return None if whole else "not_whole"


def _is_whole(value: Number) -> bool:
    return isinstance(value, int) or value == Decimal(value).to_integral_value()


def part_exceeds(view: ReportView) -> Iterator[Issue]:
    """Yield parts (其中) that are larger than the whole they are a part of."""
    named = [(path, path.removesuffix(_BY_PRINCIPAL)) for path in view.cells if path.endswith(_BY_PRINCIPAL)]
    for part, whole in (*named, *_PARTS):
        small, large = view.number(part), view.number(whole)
        if small is not None and large is not None and small > large:
            yield Issue(
                FindingKind.PART_EXCEEDS,
                "part_exceeds",
                key=(part, str(small), str(large)),
                values={"part": called((part,)), "whole": called((whole,)), "small": small, "large": large},
                paths=(part, whole),
                terms=((part, small), (whole, large)),
                span=view.cells[part].span,
            )


def channel_sum(view: ReportView) -> Iterator[Issue]:
    """Yield the printed sum of the annex's channels where it is not that of the channels printed below it."""
    children = tuple(path for path in view.cells if path.startswith(_CHANNELS + "."))
    printed, total = view.number(_CHANNELS), view.total(children)
    if printed is None or total is None or printed == total:
        return
    yield Issue(
        FindingKind.SUBTOTAL,
        "subtotal",
        key=(_CHANNELS, str(printed), str(total)),
        values={"label": called((_CHANNELS,)), "total": total, "printed": printed},
        paths=(_CHANNELS, *children),
        terms=((_CHANNELS, printed), *((path, view.number(path)) for path in children)),
        span=view.cells[_CHANNELS].span,
    )


def blank_zero(view: ReportView) -> Iterator[Issue]:
    """Yield one note a table that leaves cells empty which its sums, all of them holding, take for 0.

    Tables of which only the totals, or only the parts, are filled have left nothing empty that a sum could tell.
    """
    tested = plan_for(frozenset(view.cells)).identities
    for kind in TableKind:
        own = {path: cell for path, cell in view.cells.items() if cell_definition(path).table is kind}
        if kind.value in view.broken or _one_sided(own):
            continue
        sums = [item for item in tested if item.table is kind]
        taken = dict.fromkeys(
            path
            for item in sums
            if view.total(item.left) is not None and view.total(item.left) == view.total(item.right)
            for path in item.paths
            if own[path].state in _NOTHING
        )
        if taken:
            yield Issue(
                FindingKind.BLANK_ZERO,
                "blank_zero",
                key=(kind.value, str(len(taken))),
                values={"table": kind, "count": len(taken)},
                paths=tuple(taken)[:1],
                span=own[next(iter(taken))].span,
            )


def _one_sided(cells: dict[str, Verdict]) -> bool:
    """True where all totals, or all other cells, hold nothing."""
    for totals in (True, False):
        side = [cell for path, cell in cells.items() if path.endswith(".total") is totals]
        if side and all(cell.state in _NOTHING for cell in side):
            return True
    return False


def columns_reordered(view: ReportView) -> Iterator[Issue]:
    """Yield tables whose header names the form's columns in another order than the form's."""
    for kind, order in view.orders.items():
        labels = {
            cell.column.key: cell.column.label for path in view.cells if (cell := cell_definition(path)).table is kind
        }
        printed = "、".join(labels.get(key, key) for key in order)
        yield Issue(
            FindingKind.COLUMNS_REORDERED,
            "columns_reordered",
            key=(kind.value, *order),
            values={"table": kind, "order": printed},
            paths=_first_row(view, kind),
            of_header=True,
            span=next((cell.span for path, cell in view.cells.items() if cell_definition(path).table is kind), None),
        )


def _first_row(view: ReportView, kind: TableKind) -> tuple[str, ...]:
    """The cells of a table's first row: what its columns' names stand over."""
    own = [path for path in view.cells if cell_definition(path).table is kind]
    row = own[0].rpartition(".")[0] if own else None
    return tuple(path for path in own if path.rpartition(".")[0] == row)
