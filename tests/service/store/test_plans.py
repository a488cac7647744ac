"""How SQLite goes about lists: by the index that was made for each, and never through all cells to show fifty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from extractor.service.store.cells import list_cells
from extractor.service.store.engine import Store
from extractor.service.store.facts import list_facts
from extractor.service.store.findings import list_findings
from extractor.service.store.reports import ReportQuery, agencies, facets, list_reports
from extractor.service.store.sources import list_sources
from schemas.enums import FindingKind, Status
from schemas.facts import Metric
from tests.service import postgres
from tests.service.store.conftest import MakesStore
from tests.service.store.made import PATHS, put, report

LISTS: dict[str, tuple[Callable[[Session], object], str]] = {
    "cells by path": (lambda session: list_cells(session, path=PATHS[0]), "ix_cells_path"),
    "cells by status": (lambda session: list_cells(session, status=Status.DISPUTED), "ix_cells_status"),
    "cells by decision": (lambda session: list_cells(session, decided=True), "ix_cells_decided"),
    "facts by metric": (lambda session: list_facts(session, metric=Metric.WEBSITE_POSTS), "ix_facts_metric"),
    "findings by kind": (lambda session: list_findings(session, kind=FindingKind.ENCODING), "ix_findings_kind"),
    "facets": (facets, "COVERING INDEX ix_reports_facets"),
    "agencies": (agencies, "COVERING INDEX ix_reports_agencies"),
    "sources": (list_sources, "COVERING INDEX ix_sources_list"),
    "reports of a source": (lambda session: list_reports(session, ReportQuery(source_id="x")), "(source_id=?)"),
}


def _fill(store: Store) -> None:
    with store.write() as session:
        put(session, b"x", report())


@pytest.mark.parametrize("name", LISTS)
def test_a_list_goes_by_its_index(name: str, new_store: MakesStore) -> None:
    ask, index = LISTS[name]
    store = new_store("sqlite", _fill)
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.read() as session:
        ask(session)
    raw = store.engine.raw_connection()
    steps = [
        str(step[3])
        for statement, parameters in asked
        if statement.startswith("SELECT")
        for step in raw.cursor().execute("explain query plan " + statement, parameters).fetchall()
    ]
    raw.close()
    assert any(index in step for step in steps), steps
    assert [step for step in steps if step == "SCAN cells"] == []


def test_a_missing_server_skips_and_fails_where_one_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_programs", lambda: None)
    monkeypatch.setenv("GONGKAI_REQUIRE_DATABASE", "1")
    with pytest.raises(pytest.fail.Exception, match="not installed"), postgres.running():
        pass
    monkeypatch.delenv("GONGKAI_REQUIRE_DATABASE")
    with pytest.raises(pytest.skip.Exception, match="not installed"), postgres.running():
        pass
