"""``generate``: a seed to an invented report."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from eval.truth.agency import make_errors
from eval.truth.annex_numbers import annex_numbers
from eval.truth.annex_wording import OPTIONAL_INDICATORS
from eval.truth.disclosure import disclosure_blocks, disclosure_numbers
from eval.truth.model import Layout, Sentence, Truth, TruthCell
from eval.truth.names import draw_agency
from eval.truth.numbers import request_numbers, review_numbers
from eval.truth.printing import Printing, apply_blanks, draw_printing, print_cells
from eval.truth.prose import draw_other_matters, draw_overview, draw_problems, request_sentences
from eval.truth.titles import draw_opening, draw_title
from eval.truth.wording import draw_wording, request_rows

__all__ = ["FORMS", "generate"]

FORMS: tuple[str, ...] = ("2021", "2019", "statistics")
_ODDS = (55, 30, 15)
_YEARS = {"2021": (2021, 2025), "2019": (2019, 2020), "statistics": (2014, 2018)}


def generate(seed: int, *, form: str | None = None, agency_errors: int = 0) -> Truth:
    """Return the invented report of that seed; the same arguments give the same report.

    Args:
        seed: the only source of chance.
        form: ``2021``, ``2019`` or ``statistics``; None draws one.
        agency_errors: how many numbers of ``requests`` and ``review_and_litigation`` the agency prints wrongly.

    Raises:
        ValueError: no such form.
    """
    if form is not None and form not in FORMS:
        raise ValueError(f"no form {form!r}; there are {', '.join(FORMS)}")
    random = Random(seed)
    drawn = random.choices(FORMS, weights=_ODDS)[0]
    form = form or drawn
    traits: list[str] = []
    year = _year(random, form, traits)
    agency = draw_agency(random)
    printing = draw_printing(random)
    numbers = _numbers(random, form, traits)
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
        layout=_layout(random, printing, cells, traits),
        opening=opening.sentences,
        # The lead sentence of section one always names agency and year: a careful reader finds both.
        overview=draw_overview(random, agency.name, agency.speaks_as, year, _of_requests(random, cells)),
        problems=problems,
        improvements=improvements,
        problem_text=problem_text,
        other_matters=None if form == "statistics" else draw_other_matters(random),
        signature=(agency.name, f"{year + 1}年1月{random.randint(4, 31)}日") if random.random() < 0.3 else (),
        errors=errors,
    )


def _year(random: Random, form: str, traits: list[str]) -> int:
    late = random.random() < 0.06
    first, last = _YEARS[form]
    if late and form == "2019":
        traits.append("late_form")
        return random.randint(2021, 2022)
    return random.randint(first, last)


def _numbers(random: Random, form: str, traits: list[str]) -> dict[str, int | Decimal]:
    if form == "statistics":
        optional = [key for key in OPTIONAL_INDICATORS if random.random() < 0.2]
        traits += optional
        numbers = annex_numbers(random, optional)
        return {f"statistics.{key}": number for key, number in numbers.items()}
    single_other = form == "2019" or random.random() < 0.08
    if single_other and form == "2021":
        traits.append("mixed_other_handling")
    other_documents = form == "2019" and random.random() < 0.12
    if other_documents:
        traits.append("other_documents")
    mixed_columns = form == "2021" and random.random() < 0.05
    if mixed_columns:
        traits.append("mixed_columns")
    blocks = disclosure_blocks(form, other_documents=other_documents, mixed_columns=mixed_columns)
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


def _layout(random: Random, printing: Printing, cells: Mapping[str, TruthCell], traits: list[str]) -> Layout:
    wording = dict(draw_wording(random))
    amount = cells.get("proactive_disclosure.article_20_9.procurement.amount")
    if amount is not None and printing.procurement_unit == "header":
        wording["disclosure.column.amount"] += random.choice(("(万元)", "（万元）", "(单位:万元)"))
    if printing.thousands:
        traits.append("thousands")
    return Layout(
        wording=wording,
        blank_policy=printing.blank_policy,
        split_tables=random.random() < 0.15,
        annex_group_mark=random.choice(("", "", "", "—", "——")),
        traits=tuple(traits),
    )
