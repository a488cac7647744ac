"""Each kind of lie: what it changes, and that it keeps what it says it keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.lying.kind import Kind, Scene, Unit, chosen
from eval.lying.registry import BOTH, CORRELATED, HONEST, INDEPENDENT, MIXTURES, all_kinds, habits
from eval.lying.script import Script, count_of, script_of, to_answers
from eval.lying.sums import carried, difference
from eval.mangle.glyphs import DIGIT_FOR_DIGIT
from eval.truth import generate
from schemas import identities
from schemas.answers import ANSWERS
from schemas.enums import State, Status, Witness
from schemas.result import Cell, Fact, Report

SEEDS = st.integers(0, 40)
RATES = st.sampled_from((0.01, 0.2, 1.0))
NAMES = list(all_kinds())


@cache
def honest(seed: int, form: str | None = None) -> Script:
    return script_of(generate(seed, form=form, agency_errors=seed % 2))


def told(name: str, script: Script, rate: float = 1.0, *, scene: Scene | None = None, chance: int = 0) -> Script:
    return all_kinds()[name].lie(script, scene or scene_of(script), rate, Random(chance))


def scene_of(script: Script) -> Scene:
    """A scene in which the rules reader misread and lost something of everything."""
    cells = {
        path: rules_cell(str((count_of(value) or 0) + 7)) if number % 3 else rules_cell("", State.LOST)
        for number, (path, value) in enumerate(script.values.items())
    }
    fact = Fact.model_validate(
        {
            **{"metric": "hotline_cases", "value": 4, "unit": "件", "approximate": False, "scope": None},
            **{"quote": "投诉4件", "span": (0, 4), "status": "read", "witnesses": ["rules"]},
        }
    )
    report = Report.model_validate(
        {
            **{"title": None, "organization": "别处市财政局", "region": None, "year": 1999, "form": "2021"},
            **{"period_start": None, "period_end": None, "cells": cells, "facts": [fact], "problems": []},
            **{"improvements": [], "findings": [], "sections": []},
        }
    )
    lost = frozenset(path for path, cell in cells.items() if cell.state is State.LOST)
    texts = {block.table.value: "\n".join(row.label for row in block.rows) for block in script.blocks}
    return Scene(lost, report, texts)


def rules_cell(printed: str, state: State = State.NUMBER) -> Cell:
    value = int(printed) if printed else None
    fields = {"printed": printed, "value": value, "state": state, "status": Status.READ, "witnesses": [Witness.RULES]}
    return Cell.model_validate({**fields, "span": None, "at": None, "candidates": []})


def changes(before: Script, after: Script) -> dict[str, tuple[str | None, str | None]]:
    new = after.values
    return {p: (value, new[p]) for p, value in before.values.items() if p in new and new[p] != value}


@given(SEEDS, st.sampled_from(NAMES), RATES, st.integers(0, 5))
@settings(max_examples=120)
def test_a_lie_is_pure_and_seeded_and_every_answer_keeps_to_its_schema(
    seed: int, name: str, rate: float, chance: int
) -> None:
    script = honest(seed)
    before = repr(script)
    one, two = (told(name, script, rate, chance=chance) for _ in range(2))
    assert one == two
    assert repr(script) == before
    for prompt, answer in to_answers(one).items():
        assert ANSWERS[prompt].model_validate_json(answer.model_dump_json()) == answer


@pytest.mark.parametrize("name", NAMES)
def test_without_a_rate_nothing_is_lied_about_and_with_one_something_is(name: str) -> None:
    scripts = [honest(seed, form) for seed in range(6) for form in ("2021", "2019", "statistics")]
    scripts.append(script_of(generate(1, form="2021", blank_policy="marks")))
    assert all(told(name, script, 0.0) == script for script in scripts)
    if name != "first_table":  # needs two tables: below
        assert any(told(name, script) != script for script in scripts)


@pytest.mark.parametrize("name", [kind.name for kind in all_kinds().values() if kind.unit is not Unit.FACT])
def test_the_facts_are_left_alone_by_lies_about_tables(name: str) -> None:
    script = honest(3)
    assert told(name, script).prose.facts == script.prose.facts


@pytest.mark.parametrize("name", [kind.name for kind in all_kinds().values() if kind.unit is Unit.FACT])
def test_the_tables_are_left_alone_by_lies_about_facts(name: str) -> None:
    assert told(name, honest(3)).blocks == honest(3).blocks


@given(SEEDS, st.integers(0, 5))
def test_a_higher_rate_tells_the_lies_of_a_lower_one_too(seed: int, chance: int) -> None:
    sites = list(honest(seed).values)
    few, more, every = (chosen(sites, rate, Random(chance)) for rate in (0.05, 0.3, 1.0))
    assert set(few) <= set(more) <= set(every) == set(sites)


def test_the_rate_is_the_share_of_cells() -> None:
    scripts = [honest(seed, "2021") for seed in range(30)]
    pairs = [(told("zero_to_blank", script, 0.2, chance=n), script) for n, script in enumerate(scripts)]
    zeros = sum(value == "0" for script in scripts for value in script.values.values())
    assert 0.18 < sum(len(changes(before, after)) for after, before in pairs) / zeros < 0.22


@given(SEEDS)
def test_digits_are_swapped_or_confused_one_at_a_time(seed: int) -> None:
    script = honest(seed)
    for before, after in changes(script, told("digit_swap", script)).values():
        assert before and after and before != after
        assert Counter(before) == Counter(after)
    for before, after in changes(script, told("glyph", script)).values():
        assert before and after
        differing = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
        assert len(differing) == 1
        assert differing[0][1] in DIGIT_FOR_DIGIT[differing[0][0]]


@given(SEEDS)
def test_blanks_zeros_and_marks_change_into_nothing_else(seed: int) -> None:
    script = honest(seed)
    assert {pair for pair in changes(script, told("blank_to_zero", script)).values()} <= {(None, "0")}
    assert {pair for pair in changes(script, told("zero_to_blank", script)).values()} <= {("0", None)}
    marks = changes(script, told("mark_to_zero", script)).values()
    assert all(before and not any(map(str.isdigit, before)) and after == "0" for before, after in marks)
    assert None not in told("blank_to_zero", script).values.values()


@given(SEEDS, RATES, st.integers(0, 5))
def test_lies_about_places_keep_the_tokens(seed: int, rate: float, chance: int) -> None:
    script = honest(seed)
    tokens = Counter(value for value in script.values.values() if value)
    for name in ("backwards", "squeezed", "row_drift", "column_exchange", "header_exchange", "rows_reversed"):
        assert Counter(value for value in told(name, script, rate, chance=chance).values.values() if value) == tokens
    for name in ("column_drift", "row_slide", "label_left_out"):
        assert {value for value in told(name, script, rate, chance=chance).values.values() if value} <= set(tokens)


def test_rows_drift_slide_and_lose_their_labels() -> None:
    script = honest(4, "2021")
    (block,) = [block for block in script.blocks if block.table.value == "requests"]

    def lied(name: str, chance: int = 1) -> list[tuple[str, tuple[str | None, ...]]]:
        (found,) = [b for b in told(name, script, chance=chance).blocks if b.table.value == "requests"]
        return [(row.label, row.values) for row in found.rows]

    rows = [(row.label, row.values) for row in block.rows]
    # Every row exchanged with the one below in turn: the first goes to the bottom.
    assert [values for _, values in lied("row_drift")] == [values for _, values in [*rows[1:], rows[0]]]
    assert [label for label, _ in lied("row_drift")] == [label for label, _ in rows]
    # All but the first label left out: the last row's values stand beside it.
    assert lied("label_left_out") == [(rows[0][0], rows[-1][1])]
    slid = [values for _, values in lied("row_slide")]
    start = next(at for at in range(1, len(rows)) if slid == [v for _, v in [*rows[:at], *rows[at - 1 : -1]]])
    assert 0 < start < len(rows)
    assert lied("rows_reversed") == rows[::-1]


@given(SEEDS, st.integers(0, 3), st.sampled_from((1, 2, 10, -1)))
@settings(max_examples=60)
def test_a_cell_with_its_totals_keeps_every_sum(seed: int, pick: int, by: int) -> None:
    values = honest(seed).values
    among = identities(values)
    path = Random(pick).choice([path for path in values if any(path in one.paths for one in among)])
    found = carried(values, path, by, among)
    if found is not None:
        now = {**values, **found}
        assert count_of(now[path]) == (count_of(values[path]) or 0) + by
        assert [difference(one, now) for one in among] == [difference(one, values) for one in among]
        assert all(count is not None and count >= 0 for count in map(count_of, found.values()))


def test_a_cell_can_be_carried_through_every_table() -> None:
    for form, path in (
        ("2021", "requests.granted.natural_person"),
        ("2021", "requests.received.business"),
        ("2021", "requests.outcome_total.total"),
        ("2021", "review_and_litigation.review.upheld"),
    ):
        values = {path: value if count_of(value) is not None else "0" for path, value in honest(2, form).values.items()}
        found = carried(values, path, 1, identities(values))
        assert found is not None
        assert len(found) >= 2
        assert found[path] == str((count_of(values[path]) or 0) + 1)


@given(SEEDS, RATES, st.integers(0, 5))
@settings(max_examples=15)
def test_balanced_lies_keep_what_they_say(seed: int, rate: float, chance: int) -> None:
    script = honest(seed)
    among = identities(script.values)
    kept = [difference(one, script.values) for one in among]
    whole = told("with_totals", script, rate, chance=chance)
    assert [difference(one, whole.values) for one in among] == kept
    pair = told("balanced_pair", script, rate, chance=chance)
    assert sum(count_of(v) or 0 for p, v in pair.values.items() if p.startswith("req")) == sum(
        count_of(v) or 0 for p, v in script.values.items() if p.startswith("req")
    )


def test_one_balanced_pair_keeps_its_sum_and_breaks_the_ones_across() -> None:
    script = honest(2, "2021")
    among = identities(script.values)
    for chance in range(300):
        lied = told("balanced_pair", script, 0.03, chance=chance)
        if len(changes(script, lied)) == 2:
            (one, two) = changes(script, lied)
            both = [identity for identity in among if one in identity.left and two in identity.left]
            assert [difference(i, lied.values) for i in both] == [difference(i, script.values) for i in both]
            return
    pytest.fail("no pair was drawn alone")


@given(SEEDS)
def test_invented_totals_come_out(seed: int) -> None:
    script = honest(seed)
    lied = told("invented_total", script)
    rows = [one for one in identities(lied.values) if one.kind is Witness.REVIEW_SUM]
    assert all(difference(one, lied.values) == 0 for one in rows if count_of(lied.values[one.right[-1]]) is not None)
    totals = {one.right[-1] for one in identities(script.values)}
    assert changes(script, lied).keys() <= totals


def test_numbers_of_the_prose_stand_in_cells() -> None:
    script = honest(1, "2021")
    numbers = {fact.number for fact in script.prose.facts}
    assert set(told("prose_number", script).values.values()) == numbers
    assert (
        told("prose_number", replace(script, prose=script.prose.model_copy(update={"facts": []}))).blocks
        == script.blocks
    )


def test_only_lost_cells_are_filled() -> None:
    script = honest(1, "2021")
    lost = frozenset(list(script.values)[10:20])
    lied = told("lost_filled", script, scene=Scene(lost))
    assert changes(script, lied).keys() <= lost
    assert all(lied.values[path] is not None for path in lost)
    assert told("lost_filled", script, scene=Scene()) == script


@given(SEEDS)
def test_facts_are_wrong_in_the_way_they_say(seed: int) -> None:
    script = honest(seed)
    facts = script.prose.facts
    quotes = [fact.quote for fact in facts]
    for one, other in zip(facts, told("paraphrase", script).prose.facts, strict=True):
        assert other.quote != one.quote
        assert other == one.model_copy(update={"quote": other.quote})
    for name, field in (("fact_number", "number"), ("fact_metric", "metric")):
        for one, other in zip(facts, told(name, script).prose.facts, strict=True):
            assert other == one.model_copy(update={field: getattr(other, field)})
            assert other != one or name == "fact_number"
    for one, other in zip(facts, told("fact_quote", script).prose.facts, strict=True):
        assert (other.metric, other.quote in quotes) == (one.metric, True)
    for one, other in zip(facts, told("fact_scope", script).prose.facts, strict=True):
        assert (one.scope, one.approximate) != (other.scope, other.approximate)


def test_year_and_agency_are_others() -> None:
    script = honest(1)
    assert script.prose.year is not None
    assert told("other_year", script).prose.year == script.prose.year - 1
    assert told("other_agency", script).prose.organization != script.prose.organization


def test_what_the_rules_reader_has_is_repeated() -> None:
    script = honest(1, "2021")
    scene = scene_of(script)
    assert scene.rules is not None
    cells = scene.rules.cells
    places = told("same_places", script).values
    assert places == {path: cells[path].printed or None for path in places}
    texts = changes(script, told("same_text", script))
    assert texts
    assert all(before and after == cells[path].printed for path, (before, after) in texts.items())
    zeros = told("lost_zero", script).values
    assert all(zeros[path] == ("0" if path in scene.lost else value) for path, value in script.values.items())
    assert (told("same_report", script).prose.year, told("same_report", script).prose.organization) == (
        1999,
        "别处市财政局",
    )
    assert told("same_facts", script).prose.facts[-1].quote == "投诉4件"
    assert told("same_facts", script).prose.facts[-1].number == "4"


def test_the_forms_columns_are_given_for_others() -> None:
    script = honest(2, "2019")
    lied = told("form_columns", script)
    (block,) = [block for block in lied.blocks if block.table.value == "requests"]
    assert block.unseen_columns
    assert block.columns[0] == "自然人"
    assert len(block.columns) == 7


def test_of_two_tables_the_first_is_taken() -> None:
    script = honest(2, "2021")
    scene = scene_of(script)
    path = "requests.received.total"
    label = next(row.label for block in script.blocks for row in block.rows if path in row.paths)
    two = [{"value": 11, "printed": "11", "by": ["rules"]}, {"value": 22, "printed": "22", "by": ["rules"]}]
    tie = Cell.model_validate({**rules_cell("", State.LOST).model_dump(), "candidates": two})
    assert scene.rules is not None
    report = scene.rules.model_copy(update={"cells": {path: tie}})
    for text, first in ((f"22 表 {label} 22 后 {label} 11", "22"), (f"22 表 {label} 11 后 {label} 22", "11")):
        lied = told("first_table", script, scene=Scene(rules=report, texts={"requests": text}))
        assert lied.values[path] == first
        assert changes(script, lied).keys() <= {path}


def test_mixtures_are_made_of_kinds() -> None:
    assert habits(HONEST, Random(1)) == ()
    correlated = habits(CORRELATED, Random(1))
    assert [kind for kind in all_kinds().values() if kind.correlated] == list(correlated)
    drawn: set[Kind] = set()
    for chance in range(200):
        independent = habits(INDEPENDENT, Random(chance))
        assert Counter(kind.unit for kind in independent) == Counter(Unit)
        assert habits(BOTH, Random(chance)) == (*correlated, *independent)
        drawn |= set(independent)
    assert drawn == {kind for kind in all_kinds().values() if not kind.correlated}
    assert habits("glyph", Random(1)) == (all_kinds()["glyph"],)
    assert not set(MIXTURES) & set(all_kinds())
    with pytest.raises(ValueError, match="no kind of lie 'white'; there are honest, independent"):
        habits("white", Random(1))
