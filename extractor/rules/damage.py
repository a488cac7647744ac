"""Signs that a text was recognised from a picture: characters exchanged in official labels, letters in numbers.

WITNESSES.md, "origin": any text whose labels show OCR damage counts as recognised, whatever file it came in. Words
exchanged by people (``其它``, ``商业机构``) are no such sign, nor are characters left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractor.rules.table import TableReading
from extractor.sections.labels import Label, core, matches, split_ordinal
from extractor.sources.cell_shape import is_damaged_value
from extractor.sources.normalize import normalize
from schemas.enums import Origin, TableKind

__all__ = ["Digits", "digits_of", "origin_of", "signs_of_recognition", "zeros_doubtful"]

_SHORT_LABEL = 2
"""Labels no longer than this, such as 其他, have several places and ordinals."""
_LIKENESS = 0.6
"""Least likeness of a text to the label that it is a damaged print of."""
_DIGITS = "0123456789"
_MANY_DIGITS = 60
"""Digits of a text in which a zero cannot be missing."""
_MANY_OTHERS = 90
"""Digits other than zero of a text in which none of them is likely to be missing by chance."""
_VERY_MANY_OTHERS = 150
"""The same where nothing else speaks for recognition: in a file whose text is its own."""
_MOST = 3
"""More exchanged characters than this are another wording, not damage."""
_BY_PEOPLE = frozenset(map(frozenset, ("它他", "帐账", "谘咨", "再在", "做作", "予于", "益利")))
"""Characters that people write for one another."""
_THIN_DATE = re.compile(r"(?<!\d)20\d年(?!\d)|(?<!\d)20\d年\d{1,2}月|年月\d{1,2}日|\d年\d{1,2}月日")
"""A date from which a digit fell out."""
_NO_SUCH_DATE = re.compile(r"(?<!\d)(?:1[3-9]|[2-9]\d|00?)月\d{1,2}日|(?<!\d)\d{1,2}月(?:3[2-9]|[4-9]\d|00?)日")
"""``12月81日``: a digit taken for another one, which may be so all over the page and keep every sum."""
_ORDINAL_GONE = re.compile(r"[.、．]\s*(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Digits:
    """What the digits of a text tell of how it came about."""

    others: int = 0
    """Digits other than zero."""
    missing: str = ""
    """Those that a text with many digits has nowhere.

    One glyph confused over a whole page keeps its sums; what it leaves behind is a digit that the page does not have.
    Every report prints zeros and years; each other digit is missing by chance in some two of 100 texts
    with so few digits, and in none with many.
    """


_NONE = Digits()


def origin_of(origin: Origin, tables: Iterable[TableReading], text: str = "", digits: Digits = _NONE) -> Origin:
    """Return ``ocr`` where the tables show that their text was recognised, else the origin that the file has.

    Args:
        origin: what the file is.
        tables: what was read in the source's tables.
        text: the whole text.
        digits: those of the text; one that it has nowhere was taken for another one throughout.
    """
    if origin is Origin.OCR:
        return origin
    if "0" in digits.missing or len(digits.missing) > 1:
        return Origin.OCR
    if digits.missing and (origin is Origin.UNKNOWN or digits.others >= _VERY_MANY_OTHERS):
        return Origin.OCR
    if _THIN_DATE.search(text) or _NO_SUCH_DATE.search(text):
        return Origin.OCR
    return Origin.OCR if any(part for table in tables for part in signs_of_recognition(table)) else origin


def zeros_doubtful(tables: Iterable[TableReading], missing: str) -> bool:
    """Return True where a zero stands for another ordinal, or a digit that the text should have is nowhere.

    One digit taken for a zero over a whole page keeps every sum that it stands in.

    Args:
        tables: what was read in the source's tables.
        missing: the digits that the whole text has nowhere.
    """
    if missing:
        return True
    found = ((said, matches(said, table.kind)[:1]) for table in tables for said in dict.fromkeys(table.texts))
    return any(
        "0" in split_ordinal(said)[0] and core(said) == best[0].label.core and _other_ordinal(said, best[0].label)
        for said, best in found
        if best
    )


def digits_of(text: str) -> Digits:
    """Return what the digits of a text tell."""
    seen = Counter(character for character in normalize(text, keep_lines=True).text if character in _DIGITS)
    others = seen.total() - seen["0"]
    missing = (
        digit
        for digit in _DIGITS
        if not seen[digit] and (others + seen["0"] >= _MANY_DIGITS if digit == "0" else others >= _MANY_OTHERS)
    )
    return Digits(others, "".join(missing))


def signs_of_recognition(table: TableReading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the damaged labels and the damaged numbers of a table, as printed."""
    texts = list(dict.fromkeys(table.texts))
    labels = [text for text in texts if _is_damaged(text, table.kind)]
    numbers = [token.text for run in table.runs for token in run.run.tokens if _is_damaged_number(token.text)]
    return tuple(labels), tuple(numbers)


def _is_damaged_number(text: str) -> bool:
    """True for what recognition makes of a number, a unit behind it aside."""
    text = text.rstrip("件条次项个宗元万")
    return not text.replace(",", "").replace(".", "").isdigit() and is_damaged_value(text)


def _is_damaged(text: str, kind: TableKind) -> bool:
    found = matches(text, kind)
    if not found or found[0].score < _LIKENESS:
        return False
    best = found[0]
    if _ORDINAL_GONE.match(text) and best.exact and best.label.ordinal:
        return True
    rivals = [match for match in found[1:] if match.score > best.score - 0.02 and match.label.core != best.label.core]
    if rivals or core(text) == best.label.core:
        return core(text) == best.label.core and _other_ordinal(text, best.label)
    return abs(len(core(text)) - len(best.label.core)) <= 1 and _exchanged(core(text), best.label.core)


def _exchanged(seen: str, official: str) -> bool:
    """True where some characters were exchanged one for one."""
    edits = Levenshtein.editops(seen, official)
    replaced = [(seen[e.src_pos], official[e.dest_pos]) for e in edits if e.tag == "replace"]
    if not 1 <= len(replaced) <= _MOST or len(official) < 2 * len(edits) + 2:
        return False
    return any(frozenset(pair) not in _BY_PEOPLE for pair in replaced) and _scattered([e.src_pos for e in edits])


def _scattered(places: Sequence[int]) -> bool:
    """True where the edits are single characters rather than one word for another."""
    return len(places) == 1 or any(later - earlier > 1 for earlier, later in pairwise(places))


def _other_ordinal(text: str, label: Label) -> bool:
    """True where one digit stands for another in front of a label; Chinese numerals are the agency's own counting."""
    ordinal = split_ordinal(text)[0]
    digits = ordinal.isdigit() and label.ordinal.isdigit()
    return digits and ordinal != label.ordinal and len(label.core) > _SHORT_LABEL
