"""Sentences that are wrong by themselves: parts that miss their whole, shares that do not follow, fees and no fees."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from eval.plant.case import Planted
from eval.plant.chain import with_numbers
from eval.plant.clean import Clean, written
from eval.plant.field import Field, Planter, insert_sentence
from eval.plant.figures import falsified, percent_text
from eval.plant.phrases.divisions import DIVISIONS, GROWTHS, SHARES, Division, Growth, Share
from eval.truth import Sentence, TruthCell
from schemas.enums import FindingKind, State

__all__ = ["PLANTERS"]

_FORMS = ("2021", "2019", "2021")
_NO_FEE = (
    "本年度未收取政府信息公开信息处理费。",
    "{y}年，{we}未收取信息处理费。",
    "按照《政府信息公开信息处理费管理办法》，本年度没有收取信息处理费。",
    "本年度信息处理费收取金额为0元。",
    "{we}提供政府信息均为免费，未收取任何信息处理费。",
    "本年度发出收费通知0件，收取信息处理费总额0元。",
)
_FEE = (
    "依法收取信息处理费{fee}元。",
    "全年共向{number}件申请收取政府信息公开信息处理费{fee}元。",
    "本年度发出收费通知{number}件，收取信息处理费{fee}元。",
    "严格执行信息处理费管理办法，收取信息处理费合计{fee}元。",
    "{y}年收取信息处理费{fee}元，涉及申请{number}件。",
    "信息处理费收取情况：{fee}元。",
)
_ANNEX_FEE = (
    "全年依申请公开信息收取费用{fee}元。",
    "本年度依申请公开政府信息共收取检索、复制等费用{fee}元。",
    "依申请提供政府信息收取的费用为{fee}元。",
)
_ANNEX_NO_FEE = (
    "本年度依申请公开政府信息未收取任何费用。",
    "全年没有向申请人收取依申请公开费用。",
    "依申请公开信息均未收费。",
)


def prose_sum(field: Field) -> Planted:
    """One part of a complete division is another number."""
    clean = field.clean(field.turn(_FORMS), busy=True)
    division: Division = field.turn(DIVISIONS)
    values = clean.ledger.values
    part = field.random.choice([p for p in division.parts if values[p]])
    right = values[part]
    # What is in two channels counts in both: more than the whole is no error there.
    wrong = field.random.randrange(right) if division.overlapping else falsified(field.random, right, set())
    text = clean.writer.write(division.text, {**values, part: wrong}, field.random)
    truth = insert_sentence(field.random, clean.truth, text)
    allowed = frozenset({FindingKind.PROSE_TABLE})
    return field.planted(field.expect(quotes=(text,)), clean, truth, text, allowed=allowed)


def percentage(field: Field) -> Planted:
    """The percentage is not that of the two numbers beside it."""
    if field.number % 3 == 2:
        return _growth(field)
    share: Share = field.turn(SHARES)

    def divisible(clean: Clean) -> bool:
        return clean.ledger.values[share.part] > 0

    clean = field.clean(field.turn(_FORMS), divisible, busy=True)
    part, whole = clean.ledger.values[share.part], clean.ledger.values[share.whole]
    return _with_percentage(field, clean, share.text, Decimal(part) * 100 / whole)


def _growth(field: Field) -> Planted:
    growth: Growth = GROWTHS[field.number // 3 % len(GROWTHS)]

    def grown(clean: Clean) -> bool:
        now, before = clean.ledger.values[growth.now], clean.ledger.values[growth.before]
        return now != before and (now > before) == growth.up

    clean = field.clean(field.turn(_FORMS), grown, busy=True)
    now, before = clean.ledger.values[growth.now], clean.ledger.values[growth.before]
    return _with_percentage(field, clean, growth.text, Decimal(abs(now - before)) * 100 / before)


def _with_percentage(field: Field, clean: Clean, template: str, right: Decimal) -> Planted:
    wrong = _other_share(field.random, right)
    pct = percent_text(wrong, 100, field.random.choice((0, 1, 1, 2)))
    text = clean.writer.write(template.replace("{pct}", pct), clean.ledger.values, field.random)
    truth = insert_sentence(field.random, clean.truth, text)
    return field.planted(field.expect(quotes=(text,)), clean, truth, text)


def _other_share(random: Random, right: Decimal) -> Decimal:
    """A percentage between 0 and 100 (or about a growth) at least three points away."""
    while True:
        wrong = (
            right + Decimal(random.choice((-30, -12, -5, -3, 3, 4, 7, 15, 28))) + Decimal(random.randint(0, 99)) / 100
        )
        if abs(wrong - right) >= 2 and wrong > 0 and (wrong <= 100 or right > 100):
            return wrong


def fee_prose(field: Field) -> Planted:
    """Nothing was charged, and an amount was; or two amounts; or the annex says otherwise."""
    way = field.turn(("six_none", "two_amounts", "annex", "six_amount"))
    if way == "annex":
        return _annex_fee(field)
    clean = field.clean(field.turn(_FORMS))
    fee = field.random.choice((40, 120, 380, 655, 1250))
    values = {"fee": fee, "number": field.random.randint(1, 9)}
    one = clean.writer.write(field.turn(_FEE), values, field.random)
    none = clean.writer.write(field.random.choice(_NO_FEE), {}, field.random)
    other = clean.writer.write(field.random.choice(_FEE), {**values, "fee": fee + 60}, field.random)
    first, six = {"six_none": (one, none), "two_amounts": (one, other), "six_amount": (none, one)}[way]
    truth = insert_sentence(field.random, replace(clean.truth, other_matters=(Sentence(six),)), first)
    expected = field.expect(quotes=(first, six))
    allowed = frozenset({FindingKind.PROSE_TABLE}) if "件" in first + six else frozenset[FindingKind]()
    return field.planted(expected, clean, truth, f"{first} … {six}", allowed=allowed)


def _annex_fee(field: Field) -> Planted:
    path = "statistics.fees_charged"
    clean = field.clean("statistics")
    amount = field.random.choice((0, 0, 2))
    # In the annex in 万元: 2 of them are 20,000 yuan.
    cells = with_numbers(clean.truth.cells, {path: amount})
    cells[path] = TruthCell(str(amount), amount * 10_000, State.NUMBER)
    clean = written(field.random, replace(clean.truth, cells=cells))
    values = {"fee": field.random.choice((85, 460, 1200))}
    text = clean.writer.write(field.turn(_ANNEX_NO_FEE if amount else _ANNEX_FEE), values, field.random)
    truth = insert_sentence(field.random, clean.truth, text)
    expected = field.expect(paths=frozenset({path}), quotes=(text,))
    allowed = frozenset({FindingKind.PROSE_TABLE})
    return field.planted(expected, clean, truth, text, allowed=allowed)


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.PROSE_SUM: prose_sum,
    FindingKind.PERCENTAGE: percentage,
    FindingKind.FEE_PROSE: fee_prose,
}
