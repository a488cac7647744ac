"""The flips of a comparison as a list for a page: both answers of each cell and fact, and the place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from eval.compare import format as compared
from eval.outcomes import BELIEVED, ERRORS, table_of
from eval.page.choices import answer_choices
from eval.page.comparison_words import CELL_FLIPS, FACT_FLIPS
from eval.page.judged import report_name
from eval.page.places import from_excerpt, where
from eval.page.view import Answer, Entry, EntryGroup, Listing, Surroundings
from eval.page.wording import (
    OUTCOMES,
    STATUSES,
    TABLES,
    cell_label,
    metric_label,
    reading_text,
    witness_text,
)
from eval.report_text import counted
from schemas.enums import State

__all__ = ["flip_listing"]

_FACTS = "facts"
_PROSE = "正文 facts of the prose"


def flip_listing(one: compared.ReaderComparison) -> Listing:
    """Return every cell and fact that changed from A to B, gravest first."""
    forms = {(report.gold, report.document, report.report): report.form for report in one.wins.reports}
    cells = [_cell(flip, _form(forms, flip)) for flip in one.flips]
    facts = [_fact(flip, _form(forms, flip)) for flip in one.fact_flips]
    grouped = _grouped(
        [
            *((_report(flip), entry) for flip, entry in zip(one.flips, cells, strict=True)),
            *((_report(flip), entry) for flip, entry in zip(one.fact_flips, facts, strict=True)),
        ]
    )
    entries = tuple(entry for group in grouped for entry in group)
    intro = (
        ""
        if not entries
        else (
            f"{counted(len(cells), 'cell')} and {counted(len(facts), 'fact')} changed their outcome, or whether they are "
            "believed; cells first, the gravest first, together where report, table and change are the same. Everything "
            "that changed is listed, what stayed as it was is not."
        )
    )
    return Listing(
        "flips",
        "What changed, cell by cell",
        "Cell by cell",
        intro,
        entries,
        _filters(entries),
        None,
        "Nothing changed.",
        tuple(map(_group, grouped)),
    )


def _report(flip: compared.Flip | compared.FactFlip) -> tuple[str, str, int]:
    return flip.gold, flip.document, flip.report


def _grouped(entries: Iterable[tuple[tuple[str, str, int], Entry]]) -> list[list[Entry]]:
    """Entries of one report, table and change together, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for report, entry in entries:
        groups.setdefault((entry.kind, *report, entry.filters["table"]), []).append(entry)
    return list(groups.values())


def _group(entries: list[Entry]) -> EntryGroup:
    first = entries[0]
    table = first.filters["table"]
    alike = {tuple(_judged(answer) for answer in entry.answers) for entry in entries}
    note = ""
    if len(alike) == 1:
        note = " ".join(("All alike.", *(f"{name}: {words}." for name, words in zip("AB", alike.pop(), strict=True))))
    title = f"{first.report} · {first.document} · {TABLES.get(table, _PROSE)}"
    return EntryGroup(title, first.kind, first.tone, len(entries), note)


def _judged(answer: Answer) -> str:
    words = (OUTCOMES.get(answer.outcome, answer.outcome), STATUSES.get(answer.status, "no status"))
    return ", ".join(filter(None, words))


def _form(forms: dict[tuple[str, str, int], str], flip: compared.Flip | compared.FactFlip) -> str:
    return forms.get((flip.gold, flip.document, flip.report), "unknown")


def _cell(flip: compared.Flip, form: str) -> Entry:
    words, tone = CELL_FLIPS[flip.kind]
    label = flip.label
    return Entry(
        document=flip.document,
        report=report_name(flip.organization, flip.year),
        label=cell_label(flip.path),
        path=flip.path,
        truth=reading_text(label.state, label.value, label.printed) if label else "the label has no such cell",
        answers=(_answer("A", flip.a), _answer("B", flip.b)),
        places=tuple(_places(flip)),
        filters={"kind": flip.kind.value, "table": table_of(flip.path), "form": form, "document": flip.document},
        kind=words,
        tone=tone,
    )


def _answer(side: str, given: compared.Answer) -> Answer:
    text = "nothing given"
    if given.state is not None:
        text = reading_text(given.state, given.value, given.printed or "")
    if given.origin:
        text += f"; belongs to {cell_label(given.origin)}"
    wrong = given.outcome in ERRORS
    return Answer(
        reader=side,
        name=side,
        text=text,
        outcome=given.outcome.value,
        status=given.status.value if given.status else "",
        witnesses=witness_text(given.witnesses),
        silent=wrong and given.status in BELIEVED,
        wrong=wrong,
    )


def _places(flip: compared.Flip | compared.FactFlip) -> Iterator[Surroundings]:
    """The place of each answer; one where both name the same."""
    found: dict[Surroundings, list[str]] = {}
    for side, answer in (("A", flip.a), ("B", flip.b)):
        if answer is not None and answer.excerpt is not None:
            at = where(answer.at) if isinstance(answer, compared.Answer) else ""
            found.setdefault(from_excerpt(answer.excerpt, at, ""), []).append(side)
    for place, sides in found.items():
        yield replace(place, of=" and ".join(sides))


def _fact(flip: compared.FactFlip, form: str) -> Entry:
    words, tone = FACT_FLIPS[flip.kind]
    return Entry(
        document=flip.document,
        report=report_name(flip.organization, flip.year),
        label=metric_label(flip.metric),
        path=flip.metric.value,
        truth=f"{reading_text(State.NUMBER, flip.value)}: {flip.quote}",
        answers=(_given("A", flip.a), _given("B", flip.b)),
        places=tuple(_places(flip)),
        filters={"kind": flip.kind.value, "table": _FACTS, "form": form, "document": flip.document},
        kind=f"fact {words}",
        tone=tone,
        note="The label lets a reader leave this fact out." if flip.optional else "",
    )


def _given(side: str, fact: compared.FactAnswer | None) -> Answer:
    if fact is None:
        return Answer(side, side, "nothing given", "", "")
    text = f"{reading_text(State.NUMBER, fact.value)}{f' {fact.unit}' if fact.unit else ''}: {fact.quote}"
    return Answer(side, side, text, "", fact.status.value, witness_text(fact.witnesses))


def _filters(entries: tuple[Entry, ...]) -> tuple[tuple[str, str, dict[str, str]], ...]:
    """What there is to choose among; what would leave everything or nothing is left out."""
    kinds = {key: words for key, (words, _) in {**FACT_FLIPS, **CELL_FLIPS}.items()}
    used = {key: {entry.filters[key] for entry in entries} for key in ("kind", "table", "form", "document")}
    choices = (
        ("kind", "Change", {key: words for key, words in kinds.items() if key in used["kind"]}),
        ("reader", "Side", {"A": "A", "B": "B"}),
        *answer_choices((one.outcome, one.status, one.silent) for entry in entries for one in entry.answers),
        ("table", "Table", {key: TABLES.get(key, _PROSE) for key in (*TABLES, _FACTS) if key in used["table"]}),
        ("form", "Form", {form: form for form in sorted(used["form"])}),
        ("document", "Document", {name: name for name in sorted(used["document"])}),
    )
    return tuple(choice for choice in choices if len(choice[2]) > 1)
