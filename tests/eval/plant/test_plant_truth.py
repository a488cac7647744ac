"""The planter against the truth, by arithmetic of its own: the clean is clean, and each error is the one it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from eval.mangle.compose import compose
from eval.mangle.document import Paragraph
from eval.plant import Planted, clean_pair, clean_report, plant, planters
from eval.plant.arithmetic import broken_sums, sums_of
from eval.plant.clean import paragraphs_of
from eval.plant.phrases.divisions import DIVISIONS, GROWTHS, SHARES
from eval.plant.planters.sums import SUMS
from eval.truth import FORMS, Truth
from schemas.enums import ExplanationKind, FindingKind, State
from schemas.identities import identities

CASES = 6
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def cases(kind: FindingKind) -> tuple[Planted, ...]:
    return tuple(plant(kind, 3, number) for number in range(CASES))


def amounts(truth: Truth, paths: tuple[str, ...]) -> int:
    return sum(int(truth.cells[path].amount) for path in paths)


def sources_text(case: Planted) -> str:
    text = "\n".join(source.data.decode(errors="replace") for source in case.sources)
    return re.sub(r"<[^>]*>|\s", "", text)


def numbers(text: str) -> list[Decimal]:
    plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    return [Decimal(found.replace(",", "")) for found in _NUMBER.findall(plain)]


@pytest.mark.parametrize("form", FORMS)
def test_a_clean_report_breaks_no_sum(form: str) -> None:
    for seed in range(8):
        truth = clean_report(seed, form=form).truth
        assert broken_sums(truth.cells) == []
        for identity in identities(truth.cells):
            assert amounts(truth, identity.left) == amounts(truth, identity.right), identity.name


@pytest.mark.parametrize("form", FORMS)
def test_the_planters_own_sums_are_the_forms(form: str) -> None:
    cells = clean_report(1, form=form).truth.cells
    own = {(one.kind, frozenset(one.left), frozenset(one.right)) for one in sums_of(cells)}
    declared = {(one.finding, frozenset(one.left), frozenset(one.right)) for one in identities(cells)}
    assert own == declared


def test_consecutive_clean_reports_follow_on() -> None:
    for seed in range(6):
        first, then = (clean.truth for clean in clean_pair(seed))
        assert (then.organization, then.year, then.form) == (first.organization, first.year + 1, first.form)
        assert broken_sums(then.cells) == []
        for path, cell in then.cells.items():
            row, _, column = path.rpartition(".")
            if row == "requests.carried_in":
                assert cell.value == first.cells[f"requests.carried_out.{column}"].amount
            elif column == "in_force":
                change = then.cells[f"{row}.issued"].amount - then.cells[f"{row}.repealed"].amount
                assert cell.value == first.cells[path].amount + change
            elif column == "previous_items":
                assert cell.value == first.cells[path].amount + first.cells[f"{row}.change"].amount


def clean_sentences() -> Iterator[str]:
    for seed in range(60):
        for text in paragraphs_of(clean_report(seed).truth):
            yield from re.split(r"(?<=。)", text)


def pattern(text: str) -> re.Pattern[str]:
    """The sentence with any number in its slots; only those of digits are looked at."""
    parts = re.split(r"\{\w+\}", text)
    return re.compile(r"\s*([\d０-９,.]+)\s*".join(re.escape(part) for part in parts))


def test_clean_divisions_add_up_and_clean_shares_follow() -> None:
    divided = shared = 0
    divisions = [pattern(division.text) for division in DIVISIONS if "{we}" not in division.text]
    for sentence in clean_sentences():
        if any(one.fullmatch(sentence) for one in divisions):
            whole, *parts = numbers(sentence)
            assert whole == sum(parts), sentence
            divided += 1
        for share in SHARES:
            if pattern(share.text).fullmatch(sentence):
                assert follows(*numbers(sentence)), sentence
                shared += 1
    assert divided > 5
    assert shared > 5


def follows(whole: Decimal, part: Decimal, percent: Decimal) -> bool:
    unit = Decimal(1).scaleb(int(percent.as_tuple().exponent))
    return (part * 100 / whole).quantize(unit, ROUND_HALF_UP) == percent


def test_every_kind_is_planted_but_those_that_need_a_model() -> None:
    unplanted = {kind for kind in FindingKind if kind not in planters()}
    assert unplanted == {
        FindingKind.UPSTREAM_MISMATCH,
        FindingKind.MODEL_UNANSWERED,
        FindingKind.CONVERTED,  # by LibreOffice, which not every machine has
        FindingKind.MODEL_REJECTED,
    }


@pytest.mark.parametrize("kind", planters(), ids=str)
def test_each_case_is_another_and_the_same_each_time(kind: FindingKind) -> None:
    assert len({tuple(source.data for source in case.sources) for case in cases(kind)}) == CASES
    assert plant(kind, 3, 4) == cases(kind)[4]
    assert plant(kind, 4, 4).sources != cases(kind)[4].sources
    assert {case.expected.kind for case in cases(kind)} == {kind}


@pytest.mark.parametrize("kind", planters(), ids=str)
def test_the_planted_passage_stands_in_the_source(kind: FindingKind) -> None:
    for case in cases(kind):
        text = sources_text(case)
        for quote in case.expected.quotes:
            assert "".join(quote.split()) in text, (case.recipe, quote)


@pytest.mark.parametrize("kind", sorted(SUMS), ids=str)
def test_a_broken_sum_is_broken_by_the_planted_cells_alone(kind: FindingKind) -> None:
    for case in cases(kind):
        (clean,), (truth,) = case.clean, case.truths
        assert broken_sums(clean.cells) == []
        broken = broken_sums(truth.cells)
        assert kind in {one.kind for one in broken}
        changed = {path for path in truth.cells if truth.cells[path] != clean.cells[path]}
        assert changed == set(case.expected.paths)
        assert all(changed & set(one.paths) for one in broken)
        # Every other sum of the report still holds.
        whole = [one for one in sums_of(truth.cells) if not changed & set(one.paths)]
        assert not set(whole) & set(broken)
        mending = case.expected.mending
        assert mending is not None
        assert mending.cells == {(path, clean.cells[path].amount) for path in changed}
        assert (mending.kind is ExplanationKind.BLANK_CELL) == any(truth.cells[p].state is State.BLANK for p in changed)


def test_every_way_of_breaking_a_sum_is_planted() -> None:
    ways = {case.expected.mending.kind for kind in SUMS for case in cases(kind) if case.expected.mending}
    assert ways == set(ExplanationKind)


@pytest.mark.parametrize("kind", sorted(set(planters()) - SUMS), ids=str)
def test_no_other_error_breaks_a_sum(kind: FindingKind) -> None:
    for case in cases(kind):
        assert [one.key for truth in case.truths for one in broken_sums(truth.cells)] == [], case.recipe


def test_a_planted_division_does_not_add_up() -> None:
    looked_at = 0
    for case in cases(FindingKind.PROSE_SUM):
        found = numbers(case.passage)
        template = next((d for d in DIVISIONS if pattern(d.text.replace("{we}", "我局")).fullmatch(case.passage)), None)
        if template:
            looked_at += 1
            assert found[0] != sum(found[1:]), case.passage
    assert looked_at > CASES // 2


def test_a_planted_percentage_does_not_follow() -> None:
    looked_at = 0
    for case in cases(FindingKind.PERCENTAGE):
        if any(pattern(share.text).fullmatch(case.passage) for share in SHARES):
            assert not follows(*numbers(case.passage)), case.passage
            looked_at += 1
        for growth in GROWTHS[:1]:
            if pattern(growth.text).fullmatch(case.passage):
                now, before, percent = numbers(case.passage)
                assert not follows(before, now - before, percent), case.passage
                looked_at += 1
    assert looked_at > CASES // 3


def test_a_planted_number_of_the_prose_is_no_reading_of_the_table() -> None:
    stated = 0
    for case in cases(FindingKind.PROSE_TABLE):
        truth = case.truths[0]
        amount = sum(int(truth.cells[path].amount) for path in case.expected.paths)
        found = numbers(re.sub(r"\d{4}年", "", case.passage))
        single = {int(truth.cells[path].amount) for path in case.expected.paths}
        if len(found) == 1 and "12月" not in case.passage:
            stated += 1
            assert found[0] not in {amount, *single}, case.passage
    assert stated > CASES // 3


def test_a_planted_contradiction_stands_beside_requests_carried_out() -> None:
    for case in cases(FindingKind.CONTRADICTION):
        assert case.truths[0].cells["requests.carried_out.total"].amount > 0


def test_a_planted_part_exceeds_its_whole() -> None:
    for case in cases(FindingKind.PART_EXCEEDS):
        whole, part = sorted(case.expected.paths, key=len)
        assert case.truths[0].cells[part].amount > case.truths[0].cells[whole].amount


def test_a_planted_chain_does_not_follow_on() -> None:
    for case in cases(FindingKind.CARRY_CHAIN):
        first, then = case.truths
        carried = first.cells["requests.carried_out.total"].amount
        assert then.cells["requests.carried_in.total"].amount != carried
    for case in cases(FindingKind.STOCK_CHAIN):
        first, then = case.truths
        changed = [path for path in then.cells if then.cells[path] != case.clean[1].cells[path]]
        assert len(changed) == 1
        assert changed[0] in case.expected.paths


def test_sections_missing_are_gone_and_those_empty_have_nothing() -> None:
    for case in cases(FindingKind.SECTION_MISSING):
        gone = case.passage.removeprefix("without ").partition("、")[2]
        own = [block.text for block in compose(case.clean[0]).blocks if isinstance(block, Paragraph)]
        assert any(gone in text for text in own)
        body = re.sub(r"全文由.*?组成", "", sources_text(case))
        assert f"、{gone}" not in body, case.recipe


def test_planted_years_are_one_off() -> None:
    for case in cases(FindingKind.YEAR_TYPO):
        years = {int(year) for year in re.findall(r"(\d{4})年", case.passage)}
        assert years & {case.truths[0].year - 1, case.truths[0].year + 1}
    for case in cases(FindingKind.YEAR_CONTRADICTED):
        assert str(case.truths[0].year) not in case.passage
