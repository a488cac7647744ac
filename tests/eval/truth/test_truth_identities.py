"""Every invented report keeps the forms' identities, unless its agency was told to err."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.truth import FORMS, Truth, generate
from schemas import form as official_form
from schemas import identities
from schemas.enums import State

SEEDS = st.integers(0, 2**31)


def _broken(truth: Truth) -> list[str]:
    """Sides are added up from FORMS.md's own sentences, not from the schema's rules."""
    cells = truth.cells

    def amount(path: str) -> int | Decimal:
        return cells[path].amount if path in cells else 0

    broken: list[str] = []
    columns = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
    rows = list(dict.fromkeys(p.rsplit(".", 1)[0] for p in cells if p.startswith("requests.")))
    for row in rows:
        if sum(amount(f"{row}.{c}") for c in columns[:-1]) != amount(f"{row}.total"):
            broken.append(f"row {row}")
    outcomes = [r for r in rows if r.split(".", 1)[1] not in ("received", "carried_in", "outcome_total", "carried_out")]
    for column in columns if rows else ():
        came = amount(f"requests.received.{column}") + amount(f"requests.carried_in.{column}")
        went = amount(f"requests.outcome_total.{column}") + amount(f"requests.carried_out.{column}")
        if came != went:
            broken.append(f"balance {column}")
        if sum(amount(f"{row}.{column}") for row in outcomes) != amount(f"requests.outcome_total.{column}"):
            broken.append(f"outcomes {column}")
    for row in ("review", "direct_litigation", "litigation_after_review"):
        path = f"review_and_litigation.{row}"
        if sum(amount(f"{path}.{c}") for c in ("upheld", "corrected", "other", "pending")) != amount(f"{path}.total"):
            broken.append(path)
    return broken


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS)
def test_identities_of_the_forms_hold(seed: int) -> None:
    assert _broken(generate(seed)) == []


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, form=st.sampled_from(FORMS))
def test_the_declared_identities_hold_too(seed: int, form: str) -> None:
    truth = generate(seed, form=form)
    found = identities(truth.cells)
    assert len(found) >= (7 if form == "statistics" else 20)
    for identity in found:
        left = sum(truth.cells[path].amount for path in identity.left)
        assert left == sum(truth.cells[path].amount for path in identity.right), identity.name


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, form=st.sampled_from(FORMS))
def test_cells_are_the_forms_own(seed: int, form: str) -> None:
    truth = generate(seed, form=form)
    mixed = {"mixed_other_handling", "mixed_columns"} & set(truth.layout.traits)
    paths = official_form(form).paths()
    if mixed:
        assert set(truth.cells) - set(paths), "a mixed form prints something of another form"
    else:
        optional = {
            p
            for p in paths
            if ".other_documents." in p or p in ("statistics.channels", "statistics.requests.received.other")
        }
        assert [p for p in paths if p in truth.cells] == list(truth.cells)
        assert set(paths) - set(truth.cells) <= optional


def test_states_say_what_is_printed() -> None:
    seen = set()
    for seed in range(200):
        for path, cell in generate(seed).cells.items():
            seen.add(cell.state)
            assert (cell.state is State.NUMBER) == (cell.value is not None), path
            assert (cell.state is State.BLANK) == (cell.printed == ""), path
            if cell.state is State.NUMBER:
                assert re.search(r"\d", cell.printed), path
    assert seen == {State.NUMBER, State.BLANK, State.MARK}


@pytest.mark.parametrize("count", [1, 3])
def test_errors_of_the_agency_break_what_they_touch(count: int) -> None:
    broke = 0
    for seed in range(40):
        right, wrong = generate(seed, form="2021"), generate(seed, form="2021", agency_errors=count)
        assert len(wrong.errors) == count
        for error in wrong.errors:
            assert error.correct != error.printed
            assert right.cells[error.path].value == error.correct
            assert wrong.cells[error.path].value == error.printed
        changed = {path for path in right.cells if right.cells[path].value != wrong.cells[path].value}
        assert changed == {error.path for error in wrong.errors}
        broke += bool(_broken(wrong))
    # Two errors may mend each other's sums; one never does.
    assert broke == 40 if count == 1 else broke > 30


def test_all_kinds_of_agency_error_are_drawn() -> None:
    kinds = {e.kind for seed in range(150) for e in generate(seed, form="2019", agency_errors=2).errors}
    assert kinds == {"digit", "swap", "zero_total", "offset"}
