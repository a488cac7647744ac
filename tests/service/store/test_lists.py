"""Lists: every filter and every order gives what going through all of them by hand gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from extractor.reviewing.events import EventKind, HumanReading
from extractor.reviewing.queue import Reason
from extractor.service.store.cells import CellInfo, list_cells
from extractor.service.store.engine import Store, open_store
from extractor.service.store.errors import NotFound, Refused
from extractor.service.store.events import NewEvent, append_event
from extractor.service.store.facts import list_facts
from extractor.service.store.findings import list_findings
from extractor.service.store.jobs import get_job
from extractor.service.store.reports import (
    SORTS,
    ReportInfo,
    ReportQuery,
    agencies,
    agency_reports,
    amount,
    facets,
    get_report,
    list_reports,
    neighbours,
)
from extractor.service.store.runs import get_run
from extractor.service.store.sources import get_source
from schemas.decisions import How
from schemas.enums import Blame, FindingKind, Severity, State, Status
from schemas.facts import Metric
from schemas.result import Cell
from tests.service.postgres import Server
from tests.service.store.conftest import KINDS
from tests.service.store.made import PATHS, cell, finding, later, put, report

NAMES = ("禾浦县自然资源局", "甲 100% 局", "Office_A", None, "禾浦县水利局")
QUERIES = st.builds(
    ReportQuery,
    search=st.none() | st.sampled_from(["", "禾浦", "0%", "_a", "x", "office", "年报", "2019"]),
    year=st.none() | st.sampled_from([2019, 2020, 1900]),
    form=st.none() | st.sampled_from(["2021", "2019"]),
    organization=st.none() | st.sampled_from(["Office_A", "none"]),
    min_open=st.none() | st.integers(0, 3),
    reviewed=st.none() | st.booleans(),
    sort=st.sampled_from(SORTS),
    descending=st.booleans(),
    offset=st.integers(0, 12),
    limit=st.integers(0, 30),
)


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with two dozen reports of few agencies."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('lists') / 'x.db'}"
    else:
        server: Server = request.getfixturevalue("running_server")
        url = server.new_database()
    store = open_store(url)
    with store.write() as session:
        for number in range(20):
            name = NAMES[number % 5]
            doubtful = {path: cell(1, Status.DISPUTED, (2,), place) for place, path in enumerate(PATHS[: number % 4])}
            blank: dict[str, Cell] = {
                PATHS[8]: Cell(
                    printed="",
                    value=None,
                    state=State.BLANK,
                    status=Status.READ,
                    witnesses=[],
                    span=None,
                    at=None,
                    candidates=[],
                )
            }
            made = report(
                None if number == 7 else 2019 + number % 3,
                name,
                {**doubtful, **(blank if number % 2 else {})},
                facts=number % 6,
                findings=[finding(FindingKind.ENCODING, list(Severity)[number % 3])] * (number % 4),
            )
            made.form = "2019" if number % 7 == 0 else "2021"
            # every fifth source has a second report
            further = [report(2021, NAMES[(number + 1) % 5], facts=0)] if number % 5 == 4 else []
            put(session, b"%d" % number, made, *further, name=f"年报{number}.html", minute=number % 6)
    with store.write() as session:
        for info in list_reports(session, ReportQuery(year=2019)).items[:4]:
            append_event(session, info.id, 0, NewEvent(info.id, EventKind.REVIEW), by="ann", at=later(9))
        for info in list_reports(session, ReportQuery(year=2020, min_open=1)).items[:3]:
            reading = HumanReading(State.NUMBER, 2, "2", How.CANDIDATE)
            append_event(
                session, info.id, 0, NewEvent(info.id, EventKind.DECIDE, PATHS[0], reading), by="b", at=later(9)
            )
    yield store
    store.close()


def _all(store: Store) -> list[ReportInfo]:
    with store.read() as session:
        return list_reports(session, ReportQuery(sort="updated", descending=False, limit=999)).items


def _fits(info: ReportInfo, query: ReportQuery) -> bool:
    text = "\n".join(part.lower() for part in (info.organization, info.title, info.source_name) if part)
    return (
        (not query.search or query.search.lower() in text)
        and query.year in (None, info.year)
        and query.form in (None, info.form)
        and query.organization in (None, info.organization)
        and (query.min_open is None or info.open_doubts >= query.min_open)
        and (query.reviewed is None or query.reviewed == (info.reviewed_at is not None))
    )


_BY: dict[str, Callable[[ReportInfo], object]] = {
    "doubts": lambda info: (info.open_doubts, info.errors),
    "organization": lambda info: (info.organization or "\U0010ffff", info.year or 99999),
    "year": lambda info: (info.year or 99999, info.organization or "\U0010ffff"),
    "verified": lambda info: info.printed_verified / info.printed,
    "findings": lambda info: (info.errors, info.warnings, info.notes),
    "updated": lambda info: info.updated_at,
}


@settings(max_examples=30)
@given(query=QUERIES)
def test_a_list_is_what_going_through_all_gives(filled: Store, query: ReportQuery) -> None:
    expected = [info for info in _all(filled) if _fits(info, query)]
    keys = [_BY[query.sort](info) for info in expected]
    with filled.read() as session:
        page = list_reports(session, query)
        whole = list_reports(session, replace(query, offset=0, limit=999)).items
    assert page.total == len(expected) == len(whole)
    assert {info.id for info in whole} == {info.id for info in expected}
    assert [_BY[query.sort](info) for info in whole] == sorted(keys, reverse=query.descending)  # type: ignore[type-var]
    assert page.items == whole[query.offset : query.offset + query.limit]


@settings(max_examples=30)
@given(query=QUERIES)
def test_neighbours_walk_through_the_whole_list(filled: Store, query: ReportQuery) -> None:
    with filled.read() as session:
        ids = [info.id for info in list_reports(session, replace(query, offset=0, limit=999)).items]
        walked = {id: neighbours(session, query, id) for id in ids}
    assert walked == {
        id: (ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None)
        for place, id in enumerate(ids)
    }


def test_from_a_report_that_was_settled_the_next_to_work_at_is_found(filled: Store) -> None:
    query = ReportQuery(min_open=1)
    with filled.read() as session:
        open_ones = [info.id for info in list_reports(session, query).items]
        done = next(info.id for info in _all(filled) if info.open_doubts == 0)
        assert neighbours(session, query, done) == (None, open_ones[0])
        assert neighbours(session, replace(query, organization="none"), done) == (None, None)
        by_name = neighbours(session, replace(query, sort="organization", descending=False), done)
        assert set(by_name) <= {None, *open_ones} and by_name != (None, None)
        with pytest.raises(NotFound):
            neighbours(session, query, "nothing")


@given(query=QUERIES)
@settings(max_examples=40)
def test_reports_and_files_are_counted_as_one_would_by_hand(filled: Store, query: ReportQuery) -> None:
    with filled.read() as session:
        chosen = list_reports(session, replace(query, offset=0, limit=1000)).items
        counted = amount(session, query)
    assert counted.reports == len(chosen)
    assert counted.files == len({info.source_id for info in chosen})


def test_a_sample_that_is_open_is_counted_apart(filled: Store) -> None:
    seen = 0
    with filled.read() as session:
        for info in list_reports(session, ReportQuery(limit=1000)).items:
            open_looks = [look for look in get_report(session, info.id).looks if not look.settled]
            assert info.open_doubts == len(open_looks)
            assert info.open_samples == sum(look.reason is Reason.SAMPLE for look in open_looks)
            seen += info.open_samples
    assert seen


def test_an_order_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be sorted by 'colour'"):
        ReportQuery(sort="colour")


def test_facets_count_years_and_forms(filled: Store) -> None:
    infos = _all(filled)
    with filled.read() as session:
        found = facets(session)
    assert found.total == len(infos)
    assert dict(found.years) == {year: sum(i.year == year for i in infos) for year in {i.year for i in infos}}
    assert [year for year, _ in found.years] == [2019, 2020, 2021, None]
    assert dict(found.forms) == {form: sum(i.form == form for i in infos) for form in {i.form for i in infos}}


def test_agencies_with_their_years_and_reports(filled: Store) -> None:
    infos = _all(filled)
    with filled.read() as session:
        page = agencies(session, limit=2)
        everyone = agencies(session).items
        assert (page.total, page.items) == (4, everyone[:2])
        assert [agency.organization for agency in everyone] == sorted(name for name in NAMES if name)
        for agency in everyone:
            own = [info for info in infos if info.organization == agency.organization]
            years = [info.year for info in own if info.year]
            assert (agency.reports, agency.first_year, agency.last_year) == (len(own), min(years), max(years))
            stored = agency_reports(session, agency.organization)
            assert sorted(each.info.id for each in stored) == sorted(info.id for info in own)
            assert [each.info.year for each in stored] == sorted(years) + [None] * (len(own) - len(years))
        assert [agency.organization for agency in agencies(session, search="禾浦").items] == [
            "禾浦县水利局",
            "禾浦县自然资源局",
        ]
        assert agency_reports(session, "nobody") == []


def _cells(store: Store) -> list[CellInfo]:
    with store.read() as session:
        infos = [
            CellInfo(
                info.id,
                info.organization,
                info.year,
                path,
                read.status,
                read.state,
                read.value if read.value is None else int(read.value),
                (found := stored.standing.get(path)) is not None and found.current,
            )
            for info in _all(store)
            for stored in [get_report(session, info.id)]
            for path, read in stored.settled.cells.items()
        ]
    return infos


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"path": PATHS[0]},
        {"status": Status.DISPUTED},
        {"state": State.BLANK},
        {"decided": True},
        {"decided": False, "path": PATHS[0], "status": Status.DISPUTED},
        {"year": 2020, "path": PATHS[0]},
        {"year": 1900},
        {"path": "no.such.path"},
    ],
    ids=str,
)
def test_cells_that_fit(filled: Store, given: dict[str, object]) -> None:
    expected = [info for info in _cells(filled) if all(getattr(info, name) == value for name, value in given.items())]
    with filled.read() as session:
        page = list_cells(session, **given, limit=999)  # type: ignore[arg-type]
        assert page.total == len(expected)
        assert sorted(page.items, key=str) == sorted(expected, key=str)
        assert list_cells(session, **given, offset=3, limit=2).items == page.items[3:5]  # type: ignore[arg-type]


def test_facts_that_fit(filled: Store) -> None:
    with filled.read() as session:
        every = list_facts(session, limit=999).items
        assert len(every) == sum(number % 6 for number in range(20))
        metric = list(Metric)[1]
        some = list_facts(session, metric=metric, status=Status.READ, year=2020, limit=999)
        assert some.items == [info for info in every if info.fact.metric == metric and info.year == 2020] != []
        assert list_facts(session, status=Status.VERIFIED).total == 0
        one = some.items[0]
        assert one in list_facts(session, report_id=one.report_id).items


def test_findings_that_fit(filled: Store) -> None:
    with filled.read() as session:
        every = list_findings(session, limit=999).items
        some = list_findings(session, kind=FindingKind.ENCODING, severity=Severity.NOTE, blame=Blame.SOURCE, year=2021)
        assert [info.finding.kind for info in every].count(FindingKind.ENCODING) == sum(n % 4 for n in range(20))
        assert some.items == [
            info
            for info in every
            if (info.finding.kind, info.finding.severity, info.year) == (FindingKind.ENCODING, Severity.NOTE, 2021)
        ]
        assert some.items != []
        assert list_findings(session, blame=Blame.EXTRACTION, kind=FindingKind.ENCODING).total == 0
        assert {info.report_id for info in list_findings(session, report_id=every[0].report_id).items} == {
            every[0].report_id
        }


def test_what_no_database_holds_is_found_nowhere(store: Store) -> None:
    odd = "a\0\ud800"
    with store.write() as session:
        put(session, b"x", report())
    with store.read() as session:
        for query in (ReportQuery(form=odd), ReportQuery(search=odd), ReportQuery(organization=odd)):
            assert list_reports(session, query).total == 0
        every: list[Callable[[Session, str], object]] = [get_report, get_source, get_job, get_run]
        for ask in every:
            with pytest.raises(NotFound):
                ask(session, odd)
