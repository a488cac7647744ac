"""A run file's bytes, as they are uploaded: whole, compressed or not, and no larger than is said."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from eval.runs.file import header_of, is_run_file, read_run, run_of, write_run
from eval.runs.format import RunFile
from extractor.errors import UsageError
from tests.eval import hand_made

MOST = 1_000_000


@pytest.fixture
def run() -> RunFile:
    return RunFile(header=hand_made.header("first", 0), documents=())


@pytest.mark.parametrize("name", ["run.jsonl", "run.jsonl.gz"])
def test_bytes_give_the_run_that_the_file_gives(run: RunFile, tmp_path: Path, name: str) -> None:
    write_run(run, tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert run_of(data, "uploaded", most=MOST) == read_run(tmp_path / name) == run
    assert header_of(data, "uploaded", most=MOST) == run.header


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "uploaded is no run file: it is empty"),
        (b"{}", "uploaded:1: no run file of `gongkai eval run`"),
        (b"\xff\xfe", "not UTF-8"),
        (gzip.compress(b"x" * 5000, mtime=0)[:-20], "cannot read uploaded"),
        (b"\x1f\x8b nothing of the kind", "cannot read uploaded"),
        (gzip.compress(b"x" * (MOST + 1), mtime=0), "larger than 1,000,000 bytes"),
        (b"x" * (MOST + 1), "larger than 1,000,000 bytes"),
    ],
)
def test_what_is_no_run_is_refused_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        run_of(data, "uploaded", most=MOST)


def test_a_compressed_file_that_is_spoilt_is_refused_as_its_bytes_are(run: RunFile, tmp_path: Path) -> None:
    place = tmp_path / "run.jsonl.gz"
    write_run(run, place)
    data = bytearray(place.read_bytes())
    data[10] = 0xFF  # a block of a kind that there is none of
    place.write_bytes(data)
    assert not is_run_file(place)
    with pytest.raises(UsageError, match=r"cannot read .*invalid block type"):
        read_run(place)
    with pytest.raises(UsageError, match=r"cannot read uploaded: .*invalid block type"):
        run_of(bytes(data), "uploaded", most=MOST)


def test_a_run_that_is_cut_off_is_no_run_but_has_a_heading() -> None:
    data = f"{hand_made.header('cut', 2).model_dump_json()}\n".encode()
    with pytest.raises(UsageError, match="names 2 documents and holds 0"):
        run_of(data, "uploaded", most=MOST)
    assert header_of(data, "uploaded", most=MOST).name == "cut"
