"""What pages are made of, without any page: filters of an address, numbers, the way back after signing in, files."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.service.pages.assets import asset_address, assets
from extractor.service.pages.figures import bytes_text, number, percent, time_text
from extractor.service.pages.filters import filters_of
from extractor.service.pages.paging import paging_of
from extractor.service.pages.rendering import address
from extractor.service.pages.signing import inner_address
from extractor.service.store.reports import SORTS

TEXTS = st.text(max_size=30)
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "q": TEXTS,
        "year": st.one_of(TEXTS, st.integers(-5, 10**12).map(str)),
        "form": st.sampled_from(["2021", "", "x" * 50]),
        "open": st.sampled_from(["1", "0", ""]),
        "reviewed": st.sampled_from(["yes", "no", "perhaps"]),
        "source": TEXTS,
        "organization": TEXTS,
        "sort": st.sampled_from([*SORTS, "x"]),
        "order": st.sampled_from(["rising", "falling", "x"]),
        "offset": st.one_of(TEXTS, st.integers(-5, 10**12).map(str)),
    },
)


def read(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query))


@given(QUERIES)
def test_any_address_gives_filters_that_give_the_same_address_again(query: dict[str, str]) -> None:
    filters = filters_of(query)
    again = filters_of({**read(address("/", filters.parameters())), "offset": str(filters.offset)})
    assert again == filters
    assert filters.query().sort in SORTS


@given(QUERIES, st.sampled_from(SORTS))
def test_a_heading_sorts_by_its_column_and_then_the_other_way_round(query: dict[str, str], column: str) -> None:
    filters = filters_of(query)
    first = filters_of(read(filters.sorted_by(column).address))
    then = filters_of(read(first.sorted_by(column).address))
    assert (first.sort, then.sort, first.descending) == (column, column, not then.descending)
    assert (first.search, first.year, first.open_only) == (filters.search, filters.year, filters.open_only)
    assert first.sorted_by(column).here == ("descending" if first.descending else "ascending")


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, "–"), (0, 7, "0%"), (7, 7, "100%"), (99_999, 100_000, "99.9%"), (1, 100_000, "0.0%"), (1, 3, "33.3%")],
)
def test_a_share_is_never_rounded_up_to_a_whole(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown


def test_numbers_and_times_as_they_are_printed() -> None:
    assert [number(value) for value in (None, 0, 1234, 1234.0, 0.125)] == ["–", "0", "1,234", "1,234", "0.125"]
    assert [bytes_text(size) for size in (12, 4_300, 2_500_000)] == ["12 B", "4 kB", "2.5 MB"]
    assert time_text(datetime(2026, 3, 1, 9, 30, tzinfo=UTC)) == "2026-03-01 09:30"


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/agencies?q=%E5%8E%BF", "/agencies?q=%E5%8E%BF"),
        (None, "/"),
        ("", "/"),
        ("//evil.example/x", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/县", "/"),
    ],
)
def test_signing_in_leads_to_no_other_site(wanted: str | None, goes: str) -> None:
    assert inner_address(wanted) == goes


def test_a_list_knows_its_neighbours() -> None:
    middle = paging_of("/", {"q": "县"}, 50, 120, offset=50, limit=50)
    assert (middle.first, middle.last, middle.total) == (51, 100, 120)
    assert (middle.previous, middle.next) == ("/?q=%E5%8E%BF", "/?q=%E5%8E%BF&offset=100")
    whole = paging_of("/", {}, 3, 3, offset=0, limit=50)
    assert (whole.previous, whole.next) == (None, None)


def test_files_change_their_address_with_their_content() -> None:
    assert {"base.css", "colours.css", "page.js", "icon.svg"} <= set(assets())
    assert asset_address("base.css") == f"/static/base.css?v={assets()['base.css'].version}"
    with pytest.raises(KeyError):
        asset_address("../secret")
