"""Uploads: all of it kept or nothing, the same bytes once, and a reason for whatever is not taken up."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from extractor.service.jobs.intake import Limits, Upload, take_up
from extractor.service.jobs.settings import JobSettings
from extractor.service.store.engine import Store
from extractor.service.store.errors import Refused
from extractor.service.store.jobs import JobInfo
from extractor.service.store.sources import SourceInfo, add_source
from tests.service.jobs.uploads import bodies, items_of, now, reasons, taken, zipped


def count(store: Store, table: str) -> int:
    with store.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_files_become_sources_and_a_job(store: Store) -> None:
    job = taken(store, ("一.html", b"one"), ("folder/two.html", b"two"))
    assert (job.state, job.by, job.total, job.waiting) == ("waiting", "reviewer", 2, 2)
    assert JobSettings.model_validate(job.settings) == JobSettings()
    assert bodies(store, job) == {"一.html": b"one", "folder/two.html": b"two"}


def test_a_file_is_read_from_where_it_stands_and_from_its_beginning(store: Store) -> None:
    file = BytesIO(b"0123456789")
    file.seek(7)
    job = take_up(store, [Upload("a.txt", file)], JobSettings(), "reviewer", now)
    assert bodies(store, job) == {"a.txt": b"0123456789"}


def test_the_same_bytes_are_one_source_in_one_request_and_over_several(store: Store) -> None:
    first = taken(store, ("a.html", b"same"), ("b.html", b"same"), ("c.html", b"other"))
    assert reasons(store, first) == {"a.html": None, "b.html": "duplicate", "c.html": None}
    assert "a.html" in str(items_of(store, first)[1].error_message)
    second = taken(store, ("d.html", b"same"))
    assert items_of(store, second)[0].source_id == items_of(store, first)[0].source_id
    assert count(store, "sources") == 2


def test_the_same_request_makes_one_job(store: Store) -> None:
    job = taken(store, ("a.html", b"one"), key="7f3a")
    assert taken(store, ("a.html", b"one"), key="7f3a") == job
    assert taken(store, ("a.html", b"one"), key="another").id != job.id
    assert take_up(store, [Upload("a.html", b"one")], JobSettings(), "somebody else", now, key="7f3a").id != job.id


def test_an_error_in_the_middle_keeps_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def failing(session: Session, *, name: str, data: bytes, by: str, at: datetime) -> tuple[SourceInfo, bool]:
        names.append(name)
        if len(names) == 2:
            raise OSError("the disk is full")
        return add_source(session, name=name, data=data, by=by, at=at)

    monkeypatch.setattr("extractor.service.jobs.intake.add_source", failing)
    with pytest.raises(OSError, match="full"):
        taken(store, ("a.html", b"one"), ("b.html", b"two"))
    assert (count(store, "sources"), count(store, "jobs")) == (0, 0)


def test_nothing_is_no_job(store: Store) -> None:
    with pytest.raises(Refused, match="nothing was uploaded"):
        taken(store)
    assert count(store, "jobs") == 0


def test_an_empty_file_is_a_source_whose_reader_says_so(store: Store) -> None:
    assert bodies(store, taken(store, ("empty.html", b""))) == {"empty.html": b""}


def test_what_is_too_much_is_refused_and_the_rest_is_kept(store: Store) -> None:
    limits = Limits(file_bytes=1 << 20, files=2)
    long = b"x" * ((1 << 20) + 1)
    job = taken(store, ("long.txt", long), ("a", b"1"), ("b", b"2"), ("c", b"3"), limits=limits)
    assert reasons(store, job) == {"long.txt": "too_large", "a": None, "b": None, "c": "too_large"}
    assert [item.error_message for item in items_of(store, job) if item.error_message] == [
        "it has more than 1 MB",
        "one request takes 2 documents: send the others in another",
    ]


def test_names_are_clean_before_anything_sees_them(store: Store) -> None:
    job = taken(store, ("C:\\Users\\me\\a.html", b"a"), ("../../b.html", b"b"))
    assert sorted(bodies(store, job)) == ["a.html", "b.html"]


def test_archives_and_files_together(store: Store) -> None:
    packed = zipped({"2023/a.html": b"a", "2024/b.html": b"b"})
    job: JobInfo = taken(store, ("all.zip", packed), ("c.html", b"c"), ("d.html", b"a"))
    assert reasons(store, job) == {
        "all.zip/2023/a.html": None,
        "all.zip/2024/b.html": None,
        "c.html": None,
        "d.html": "duplicate",
    }


@pytest.mark.parametrize(
    "files", [[("b.html", b"two")], [("a.html", b"two")], [("a.html", b"one"), ("b.html", b"two")]]
)
def test_a_key_of_one_upload_is_not_taken_for_another_one(store: Store, files: list[tuple[str, bytes]]) -> None:
    taken(store, ("a.html", b"one"), key="7f3a")
    with pytest.raises(Refused, match="other files"):
        taken(store, *files, key="7f3a")
    assert (count(store, "jobs"), count(store, "sources")) == (1, 1)


def test_a_request_with_all_kinds_of_entries_is_the_same_again(store: Store) -> None:
    archive = zipped({"c.html": b"one", "d.html": b"four"})
    files = [("a.html", b"one"), ("b.html", b"one"), ("e.zip", archive), ("f.zip", zipped({}))]
    job = taken(store, *files, key="7f3a")
    assert taken(store, *files, key="7f3a") == job
