"""``prose_table``: the prose states another number than the table for the same thing and the same body and year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.crosscheck.checks.bodies import is_of_another_body
from extractor.crosscheck.checks.cue import Cue, Reading
from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.said import Said, equals, said_in
from extractor.crosscheck.checks.speaking import speaking
from extractor.crosscheck.checks.table_cues import NOTHING
from extractor.crosscheck.checks.view import ReportView, Sentence
from schemas.enums import FindingKind, Status
from schemas.facts import REQUEST_METRICS, Metric
from schemas.reading import Number
from schemas.result import Fact

__all__ = ["prose_table", "reading_value"]

_ABOUT_REQUESTS = re.compile(r"申请|信息公开|依申请|答复")
_INCLUDES = re.compile(
    r"(?:含|包括|加上?|加之|连同)[^,;。]{0,4}(?:上|去)一?年度?[^,;。]{0,4}结转|(?:上|去)一?年度?结转[^,;。]{0,12}(?:在内|一并)"
)
_TOPIC = re.compile(r"申请(?!行政|复议)|(?<!未经)(?<!不服)复议|诉讼|应诉")
_WHOLE = re.compile(
    r"(?:本年度?|全年|新|收到|受理|接收|发生|产生|引发|提起|被|申请|办结|答复|办理|处理|共|政府|信息|公开|行政|复议|诉讼|案件|类|的|因|件|数量)+"
)
"""A scope that names nothing but the whole."""
_SCOPED = frozenset({"natural_person", "legal_persons"})
_RECEIVED = "requests.received.total"
_CARRIED_IN = "requests.carried_in.total"
_DIGIT = re.compile(r"\d")
_OF_A_KIND = re.compile(
    r"逾期|超期|重复|补正|不予|纠|败诉|涉密|虚假|违法|违规|类|乡镇|部门|科研|企业|涉外|境外|当面|传真|信函|网络|邮件"
)
"""None of one kind is not none at all."""
_NOT_SAID = re.compile(r"20\d\d年(?:以前|之前|以来)|下一?年|明年|力争|确保|努力|避免|防止|杜绝")


def prose_table(view: ReportView) -> Iterator[Issue]:
    """Yield the numbers and nothings that no legitimate reading of their sentence finds in a table."""
    for sentence in view.sentences:
        for said in said_in(view, sentence):
            found = _number(view, said)
            if found is not None:
                yield found
    for fact in view.facts:
        found = _nothing(view, fact)
        if found is not None:
            yield found


def reading_value(view: ReportView, reading: Reading) -> Number | None:
    """Return the sum of a reading's cells in the table; None where they are not there or not read."""
    value = view.total(reading.cells)
    if value is None or not reading.less:
        return value
    less = view.total(reading.less)
    return None if less is None else value - less


def _number(view: ReportView, said: Said) -> Issue | None:
    if said.figure.unit == "%" or not said.of_the_year or is_of_another_body(said.lead, view.organization):
        return None
    cue = next((cue for cue in speaking(said) if _is_attested(cue, said)), None)
    if cue is None:
        return None
    readings = [
        (reading, value) for reading in _readings(cue, said) if (value := reading_value(view, reading)) is not None
    ]
    if not readings or any(equals(said, value) for _, value in readings):
        return None
    return _issue(view, cue.name, said.value, said.quote, readings, said.span)


def _is_attested(cue: Cue, said: Said) -> bool:
    """True unless what the facts call a number, or what its sentence speaks of, is something else than the cue's."""
    of_requests = cue.readings[0].cells[0].startswith("requests.")
    if of_requests and _of_reviews(said):
        return False
    fact = said.fact
    if fact is None or fact.metric is Metric.OTHER:
        return cue.sure and _on_topic(cue, said)
    whole = fact.scope is None or _WHOLE.fullmatch(fact.scope) is not None or cue.name in _SCOPED
    if fact.metric in cue.metrics:
        return cue.sure or whole
    # Among requests it is the words that say which.
    return cue.sure and whole and of_requests and fact.metric in REQUEST_METRICS


def _of_reviews(said: Said) -> bool:
    """True where the words nearest in front are of reviews and lawsuits: 行政复议5件(含上年结转2件)."""
    named = [match.group() for match in _TOPIC.finditer(said.lead)]
    return bool(named) and named[-1] in ("复议", "诉讼", "应诉")


def _on_topic(cue: Cue, said: Said) -> bool:
    """True unless words that are only of requests stand where nobody speaks of requests."""
    if not any(path.startswith("requests.") for reading in cue.readings for path in reading.cells):
        return True
    near = said.sentence.text + said.sentence.heading
    return bool(_ABOUT_REQUESTS.search(near))


def _readings(cue: Cue, said: Said) -> tuple[Reading, ...]:
    """The cue's readings; those carried in count as received where the sentence says so."""
    received = any(reading.cells == (_RECEIVED,) for reading in cue.readings)
    if received and _INCLUDES.search(said.sentence.text):
        return (*cue.readings, Reading((_RECEIVED, _CARRIED_IN)))
    return cue.readings


def _nothing(view: ReportView, fact: Fact) -> Issue | None:
    if fact.value != 0 or fact.metric not in NOTHING or fact.scope is not None or fact.span is None:
        return None
    if fact.status is Status.DISPUTED or _DIGIT.search(fact.quote) or _OF_A_KIND.search(fact.quote):
        return None
    sentence = view.sentence_at(fact.span)
    if sentence is None or _NOT_SAID.search(sentence.text) or not _of_the_year(view, sentence, fact):
        return None
    readings = [(r, value) for r in NOTHING[fact.metric] if (value := reading_value(view, r)) is not None]
    if not readings or any(value == 0 for _, value in readings):
        return None
    return _issue(view, fact.metric.value, 0, fact.quote, readings, fact.span)


def _of_the_year(view: ReportView, sentence: Sentence, fact: Fact) -> bool:
    place = next((n for n, origin in enumerate(sentence.origins) if fact.span and origin >= fact.span[0]), 0)
    lead = sentence.text[:place]
    years = re.findall(r"((?:19|20)\d\d)年", lead)
    if view.year is not None and years and int(years[-1]) != view.year:
        return False
    return not re.search(r"上一?年|去年|往年", lead) and not is_of_another_body(lead, view.organization)


def _issue(
    view: ReportView,
    name: str,
    stated: Number,
    quote: str,
    readings: list[tuple[Reading, Number]],
    span: tuple[int, int],
) -> Issue:
    reading, value = readings[0]
    paths = tuple(path for path in reading.cells if path in view.cells)
    return Issue(
        FindingKind.PROSE_TABLE,
        "prose_table",
        key=(name, str(stated), *(str(value) for _, value in readings)),
        values={"quote": quote, "value": value},
        paths=paths,
        terms=(("prose", stated), *((path, view.number(path)) for path in paths)),
        span=span,
    )
