"""docs/findings.md and docs/statuses.md: the closed vocabularies of a result."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from schemas.enums import Blame, FindingKind, Origin, SectionStatus, Severity, State, Status, Witness
from scripts.pages.markdown import GENERATED, table
from scripts.pages.members import described

__all__ = ["finding_meaning", "findings_page", "statuses_page"]

_SUMS = {
    "row_sum": "`requests`: the total of a row is the sum of its six applicant columns.",
    "balance": "`requests`: in a column, received + carried in = outcome total + carried out.",
    "outcome_sum": "`requests`: in a column, the outcome total is the sum of the outcomes.",
    "review_sum": "`review_and_litigation`: total = upheld + corrected + other + pending.",
    "annex_sum": "`statistics`: an indicator is the sum of the parts that the annex divides it into.",
}

_STATUSES = {
    "repaired": "The print is no number or readings differ, and two sums, along the row and along the column, give the "
    "same value, which is close to the print. The print is kept beside the value.",
    "verified": "Independent witnesses agree on this number at this place. The bar for wrong values here is none.",
    "read": "One reading and nothing against it, but not enough for it: check before use.",
    "disputed": "Readings differ, or a sum of the form opposes. The value that stands was given by a reader; the "
    "others are `candidates`.",
    "unread": "No reading: the cell is lost, or what is printed is no number.",
}

_WITNESSES = {
    "rules": "The deterministic reader of tables.",
    "model": "A language model that is shown the section and never the other reader's result.",
    **_SUMS,
    "human": "A person looked and said so.",
}

_SEVERITIES = {
    "error": "A sum of the form is broken, or numbers could not be kept.",
    "warning": "Something that often goes with a wrong number.",
    "note": "Worth knowing.",
}

_BLAMES = {
    "source": "The report itself: what is printed is kept, and the agency should look.",
    "extraction": "The reading: the report is likely fine.",
    "unknown": "It cannot be told.",
}

_SECTIONS = {
    "read": "Read whole.",
    "partial": "Read in part; the reason says what is missing.",
    "empty": "Its heading stands and nothing follows.",
    "missing": "The form has it, this report does not.",
    "failed": "It stands there and could not be read; the reason says why.",
}


def finding_meaning(kind: FindingKind) -> str:
    """Return what a kind means, in one line."""
    return described(FindingKind).get(kind.name) or _SUMS[kind.value]


def _more(kind: FindingKind) -> str:
    return f"[More](findings/{kind.value}.md)"


def findings_page() -> str:
    """Return the page on what can be found wrong or odd."""
    return _page(
        "# Findings",
        "Something wrong or odd in a report, with whose error it is. Nothing printed is ever changed for it:",
        "a broken sum is reported beside the numbers as printed. `gongkai check` lists the findings of drafts.",
        ("## Kinds", FindingKind, {kind.value: f"{finding_meaning(kind)} {_more(kind)}" for kind in FindingKind}),
        ("## Severity", Severity, _SEVERITIES),
        ("## Blame", Blame, _BLAMES),
    )


def statuses_page() -> str:
    """Return the page on how far a cell can be believed, and why."""
    return _page(
        "# Statuses, states and witnesses",
        "Each number is read by readers that share no code, and is believed only as far as independent witnesses agree.",
        "The form's own sums witness a number but not its place. No self-reported confidence is used anywhere.",
        ("## Status: how far a cell or a fact may be believed", Status, _STATUSES),
        ("## State: what the cell holds", State, {}),
        ("## Witnesses", Witness, _WITNESSES),
        ("## Origin: how the characters came about", Origin, {}),
        ("## Sections: what became of each part of a report", SectionStatus, _SECTIONS),
    )


def _page(title: str, first: str, second: str, *parts: tuple[str, type[StrEnum], Mapping[str, str]]) -> str:
    lines = [title, "", GENERATED, "", first, second]
    for heading, enumeration, texts in parts:
        own = described(enumeration)
        rows = [(f"`{member.value}`", texts.get(member.value) or own[member.name]) for member in enumeration]
        lines += ["", heading, "", *table(("word", "meaning"), rows)]
    return "\n".join(lines) + "\n"
