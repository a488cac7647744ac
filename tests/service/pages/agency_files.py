"""Reports of one invented agency over several years, whose numbers follow on from each other but where it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from eval.plant.chain import follows_on, settled, with_numbers
from eval.plant.clean import clean_report, written
from eval.plant.field import rendered
from eval.truth import Truth

__all__ = ["AGENCY", "agency_files"]

AGENCY = "砚汀市栎洲县自然资源局"
_CHANGES: Mapping[int, Mapping[str, int]] = {
    # A total that is not the sum of its row: the cell becomes doubtful, the chart says so.
    2023: {"requests.received.total": 4},
    # What came over is not what was left over, in a row that adds up: the agency's own error.
    2024: {"requests.carried_in.natural_person": 2, "requests.carried_in.total": 2},
}
"""By year what is printed higher than it should be."""


def agency_files(years: Sequence[int] = (2018, 2019, 2020, 2021, 2023, 2024, 2025)) -> dict[int, bytes]:
    """Return a web page a year; the year before the gap has none after it."""
    files: dict[int, bytes] = {}
    before: Truth | None = None
    for year in years:
        truth = _truth(year)
        if before is not None and before.year == year - 1 and before.form == truth.form:
            truth = replace(truth, cells=follows_on(before, truth))
        elif truth.form == "2019":
            truth = replace(truth, cells=settled(truth))
        before = truth
        numbers = {path: int(truth.cells[path].amount) + more for path, more in _CHANGES.get(year, {}).items()}
        clean = written(Random(year), replace(truth, cells=with_numbers(truth.cells, numbers))).truth
        files[year] = rendered(clean, "html", f"{year}").data
    return files


def _truth(year: int) -> Truth:
    form = "statistics" if year < 2019 else "2019" if year < 2021 else "2021"
    truth = clean_report(year * 7, form=form, plain=True, busy=True).truth
    return replace(truth, organization=AGENCY, year=year)
