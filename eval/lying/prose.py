"""Lies about the prose: quotes, facts, and whose report of which year it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from eval.lying.cells import confused, has_digit
from eval.lying.kind import Kind, Lie, Scene, Unit, chosen
from eval.lying.script import Script
from schemas.answers import FactAnswer
from schemas.facts import Metric

__all__ = ["KINDS"]

_Change = Callable[[FactAnswer, Sequence[FactAnswer], Random], FactAnswer]
_NUMBER = re.compile(r"\d[\d,.]*")
_OTHER_WORDS = (("共", ""), ("公开", "发布"), ("政府信息", "信息"), ("收到", "接到"), ("全年", "本年度"), ("条", "项"))


def _on_facts(change: _Change) -> Lie:
    def lie(script: Script, scene: Scene, rate: float, random: Random) -> Script:
        facts = list(script.prose.facts)
        for at in chosen(range(len(facts)), rate, random):
            facts[at] = change(facts[at], script.prose.facts, random)
        return replace(script, prose=script.prose.model_copy(update={"facts": facts}))

    return lie


def _paraphrased(fact: FactAnswer, others: Sequence[FactAnswer], random: Random) -> FactAnswer:
    """Other words for the same, or words left out: never the quote itself."""
    ways = [fact.quote.replace(one, two) for one, two in _OTHER_WORDS if one in fact.quote]
    ways.append(f"据统计，{fact.quote}")
    return fact.model_copy(update={"quote": random.choice(ways)})


def _other_number(fact: FactAnswer, others: Sequence[FactAnswer], random: Random) -> FactAnswer:
    """Another number of its own quote, where that has several; else a like one."""
    in_quote = [number for number in _NUMBER.findall(fact.quote) if number != fact.number]
    if in_quote:
        return fact.model_copy(update={"number": random.choice(in_quote)})
    number = confused(fact.number, random) if has_digit(fact.number) else fact.number
    return fact.model_copy(update={"number": number})


def _other_metric(fact: FactAnswer, others: Sequence[FactAnswer], random: Random) -> FactAnswer:
    return fact.model_copy(update={"metric": random.choice([metric for metric in Metric if metric is not fact.metric])})


def _other_scope(fact: FactAnswer, others: Sequence[FactAnswer], random: Random) -> FactAnswer:
    scopes = [scope for scope in (None, *(other.scope for other in others)) if scope != fact.scope]
    if not scopes:
        return fact.model_copy(update={"approximate": not fact.approximate})
    return fact.model_copy(update={"scope": random.choice(scopes)})


def _other_quote(fact: FactAnswer, others: Sequence[FactAnswer], random: Random) -> FactAnswer:
    """The metric of one fact with the number and quote of another."""
    other = random.choice([one for one in others if one.quote != fact.quote] or [fact])
    return other.model_copy(update={"metric": fact.metric})


def _other_year(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    found = chosen([script.prose.year], rate, random)
    year = next((year - 1 for year in found if year is not None), script.prose.year)
    return replace(script, prose=script.prose.model_copy(update={"year": year}))


def _other_agency(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    name = "云岭市水务局" if chosen([script], rate, random) else script.prose.organization
    return replace(script, prose=script.prose.model_copy(update={"organization": name}))


KINDS = (
    Kind("paraphrase", Unit.FACT, _on_facts(_paraphrased), "a quote in other words"),
    Kind("fact_number", Unit.FACT, _on_facts(_other_number), "another number of the quote, or a like one"),
    Kind("fact_metric", Unit.FACT, _on_facts(_other_metric), "a number as a count of something else"),
    Kind("fact_scope", Unit.FACT, _on_facts(_other_scope), "a number of another category, or approximate"),
    Kind("fact_quote", Unit.FACT, _on_facts(_other_quote), "the number and quote of another fact"),
    Kind("other_year", Unit.SECTION, _other_year, "the year before as the report's year"),
    Kind("other_agency", Unit.SECTION, _other_agency, "another agency as the report's"),
)
