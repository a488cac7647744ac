"""One agency over the years: what is drawn, how far it can be believed, and what must follow from the year before."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from extractor.pipeline import extract
from extractor.service.pages.agency.charts import chart
from extractor.service.pages.agency.history import AgencyReport, History, history
from extractor.service.pages.agency.measures import CHAINS, panels
from extractor.service.pages.agency.numbers import Shown, YearReport, shown
from schemas import cell_definitions
from schemas.enums import FindingKind, State, Status
from schemas.result import Extraction
from tests.service.pages.agency_files import AGENCY, agency_files


@cache
def read() -> dict[int, Extraction]:
    return {year: extract(data, f"{year}.html") for year, data in agency_files().items()}


def reports(**changed: object) -> list[AgencyReport]:
    found = []
    for year, extraction in read().items():
        own = [report.model_copy(update=changed) for report in extraction.reports]
        found.append(AgencyReport(str(year), extraction.model_copy(update={"reports": own}), 0, frozenset()))
    return found


@pytest.fixture(scope="module")
def known() -> History:
    return history(reports(), "en")


def test_all_cells_that_are_shown_are_cells_of_a_form() -> None:
    paths = [path for panel in panels() for measure in panel.measures for form in measure.forms for path in form]
    paths += [chain.due for chain in CHAINS]
    paths += [path for chain in CHAINS for path, _ in (*chain.before, *chain.now)]
    assert len(paths) > 40
    assert set(paths) <= set(cell_definitions())


def test_the_outcomes_are_all_rows_between_received_and_their_total() -> None:
    drawn = next(panel for panel in panels() if panel.key == "panel_outcomes").measures
    rows = {path.rpartition(".")[0] for measure in drawn for form in measure.forms for path in form}
    every = {
        path.rpartition(".")[0]
        for path in cell_definitions()
        if path.startswith("requests.") and path.endswith(".total")
    }
    assert every - rows == {f"requests.{row}" for row in ("received", "carried_in", "outcome_total", "carried_out")}


def test_a_gap_between_years_stays_empty_and_the_annex_is_drawn_where_it_says_the_same(known: History) -> None:
    received = known.charts[0]
    assert [tick.value for tick in received.years] == list(range(2018, 2026))
    assert {bar.year for bar in received.bars if bar.measure == "received"} == {
        2018,
        2019,
        2020,
        2021,
        2023,
        2024,
        2025,
    }
    assert received.numbers[2018, "carried_in"] is None
    outcomes = known.charts[1]
    assert {bar.year for bar in outcomes.bars} == {2019, 2020, 2021, 2023, 2024, 2025}


def test_bars_stand_within_the_drawing_and_as_high_as_their_numbers(known: History) -> None:
    for drawn in known.charts:
        top = max(tick.value for tick in drawn.ticks)
        for bar in drawn.bars:
            assert bar.x >= 0 and bar.x + bar.width <= 100.01 and bar.y >= -0.01 and bar.y + bar.height <= 100.01
            assert bar.height == pytest.approx(100 * float(bar.number.value or 0) / top, abs=0.01)


def test_stacked_bars_do_not_overlap_and_end_at_the_printed_total(known: History) -> None:
    outcomes = known.charts[1]
    for whole in outcomes.wholes:
        bars = [bar for bar in outcomes.bars if bar.year == whole.year]
        for below, above in pairwise(bars):
            assert above.y + above.height == pytest.approx(below.y, abs=0.01)
        if not whole.number.doubtful and not any(bar.number.doubtful for bar in bars):
            assert sum(float(bar.number.value or 0) for bar in bars) == whole.number.value


def test_a_number_in_doubt_is_seen_as_such(known: History) -> None:
    doubtful = known.charts[0].numbers[2023, "received"]
    assert doubtful and doubtful.doubtful and doubtful.mark == Status.DISPUTED
    assert doubtful.value is not None and doubtful.others == (doubtful.value - 4,)
    sure = known.charts[0].numbers[2025, "received"]
    assert sure and not sure.doubtful


def test_what_a_person_settled_is_no_longer_in_doubt() -> None:
    settled = [
        AgencyReport(one.id, one.extraction, one.index, frozenset({"requests.received.total"})) for one in reports()
    ]
    number = history(settled, "en").charts[0].numbers[2023, "received"]
    assert number and number.mark == "decided" and not number.doubtful


def test_a_sure_number_that_is_the_reports_own_error_is_marked(known: History) -> None:
    path = "requests.received.total"
    assert not any(number.wrong for chart in known.charts for number in chart.numbers.values() if number)
    sure = []
    for one in reports():
        cells = {p: c.model_copy(update={"status": Status.VERIFIED}) for p, c in one.report.cells.items()}
        extraction = one.extraction.model_copy(update={"reports": [one.report.model_copy(update={"cells": cells})]})
        sure.append(AgencyReport(one.id, extraction, 0, frozenset()))
    denied = history(sure, "en").charts[0].numbers
    wrong = [key for key, number in denied.items() if number and number.wrong]
    assert wrong == [(2023, "received"), (2024, "carried_out")]  # the balance of 2024 is shown at its last number
    said = [AgencyReport(one.id, one.extraction, 0, frozenset({path}), frozenset({path})) for one in reports()]
    blamed = history([one if one.report.year == 2025 else two for one, two in zip(said, reports(), strict=True)], "en")
    number = blamed.charts[0].numbers[2025, "received"]
    assert number and number.wrong and number.mark == "decided"


def test_of_several_cells_the_least_certain_one_counts_and_a_missing_one_is_no_zero() -> None:
    report = read()[2025].reports[0]
    denied = next(one for panel in panels() for one in panel.measures if one.key == "denied")
    path = denied.forms[0][0]
    assert shown(denied, YearReport("", 2025, report, {})) == _with(report.cells, denied.forms[0])
    lost = report.cells[path].model_copy(update={"value": None, "state": State.LOST, "status": Status.UNREAD})
    changed = report.model_copy(update={"cells": {**report.cells, path: lost}})
    number = shown(denied, YearReport("", 2025, changed, {}))
    assert number == Shown(None, "unread", State.LOST, parts=len(denied.forms[0]))


def _with(cells: object, paths: tuple[str, ...]) -> Shown:
    values = [read()[2025].reports[0].cells[path].value for path in paths]
    return Shown(sum(value for value in values if value is not None), "verified", State.NUMBER, parts=len(paths))


def test_years_are_held_against_each_other_only_where_both_are_sure(known: History) -> None:
    carried = {row.year: row for row in known.chains["chain_carried"]}
    assert sorted(carried) == [2019, 2020, 2021, 2024, 2025]
    assert [carried[year].holds for year in (2019, 2020, 2025)] == [None, True, None]
    regulations = {row.year: row for row in known.chains["chain_regulations"]}
    assert regulations[2025].holds is True
    assert [term.sign for term in regulations[2025].terms] == [1, 1, -1]


def test_a_chain_that_breaks_is_told_with_its_finding(known: History) -> None:
    row = next(row for row in known.chains["chain_carried"] if row.year == 2021)
    assert row.holds is False and row.due.number and row.expected != row.due.number.value
    kinds = {(id, one.finding.kind) for id, one in known.findings}
    assert ("2021", FindingKind.CARRY_CHAIN) in kinds


def test_a_name_that_several_agencies_bear_is_not_held_against_itself() -> None:
    vague = history(reports(organization="教育局"), "en")
    assert not vague.comparable and vague.findings == ()
    assert all(row.holds is None for rows in vague.chains.values() for row in rows)
    assert vague.charts


def test_the_same_report_twice_is_said_and_drawn_once() -> None:
    copy = read()[2025].model_copy(update={"source": "copy.html"})
    known = history([*reports(), AgencyReport("copy", copy, 0, frozenset())], "zh")
    assert known.repeated == (2025,)
    assert [one.finding.kind for id, one in known.findings if one.other.year == 2025] == [FindingKind.DUPLICATE_REPORT]
    assert len({bar.year for bar in known.charts[0].bars}) == 7


def test_nothing_is_drawn_of_nothing() -> None:
    assert history([], "en").charts == ()
    assert chart(panels()[0], []).empty
    nameless = history(reports(year=None), "en")
    assert (nameless.charts, nameless.chains, nameless.comparable) == ((), {}, True)


def test_the_agency_of_the_files_is_read_as_one() -> None:
    assert {one.report.organization for one in reports()} == {AGENCY}
