"""``generate``: a seed to an invented report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from random import Random

from eval.truth.agency import make_errors
from eval.truth.annex_numbers import annex_numbers
from eval.truth.annex_wording import OPTIONAL_INDICATORS
from eval.truth.disclosure import disclosure_blocks, disclosure_numbers
from eval.truth.model import Layout, Sentence, Truth, TruthCell
from eval.truth.names import draw_agency
from eval.truth.numbers import request_numbers, review_numbers
from eval.truth.printing import BLANK_POLICIES, Printing, apply_blanks, draw_printing, print_cells
from eval.truth.prose import draw_other_matters, draw_overview, draw_problems, request_sentences
from eval.truth.titles import draw_opening, draw_title
from eval.truth.wording import draw_wording, request_rows

__all__ = ["FORMS", "TRAITS", "generate"]

FORMS: tuple[str, ...] = ("2021", "2019", "statistics")
TRAITS: tuple[str, ...] = (
    "late_form",
    "mixed_other_handling",
    "mixed_columns",
    "other_documents",
    "thousands",
    "notes",
    *OPTIONAL_INDICATORS,
)
"""The rarer decisions that ``Layout.traits`` may name."""
_SAID_AND_COUNTED = {
    "disclosed_items": "statistics.disclosed",
    "website_posts": "statistics.channels.website",
    "wechat_posts": "statistics.channels.wechat",
    "weibo_posts": "statistics.channels.weibo",
    "policy_interpretations": "statistics.interpretation.articles",
    "press_conferences": "statistics.interpretation.press_conferences",
    "training_sessions": "statistics.training.courses",
    "meetings": "statistics.training.meetings",
    "staff_full_time": "statistics.organization.staff.full_time",
}
"""What the prose may say and the annex counts."""
_ODDS = (55, 30, 15)
_YEARS = {"2021": (2021, 2025), "2019": (2019, 2020), "statistics": (2014, 2018)}


def generate(
    seed: int,
    *,
    form: str | None = None,
    agency_errors: int = 0,
    traits: Collection[str] = (),
    blank_policy: str | None = None,
) -> Truth:
    """Return the invented report of that seed; the same arguments give the same report.

    Args:
        seed: the only source of chance.
        form: ``2021``, ``2019`` or ``statistics``; None draws one.
        agency_errors: how many numbers of ``requests`` and ``review_and_litigation`` the agency prints wrongly.
        traits: rarer decisions that this report takes in any case, of ``TRAITS``; one that the form cannot take is
            passed over.
        blank_policy: how zeros are printed, of ``BLANK_POLICIES``; None draws one.

    Raises:
        ValueError: no such form, trait or policy.
    """
    _check(traits, blank_policy)
    if form is not None and form not in FORMS:
        raise ValueError(f"no form {form!r}; there are {', '.join(FORMS)}")
    random = Random(seed)
    drawn = random.choices(FORMS, weights=_ODDS)[0]
    form = form or drawn
    year, taken = _year(random, form, traits)
    agency = draw_agency(random)
    printing = draw_printing(random, traits, blank_policy)
    numbers = _numbers(random, form, traits, taken)
    cells = apply_blanks(random, print_cells(random, numbers, printing), printing)
    cells, errors = make_errors(random, cells, agency_errors)
    title = draw_title(random, agency.name, year)
    opening = draw_opening(random, agency.name, year, form)
    problems, improvements, problem_text = draw_problems(random)
    return Truth(
        seed=seed,
        form=form,
        organization=agency.name,
        region=agency.region,
        year=year,
        title=title,
        period=opening.period,
        cells=cells,
        layout=_layout(random, printing, cells, taken),
        opening=opening.sentences,
        # The lead sentence of section one always names agency and year: a careful reader finds both.
        overview=draw_overview(
            random, agency.name, agency.speaks_as, year, _of_requests(random, cells), _counted(cells)
        ),
        problems=problems,
        improvements=improvements,
        problem_text=problem_text,
        other_matters=None if form == "statistics" else draw_other_matters(random),
        signature=(agency.name, f"{year + 1}年1月{random.randint(4, 31)}日") if random.random() < 0.3 else (),
        errors=errors,
    )


def _check(traits: Collection[str], blank_policy: str | None) -> None:
    for name in traits:
        if name not in TRAITS:
            raise ValueError(f"no trait {name!r}; there are {', '.join(TRAITS)}")
    if blank_policy is not None and blank_policy not in BLANK_POLICIES:
        raise ValueError(f"no blank policy {blank_policy!r}; there are {', '.join(BLANK_POLICIES)}")


def _year(random: Random, form: str, forced: Collection[str]) -> tuple[int, list[str]]:
    late = (random.random() < 0.06 or "late_form" in forced) and form == "2019"
    first, last = (2021, 2022) if late else _YEARS[form]
    return random.randint(first, last), ["late_form"] if late else []


def _numbers(random: Random, form: str, forced: Collection[str], taken: list[str]) -> dict[str, int | Decimal]:
    """The correct numbers; what was decided on the way is added to ``taken``."""

    def takes(trait: str, rate: float, only_form: str) -> bool:
        drawn = random.random() < rate
        if form != only_form or not (drawn or trait in forced):
            return False
        taken.append(trait)
        return True

    optional = [key for key in OPTIONAL_INDICATORS if takes(key, 0.2, "statistics")]
    if form == "statistics":
        return {f"statistics.{key}": number for key, number in annex_numbers(random, optional).items()}
    single_other = takes("mixed_other_handling", 0.08, "2021") or form == "2019"
    blocks = disclosure_blocks(
        form,
        other_documents=takes("other_documents", 0.12, "2019"),
        mixed_columns=takes("mixed_columns", 0.05, "2021"),
    )
    return {
        **disclosure_numbers(random, blocks),
        **request_numbers(random, request_rows(single_other)),
        **review_numbers(random),
    }


def _of_requests(random: Random, cells: Mapping[str, TruthCell]) -> list[Sentence]:
    received = cells.get("requests.received.total") or cells.get("statistics.requests.received")
    reviews = cells.get("review_and_litigation.review.total") or cells.get("statistics.review")
    told = random.random() < 0.7
    return request_sentences(
        int(received.amount) if received and told else None,
        int(reviews.amount) if reviews and told else None,
    )


def _counted(cells: Mapping[str, TruthCell]) -> dict[str, int]:
    """By metric what the annex counts, so that the prose beside it says the same."""
    return {
        metric: int(cells[path].amount)
        for metric, path in _SAID_AND_COUNTED.items()
        if path in cells and cells[path].value is not None
    }


def _layout(random: Random, printing: Printing, cells: Mapping[str, TruthCell], traits: list[str]) -> Layout:
    wording = dict(draw_wording(random))
    amount = cells.get("proactive_disclosure.article_20_9.procurement.amount")
    if amount is not None and printing.procurement_unit == "header":
        wording["disclosure.column.amount"] += random.choice(("(万元)", "（万元）", "(单位:万元)"))
    traits += [name for name in ("thousands", "notes") if getattr(printing, name)]
    return Layout(
        wording=wording,
        blank_policy=printing.blank_policy,
        split_tables=random.random() < 0.15,
        annex_group_mark=random.choice(("", "", "", "—", "——")),
        traits=tuple(traits),
    )
