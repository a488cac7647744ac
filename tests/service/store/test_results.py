"""Results: kept whole and once; reports keep their ids and decisions over all readings of their source."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from decimal import Decimal

import pytest
from sqlalchemy import text

from extractor.reviewing.events import EventKind, HumanReading
from extractor.service.labels import report_label
from extractor.service.store import results
from extractor.service.store.cells import list_cells
from extractor.service.store.engine import Store
from extractor.service.store.errors import NotFound, Refused, VersionConflict
from extractor.service.store.events import NewEvent, append_event
from extractor.service.store.facts import list_facts
from extractor.service.store.findings import list_findings
from extractor.service.store.identity import Likeness, matched
from extractor.service.store.reports import ReportInfo, ReportQuery, get_report, list_reports
from extractor.service.store.results import each_extraction, extraction_of, put_extraction
from extractor.service.store.sources import add_source
from extractor.service.store.whole import each_decided
from schemas.decisions import How
from schemas.enums import FindingKind, State, Status, Witness
from tests.service.store.made import (
    NOON,
    PATHS,
    SAMPLES,
    cell,
    extraction,
    finding,
    later,
    put,
    report,
    sample,
)

DOUBTFUL, SURE = PATHS[0], PATHS[1]
ONE = HumanReading(State.NUMBER, 1, "1", How.TYPED)


def _reports(store: Store) -> list[ReportInfo]:
    with store.read() as session:
        return list_reports(session, ReportQuery(sort="year", descending=False)).items


def _decide(store: Store, info: ReportInfo, path: str = DOUBTFUL, reading: HumanReading = ONE) -> ReportInfo:
    with store.write() as session:
        event = NewEvent(f"{info.id}-{info.version}"[-60:], EventKind.DECIDE, path, reading)
        return append_event(session, info.id, info.version, event, by="ann", at=later(5))


def test_a_result_comes_back_as_it_was(store: Store) -> None:
    for name in ("hengqu-market-regulation-2022", "tanxi-two-bureaus-2023", "linpu-port-2010"):
        result = sample(name)
        data = next((SAMPLES / name).glob("source.*")).read_bytes()
        with store.write() as session:
            source, _ = add_source(session, name=result.source, data=data, by="ann", at=NOON)
            assert extraction_of(session, source.id) is None
            put_extraction(session, source.id, result, NOON)
        with store.read() as session:
            back = extraction_of(session, source.id)
            assert back is not None
            assert back.to_json_line() == result.to_json_line()
            infos = list_reports(session, ReportQuery(source_id=source.id, sort="updated", descending=False)).items
            assert [info.ordinal for info in infos] == list(range(len(result.reports)))
            for info, whole in zip(infos, result.reports, strict=True):
                stored = get_report(session, info.id)
                assert stored.report.model_dump(mode="json") == whole.model_dump(mode="json")
                assert stored.settled == stored.report
                cells = list_cells(session, report_id=info.id, limit=999)
                assert {item.path: (item.status, item.state) for item in cells.items} == {
                    path: (read.status, read.state) for path, read in whole.cells.items()
                }
                assert [item.fact for item in list_facts(session, report_id=info.id, limit=999).items] == whole.facts
                found = list_findings(session, report_id=info.id, limit=999)
                assert [item.finding for item in found.items] == whole.findings
                assert (info.cells, info.errors) == (
                    len(whole.cells),
                    sum(f.severity == "error" for f in whole.findings),
                )


def test_the_same_result_twice_changes_nothing(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report())
    before = _reports(store)
    with store.write() as session:
        put(session, b"x", report(), minute=9)
    assert _reports(store) == before
    with store.read() as session:
        assert session.execute(text("select count(*) from extractions")).scalar_one() == 1
    assert before[0].source_id == source.id


def test_a_decision_stands_where_nothing_changed_and_comes_back_where_something_did(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report())
    (info,) = _reports(store)
    decided = _decide(store, info)
    _decide(store, decided, SURE, HumanReading(State.NUMBER, 4, "4", How.TYPED))
    with store.write() as session:
        again = report(cells={SURE: cell(3, Status.READ, column=2)}, findings=[finding()])
        put_extraction(session, source.id, extraction(b"x", again, version="2"), later(9))
    (after,) = _reports(store)
    assert (after.id, after.version, after.reading_version, after.updated_at) == (info.id, 3, 3, later(9))
    with store.read() as session:
        stored = get_report(session, info.id)
        assert {path: found.current for path, found in stored.standing.items()} == {DOUBTFUL: True, SURE: False}
        assert Witness.HUMAN in stored.settled.cells[DOUBTFUL].witnesses
        assert stored.settled.cells[SURE].value == 3
        assert {look.path: look.settled for look in stored.looks if look.path in (DOUBTFUL, SURE)} == {
            DOUBTFUL: True,
            SURE: False,
        }
        assert [item.path for item in list_cells(session, decided=True).items] == [DOUBTFUL]
        assert [item.finding.kind for item in list_findings(session, kind=FindingKind.ENCODING).items] == ["encoding"]


def test_a_changed_message_asks_to_look_again_but_reopens_nothing(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report())
    (info,) = _reports(store)
    with store.write() as session:
        append_event(session, info.id, 0, NewEvent("done", EventKind.REVIEW), by="ann", at=later(1))
        put_extraction(session, source.id, extraction(b"x", report(findings=[finding()]), version="2"), later(2))
    (after,) = _reports(store)
    assert (after.version, after.reading_version, after.reviewed_by, after.reviewed_at) == (2, 0, "ann", later(1))
    assert after.warnings == info.warnings + 1


def test_a_report_called_done_is_open_again_where_a_reading_changed(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report())
    (info,) = _reports(store)
    with store.write() as session:
        done = append_event(session, info.id, 0, NewEvent("done", EventKind.REVIEW), by="ann", at=later(1))
        put_extraction(session, source.id, extraction(b"x", report(cells={SURE: cell(9)}), version="2"), later(2))
    assert done.reviewed_by == "ann"
    (after,) = _reports(store)
    assert after.reviewed_by is None
    decided = _decide(store, after)
    assert decided.reviewed_by is None
    with store.write() as session:
        again = append_event(session, info.id, decided.version, NewEvent("d2", EventKind.REVIEW), by="bob", at=later(3))
    assert again.reviewed_by == "bob"


def test_what_another_version_made_of_a_report_is_made_anew(store: Store) -> None:
    with store.write() as session:
        put(session, b"x", report())
    _decide(store, _reports(store)[0])
    (info,) = _reports(store)
    with store.read() as session:
        before = get_report(session, info.id)
    with store.write() as session:
        session.execute(
            text("update report_records set made_by = '0', settled = null, looks = '[[\"x\", \"hunch\", true]]'")
        )
        after = get_report(session, info.id)
    assert (after.looks, after.settled) == (before.looks, before.settled)
    assert before.looks != []
    assert before.settled != before.report


def test_reading_again_and_editing_at_the_same_moment_lose_nothing(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report())
    (info,) = _reports(store)

    def read_again(number: int) -> None:
        with store.write() as session:
            read = report(cells={SURE: cell(number % 3 + 1, Status.READ, column=2)})
            put_extraction(session, source.id, extraction(b"x", read, version=f"{number}"), later(number))

    def edit(number: int) -> int:
        while True:
            with store.read() as session:
                version = get_report(session, info.id).info.version
            try:
                with store.write() as session:
                    event = NewEvent(f"k{number}", EventKind.DECIDE, PATHS[2 + number % 3], ONE)
                    return append_event(session, info.id, version, event, by="ann", at=later(number)).version
            except VersionConflict:
                continue

    with ThreadPoolExecutor(4) as pool:
        reading = [pool.submit(read_again, number) for number in range(8)]
        versions = list(pool.map(edit, range(8)))
        for each in reading:
            each.result()
    with store.read() as session:
        stored = get_report(session, info.id)
    assert sorted(event.version for event in stored.events) == sorted(versions)
    assert len(set(versions)) == 8
    assert stored.info.version >= max(8, *versions)
    assert sorted(stored.standing) == sorted(PATHS[2:5])
    assert all(found.current for found in stored.standing.values())


def test_an_edit_that_comes_while_a_result_is_kept_waits_for_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write() as session:
        source = put(session, b"x", report())
    (info,) = _reports(store)
    pool = ThreadPoolExecutor(1)
    edits: list[Future[ReportInfo]] = []

    def meanwhile(old: Sequence[Likeness], new: Sequence[Likeness]) -> list[int | None]:
        found = matched(old, new)
        edits.append(pool.submit(_decide, store, info))
        wait(edits, timeout=0.3)
        return found

    with monkeypatch.context() as patch, store.write() as session:
        patch.setattr(results, "matched", meanwhile)
        put_extraction(session, source.id, extraction(b"x", report(findings=[finding()]), version="2"), later(1))
    with pytest.raises(VersionConflict):
        edits[0].result(timeout=30)
    pool.shutdown()
    (after,) = _reports(store)
    assert (after.version, after.open_doubts) == (1, info.open_doubts)


def test_reports_keep_their_ids_when_one_is_found_in_front_of_them(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report(2020), report(2021))
    before = {info.year: info for info in _reports(store)}
    _decide(store, before[2020])
    with store.write() as session:
        new = extraction(b"x", report(2019), report(2020), report(2021), version="2")
        put_extraction(session, source.id, new, later(9))
    after = {info.year: info for info in _reports(store)}
    assert {year: info.ordinal for year, info in after.items()} == {2019: 0, 2020: 1, 2021: 2}
    assert [after[year].id for year in (2020, 2021)] == [before[year].id for year in (2020, 2021)]
    with store.read() as session:
        assert get_report(session, after[2019].id).standing == {}
        assert get_report(session, after[2020].id).standing[DOUBTFUL].current


def test_a_report_that_is_gone_leaves_the_lists_and_keeps_its_history(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report(2020), report(2021))
    before = {info.year: info for info in _reports(store)}
    _decide(store, before[2020])
    with store.write() as session:
        put_extraction(session, source.id, extraction(b"x", report(2021), version="2"), later(9))
    assert [(info.year, info.ordinal) for info in _reports(store)] == [(2021, 0)]
    with store.read() as session:
        gone = get_report(session, before[2020].id)
        assert (gone.info.present, gone.info.ordinal, len(gone.events)) == (False, None, 1)
        assert {item.year for item in list_cells(session, limit=999).items} == {2021}
        assert {item.year for item in list_facts(session).items} == {2021}
    with store.write() as session, pytest.raises(Refused, match="no longer"):
        append_event(session, before[2020].id, gone.info.version, NewEvent("k", EventKind.REVIEW), by="ann", at=NOON)
    with store.write() as session:
        put_extraction(session, source.id, extraction(b"x", report(2020), report(2021), version="3"), later(10))
    with store.read() as session:
        back = get_report(session, before[2020].id)
        assert (back.info.present, back.info.ordinal, back.standing[DOUBTFUL].current) == (True, 0, True)
        assert back.info.version > gone.info.version


def test_a_report_that_is_gone_has_no_label(store: Store) -> None:
    with store.write() as session:
        put(session, b"x", report(2021), report(2022))
        gone = next(info for info in list_reports(session, ReportQuery()).items if info.year == 2021)
        append_event(session, gone.id, 0, NewEvent("k", EventKind.REVIEW), by="ann", at=NOON)
        assert report_label(session, gone.id)
        put(session, b"x", report(2022), version="2", minute=1)
        with pytest.raises(Refused, match="no longer has this report"):
            report_label(session, gone.id)


def test_a_reading_that_failed_takes_no_good_ones_place(store: Store) -> None:
    with store.write() as session:
        source = put(session, b"x", report())
        put_extraction(session, source.id, extraction(b"x", error="timeout", version="2"), later(1))
        kept = extraction_of(session, source.id)
        assert kept is not None and kept.error is None
        assert session.execute(text("select count(*) from extractions")).scalar_one() == 2
        bad, _ = add_source(session, name="bad", data=b"y", by="ann", at=NOON)
        put_extraction(session, bad.id, extraction(b"y", error="binary"), NOON)
        put_extraction(session, bad.id, extraction(b"y", error="timeout", version="2"), NOON)
        now = extraction_of(session, bad.id)
        assert now is not None and now.error is not None and now.error.kind == "timeout"
        put_extraction(session, bad.id, extraction(b"y", report(), version="3"), NOON)
        now = extraction_of(session, bad.id)
        assert now is not None and now.error is None
    assert len(_reports(store)) == 2


def test_a_result_of_other_bytes_is_refused(store: Store) -> None:
    with store.write() as session:
        source, _ = add_source(session, name="x", data=b"x", by="ann", at=NOON)
        with pytest.raises(Refused, match="other bytes"):
            put_extraction(session, source.id, extraction(b"y", report()), NOON)
        with pytest.raises(Refused, match="no form has a cell"):
            put_extraction(session, source.id, extraction(b"x", report(cells={"requests.tomorrow": cell(1)})), NOON)
        with pytest.raises(NotFound):
            put_extraction(session, "nothing", extraction(b"x", report()), NOON)
        with pytest.raises(NotFound):
            extraction_of(session, "nothing")


def test_odd_numbers_and_odd_texts_are_kept(store: Store) -> None:
    odd = report(cells={SURE: cell(10**400), PATHS[2]: cell(2**62)}, organization="甲\0局")
    odd.cells[PATHS[3]].value = Decimal("0.1")
    with store.write() as session:
        source = put(session, b"x", odd)
    with store.read() as session:
        values = {item.path: item.value for item in list_cells(session, limit=99).items}
        assert (values[SURE], values[PATHS[2]], values[PATHS[3]]) == (None, 2**62, 0.1)
        back = extraction_of(session, source.id)
        assert back is not None and back.reports[0].cells[SURE].value == 10**400
    (info,) = _reports(store)
    assert info.organization == "甲\ufffd局"


def test_whole_results_come_with_and_without_decisions(store: Store) -> None:
    with store.write() as session:
        put(session, b"x", report(2020), report(2021), name="b")
        put(session, b"y", report(2022), name="a")
        bad, _ = add_source(session, name="c", data=b"z", by="ann", at=NOON)
        put_extraction(session, bad.id, extraction(b"z", name="c", error="binary"), NOON)
        add_source(session, name="unread", data=b"u", by="ann", at=NOON)
    infos = {info.year: info for info in _reports(store)}
    _decide(store, infos[2021])
    with store.write() as session:
        append_event(session, infos[2021].id, 1, NewEvent("r", EventKind.REVIEW), by="ann", at=NOON)
    with store.read() as session:
        settled, as_read = list(each_extraction(session)), list(each_extraction(session, settled=False))
        assert [one.source for one in settled] == ["a", "b", "c"] == [one.source for one in as_read]
        assert settled[1].reports[1].cells[DOUBTFUL].status is Status.VERIFIED
        assert as_read[1].reports[1].cells[DOUBTFUL].status is Status.DISPUTED
        assert settled[1].reports[0] == as_read[1].reports[0]
        (reviewed,) = each_extraction(session, chosen=ReportQuery(reviewed=True))
        assert reviewed.reports == [settled[1].reports[1]]
        decided = {each.extraction.source: each for each in each_decided(session)}
        assert {name: sorted(each.reviewed) for name, each in decided.items()} == {"a": [], "b": [1], "c": []}
        assert {place: list(found) for place, found in decided["b"].standing.items()} == {1: [DOUBTFUL]}
