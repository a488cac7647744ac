"""ZIP archives as they come: honest ones taken apart, hostile ones refused before they do harm."""

from __future__ import annotations

import stat
import struct
import zipfile
from io import BytesIO

import pytest

from extractor.service.jobs import archives, spool
from extractor.service.jobs.intake import Limits
from extractor.service.store.engine import Store
from tests.service.jobs.uploads import bodies, items_of, reasons, taken, zipped

MB = 1 << 20


def raw_name(archive: bytes, placeholder: bytes, name: bytes) -> bytes:
    """The archive with a name of the same length in another encoding, marked by nothing."""
    assert len(placeholder) == len(name)
    assert archive.count(placeholder) == 2
    return archive.replace(placeholder, name)


def flagged(archive: bytes, bits: int) -> bytes:
    """The archive with these bits set in the flags of its only member."""
    changed = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.index(signature) + offset
        struct.pack_into("<H", changed, at, struct.unpack_from("<H", changed, at)[0] | bits)
    return bytes(changed)


def linked(mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("link.html")
    entry.create_system = 3
    entry.external_attr = mode << 16
    return entry


def test_a_bomb_by_ratio_is_refused_and_never_unpacked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[str] = []
    monkeypatch.setattr(archives.Archive, "unpack", lambda self, member: unpacked.append(member.name))
    job = taken(store, ("bomb.zip", zipped({"zeros.html": b"\0" * (20 * MB)})))
    assert reasons(store, job) == {"bomb.zip/zeros.html": "hostile"}
    assert "200 times" in str(items_of(store, job)[0].error_message)
    assert unpacked == []


def test_a_page_of_blanks_is_no_bomb(store: Store) -> None:
    page = b" " * (MB - 1)
    assert bodies(store, taken(store, ("a.zip", zipped({"blank.html": page})))) == {"a.zip/blank.html": page}


def test_a_bomb_by_total_is_refused_whole(store: Store) -> None:
    limits = Limits(zip_total=3 * MB)
    packed = zipped({f"{number}.html": bytes([number]) * MB for number in range(4)}, zipfile.ZIP_STORED)
    job = taken(store, ("bomb.zip", packed), limits=limits)
    assert reasons(store, job) == {"bomb.zip": "hostile"}
    assert "3 MB" in str(items_of(store, job)[0].error_message)


def test_the_total_counts_over_all_archives_of_a_request(store: Store) -> None:
    packed = [zipped({"a.html": bytes([number]) * MB}, zipfile.ZIP_STORED) for number in range(3)]
    named = [(f"{number}.zip", data) for number, data in enumerate(packed)]
    job = taken(store, *named, limits=Limits(zip_total=2 * MB))
    assert reasons(store, job) == {"0.zip/a.html": None, "1.zip/a.html": None, "2.zip": "hostile"}


def test_a_member_that_lies_about_its_size_is_refused(store: Store) -> None:
    """Its list says ten bytes, and four megabytes come out of it."""
    honest = zipped({"a.html": bytes(range(256)) * 16384})
    lying = bytearray(honest)
    struct.pack_into("<L", lying, lying.index(b"PK\x01\x02") + 24, 10)
    struct.pack_into("<L", lying, lying.index(b"PK\x03\x04") + 22, 10)
    job = taken(store, ("lie.zip", bytes(lying)))
    assert reasons(store, job) == {"lie.zip/a.html": "unreadable"}


def test_members_that_share_their_bytes_are_refused(store: Store) -> None:
    """One packed page under many names: what a bomb without a high ratio is made of."""
    buffer = BytesIO(zipped({"a.html": b"a page", "b.html": b"another"}))
    data = bytearray(buffer.getvalue())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<L", data, second + 42, 0)  # it begins where the first one does
    job = taken(store, ("overlap.zip", bytes(data)))
    assert "unreadable" in reasons(store, job).values()
    assert list(bodies(store, job).values()) in ([], [b"a page"])


def test_too_many_members_are_refused_whole(store: Store) -> None:
    job = taken(store, ("many.zip", zipped({f"{number}.html": b"x" for number in range(11)})), limits=Limits(files=10))
    assert reasons(store, job) == {"many.zip": "too_large"}


def test_a_list_of_members_that_would_fill_memory_is_not_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(zipfile, "ZipFile", opened.append)
    directory = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 5_000_000, 0, 0)
    packed = b"PK\x03\x04" + b"x" * 100 + directory
    assert reasons(store, taken(store, ("list.zip", packed))) == {"list.zip": "hostile"}
    assert opened == []


@pytest.mark.parametrize("depth", [1, 2])
def test_an_archive_within_an_archive_is_opened_as_deep_as_may_be(store: Store, depth: int) -> None:
    inner = zipped({"a.html": b"deep"})
    job = taken(store, ("outer.zip", zipped({"inner.zip": inner})), limits=Limits(zip_depth=depth))
    expected = {"outer.zip/inner.zip": "hostile"} if depth == 1 else {"outer.zip/inner.zip/a.html": None}
    assert reasons(store, job) == expected


def test_names_that_climb_or_are_absolute_lose_their_folders(store: Store) -> None:
    packed = zipped(
        {"../../../etc/cron.d/a": b"1", "/root/b.html": b"2", "C:\\Windows\\c.html": b"3", "d/e.html": b"4"}
    )
    assert bodies(store, taken(store, ("n.zip", packed))) == {
        "n.zip/a": b"1",
        "n.zip/b.html": b"2",
        "n.zip/c.html": b"3",
        "n.zip/d/e.html": b"4",
    }


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o600, stat.S_IFCHR | 0o600])
def test_links_and_devices_are_refused(store: Store, mode: int) -> None:
    job = taken(store, ("l.zip", zipped([(linked(mode), b"/etc/passwd"), ("a.html", b"page")])))
    assert reasons(store, job) == {"l.zip/link.html": "hostile", "l.zip/a.html": None}


def test_members_under_a_password_are_refused(store: Store) -> None:
    job = taken(store, ("secret.zip", flagged(zipped({"a.html": b"page"}), 0x1)))
    assert reasons(store, job) == {"secret.zip/a.html": "encrypted"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_whose_unpacking_has_no_bound_are_refused(store: Store, method: int) -> None:
    job = taken(store, ("odd.zip", zipped({"a.html": b"page"}, method)))
    assert reasons(store, job) == {"odd.zip/a.html": "unreadable"}


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("2024年度报告.html", "gb18030"),
        ("2024年度报告.html", "utf-8"),
        ("龘靐齉.html", "gb18030"),
        ("plain.html", "ascii"),
    ],
)
def test_names_without_a_mark_of_their_encoding(store: Store, name: str, encoding: str) -> None:
    wanted = name.encode(encoding)
    packed = raw_name(zipped({"x" * len(wanted): b"page"}), b"x" * len(wanted), wanted)
    assert bodies(store, taken(store, ("国.zip", packed))) == {f"国.zip/{name}": b"page"}


def test_names_with_a_mark_of_their_encoding(store: Store) -> None:
    assert bodies(store, taken(store, ("z.zip", zipped({"年报/一.html": b"page"})))) == {"z.zip/年报/一.html": b"page"}


def test_the_same_name_twice_is_two_documents_and_the_same_bytes_are_one(store: Store) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed = zipped([("a.html", b"one"), ("a.html", b"two"), ("b.html", b"one")])
    job = taken(store, ("d.zip", packed))
    assert [(item.name, item.error_kind) for item in items_of(store, job)] == [
        ("d.zip/a.html", None),
        ("d.zip/a.html", None),
        ("d.zip/b.html", "duplicate"),
    ]


def test_folders_and_what_systems_add_are_no_documents(store: Store) -> None:
    packed = zipped(
        {"年/": b"", "年/a.html": b"page", "__MACOSX/年/._a.html": b"\0\5", "年/.DS_Store": b"x", "Thumbs.db": b"y"}
    )
    assert list(reasons(store, taken(store, ("m.zip", packed)))) == ["m.zip/年/a.html"]


@pytest.mark.parametrize("members", [{}, {"folder/": b""}, {"__MACOSX/._a": b"x"}])
def test_an_archive_without_documents_is_an_item_that_says_so(store: Store, members: dict[str, bytes]) -> None:
    job = taken(store, ("empty.zip", zipped(members)))
    assert reasons(store, job) == {"empty.zip": "empty"}
    assert job.refused == 1


def test_a_member_that_is_damaged_costs_no_other(store: Store) -> None:
    packed = zipped({"a.html": b"first page", "b.html": b"second page"}, zipfile.ZIP_STORED)
    job = taken(store, ("d.zip", packed.replace(b"first", b"fIrst", 1)))
    assert reasons(store, job) == {"d.zip/a.html": "unreadable", "d.zip/b.html": None}


@pytest.mark.parametrize("cut", [10, 60, -30, -1])
def test_an_archive_that_is_cut_off_is_kept_for_its_reader_to_say_so(store: Store, cut: int) -> None:
    packed = zipped({"a.html": b"page" * 40})[:cut]
    assert bodies(store, taken(store, ("cut.zip", packed))) == {"cut.zip": packed}


def test_a_damaged_archive_that_is_too_large_to_be_a_document_is_refused(store: Store) -> None:
    packed = zipped({"a.html": bytes(range(256)) * 8192}, zipfile.ZIP_STORED)[:-10]
    assert reasons(store, taken(store, ("cut.zip", packed), limits=Limits(file_bytes=MB))) == {"cut.zip": "unreadable"}


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "content.xml", "OFD.xml"])
def test_office_files_are_documents_whatever_they_are_packed_in(store: Store, mark: str) -> None:
    office = zipped({mark: b"<x/>", "word/document.xml": b"<y/>"})
    job = taken(store, ("a.docx", office), ("b.zip", zipped({"c.docx": office + b""}, zipfile.ZIP_STORED)))
    assert bodies(store, job) == {"a.docx": office}
    assert reasons(store, job) == {"a.docx": None, "b.zip/c.docx": "duplicate"}


def test_what_is_unpacked_stands_in_the_spool_and_not_in_memory() -> None:
    with spool.Spool() as kept:
        with pytest.raises(spool.TooLong):
            kept.add(iter([b"abc", b"def"]), 5)
        one, two = kept.add([b"ab", b"c"], 5), kept.add([b"xyz"], 5)
        assert (kept.read(two), kept.read(one)) == (b"xyz", b"abc")
        assert (one.size, two.offset) == (3, 3)
