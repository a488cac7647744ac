"""The row labels that a model gave, as rows of the official forms, each where it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.model.fit import fit, without_padding
from extractor.model.locate import Item, LabelPlace, Page, label_key
from extractor.sections.labels import MARGIN, NEAR, matches
from extractor.sources.normalize import normalize
from schemas import union_table
from schemas.answers import RowAnswer
from schemas.enums import TableKind

__all__ = ["SeenRow", "one_line", "seen_rows"]


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One row of an answer whose label is printed and is a row of the form."""

    answer: RowAnswer
    key: str
    """``block/row``."""
    place: LabelPlace
    tokens: tuple[Item | None, ...]
    """For each value the token or empty cell that it is a copy of."""
    texts: tuple[str, ...]
    """What else stands behind the label: a unit."""


def seen_rows(answers: Sequence[RowAnswer], page: Page) -> tuple[SeenRow, ...]:
    """Return the rows that can be told, in the order in which they stand on the page.

    A label that stands there more often than the model gave it is taken where its values are, if they are in one
    place alone. A label that several rows of the form share is the one that is due between its neighbours.
    """
    placed = sorted(_placed(answers, page), key=lambda found: found[1].start)
    keys = _keys([_candidates(answer.label, page) for answer, _ in placed], page.kind)
    others = [place for _, place in placed]
    found: list[SeenRow] = []
    for (answer, place), key in zip(placed, keys, strict=True):
        if key is not None:
            texts = tuple(item.text for item in page.region(place, others) if not item.is_slot)
            found.append(SeenRow(answer, key, place, _tokens(answer, place, others, page), texts))
    return tuple(found)


def _tokens(answer: RowAnswer, place: LabelPlace, others: Sequence[LabelPlace], page: Page) -> tuple[Item | None, ...]:
    """The tokens of a row; where all rows may stand in one line, only those of a run that is exactly as long."""
    items = page.region(place, others)
    slots = without_padding([item for item in items if item.is_slot], len(answer.values))
    if union_table(page.kind).one_line and len(slots) != len(answer.values):
        return (None,) * len(answer.values)
    return fit(answer.values, items)


def one_line(answers: Sequence[RowAnswer], page: Page) -> tuple[SeenRow, ...]:
    """Return the rows of a table that prints them one behind the other in a single line, with their tokens.

    Their labels stand above, in the order in which the line goes through them. Nothing where a label is missing, or
    the line holds more or fewer places than were given.
    """
    table = union_table(page.kind)
    rows = table.blocks[0].rows
    found = [(answer, _candidates(answer.label, page), page.places(answer.label)) for answer in answers]
    if len(found) != len(rows) or any(len(keys) != 1 or not places for _, keys, places in found):
        return ()
    ordered = sorted(found, key=lambda item: item[2][-1].start)
    if [keys[0] for _, keys, _ in ordered] != [f"{table.blocks[0].key}/{row.key}" for row in rows]:
        return ()
    values = [value for answer, _, _ in ordered for value in answer.values]
    slots = [item for item in page.items() if item.is_slot]
    lines = {item.row for item in slots if item.text}
    run = without_padding([item for item in slots if item.row in lines], len(values))
    if len(run) != len(values):
        return ()
    tokens = iter(fit(values, run))
    return tuple(
        SeenRow(answer, keys[0], places[-1], tuple(next(tokens) for _ in answer.values), ())
        for answer, keys, places in ordered
    )


def _placed(answers: Sequence[RowAnswer], page: Page) -> Iterable[tuple[RowAnswer, LabelPlace]]:
    groups: dict[str, list[RowAnswer]] = {}
    for answer in answers:
        groups.setdefault(label_key(answer.label), []).append(answer)
    places = {key: page.places(given[0].label) for key, given in groups.items()}
    everywhere = [place for found in places.values() for place in found]
    for key, given in groups.items():
        if len(given) == len(places[key]):
            yield from zip(given, places[key], strict=True)
        elif len(given) == 1:
            counts = [_located(given[0], place, everywhere, page) for place in places[key]]
            if counts and max(counts) > 0 and counts.count(max(counts)) == 1:
                yield given[0], places[key][counts.index(max(counts))]


def _located(answer: RowAnswer, place: LabelPlace, others: Sequence[LabelPlace], page: Page) -> int:
    return sum(item is not None for item in _tokens(answer, place, others, page))


def _candidates(label: str, page: Page) -> tuple[str, ...]:
    """The rows of the form that a label may be: one, or all that share it."""
    text = normalize(label, traditional=page.rendered.source.traditional).text
    found = [match for match in matches(text, page.kind) if match.score >= NEAR]
    rows = [match for match in found if match.label.role == "row"]
    if not rows or rows[0].score < found[0].score:
        return ()
    best = rows[0].score
    alike = tuple(match.label.key for match in rows if match.score == best)
    rivals = [match for match in rows if best > match.score > best - MARGIN]
    return () if rivals and not rows[0].exact else alike


def _keys(candidates: Sequence[tuple[str, ...]], kind: TableKind) -> list[str | None]:
    """One row for each label, in the order of the page: the one, or the only one due between its neighbours."""
    order: dict[str, int] = {}
    for block in union_table(kind).blocks:
        for row in block.rows:
            order.setdefault(f"{block.key}/{row.key}", len(order))
    sure = [keys[0] if len(keys) == 1 else None for keys in candidates]
    found: list[str | None] = []
    for number, keys in enumerate(candidates):
        before = max((order[key] for key in sure[:number] if key), default=-1)
        after = min((order[key] for key in sure[number + 1 :] if key), default=len(order))
        due = [key for key in keys if len(keys) == 1 or before < order[key] < after]
        found.append(due[0] if len(due) == 1 else None)
    return found
