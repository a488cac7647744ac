"""``fee_prose``: what a report says of the fee for information contradicts itself, or its table.

The fee for information (信息处理费) is not 行政事业性收费, which has a cell of its own: the two are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.crosscheck.checks.bodies import is_of_another_body
from extractor.crosscheck.checks.issue import Issue
from extractor.crosscheck.checks.said import Said, equals, said_in
from extractor.crosscheck.checks.view import ReportView, Sentence
from schemas.enums import FindingKind, Status
from schemas.facts import Metric
from schemas.reading import Number
from schemas.result import Fact

__all__ = ["fee_prose", "state_fees"]

_MONEY = "元"
_CHARGED = re.compile(r"信息处理费|信息公开处理费|公开处理费|(?<!事业性)收费|费用|处理费|检索|复制|邮寄|工本费|成本费")
_STATE = re.compile(r"行政事业性收费")
_NOT_THE_FEE = re.compile(r"减免|免[收除]|退[还回]|标准|每|超过|以上部分|经费|预算|投入|采购|支出|补贴|罚|行政事业性")
_NONE_CHARGED = re.compile(
    r"(?:未|没有|无|均不|不)(?:发生|产生|收取|存在|向[^,;。]{1,16}收取|涉及|有)?[^,;。]{0,14}?(?:信息处理费|信息公开(?:相关)?(?:费用|收费)|处理费|收费|费用)"
    r"|(?:均为?|全部|一律)(?:予以)?免费"
)
_PARTLY = re.compile(r"其[余他它]|除|另外")
_CASES = frozenset({"件", "宗", "起", "份", "笔", "例", "次"})
_PART = re.compile(r"其中|分别")
_ANNEX = "statistics.fees_charged"
_STATE_AMOUNT = "proactive_disclosure.article_20_8.fees.amount"


@dataclass(frozen=True, slots=True)
class _Told:
    """One statement about the fee: an amount in yuan, none, or that there was one."""

    amount: Number | None
    """None where only the requests are counted for which it was charged."""
    said: Said | None
    quote: str
    span: tuple[int, int]

    @property
    def nothing(self) -> bool:
        """True where it says that nothing was charged."""
        return self.amount == 0


def fee_prose(view: ReportView) -> Iterator[Issue]:
    """Yield the first contradiction among what is said of the fee, and an amount that the annex has otherwise."""
    told = list(_told(view))
    for place, one in enumerate(told):
        other = next((item for item in told[place + 1 :] if _contradicts(one, item)), None)
        if other is not None:
            yield _issue("fee_twice", one, other)
            break
    charged = view.number(_ANNEX)
    for item in told:
        if charged is not None and item.amount is not None and not _is(item, charged):
            yield Issue(
                FindingKind.FEE_PROSE,
                "fee_table",
                key=("annex", str(item.amount), str(charged)),
                values={"quote": item.quote, "stated": item.amount, "value": charged},
                paths=(_ANNEX,),
                terms=(("prose", item.amount), (_ANNEX, charged)),
                span=item.span,
            )
            break


def state_fees(view: ReportView) -> Iterator[Issue]:
    """Yield amounts of 行政事业性收费 that prose names so and table two has otherwise."""
    amount = view.number(_STATE_AMOUNT)
    if amount is None:
        return
    for sentence in view.sentences:
        for said in said_in(view, sentence):
            if said.figure.unit != _MONEY or not _STATE.search(said.left) or not said.of_the_year:
                continue
            if equals(said, amount) or _PART.search(said.left) or is_of_another_body(said.lead, view.organization):
                continue
            yield Issue(
                FindingKind.FEE_PROSE,
                "fee_table",
                key=("state", str(said.value), str(amount)),
                values={"quote": said.quote, "stated": said.value, "value": amount},
                paths=(_STATE_AMOUNT,),
                terms=(("prose", said.value), (_STATE_AMOUNT, amount)),
                span=said.span,
            )


def _told(view: ReportView) -> Iterator[_Told]:
    nothings = [
        fact
        for fact in view.facts
        if fact.metric is Metric.FEES_CHARGED and fact.value == 0 and fact.status is not Status.DISPUTED
    ]
    for sentence in view.sentences:
        if not _CHARGED.search(sentence.text) or _PARTLY.match(sentence.text):
            continue
        amount = _amount(view, sentence)
        if amount is not None:
            yield amount
        none = _none(view, sentence, nothings)
        if none is not None and (amount is None or amount.amount != 0):
            yield none


def _amount(view: ReportView, sentence: Sentence) -> _Told | None:
    """The first amount of a sentence, which is its whole, or else the number of requests that were charged for."""
    counted: _Told | None = None
    for said in said_in(view, sentence):
        if _NOT_THE_FEE.search(said.left) or not said.of_the_year or is_of_another_body(said.lead, view.organization):
            continue
        if _PART.search(said.lead) and sentence.text.startswith(("其中", "分别")):
            return None
        fact = said.fact
        known = fact is not None and fact.metric is Metric.FEES_CHARGED
        if said.figure.unit == _MONEY and (known or _CHARGED.search(said.lead)):
            return _Told(said.value, said, said.quote, said.span)
        charged = re.search(r"收取[^,;。]{0,16}费", said.left) or re.match(
            r"[^,;。]{0,12}收取[^,;。]{0,10}费", said.right
        )
        if (
            counted is None
            and said.figure.unit in _CASES
            and charged
            and said.value
            and "未" not in said.left + said.right
        ):
            counted = _Told(None, said, said.quote, said.span)
    return counted


def _none(view: ReportView, sentence: Sentence, nothings: Sequence[Fact]) -> _Told | None:
    """That nothing was charged, said by a fact of value 0 without a number, or by words of the fee."""
    for fact in nothings:
        if fact.span is not None and view.sentence_at(fact.span) is sentence and not _other_time(view, sentence):
            return _Told(0, None, fact.quote, fact.span)
    match = _NONE_CHARGED.search(sentence.text)
    if match is None or _STATE.search(match.group()) or _other_time(view, sentence) or "减免" in match.group():
        return None
    return _Told(0, None, match.group(), sentence.span(match.start(), match.end()))


def _other_time(view: ReportView, sentence: Sentence) -> bool:
    years = [int(year) for year in re.findall(r"((?:19|20)\d\d)年", sentence.text)]
    return bool(re.search(r"上一?年|去年|往年|违规|乱收费|擅自|超标准", sentence.text)) or (
        view.year is not None and bool(years) and view.year not in years
    )


def _contradicts(one: _Told, other: _Told) -> bool:
    if one.nothing != other.nothing:
        return True
    if one.amount is None or other.amount is None or one.said is None or other.said is None:
        return False
    return not equals(one.said, other.amount) and not equals(other.said, one.amount)


def _is(item: _Told, charged: Number) -> bool:
    return item.amount == charged or (item.said is not None and equals(item.said, charged))


def _issue(message: str, one: _Told, other: _Told) -> Issue:
    amounts = sorted("charged" if item.amount is None else str(item.amount) for item in (one, other))
    return Issue(
        FindingKind.FEE_PROSE,
        message,
        key=tuple(amounts),
        values={"quote": one.quote, "other": other.quote},
        terms=tuple(("prose", item.amount) for item in (one, other)),
        span=other.span,
    )
