"""Chains from year to year and reports that stand there twice."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from across_cases import COLUMNS, ITEMS, STOCKS, CellSpec, cell, extraction, plain_row, report, row
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.crosscheck.across import across
from schemas.across import AcrossFinding, MatchedBy
from schemas.enums import Blame, FindingKind, Origin, Severity, State, Status
from schemas.result import Cell, Extraction, Finding

NAME = "衡渠县财政局"
CARRY, STOCK, TWICE = FindingKind.CARRY_CHAIN, FindingKind.STOCK_CHAIN, FindingKind.DUPLICATE_REPORT


def pair(earlier: dict[str, CellSpec], later: dict[str, CellSpec]) -> list[Extraction]:
    return [extraction("a.html", report(NAME, 2022, earlier)), extraction("b.html", report(NAME, 2023, later))]


def found(extractions: Sequence[Extraction], lang: str = "en") -> list[AcrossFinding]:
    return across(extractions, lang)


def kinds(extractions: Sequence[Extraction]) -> list[FindingKind]:
    return [item.finding.kind for item in found(extractions)]


numbers = st.integers(0, 10**6)
parts = st.lists(numbers, min_size=6, max_size=6)


@st.composite
def chained_years(draw: st.DrawFn) -> list[dict[str, CellSpec]]:
    """Reports of an agency from 2018 to 2023 on its forms, whose chains all hold."""
    years: list[dict[str, CellSpec]] = []
    carried, stock, items = draw(parts), draw(numbers), draw(numbers)
    for year in range(2018, 2024):
        out = draw(parts)
        cells = {**row("carried_in", [*carried, sum(carried)]), **row("carried_out", [*out, sum(out)])}
        carried = out
        if year > 2020:
            made, gone = draw(numbers), draw(st.integers(0, stock))
            stock += made - gone
            cells |= {f"{STOCKS}.issued": made, f"{STOCKS}.repealed": gone, f"{STOCKS}.in_force": stock}
        else:
            change = draw(st.integers(-items, 1000))
            cells |= {f"{ITEMS}.previous_items": items, f"{ITEMS}.change": change}
            items += change
        years.append(cells)
    return years


def as_sources(years: Sequence[dict[str, CellSpec]], blanks: bool = False) -> list[Extraction]:
    made = []
    for number, cells in enumerate(years):
        shown = {path: ("" if blanks and value == 0 and "requests" in path else value) for path, value in cells.items()}
        made.append(extraction(f"{number}.html", report(NAME, 2018 + number, shown)))
    return made


@settings(max_examples=50)
@given(years=chained_years(), blanks=st.booleans())
def test_true_chains_never_fire(years: list[dict[str, CellSpec]], blanks: bool) -> None:
    assert found(as_sources(years, blanks)) == []


@settings(max_examples=50)
@given(years=chained_years(), data=st.data())
def test_a_planted_break_always_fires_and_names_its_cells(
    years: list[dict[str, CellSpec]], data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, 5))
    column = data.draw(st.sampled_from(COLUMNS))
    path = f"requests.carried_in.{column}"
    right = years[number][path]
    assert isinstance(right, int)
    wrong = data.draw(numbers.filter(lambda value: value != right))
    years[number][path] = wrong
    (broken,) = found(as_sources(years))
    finding = broken.finding
    assert (finding.kind, finding.severity, finding.blame) == (CARRY, Severity.WARNING, Blame.SOURCE)
    assert (broken.source, broken.other.source, broken.other.year) == (
        f"{number}.html",
        f"{number - 1}.html",
        2017 + number,
    )
    assert finding.paths == [path]
    assert [(term.path, term.value) for term in finding.terms] == [
        (f"requests.carried_out.{column}", right),
        (path, wrong),
    ]


@settings(max_examples=50)
@given(years=chained_years(), number=st.integers(4, 5), off=st.integers(-3, 3).filter(bool))
def test_a_planted_break_of_a_stock_fires_where_the_stock_no_longer_follows(
    years: list[dict[str, CellSpec]], number: int, off: int
) -> None:
    path = f"{STOCKS}.issued"
    value = years[number][path]
    assert isinstance(value, int)
    years[number][path] = value + off
    (broken,) = found(as_sources(years))
    assert broken.finding.kind is STOCK
    assert broken.finding.paths[0] == f"{STOCKS}.in_force"
    assert path in broken.finding.paths


@settings(max_examples=50)
@given(years=chained_years(), data=st.data())
def test_the_order_of_the_sources_changes_nothing(years: list[dict[str, CellSpec]], data: st.DataObject) -> None:
    years[3]["requests.carried_in.total"] = -1
    copy = {**years[2], f"{ITEMS}.change": 10**7}
    sources = [*as_sources(years), extraction("copy.html", report(NAME, 2020, copy))]
    sources.append(extraction("two.html", report("砚汀市" + NAME, 2023, years[5]), report("区财政局", 2023, years[0])))
    expected = found(sources)
    assert len(expected) >= 3
    assert found(data.draw(st.permutations(sources))) == expected


def test_items_of_the_2019_form_chain_by_last_year_and_change() -> None:
    def year(number: int, previous: int, change: CellSpec) -> Extraction:
        cells: dict[str, CellSpec] = {f"{ITEMS}.previous_items": previous, f"{ITEMS}.change": change}
        return extraction(f"{number}.html", report(NAME, number, cells))

    assert kinds([year(2019, 10, -3), year(2020, 7, 0)]) == []
    assert kinds([year(2019, 10, "/"), year(2020, 10, 0)]) == []
    (broken,) = found([year(2019, 10, -3), year(2020, 8, 0)])
    assert broken.finding.message.endswith("行政许可 · 上一年项目数量: 10 - 3 = 7, printed 8")


def test_stocks_of_different_forms_are_not_compared() -> None:
    old: dict[str, CellSpec] = {f"{STOCKS}.made": 1, f"{STOCKS}.newly_disclosed": 1, f"{STOCKS}.total_disclosed": 9}
    new: dict[str, CellSpec] = {f"{STOCKS}.issued": 1, f"{STOCKS}.repealed": 0, f"{STOCKS}.in_force": 50}
    assert kinds(pair(old, new)) == []


def test_a_stock_that_is_left_blank_is_no_stock_of_zero() -> None:
    first: dict[str, CellSpec] = {f"{STOCKS}.issued": 2, f"{STOCKS}.repealed": 0, f"{STOCKS}.in_force": ""}
    second: dict[str, CellSpec] = {f"{STOCKS}.issued": 1, f"{STOCKS}.repealed": "", f"{STOCKS}.in_force": 9}
    assert kinds(pair(first, second)) == []
    third: dict[str, CellSpec] = {f"{STOCKS}.issued": 1, f"{STOCKS}.repealed": "", f"{STOCKS}.in_force": 12}
    assert kinds(pair(second, third)) == [STOCK]


@pytest.mark.parametrize(
    ("earlier", "later", "columns"),
    [
        (["", "", "", "", "", "", 3], [3, 0, 0, 0, 0, 0, 3], []),  # totals alone say nothing of the parts
        (["", "", "", "", "", "", 3], [4, 0, 0, 0, 0, 0, 4], ["total"]),
        ([3, "", "", "", "", "", 3], [3, 1, 0, 0, 0, 0, 4], ["business", "total"]),
        ([3, "/", "/", "/", "/", "/", 3], [3, 1, 0, 0, 0, 0, 4], ["business", "total"]),
        ([3, 0, 0, 0, 0, 0, ""], [3, 0, 0, 0, 0, 0, 3], []),  # a total that is left out
        ([2, "", "", "", "", "", 3], [2, 1, 0, 0, 0, 0, 3], []),  # the blank may hide the one that is missing
        (["", "", "", "", "", "", ""], [3, 0, 0, 0, 0, 0, 3], []),
        ([0, 0, 0, 0, 0, 0, ""], [3, 0, 0, 0, 0, 0, 3], ["natural_person", "total"]),
    ],
)
def test_a_blank_counts_zero_only_as_in_the_sums(
    earlier: list[CellSpec], later: list[CellSpec], columns: list[str]
) -> None:
    items = found(pair(row("carried_out", earlier), row("carried_in", later)))
    assert [path.rpartition(".")[2] for item in items for path in item.finding.paths] == columns


@pytest.mark.parametrize("status", [Status.DISPUTED, Status.UNREAD])
def test_a_number_that_is_not_sure_is_compared_with_nothing(status: Status) -> None:
    later = plain_row("carried_in", 3) | {"requests.carried_in.natural_person": (5, status)}
    assert kinds(pair(plain_row("carried_out", 3), later)) == []
    lost = cell(0).model_copy(update={"state": State.LOST, "value": None, "status": Status.UNREAD})
    gone: dict[str, CellSpec] = {**plain_row("carried_in", 3), "requests.carried_in.natural_person": lost}
    assert kinds(pair(plain_row("carried_out", 9), gone)) == [CARRY]
    blanks = row("carried_in", [lost, "", "", "", "", "", 3])
    assert [item.finding.paths for item in found(pair(plain_row("carried_out", 3, 1), blanks))] == [
        ["requests.carried_in.total"]
    ]


def unsure(value: int) -> Cell:
    return cell(value).model_copy(update={"placed_by": "order"})


def test_the_source_is_blamed_only_where_all_numbers_are_well_read() -> None:
    earlier, later = plain_row("carried_out", 3), plain_row("carried_in", 4)
    sources = pair(earlier, later)
    assert [item.finding.blame for item in found(sources)] == [Blame.SOURCE]
    for origin in (Origin.UNKNOWN, Origin.OCR):
        assert found([sources[0], sources[1].model_copy(update={"origin": origin})])[0].finding.blame is Blame.UNKNOWN
    by_order: dict[str, CellSpec] = {path: unsure(4) for path in later}
    placed = pair(earlier, by_order | {"requests.carried_in.business": 0})
    assert found(placed)[0].finding.blame is Blame.UNKNOWN
    office = extraction("b.html", report("衡渠县人民政府办公室", 2023, later))
    government = extraction("a.html", report("衡渠县人民政府", 2022, earlier))
    (item,) = found([government, office])
    assert (item.finding.blame, item.other.matched_by) == (Blame.UNKNOWN, (MatchedBy.OFFICE,))
    assert "the office reports for its government" in item.finding.message


def test_a_report_that_speaks_of_two_years_is_in_no_chain() -> None:
    doubt = Finding(
        kind=FindingKind.YEAR_CONTRADICTED,
        severity=Severity.WARNING,
        blame=Blame.SOURCE,
        paths=[],
        terms=[],
        fingerprint="f",
        message="m",
    )
    later = report(NAME, 2023, plain_row("carried_in", 4), [doubt])
    earlier = extraction("a.html", report(NAME, 2022, plain_row("carried_out", 3)))
    assert kinds([earlier, extraction("b.html", later)]) == []


def test_years_apart_and_reports_without_name_or_year_are_not_compared() -> None:
    cells = {**plain_row("carried_in", 1), **plain_row("carried_out", 2)}
    sources = [
        extraction(f"{n}.html", report(name, year, cells))
        for n, (name, year) in enumerate(
            [(NAME, 2020), (NAME, 2022), (NAME, None), (None, 2021), ("区财政局", 2021), ("区财政局", 2022)]
        )
    ]
    assert found(sources) == []


def test_two_years_in_one_page_are_compared() -> None:
    page = extraction(
        "page.html",
        report(NAME, 2023, plain_row("carried_in", 4)),
        report(NAME, 2022, plain_row("carried_out", 3)),
    )
    (item,) = found([page])
    assert (item.source, item.index, item.other.source) == ("page.html", 0, "page.html")


def test_a_report_that_stands_there_twice() -> None:
    cells = plain_row("received", 3, 2)
    sources = [extraction(name, report(NAME, 2023, cells)) for name in ("c.html", "a.html", "b.html")]
    items = found(sources)
    assert [(item.source, item.other.source) for item in items] == [("b.html", "a.html"), ("c.html", "a.html")]
    assert {(item.finding.kind, item.finding.severity) for item in items} == {(TWICE, Severity.NOTE)}
    other = cells | {"requests.received.natural_person": 4, "requests.received.research": ""}
    (differs,) = found([sources[0], extraction("z.html", report(NAME, 2023, other))])
    assert differs.finding.severity is Severity.WARNING
    assert differs.finding.paths == ["requests.received.natural_person"]
    assert [term.value for term in differs.finding.terms] == [3, 4]
    empty = found([extraction("a.html", report(NAME, 2023, {})), extraction("b.html", report(NAME, 2023, cells))])
    assert [item.finding.severity for item in empty] == [Severity.NOTE]
    assert "no number in common" in empty[0].finding.message


def test_two_reports_of_one_source_and_year_are_of_different_scope() -> None:
    page = extraction(
        "a.html", report(NAME, 2023, plain_row("received", 1)), report(NAME, 2023, plain_row("received", 2))
    )
    assert found([page]) == []


def test_copies_that_contradict_each_other_break_no_chain() -> None:
    earlier = [extraction(f"{number}.html", report(NAME, 2022, plain_row("carried_out", number))) for number in (3, 4)]
    later = extraction("later.html", report(NAME, 2023, plain_row("carried_in", 5)))
    assert kinds([*earlier, later]) == [TWICE]
    again = extraction("same.html", report(NAME, 2022, plain_row("carried_out", 3)))
    assert sorted(kinds([earlier[0], again, later])) == [CARRY, TWICE]


def test_a_fingerprint_holds_over_languages_and_file_names() -> None:
    sources = pair(plain_row("carried_out", 3), plain_row("carried_in", 4))
    moved = [item.model_copy(update={"source": f"moved/{item.source}"}) for item in sources]
    english, chinese, elsewhere = found(sources)[0], found(sources, "zh")[0], found(moved)[0]
    assert english.finding.fingerprint == chinese.finding.fingerprint == elsewhere.finding.fingerprint
    assert "自然人 4, carried out 3" in english.finding.message
    assert "自然人4，结转下年度为3" in chinese.finding.message
    assert "单位名称相同" in chinese.finding.message


def test_ten_thousand_reports_are_compared_by_key() -> None:
    syllables = "砚笙檀蘅翎珞瑾霁皓璇"
    names = [
        a + b + "县" + c + d + "局" for a in syllables for b in syllables for c in syllables for d in syllables[:5]
    ]
    cells = {**plain_row("carried_in", 2), **plain_row("carried_out", 2)}
    made = [report(None, year, cells) for year in (2022, 2023)]
    sources = [
        extraction(f"{number}-{one.year}.html", one.model_copy(update={"organization": name}))
        for number, name in enumerate(names)
        for one in made
    ]
    crowd = [
        extraction(f"crowd{number}.html", made[0].model_copy(update={"organization": NAME})) for number in range(500)
    ]
    begun = time.process_time()
    items = across([*sources, *crowd])
    assert time.process_time() - begun < 20
    assert len(sources) == 10_000
    assert len(items) == len(crowd) - 1
