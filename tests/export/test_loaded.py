"""``load``: results one by one and as data frames whose types do not depend on what is in them."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Any

import polars
import pytest

import extractor
from extractor.export import frames
from extractor.export.columns import Column, Kind
from extractor.export.datasets import DATASETS
from extractor.export.loaded import Results
from extractor.export.results import read_results

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "example.jsonl"
PANDAS = {Kind.TEXT: "string", Kind.INTEGER: "Int64", Kind.NUMBER: "Float64", Kind.FLAG: "boolean"}
POLARS = {
    Kind.TEXT: polars.String,
    Kind.INTEGER: polars.Int64,
    Kind.NUMBER: polars.Float64,
    Kind.FLAG: polars.Boolean,
}


def test_iterating_gives_the_extractions_again_and_again() -> None:
    results = extractor.load(EXAMPLE)
    assert isinstance(results, Results)
    assert list(results) == list(read_results(EXAMPLE)) == list(results)


def test_it_is_read_one_line_at_a_time(tmp_path: Path) -> None:
    place = tmp_path / "half.jsonl"
    place.write_bytes(EXAMPLE.read_bytes().splitlines(keepends=True)[0] + b"no result\n")
    lines = iter(extractor.load(place))
    assert next(lines).source == "example.txt"
    with pytest.raises(extractor.UsageError, match=r"half\.jsonl:2: no result"):
        next(lines)


def test_several_files_and_gzip(tmp_path: Path) -> None:
    packed = tmp_path / "out.jsonl.gz"
    packed.write_bytes(gzip.compress(EXAMPLE.read_bytes()))
    results = extractor.load(EXAMPLE, str(packed))
    assert [one.source for one in results] == ["example.txt", "gone.html"] * 2
    assert results.reports("polars")["report_id"].to_list() == [1, 2]


@pytest.mark.parametrize("paths", [(), ("nowhere.jsonl",), (".",)])
def test_what_cannot_be_read_is_said(paths: tuple[str, ...]) -> None:
    with pytest.raises(extractor.UsageError, match=r"`gongkai extract` wrote"):
        extractor.load(*paths)


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("years", [(), (1999,)])
def test_types_do_not_depend_on_what_is_there(name: str, years: tuple[int, ...]) -> None:
    results = extractor.load(EXAMPLE).select(years=years)
    columns = DATASETS[name].columns
    table = getattr(results, name)
    pandas_types = {c.name: "category" if c.kind is Kind.CATEGORY else PANDAS[c.kind] for c in columns}
    assert {column: str(dtype) for column, dtype in table().dtypes.items()} == pandas_types
    assert dict(table("polars").schema) == {c.name: polars_type(c) for c in columns}
    for column in columns:
        if column.kind is Kind.CATEGORY:
            assert list(table()[column.name].cat.categories) == list(column.categories)


def polars_type(column: Column) -> Any:
    return polars.Enum(column.categories) if column.kind is Kind.CATEGORY else POLARS[column.kind]


def test_frames_that_are_made_in_pieces_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    results = extractor.load(EXAMPLE)
    whole = results.cells(), results.cells("polars")
    monkeypatch.setattr(frames, "_CHUNK", 3)
    pieces = results.cells(), results.cells("polars")
    assert whole[0].equals(pieces[0])
    assert list(whole[0].dtypes) == list(pieces[0].dtypes)
    assert whole[1].equals(pieces[1])


def test_wide_and_select() -> None:
    results = extractor.load(EXAMPLE)
    wide = results.wide("2021")
    assert wide["requests.received.total"].tolist() == [5.0]
    assert wide["requests.received.total:status"].tolist() == ["disputed"]
    verified = results.select(statuses=["verified"])
    assert verified.wide("2021")["requests.received.total"].isna().all()
    assert set(verified.cells()["status"]) == {"verified"}
    assert results.wide("2019", "polars").height == 0
    with pytest.raises(extractor.UsageError, match="no form '2030'"):
        results.wide("2030")
    with pytest.raises(extractor.UsageError, match="no status"):
        results.select(statuses=["certain"])


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_a_missing_library_names_its_extra(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, engine, None)
    with pytest.raises(extractor.UsageError, match=rf"pip install 'gongkai\[{engine}\]'"):
        extractor.load(EXAMPLE).cells(engine)


def test_an_unknown_engine_is_said() -> None:
    engine: Any = "dask"
    with pytest.raises(extractor.UsageError, match="no data frames of 'dask'"):
        extractor.load(EXAMPLE).cells(engine)
