"""What a person may say of a cell, given what the form prints there and what was read.

- *Accepted* is the reading that stands; *candidate* one of the cell's candidates, or what one of its sums asks for; *the
  report is wrong* keeps a print as it was read, or as a person read it before.
- A number that was *typed* is one that the cell can hold: finite, below 10^15, whole but for money, and negative only where
  the form prints changes (增/减). Its print says the value.
- A blank prints nothing, a mark prints something without a digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.crosscheck.books import Check
from extractor.crosscheck.from_result import state_of_print
from extractor.crosscheck.rejudge import ChecksInEffect, checks_in_effect
from extractor.reviewing.events import HumanReading, Standing
from extractor.reviewing.typed_prints import says
from extractor.reviewing.words import words_of
from schemas import CellDefinition, Number, cell_definition
from schemas.decisions import How
from schemas.enums import READERS, Quantity, State, Status, Witness
from schemas.result import Candidate, Cell, Report

__all__ = ["misfit"]

_LARGEST = 10**15
_READERS = frozenset({*READERS, Witness.HUMAN})
_SENT = 200
"""Characters of a print that a page sends, in units of UTF-16 as scripts count them."""

_Said = tuple[State, float | None, str]
"""A reading as far as it is compared: values as the JSON numbers that pages send."""


def misfit(
    path: str, reading: HumanReading, report: Report, standing: Mapping[str, Standing], settled: Report | None = None
) -> str | None:
    """Return what of a person's reading does not fit its cell, as a sentence; None where all fits.

    Args:
        path: of the cell, one that the report has.
        reading: what the person says.
        report: as it was read, without decisions.
        standing: the decisions that stand, by path.
        settled: the report with the decisions put in, where that is another one: pages show both.
    """
    cells = [report.cells[path]]
    if settled is not None and path in settled.cells and settled.cells[path] != cells[0]:
        cells.append(settled.cells[path])
    said = _said(reading.state, reading.value, reading.printed)
    if reading.how is How.ACCEPTED:
        fits = said in set(_stand(cells))
        return None if fits else f"{path}: what is accepted is not the reading that stands there; look at it again"
    if reading.how is How.CANDIDATE:
        return _misfit_of_candidate(path, said, cells, report, standing)
    if reading.how is How.REPORT_WRONG:
        known = {*_stand(cells), *_given(cells, by_readers=True), *_decided(standing.get(path))}
        return None if said in known else f"{path}: where the report is wrong its print is kept as it was read"
    return _misfit_of_print(path, reading, cells)


def _misfit_of_candidate(
    path: str, said: _Said, cells: Sequence[Cell], report: Report, standing: Mapping[str, Standing]
) -> str | None:
    if said in set(_given(cells)):
        return None
    if not said[2] and said[1] in set(_asked(path, checks_in_effect(report, words_of(report, standing)))):
        return None
    return f"{path}: what was chosen is no candidate of this cell, and none of its sums asks for it"


def _misfit_of_print(path: str, reading: HumanReading, cells: Sequence[Cell]) -> str | None:
    """What does not fit between a state, a value and the print that a person took or typed."""
    printed = reading.printed.strip()
    wrong = {
        State.BLANK: f"a blank prints nothing, and {printed!r} is printed",
        State.MARK: f"a mark is printed and has no digit, unlike {printed!r}",
        State.LOST: f"what the source does not have prints nothing, and {printed!r} is printed",
    }
    shown = state_of_print(printed)
    fits = {
        State.BLANK: shown is State.BLANK,
        State.MARK: shown is State.MARK,
        State.LOST: not printed or reading.printed in {_as_sent(cell.printed) for cell in cells},
    }
    if reading.value is not None:
        return _misfit_of_number(path, reading.value, printed, cells)
    return None if fits.get(reading.state, True) else f"{path}: {wrong[reading.state]}"


def _misfit_of_number(path: str, value: Number, printed: str, cells: Sequence[Cell]) -> str | None:
    definition = cell_definition(path)
    why = _impossible(value, definition)
    if why:
        return f"{path}: {why}"
    if not says(printed, value, definition, cells):
        return f"{path}: the print {printed!r} does not say {value:f} {definition.unit}"
    return None


def _impossible(value: Number, definition: CellDefinition) -> str | None:
    exact = Decimal(value)
    if not exact.is_finite() or not abs(exact) < _LARGEST:
        return "a number is finite and below 10^15"
    if definition.quantity is not Quantity.MONEY and exact % 1:
        return f"this cell counts in whole {definition.unit}, and {value} is not whole"
    if exact < 0 and definition.quantity is not Quantity.CHANGE:
        return f"{value} is negative, which this cell cannot be; if the report prints it, the report is wrong"
    return None


def _said(state: State, value: Number | float | None, printed: str) -> _Said:
    return state, None if value is None else float(value), _as_sent(printed)


def _as_sent(printed: str) -> str:
    """A print as pages send it: without characters that steer, and no longer than a cell's may be."""
    plain = "".join(" " if character < " " or character == "\x7f" else character for character in printed)
    return plain.encode("utf-16-le", "surrogatepass")[: 2 * _SENT].decode("utf-16-le", "ignore")


def _stand(cells: Iterable[Cell]) -> Iterator[_Said]:
    """The reading that stands; where the sums repaired it, also the reading before, for who has not seen that."""
    for cell in cells:
        yield _said(cell.state if cell.value is None else State.NUMBER, cell.value, cell.printed)
        if cell.status is Status.REPAIRED:
            yield from (said for said in _given([cell]) if said[2] == _as_sent(cell.printed))


def _given(cells: Iterable[Cell], *, by_readers: bool = False) -> Iterator[_Said]:
    for candidate in (candidate for cell in cells for candidate in cell.candidates):
        if by_readers and _READERS.isdisjoint(candidate.by):
            continue
        yield _said(_state_of(candidate), candidate.value, candidate.printed)


def _state_of(candidate: Candidate) -> State:
    return state_of_print(candidate.printed) if candidate.value is None else State.NUMBER


def _decided(found: Standing | None) -> Iterator[_Said]:
    if found and found.current:
        yield _said(found.reading.state, found.reading.value, found.reading.printed)


def _asked(path: str, effect: ChecksInEffect) -> Iterator[float]:
    """The values with which a sum of the cell would hold, where all its other terms count."""
    for check in (*effect.identities, *effect.subtotals):
        for own, other in _sides(check):
            if path in own and not set(check.open) - {path}:
                others = sum(effect.values.get(term) or 0 for term in other)
                yield float(others - sum(effect.values.get(term) or 0 for term in own if term != path))


def _sides(check: Check) -> tuple[tuple[Sequence[str], Sequence[str]], ...]:
    left, right = check.identity.left, check.identity.right
    return (left, right), (right, left)
