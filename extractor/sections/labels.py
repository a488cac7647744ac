"""Printed text to official labels: exact, near and partial matches, each with a score.

The vocabulary of a table kind is derived from ``schemas``: its rows, groups, columns and block lines with all their
aliases. Two texts are compared by their *core*: without white space, punctuation, quotes, ordinal and notes in
brackets. Ordinals are compared apart, since ``3.其他`` and the column ``其他`` have one core.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import Indel

from extractor.sections.other_words import says_otherwise, without_marks
from schemas import union_table
from schemas.enums import TableKind

__all__ = [
    "EXACT",
    "NEAR",
    "Label",
    "Match",
    "Ordinal",
    "core",
    "is_piece",
    "match_label",
    "matches",
    "row_with_piece",
    "rows_named_in",
    "split_ordinal",
]

EXACT = 0.97
"""At or above this score a text is the label."""
NEAR = 0.72
"""At or above this score, and ahead of every other label by ``MARGIN``, a text is a damaged print of the label."""
MARGIN = 0.08
_LIKE = NEAR - 0.01
"""The most that a text of other words scores, however much of it is the label's."""
_FAR = 0.5
"""Below this likeness a label is not even named as possible."""
_LONG_PIECE = 6
"""Characters that the beginning of a label must have to stand for it."""
_LONGEST = 90
"""Longer texts than this are prose, not labels."""

Ordinal = str
"""An ordinal without its punctuation: ``三``, ``(三)`` as ``(三``, ``3`` for ``3.``; empty where there is none."""

_ORDINAL = re.compile(
    r"^\s*(?:第\s*[一二三四五六七八九十]+\s*(?:部分|章|节)[、.:,\s]*"
    r"|(?P<open>[(\[【])?\s*(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?P<close>[)\]】])?\s*(?P<mark>[、.．,:]|(?=\s))?)"
)
_NOTE = re.compile(r"\([^()]*\)|\([^()]*$")

LabelRole = Literal["row", "group", "column", "block", "title"]
_NAMES: tuple[LabelRole, ...] = ("row",)
"""Roles whose labels give numbers their place: a wrong one would put them elsewhere."""


@dataclass(frozen=True, slots=True)
class Label:
    """One official label of a table."""

    role: LabelRole
    key: str
    """``row``: ``block/row``; ``column``: ``block/column``; else the key alone."""
    core: str
    ordinal: Ordinal
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """A label and how well a text matches it, 0 to 1."""

    label: Label
    score: float

    @property
    def exact(self) -> bool:
        """True where the text is the label, notes and punctuation aside."""
        return self.score >= EXACT


@lru_cache(maxsize=16_384)
def split_ordinal(text: str) -> tuple[Ordinal, str]:
    """Return the ordinal in front of a normalised text, and the rest.

    A number counts as an ordinal only with a mark or bracket behind it: ``3.其他`` and ``(六)其他处理`` have one,
    ``12345热线`` has none.
    """
    found = _ORDINAL.match(text)
    if not found or not found.group(0).strip() or found.end() == len(text):
        return "", text
    number = found["number"]
    if number is None:
        return "第", text[found.end() :]
    if not (found["close"] or (found["mark"] and found["mark"].strip()) or found["open"]):
        return "", text
    bracket = "(" if found["open"] or found["close"] else ""
    return bracket + number, text[found.end() :]


@lru_cache(maxsize=16_384)
def core(text: str) -> str:
    """Return the text without ordinal, white space, punctuation and quotes."""
    return without_marks(split_ordinal(text)[1])


@lru_cache(maxsize=16_384)
def _bare(text: str) -> str:
    """The core without notes in brackets."""
    rest = split_ordinal(text)[1]
    return without_marks(_NOTE.sub("", rest)) or without_marks(rest)


@cache
def _labels(kind: TableKind) -> tuple[Label, ...]:
    found: dict[tuple[str, str, str, Ordinal], Label] = {}
    for role, key, texts in _declared(kind):
        for text in texts:
            # The number of a block line stands in brackets: 第二十条第(一)项 without them is every block.
            for form in (core(text),) if role == "block" else dict.fromkeys((core(text), _bare(text))):
                if form:
                    label = Label(role, key, form, split_ordinal(text)[0], text)
                    found.setdefault((role, key, form, label.ordinal), label)
    return tuple(found.values())


def _declared(kind: TableKind) -> Iterator[tuple[LabelRole, str, tuple[str, ...]]]:
    table = union_table(kind)
    for block in table.blocks:
        if block.label:
            yield "block", block.key, block.prints
        for row in block.rows:
            yield "row", f"{block.key}/{row.key}", row.prints
        for column in block.columns:
            if column.key:
                yield "column", f"{block.key}/{column.key}", column.prints
    for group in table.groups:
        yield "group", group.key, group.prints
    yield "title", "title", (table.label,)


def _ordinal_penalty(seen: Ordinal, official: frozenset[Ordinal]) -> float:
    """What a text's ordinal takes from its likeness to a label that is printed with the given ordinals."""
    if seen in official or not (seen or official):
        return 0.0
    return 0.12 if seen and official - {""} else 0.02


@cache
def _ordinals(kind: TableKind) -> dict[tuple[str, str], frozenset[Ordinal]]:
    """The ordinals with which each label is printed, an empty one only where it never has any."""
    found: dict[tuple[str, str], set[Ordinal]] = {}
    for label in _labels(kind):
        found.setdefault((label.role, label.key), set()).add(label.ordinal)
    return {key: frozenset(ordinals - {""}) or frozenset({""}) for key, ordinals in found.items()}


@lru_cache(maxsize=16_384)
def matches(text: str, kind: TableKind) -> tuple[Match, ...]:
    """Return the labels of a table that a normalised text may be, best first, one match a label key.

    Args:
        text: what stands in a cell or line, normalised.
        kind: the table whose vocabulary is searched.
    """
    ordinal, _ = split_ordinal(text)
    forms = [form for form in dict.fromkeys((core(text), _bare(text))) if form]
    if not forms or min(map(len, forms)) > _LONGEST:
        return ()
    labels, cores, ordinals = _labels(kind), _cores(kind), _ordinals(kind)
    best: dict[tuple[str, str], Match] = {}
    for form in forms:
        for _, likeness, place in process.extract(
            form, cores, scorer=Indel.normalized_similarity, score_cutoff=_FAR, limit=None
        ):
            label = labels[place]
            score = likeness - _ordinal_penalty(ordinal, ordinals[label.role, label.key])
            if EXACT > score >= NEAR and label.role in _NAMES and says_otherwise(form, label.core):
                score = _LIKE
            slot = (label.role, label.key)
            if slot not in best or score > best[slot].score:
                best[slot] = Match(label, score)
    return tuple(sorted(best.values(), key=lambda m: (-m.score, m.label.role, m.label.key)))


@cache
def _cores(kind: TableKind) -> list[str]:
    return [label.core for label in _labels(kind)]


def match_label(text: str, kind: TableKind, roles: tuple[LabelRole, ...] = ("row",)) -> Match | None:
    """Return the one label of the given roles that a text is, or None where none is near or two are as near.

    A near match counts only if it is ahead of every other label of the table, whatever its role.
    """
    found = [match for match in matches(text, kind) if match.score >= NEAR]
    wanted = [match for match in found if match.label.role in roles]
    if not wanted:
        return None
    best = wanted[0]
    if any(other.label.key != best.label.key and other.score >= best.score - 1e-9 for other in wanted):
        return None
    if best.exact:
        return best
    rivals = [m for m in found if m.label.key != best.label.key and m.score > best.score - MARGIN]
    return None if rivals else best


@lru_cache(maxsize=16_384)
def rows_named_in(text: str, kind: TableKind) -> frozenset[str]:
    """Return the rows whose labels, set one behind the other, make up a text; of labels within one another the longest.

    Empty where a text is one label alone, or other words make up more than a fifth of it.
    """
    body = core(text)
    within = {(label.core, label.key) for label in _labels(kind) if label.role == "row" and label.core in body}
    names = {name for name, _ in within}
    outer = {name for name in names if not any(name != other and name in other for other in names)}
    if len(outer) < 2 or sum(map(len, outer)) * 5 < len(body) * 4:
        return frozenset()
    return frozenset(key for name, key in within if name in outer)


@lru_cache(maxsize=16_384)
def row_with_piece(text: str, kind: TableKind) -> str | None:
    """Return the one row whose label begins with a text of some length, or None where there are none or several.

    A wrapped label begins on the line of its values.
    """
    piece = core(text)
    if len(piece) < _LONG_PIECE:
        return None
    rows = {label.key for label in _labels(kind) if label.role == "row" and label.core.startswith(piece)}
    return rows.pop() if len(rows) == 1 else None


@lru_cache(maxsize=16_384)
def is_piece(text: str, kind: TableKind) -> bool:
    """True where a text of at least two characters is a torn piece of a label of the table."""
    piece = core(text)
    return len(piece) >= 2 and any(piece in label.core for label in _labels(kind))
