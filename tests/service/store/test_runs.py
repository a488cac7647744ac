"""Runs of the evaluation are kept as they came."""

from __future__ import annotations

import pytest

from extractor.service.store.engine import Store
from extractor.service.store.errors import NotFound
from extractor.service.store.runs import add_run, get_run, list_runs, run_data
from tests.service.store.made import NOON, later


def test_a_run_comes_back_as_it_came_and_is_kept_once(store: Store) -> None:
    with store.write() as session:
        first = add_run(session, "a.json", b'{"a": 1}', "ann", NOON)
        assert add_run(session, "b.json", b'{"a": 1}', "bob", later(1)) == first
        second = add_run(session, "c.json", b"", "bob", later(2))
    with store.read() as session:
        assert list_runs(session) == [second, first]
        assert get_run(session, first.id) == first
        assert (run_data(session, first.id), run_data(session, second.id)) == (b'{"a": 1}', b"")
        for ask in (get_run, run_data):
            with pytest.raises(NotFound):
                ask(session, "nothing")
