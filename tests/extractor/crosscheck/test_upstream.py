"""Year, organization and columns seen differently dispute the whole table, with the candidates of both readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from crosscheck_cases import LICENSING, MODEL, books, cell, evidence_of, put, read

from extractor.crosscheck import Mismatch, crosscheck, mismatches
from schemas.enums import Origin, Status, TableKind
from schemas.upstream import SeenTable, Upstream

REQUESTS, DISCLOSURE = TableKind.REQUESTS, TableKind.PROACTIVE_DISCLOSURE
COLUMNS = ("natural_person", "business", "total")
READ = Upstream(
    2023, "某省某市人民政府办公室", {REQUESTS: SeenTable(columns=(("", COLUMNS),)), DISCLOSURE: SeenTable()}
)


def seen(**changes: object) -> Upstream:
    same = SeenTable(columns=(("", COLUMNS),))
    return Upstream(2023, "某市政府办", {REQUESTS: replace(same, **changes)})  # type: ignore[arg-type]  # of one field


@pytest.mark.parametrize(
    "other",
    [
        seen(),
        Upstream(),
        seen(year=2023, organization="某省某市人民政府办公室"),
        seen(organization="某市人民政府"),
        seen(columns=(("", ("natural_person", "total")),)),
        seen(columns=()),
        seen(columns=(("article_20_1", ("issued",)),)),
    ],
)
def test_what_is_the_same_shorter_or_not_seen_is_no_mismatch(other: Upstream) -> None:
    assert mismatches(READ, other) == ()


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (seen(year=2022), Mismatch(REQUESTS, "year", "2023", "2022")),
        (seen(organization="某市教育局"), Mismatch(REQUESTS, "organization", "某省某市人民政府办公室", "某市教育局")),
        (
            seen(columns=(("", ("business", "natural_person", "total")),)),
            Mismatch(REQUESTS, "columns", "natural_person business total", "business natural_person total"),
        ),
        (
            seen(columns=(("", ("natural_person", "natural_person", "total")),)),
            Mismatch(REQUESTS, "columns", "natural_person business total", "natural_person natural_person total"),
        ),
        (
            seen(columns=(("", ("natural_person", "research")),)),
            Mismatch(REQUESTS, "columns", "natural_person business total", "natural_person research"),
        ),
    ],
)
def test_a_mismatch_of_one_table_concerns_that_table(other: Upstream, what: Mismatch) -> None:
    assert mismatches(READ, other) == (what,)


def test_another_year_or_agency_of_the_report_concerns_all_its_tables() -> None:
    assert {(item.table, item.what) for item in mismatches(READ, Upstream(2022, "某县水利局"))} == {
        (kind, what) for kind in (REQUESTS, DISCLOSURE) for what in ("year", "organization")
    }


def test_what_the_rules_did_not_find_is_contradicted_by_nothing() -> None:
    assert mismatches(replace(READ, year=None, organization=None), Upstream(2022, "某县水利局")) == ()


def test_a_disputed_table_verifies_nothing_and_keeps_both_candidates() -> None:
    rules = read(books({("granted", "natural_person"): 5}))
    model = read(books({("granted", "natural_person"): 5}), MODEL)
    granted, received = cell("granted", "natural_person"), cell("received", "total")
    put(model, granted, 4)
    found = crosscheck(evidence_of(Origin.DIGITAL, rules, model, disputed=[REQUESTS])).verdicts
    undisputed = crosscheck(evidence_of(Origin.DIGITAL, rules, model)).verdicts
    assert undisputed[received].status is Status.VERIFIED
    assert {found[path].status for path in found if path.startswith("requests.")} == {Status.DISPUTED}
    assert (found[received].rule, found[received].value) == ("2 upstream", 5)
    assert {found[granted].value, *(candidate.value for candidate in found[granted].candidates)} >= {4, 5}
    assert found[LICENSING].status is Status.VERIFIED
