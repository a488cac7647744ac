"""The second of two consecutive reports: its numbers follow on from the first's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from eval.truth import Truth, TruthCell
from eval.truth.wording import REQUEST_COLUMNS
from schemas.enums import State

__all__ = ["follows_on", "settled", "with_numbers"]


def with_numbers(cells: Mapping[str, TruthCell], numbers: Mapping[str, int]) -> dict[str, TruthCell]:
    """Return the cells with other numbers in some; printed with the separators that were there."""
    changed = dict(cells)
    for path, number in numbers.items():
        printed = f"{number:,}" if "," in cells[path].printed else str(number)
        changed[path] = replace(cells[path], printed=printed, value=number, state=State.NUMBER)
    return changed


def settled(truth: Truth) -> dict[str, TruthCell]:
    """Return the cells with no more items taken away in a year than there were before it."""
    less: dict[str, int] = {}
    for path, cell in truth.cells.items():
        row, _, column = path.rpartition(".")
        if column == "change" and truth.cells[f"{row}.previous_items"].amount + cell.amount < 0:
            less[path] = 0
    return with_numbers(truth.cells, less)


def follows_on(first: Truth, then: Truth) -> dict[str, TruthCell]:
    """Return the cells of ``then`` with what the first report carries over, all sums kept."""
    numbers = {path: int(cell.amount) for path, cell in then.cells.items()}
    changed: dict[str, int] = {}
    for column in REQUEST_COLUMNS:
        carried = int(first.cells[f"requests.carried_out.{column}"].amount)
        more = carried - numbers[f"requests.carried_in.{column}"]
        changed[f"requests.carried_in.{column}"] = carried
        if more < 0:
            changed[f"requests.received.{column}"] = numbers[f"requests.received.{column}"] - more
        else:
            for row in ("granted", "outcome_total"):
                changed[f"requests.{row}.{column}"] = numbers[f"requests.{row}.{column}"] + more
    # The column of totals is the sum of the others, whose changes went either way.
    for row in {path.removeprefix("requests.").rsplit(".", 1)[0] for path in changed}:
        own = [f"requests.{row}.{column}" for column in REQUEST_COLUMNS[:-1]]
        changed[f"requests.{row}.total"] = sum(changed.get(path, numbers[path]) for path in own)
    return with_numbers(then.cells, changed | _stocks(first, numbers))


def _stocks(first: Truth, numbers: Mapping[str, int]) -> dict[str, int]:
    """Table two: in force after this year's changes (2021), items of last year after its changes (2019)."""
    found: dict[str, int] = {}
    for path in numbers:
        row, _, column = path.rpartition(".")
        if column == "in_force":
            before = int(first.cells[path].amount)
            repealed = min(numbers[f"{row}.repealed"], before)
            found[f"{row}.repealed"] = repealed
            found[path] = before + numbers[f"{row}.issued"] - repealed
        elif column == "previous_items":
            before, change = (int(first.cells[f"{row}.{name}"].amount) for name in ("previous_items", "change"))
            found[path] = before + change
    return found
