"""Invented reports: one seed, one report; variety; labels in the corpus' format."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from eval.labels import Label
from eval.truth import FORMS, generate, to_label
from eval.truth.disclosure import disclosure_blocks
from schemas.enums import State


def test_the_same_seed_gives_the_same_report() -> None:
    for seed in range(30):
        assert generate(seed, agency_errors=2) == generate(seed, agency_errors=2)
    assert generate(1) != generate(2)


def test_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="2021, 2019, statistics"):
        generate(1, form="2020")


def test_forms_years_and_odds() -> None:
    truths = [generate(seed) for seed in range(250)]
    forms = Counter(truth.form for truth in truths)
    assert set(forms) == set(FORMS)
    assert forms["2021"] > forms["2019"] > forms["statistics"]
    late = [t for t in truths if "late_form" in t.layout.traits]
    assert late
    assert all(t.form == "2019" and t.year > 2020 for t in late)
    for truth in truths:
        if truth not in late:
            first, last = {"2021": (2021, 2025), "2019": (2019, 2020), "statistics": (2014, 2018)}[truth.form]
            assert first <= truth.year <= last


def test_every_blank_policy_and_trait_is_drawn() -> None:
    truths = [generate(seed) for seed in range(600)]
    policies = Counter(t.layout.blank_policy for t in truths)
    assert len(policies) == 9
    assert policies.most_common(1)[0][0] == "zeros"
    traits = {trait for t in truths for trait in t.layout.traits}
    assert traits >= {"late_form", "mixed_other_handling", "mixed_columns", "other_documents", "thousands", "channels"}
    assert "requests.received.other" in traits


def test_prints_of_the_2019_form() -> None:
    prints = [c.printed for seed in range(300) for c in generate(seed, form="2019").cells.values()]
    for wanted in ("增8", "-8", "+1036", "减8", "万元", "元", "个", "（其中修订", "（含自然失效", "无", "/"):
        assert any(wanted in printed for printed in prints), wanted
    assert any("," in printed for printed in prints)


def test_money_is_in_yuan() -> None:
    for seed in range(200):
        truth = generate(seed, form="2021")
        cell = truth.cells["proactive_disclosure.article_20_8.fees.amount"]
        if cell.state is State.NUMBER:
            assert cell.value == Decimal(cell.printed.replace(",", "")) * 10_000


def test_numbers_are_mostly_small_and_some_large() -> None:
    values = [
        c.value for seed in range(300) for p, c in generate(seed, form="2021").cells.items() if c.value is not None
    ]
    zeros = sum(v == 0 for v in values)
    assert zeros > 0.6 * len(values)
    assert any(v >= 10**6 for v in values)


def test_a_careful_reader_finds_agency_and_year_in_the_prose() -> None:
    for seed in range(100):
        truth = generate(seed)
        lead = truth.overview[0][1][0].text
        assert truth.organization in lead
        assert str(truth.year) in lead


def test_facts_quote_their_sentences_and_problems_stand_in_section_five() -> None:
    facts = 0
    for seed in range(200):
        truth = generate(seed)
        prose = "".join(s.text for _, body in truth.overview for s in body)
        prose += "".join(s.text for s in truth.other_matters or ())
        for fact in truth.facts:
            facts += 1
            assert fact.quote in prose
            assert fact.value == 0 or str(fact.value) in fact.quote
        section = "".join(truth.problem_text)
        assert all(text in section for text in (*truth.problems, *truth.improvements))
    assert facts > 500


def test_label_is_valid_and_says_what_is_printed() -> None:
    for seed in range(60):
        truth = generate(seed, agency_errors=seed % 3)
        label = Label.model_validate(to_label(truth, "source.html"))
        report = label.reports[0]
        assert report.organization == truth.organization
        assert report.year == truth.year
        assert list(report.cells) == list(truth.cells)
        for path, cell in truth.cells.items():
            labelled = report.cells[path]
            assert (labelled.printed, labelled.state, labelled.certain) == (cell.printed, cell.state, True)
            assert labelled.value == cell.value
        assert all(error.path in str(report.notes) for error in truth.errors)


def test_2019_form_has_its_local_row_only_where_asked() -> None:
    rows = dict(
        (article, rows) for article, _, rows in disclosure_blocks("2019", other_documents=True, mixed_columns=False)
    )
    assert rows["article_20_1"] == ("regulations", "normative_documents", "other_documents")
