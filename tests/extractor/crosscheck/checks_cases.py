"""One invented report in which everything agrees, as a web page, with changes to its prose, cells or headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from eval.mangle import mangle, parse_modes
from eval.truth import Sentence, Truth
from eval.truth.generate import generate
from eval.truth.model import TruthCell
from extractor.pipeline import Settings, extract
from schemas.enums import Blame, FindingKind, State
from schemas.result import Finding, Report

YEAR = 2023
BUREAU = "青泽县林业局"
DISTRICT = "青泽市云溪区人民政府"
PROBLEMS = ("当前工作中还存在政策解读形式不够丰富的问题。下一步，将丰富政策解读形式。",)
FIRST = "proactive_disclosure.article_20_1.normative_documents"

REQUESTS: dict[str, tuple[int, int]] = {
    "received": (70, 5),
    "carried_in": (3, 0),
    "granted": (15, 5),
    "partially_granted": (5, 0),
    "denied.internal_affairs": (6, 0),
    "denied.deliberative_process": (4, 0),
    "unavailable.not_held": (25, 0),
    "unavailable.must_be_created": (5, 0),
    "not_processed.petition": (5, 0),
    "not_processed.duplicate": (3, 0),
    "other_handling.not_corrected_in_time": (2, 0),
    "other_handling.other": (1, 0),
    "outcome_total": (71, 5),
    "carried_out": (2, 0),
}
"""By row: natural persons, businesses. 75 + 3 = 76 + 2; outcomes 20, 5, 10, 30, 8, 3."""
REVIEW = {
    "review": {"upheld": 2, "corrected": 1, "total": 3},
    "direct_litigation": {"upheld": 1, "total": 1},
    "litigation_after_review": {"pending": 1, "total": 1},
}
DISCLOSURE = {
    "article_20_1.normative_documents.issued": 3,
    "article_20_1.normative_documents.repealed": 2,
    "article_20_1.normative_documents.in_force": 25,
    "article_20_5.licensing.decisions": 1203,
    "article_20_6.penalties.decisions": 57,
    "article_20_6.coercion.decisions": 12,
}
ANNEX = {
    "disclosed": 500,
    "channels": 420,
    "channels.website": 300,
    "channels.wechat": 120,
    "requests.received": 34,
    "requests.received.online": 20,
    "requests.received.letter": 14,
    "requests.concluded": 33,
    "requests.concluded.on_time": 33,
    "requests.answered": 33,
    "requests.answered.granted": 20,
    "requests.answered.denied": 13,
    "requests.answered.denied.privacy": 13,
    "review": 2,
    "review.upheld": 2,
    "organization.staff": 6,
    "organization.staff.full_time": 2,
    "organization.staff.part_time": 4,
    "training.meetings": 4,
    "training.courses": 2,
    "training.attendees": 118,
    "fees_charged": 0,
    "interpretation.press_conferences": 3,
    "interpretation.press_conferences.by_principal": 1,
}


def consistent(form: str = "2021") -> dict[str, int]:
    """Every cell of a report of that form by path; all sums hold."""
    if form == "statistics":
        return {f"statistics.{key}": value for key, value in ANNEX.items()}
    values = {f"proactive_disclosure.{key}": value for key, value in DISCLOSURE.items()}
    values["proactive_disclosure.article_20_8.fees.amount"] = 125_000
    for row, (natural, business) in REQUESTS.items():
        values |= {
            f"requests.{row}.natural_person": natural,
            f"requests.{row}.business": business,
            f"requests.{row}.total": natural + business,
        }
    for row, parts in REVIEW.items():
        values |= {f"review_and_litigation.{row}.{key}": value for key, value in parts.items()}
    return values


@cache
def _base(form: str) -> Truth:
    return generate(11, form=form, blank_policy="zeros")


def truth(
    prose: str = "",
    cells: Mapping[str, int | str] | None = None,
    *,
    form: str = "2021",
    organization: str = BUREAU,
    other_matters: str | None = "无。",
    problems: tuple[str, ...] = PROBLEMS,
    opening: str = "",
    title: str | None = None,
) -> Truth:
    """The report with that prose in section one; ``cells`` are printed in place of its own."""
    base = _base(form)
    values: dict[str, int | str] = {**dict.fromkeys(base.cells, 0), **consistent(form), **(cells or {})}
    lead = f"{YEAR if form != 'statistics' else 2016}年，{organization}扎实推进政府信息公开各项工作。"
    year = 2016 if form == "statistics" else YEAR
    return replace(
        base,
        organization=organization,
        year=year,
        title=title or f"{organization}{year}年政府信息公开工作年度报告",
        cells={path: _cell(path, values[path]) for path in base.cells},
        layout=replace(base.layout, traits=()),
        opening=(Sentence(opening),) if opening else (),
        overview=(("", (Sentence(lead),)), ("（二）依申请公开", (Sentence(prose or "依法依规做好依申请公开工作。"),))),
        problems=(),
        improvements=(),
        problem_text=problems,
        other_matters=None if other_matters is None else (Sentence(other_matters),),
        signature=(),
    )


def _cell(path: str, value: int | str) -> TruthCell:
    if isinstance(value, str):
        return TruthCell(value, None, State.BLANK if not value else State.UNREADABLE)
    if path.endswith("fees.amount"):
        return TruthCell(f"{value / 10_000:g}", value, State.NUMBER)
    return TruthCell(str(value), value, State.NUMBER)


def page(report: Truth) -> str:
    """The report as a clean web page."""
    return mangle(report, parse_modes("html"), 0).data.decode()


def read(html: str, lang: str = "en", name: str = "report.html") -> Report:
    return extract(html.encode(), name, Settings(lang=lang)).reports[0]


def found(html: str, *kinds: FindingKind, lang: str = "en") -> list[Finding]:
    """The findings of those kinds in a page; of all where none is named."""
    return [finding for finding in read(html, lang).findings if not kinds or finding.kind in kinds]


def of_prose(prose: str, *kinds: FindingKind, **more: object) -> list[Finding]:
    """The findings of those kinds in the report with that prose."""
    return found(page(truth(prose, **more)), *kinds)  # type: ignore[arg-type]


def assert_same_in_both_languages(html: str, kind: FindingKind) -> None:
    """Fingerprints, places and numbers do not depend on the language; the words do, and both name no placeholder."""
    english, chinese = found(html, kind), found(html, kind, lang="zh")
    assert english
    assert [item.model_copy(update={"message": ""}) for item in english] == [
        item.model_copy(update={"message": ""}) for item in chinese
    ]
    assert all(one.message != other.message for one, other in zip(english, chinese, strict=True))
    assert not any("{" in item.message for item in (*english, *chinese))
    assert {item.blame for item in english} == {Blame.SOURCE}
