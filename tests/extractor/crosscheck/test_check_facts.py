"""Two readers' facts: verified, read or disputed; nothing lost, nothing twice, the same in any order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extractor.crosscheck import check_facts
from schemas.enums import Origin, Status, Witness
from schemas.fact_reading import FactReading
from schemas.facts import Metric
from schemas.result import Fact

_TEXT = "主动公开政府信息147条，其中网站发布30条；收到申请3件，未发生行政复议、行政诉讼。"
_BOTH = [Witness.RULES, Witness.MODEL]


def _reading(
    quote: str, metric: Metric, value: int, *, unit: str | None = "条", scope: str | None = None
) -> FactReading:
    start = _TEXT.index(quote)
    return FactReading(metric, value, unit, False, scope, quote, (start, start + len(quote)), Witness.RULES)


def _by_model(reading: FactReading) -> FactReading:
    return replace(reading, reader=Witness.MODEL)


ITEMS = _reading("主动公开政府信息147条", Metric.DISCLOSED_ITEMS, 147)
POSTS = _reading("网站发布30条", Metric.WEBSITE_POSTS, 30)
REVIEWS = _reading("未发生行政复议", Metric.REVIEWS, 0, unit=None)
LITIGATIONS = _reading("未发生行政复议、行政诉讼", Metric.LITIGATIONS, 0, unit=None)


def _shown(facts: list[Fact]) -> list[tuple[str, int, Status, list[Witness]]]:
    return [(fact.metric.value, int(fact.value or 0), fact.status, fact.witnesses) for fact in facts]


def test_equal_readings_from_overlapping_places_are_verified() -> None:
    wider = replace(_by_model(ITEMS), quote=_TEXT[: ITEMS.span[1] + 1], span=(0, ITEMS.span[1] + 1))
    for origin in (Origin.DIGITAL, Origin.UNKNOWN):
        facts = check_facts([ITEMS], [wider], origin)
        assert _shown(facts) == [("disclosed_items", 147, Status.VERIFIED, _BOTH)]
        assert facts[0].quote == ITEMS.quote


def test_recognised_text_verifies_nothing() -> None:
    assert _shown(check_facts([ITEMS], [_by_model(ITEMS)], Origin.OCR)) == [
        ("disclosed_items", 147, Status.READ, _BOTH)
    ]


def test_one_reader_alone_is_read() -> None:
    assert _shown(check_facts([ITEMS], [_by_model(POSTS)], Origin.DIGITAL)) == [
        ("disclosed_items", 147, Status.READ, [Witness.RULES]),
        ("website_posts", 30, Status.READ, [Witness.MODEL]),
    ]


def test_equal_facts_from_places_apart_are_two_facts() -> None:
    elsewhere = replace(_by_model(ITEMS), span=(100, 100 + len(ITEMS.quote)))
    facts = check_facts([ITEMS], [elsewhere], Origin.DIGITAL)
    assert [fact.status for fact in facts] == [Status.READ, Status.READ]


def test_one_number_with_another_scope_is_one_fact_that_is_read() -> None:
    facts = check_facts([POSTS], [replace(_by_model(POSTS), scope="网站")], Origin.DIGITAL)
    assert _shown(facts) == [("website_posts", 30, Status.READ, _BOTH)]
    assert facts[0].scope is None


def test_one_number_with_another_metric_or_value_is_disputed_and_both_stand() -> None:
    for other in (replace(POSTS, metric=Metric.DISCLOSED_ITEMS), replace(POSTS, value=80)):
        facts = check_facts([POSTS], [_by_model(other)], Origin.DIGITAL)
        assert [fact.status for fact in facts] == [Status.DISPUTED, Status.DISPUTED]
        assert sorted(fact.witnesses for fact in facts) == [[Witness.MODEL], [Witness.RULES]]


def test_a_number_inside_a_longer_quote_of_another_number_disputes_nothing() -> None:
    longer = _reading("主动公开政府信息147条，其中网站发布30条", Metric.OTHER, 30)
    facts = check_facts([ITEMS], [_by_model(longer)], Origin.DIGITAL)
    assert [fact.status for fact in facts] == [Status.READ, Status.READ]


def test_two_nothings_of_one_phrase_are_two_facts() -> None:
    readings = [REVIEWS, LITIGATIONS]
    facts = check_facts(readings, [_by_model(reading) for reading in readings], Origin.DIGITAL)
    assert _shown(facts) == [("reviews", 0, Status.VERIFIED, _BOTH), ("litigations", 0, Status.VERIFIED, _BOTH)]
    assert [fact.status for fact in check_facts([REVIEWS], [_by_model(LITIGATIONS)], Origin.DIGITAL)] == [
        Status.READ,
        Status.READ,
    ]


_QUOTES = (
    "主动公开政府信息147条",
    "信息147条",
    "网站发布30条",
    "收到申请3件",
    "未发生行政复议",
    "政府信息147条，其中网站发布30条",
)


@st.composite
def _readings(draw: st.DrawFn) -> FactReading:
    quote = draw(st.sampled_from(_QUOTES))
    metric = draw(st.sampled_from([Metric.DISCLOSED_ITEMS, Metric.WEBSITE_POSTS, Metric.OTHER]))
    scope = draw(st.sampled_from([None, "网站"]))
    return _reading(quote, metric, draw(st.sampled_from([0, 30, 147])), scope=scope)


_LISTS = st.lists(_readings(), max_size=6, unique=True)


@given(_LISTS, _LISTS, st.sampled_from(Origin))
def test_the_order_of_readings_changes_nothing(
    ours: list[FactReading], theirs: list[FactReading], origin: Origin
) -> None:
    theirs = [_by_model(reading) for reading in theirs]
    assert check_facts(ours, theirs, origin) == check_facts(ours[::-1], theirs[::-1], origin)
    assert check_facts(ours * 2, theirs * 2, origin) == check_facts(ours, theirs, origin)


@given(_LISTS, _LISTS, st.sampled_from(Origin))
def test_every_reading_is_in_one_fact_and_every_fact_was_read(
    ours: list[FactReading], theirs: list[FactReading], origin: Origin
) -> None:
    facts = check_facts(ours, [_by_model(reading) for reading in theirs], origin)
    for readings, witness in ((ours, Witness.RULES), (theirs, Witness.MODEL)):
        assert sum(witness in fact.witnesses for fact in facts) == len(readings)
    said = {(reading.metric, reading.value, reading.scope, reading.span) for reading in (*ours, *theirs)}
    assert all((fact.metric, fact.value, fact.scope, fact.span) in said for fact in facts)


@given(_LISTS, _LISTS, st.sampled_from(Origin))
def test_verified_is_said_by_both_and_never_of_recognised_text(
    ours: list[FactReading], theirs: list[FactReading], origin: Origin
) -> None:
    def answers(readings: list[FactReading]) -> set[tuple[object, ...]]:
        return {(r.metric, r.value, r.unit, r.scope, r.approximate) for r in readings}

    agreed = answers(ours) & answers(theirs)
    for fact in check_facts(ours, [_by_model(reading) for reading in theirs], origin):
        if fact.status is Status.VERIFIED:
            assert origin is not Origin.OCR
            assert fact.witnesses == _BOTH
            assert (fact.metric, fact.value, fact.unit, fact.scope, fact.approximate) in agreed
        assert (fact.status is Status.DISPUTED) <= (len(fact.witnesses) == 1)
