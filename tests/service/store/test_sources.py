"""Sources: the same bytes are one, however often and however fast they come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from extractor.service.store.engine import Store
from extractor.service.store.errors import NotFound
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source, get_source, list_sources, source_by_hash, source_data
from tests.service.store.made import NOON, extraction, later, put, report


def test_the_same_bytes_are_one_source_under_their_first_name(store: Store) -> None:
    with store.write() as session:
        first, new = add_source(session, name="a.html", data=b"x", by="ann", at=NOON)
        assert new
    with store.write() as session:
        again, new = add_source(session, name="b.html", data=b"x", by="bob", at=later(1))
        assert not new
    assert again == first
    assert (first.name, first.size, first.uploaded_by, first.uploaded_at, first.reports) == (
        "a.html",
        1,
        "ann",
        NOON,
        0,
    )
    with store.read() as session:
        assert source_data(session, first.id) == b"x"
        assert get_source(session, first.id) == first == source_by_hash(session, first.sha256)
        assert source_by_hash(session, "0" * 64) is None


def test_uploads_of_the_same_bytes_at_the_same_moment_make_one_source(store: Store) -> None:
    def upload(number: int) -> tuple[str, bool]:
        with store.write() as session:
            source, new = add_source(session, name=f"{number}.html", data=b"same", by="ann", at=NOON)
            return source.id, new

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(upload, range(24)))
    assert len({id for id, _ in made}) == 1
    assert sum(new for _, new in made) == 1


def test_what_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with store.read() as session:
        for ask in (get_source, source_data):
            with pytest.raises(NotFound, match="no source nothing"):
                ask(session, "nothing")


def test_bytes_of_any_kind_come_back(store: Store) -> None:
    data = bytes(range(256)) * 5000
    with store.write() as session:
        source, _ = add_source(session, name="x", data=data, by="ann", at=NOON)
    with store.read() as session:
        assert source_data(session, source.id) == data


def test_sources_are_listed_newest_first_by_name_and_by_fate(store: Store) -> None:
    with store.write() as session:
        for number in range(5):
            add_source(session, name=f"年报100%_{number}.html", data=b"%d" % number, by="ann", at=later(number))
        put(session, b"2", report())
        broken = put(session, b"3", name="x")
        put_extraction(session, broken.id, extraction(b"3", error="binary"), NOON)
        bad, _ = add_source(session, name="bad", data=b"9", by="ann", at=later(9))
        put_extraction(session, bad.id, extraction(b"9", error="binary"), NOON)
    with store.read() as session:
        page = list_sources(session, limit=2)
        assert ([item.name for item in page.items], page.total) == (["bad", "年报100%_4.html"], 6)
        assert [item.name for item in list_sources(session, offset=4, limit=9).items] == [
            "年报100%_1.html",
            "年报100%_0.html",
        ]
        assert list_sources(session, search="0%_3").total == 1
        assert list_sources(session, search="0_3").total == 0
        (failed,) = list_sources(session, failed=True).items
        assert (failed.name, failed.error_kind, failed.reports) == ("bad", "binary", 0)
        assert {item.name: item.reports for item in list_sources(session, failed=False).items if item.reports} == {
            "年报100%_2.html": 1
        }
        assert list_sources(session, offset=99).items == []
