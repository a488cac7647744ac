"""Clean reports with rich prose: everything they state is true, and much of it tempts a checker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from eval.plant.chain import follows_on, settled
from eval.plant.figures import percent_text
from eval.plant.ledger import Ledger, draw_ledger
from eval.plant.phrases import decoys
from eval.plant.phrases.divisions import DIVISIONS, GROWTHS, SHARES
from eval.plant.phrases.of_requests import NOTHING_SAID, OF_REQUESTS
from eval.plant.phrases.of_tables import OF_ANNEX, OF_DISCLOSURE
from eval.plant.phrases.phrase import Phrase, Writer, usable
from eval.truth import FORMS, Sentence, Truth, generate
from eval.truth.titles import draw_opening, draw_title
from eval.truth.wording import draw_wording

__all__ = ["Clean", "clean_pair", "clean_report", "paragraphs_of", "written"]

_STEP = 1_000_003
_TITLED = "{who}{year}年政府信息公开工作年度报告"
_MIXED = {"mixed_other_handling", "mixed_columns"}
_YEARS = {"2021": (2021, 2024), "2019": (2019, 2019), "statistics": (2014, 2017)}
"""First years of pairs: the year after is of the same form."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A report without an error, and what its prose was written from."""

    truth: Truth
    ledger: Ledger
    writer: Writer


def clean_report(
    seed: int, *, form: str | None = None, plain: bool = False, busy: bool = False, titled: bool = False
) -> Clean:
    """Return the clean report of that seed.

    Args:
        seed: the only source of chance.
        form: ``2021``, ``2019`` or ``statistics``; None draws one.
        plain: every zero printed as 0, so that no blank is in the way.
        busy: requests received and concluded, in more than one column.
        titled: a title that names the year, and a year without doubt.
    """
    random = Random(f"clean {seed}")
    form = form or random.choices(FORMS, weights=(55, 30, 15))[0]
    drawn = (generate(seed * _STEP + n, form=form, blank_policy="zeros" if plain else None) for n in count())
    truth = next(truth for truth in drawn if _fit(truth, busy))
    return written(random, _canonical(truth) if plain else truth, titled=titled or plain)


def clean_pair(seed: int, *, form: str | None = None) -> tuple[Clean, Clean]:
    """Return two reports of one agency, of consecutive years, whose chains hold."""
    random = Random(f"pair {seed}")
    form = form or random.choice(("2021", "2021", "2019"))
    first, then = (clean_report(2 * seed + n, form=form, plain=True, busy=True).truth for n in (0, 1))
    year = random.randint(*_YEARS[form])
    first = replace(first, year=year, cells=settled(first))
    then = replace(
        then, year=year + 1, organization=first.organization, region=first.region, cells=follows_on(first, then)
    )
    return written(random, first), written(random, then)


def _fit(truth: Truth, busy: bool) -> bool:
    """True unless the report shows something that is worth a finding, or too little for what is planned."""
    amount = truth.cells.get("proactive_disclosure.article_20_9.procurement.amount")
    unit_missing = amount is not None and bool(amount.value) and not _unit_printed(truth, amount.printed)
    if _MIXED & set(truth.layout.traits) or unit_missing:
        return False
    if not busy:
        return True
    if truth.form == "statistics":
        return 12 <= int(truth.cells["statistics.requests.received"].amount) <= 900
    rows = {path.split(".", 1)[1] for path, cell in truth.cells.items() if path.startswith("requests.") and cell.value}
    applicants = {row.rsplit(".", 1)[1] for row in rows}
    received = int(truth.cells["requests.received.total"].amount)
    return 12 <= received <= 900 and len(applicants) > 3


def _unit_printed(truth: Truth, printed: str) -> bool:
    return "元" in printed or "元" in truth.layout.wording["disclosure.column.amount"]


def _canonical(truth: Truth) -> Truth:
    """The report with every heading as the form prints it."""
    drawn = draw_wording(_First())
    headings = {key: text for key, text in drawn.items() if key.startswith("heading.")}
    return replace(truth, layout=replace(truth.layout, wording={**truth.layout.wording, **headings}))


class _First(Random):
    """Draws the first of every choice, and no chance: the canonical label of each."""

    def choice(self, seq: Sequence[object]) -> object:  # type: ignore[override]
        return seq[0]

    def random(self) -> float:
        return 0.5


def written(random: Random, truth: Truth, *, titled: bool = True) -> Clean:
    """Return the report with its prose written anew, from its numbers as they are."""
    ledger = draw_ledger(random, truth)
    writer = Writer(truth.organization, _voice(truth), truth.year)
    title = draw_title(random, truth.organization, truth.year)
    if titled and (title is None or f"{truth.year}年" not in title.replace(" ", "")):
        title = _TITLED.format(who=truth.organization, year=truth.year)
    opening = draw_opening(random, truth.organization, truth.year, truth.form)
    prose = _Prose(random, ledger, writer, truth)
    written = replace(
        truth,
        title=title,
        opening=opening.sentences,
        period=opening.period,
        overview=prose.overview(),
        problem_text=prose.section_five(),
        problems=(),
        improvements=(),
        other_matters=None if truth.form == "statistics" else prose.section_six(),
        signature=(truth.organization, f"{truth.year + 1}年1月{random.randint(4, 31)}日")
        if random.random() < 0.3
        else (),
    )
    return Clean(written, ledger, writer)


def _voice(truth: Truth) -> str:
    name = truth.organization
    endings = {"局": "我局", "委员会": "我委", "镇人民政府": "我镇", "街道办事处": "我街道", "厅": "我厅"}
    return next((voice for ending, voice in endings.items() if name.endswith(ending)), "本机关")


@dataclass(frozen=True, slots=True)
class _Prose:
    random: Random
    ledger: Ledger
    writer: Writer
    truth: Truth

    def _write(self, phrase: Phrase | str, **more: int) -> str:
        return self.writer.write(phrase, {**self.ledger.values, **more}, self.random)

    def overview(self) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
        """Section one: sub-headings and sentences; the first names agency and year."""
        random = self.random
        lead = self._write(random.choice(decoys.LEADS))
        headings = random.choices(decoys.SUBHEADINGS, weights=(30, 15, 12, 6, 37))[0]
        of_requests = [*self._of_requests(), *self._shares()]
        others = [*self._of_tables(), *self._some(decoys.FILLERS, 1, 4), *self._some(decoys.DECOYS, 1, 5)]
        random.shuffle(others)
        if len(headings) == 1:
            return (("", _sentences([lead, *others, *of_requests])),)
        bodies: list[list[str]] = [[] for _ in headings]
        for text in others:
            bodies[random.choice((0, 2, 3, 4))].append(text)
        bodies[1] = of_requests or ["依法依规做好依申请公开工作。"]
        parts = [(head, _sentences(body or ["工作稳步推进。"])) for head, body in zip(headings, bodies, strict=True)]
        return (("", _sentences([lead])), *parts)

    def _some(self, texts: Sequence[str], least: int, most: int) -> list[str]:
        return [self._write(text) for text in self.random.sample(texts, self.random.randint(least, most))]

    def _of_requests(self) -> list[str]:
        random = self.random
        bank = OF_ANNEX if self.truth.form == "statistics" else OF_REQUESTS
        about = {
            "received",
            "accepted",
            "handled",
            "on_hand",
            "concluded",
            "answered",
            "carried_in",
            "carried_out",
            "granted",
        }
        about |= {"partial", "denied", "unavailable", "not_processed", "reviews", "litigations"}
        chosen: dict[str, Phrase] = {}
        phrases = [phrase for phrase in usable(bank, self.ledger) if phrase.key in about]
        for phrase in random.sample(phrases, min(len(phrases), random.randint(1, 9))):
            chosen.setdefault(phrase.key, phrase)
        texts = [self._said(phrase) for phrase in chosen.values()]
        if self.ledger.values.get("carried_out") == 0 and self.ledger.values["on_hand"] and random.random() < 0.4:
            texts.append(random.choice(decoys.ALL_DONE))
        if self.ledger.values["received"] > 2 and random.random() < 0.3:
            texts.append(self._write(random.choice(decoys.SUBJECT_PARTS)))
        return texts

    def _said(self, phrase: Phrase) -> str:
        nothing = NOTHING_SAID.get(phrase.key, ())
        if nothing and self.ledger.values[phrase.key] == 0 and self.random.random() < 0.8:
            return self._write(self.random.choice(nothing))
        return self._write(phrase)

    def _of_tables(self) -> list[str]:
        bank = usable(OF_ANNEX if self.truth.form == "statistics" else OF_DISCLOSURE, self.ledger)
        chosen = {phrase.key: phrase for phrase in self.random.sample(bank, min(len(bank), self.random.randint(0, 4)))}
        return [self._write(phrase) for phrase in chosen.values() if phrase.key not in ("received", "answered")]

    def _shares(self) -> list[str]:
        random, values = self.random, self.ledger.values
        texts: list[str] = []
        divisions = [d for d in DIVISIONS if values.get(d.whole) and all(part in values for part in d.parts)]
        # The annex has further ways in: where they were used the three are not all.
        divisions = [d for d in divisions if sum(values[part] for part in d.parts) == values[d.whole]]
        if divisions and random.random() < 0.5:
            texts.append(self._write(random.choice(divisions).text))
        shares = [s for s in SHARES if values.get(s.whole) and values.get(s.part)]
        if shares and random.random() < 0.4:
            share = random.choice(shares)
            pct = percent_text(values[share.part], values[share.whole], random.choice((0, 1, 1, 2, 2)))
            texts.append(self._write(share.text.replace("{pct}", pct)))
        growths = [
            g for g in GROWTHS if values[g.now] != values[g.before] and (values[g.now] > values[g.before]) == g.up
        ]
        growths = [g for g in growths if values[g.before]]
        if growths and random.random() < 0.3:
            growth = random.choice(growths)
            change = abs(values[growth.now] - values[growth.before])
            pct = percent_text(change, values[growth.before], random.choice((0, 1, 2)))
            texts.append(self._write(growth.text.replace("{pct}", pct)))
        return texts

    def section_five(self) -> tuple[str, ...]:
        """Problems and plans in one or four paragraphs."""
        random = self.random
        ordinals = ("一是", "二是", "三是")
        found = "；".join(o + p for o, p in zip(ordinals, self._some(decoys.PROBLEMS, 1, 3), strict=False))
        plans = "；".join(o + p for o, p in zip(ordinals, self._some(decoys.IMPROVEMENTS, 1, 3), strict=False))
        if random.random() < 0.5:
            return (
                "（一）存在的主要问题",
                f"当前工作中还存在一些不足：{found}。",
                "（二）改进情况",
                f"下一步，{plans}。",
            )
        if random.random() < 0.4:
            return (
                f"{self.writer.year}年，{self.writer.we}公开工作仍有不足：{found}。",
                f"{self.writer.year + 1}年，将{plans}。",
            )
        return (f"一年来，政府信息公开工作取得了一定成效，但还存在以下问题：{found}。下一步改进措施：{plans}。",)

    def section_six(self) -> tuple[Sentence, ...]:
        """A line on fees, or nothing to report."""
        texts = (
            "无。",
            "无",
            "本单位没有其他需要报告的事项。",
            "除上述内容外，无其他需要报告的事项。",
            "本年度未收取政府信息公开信息处理费。",
            "{y}年，{we}依申请提供政府信息未收取任何信息处理费。",
            "按照《政府信息公开信息处理费管理办法》，本年度没有产生信息处理费。",
            "信息处理费收取情况：0元。",
        )
        return _sentences([self._write(self.random.choice(texts))])


def _sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text) for text in texts)


def paragraphs_of(truth: Truth) -> list[str]:
    """Return every paragraph of the report's prose."""
    overview = ["".join(s.text for s in body) for _, body in truth.overview]
    others = ["".join(s.text for s in sentences) for sentences in (truth.opening, truth.other_matters or ())]
    return [*overview, *truth.problem_text, *others]
