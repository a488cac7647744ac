"""Sections out of order, misnumbered, missing or empty."""

from __future__ import annotations

from dataclasses import replace

from eval.mangle.compose import compose
from eval.mangle.document import Block, Document, Paragraph, Table
from eval.plant.case import Planted
from eval.plant.clean import Clean
from eval.plant.field import Field, Planter
from schemas.enums import FindingKind, Severity

__all__ = ["PLANTERS"]

_NUMERALS = "一二三四五六"
_FORMS = ("2021", "2019", "2021")
_PLACEHOLDERS = ("", "无", "无。", "略。", "暂无。", "待补充", "/", "（此处填写）")

Section = list[Block]


def _parts(clean: Clean) -> tuple[Section, list[Section]]:
    """The blocks before the first heading, and those of each section, heading first."""
    before: Section = []
    sections: list[Section] = []
    for block in compose(clean.truth).blocks:
        if isinstance(block, Paragraph) and block.kind == "heading":
            sections.append([block])
        else:
            (sections[-1] if sections else before).append(block)
    return before, sections


def _document(before: Section, sections: list[Section]) -> Document:
    return Document(tuple([*before, *(block for section in sections for block in section)]))


def _heading(section: Section) -> str:
    assert isinstance(section[0], Paragraph)
    return section[0].text


def _renumbered(section: Section, ordinal: str) -> Section:
    head = section[0]
    assert isinstance(head, Paragraph)
    return [replace(head, text=ordinal + head.text.partition("、")[2]), *section[1:]]


def _six(field: Field) -> Clean:
    """A clean report whose sub-topics are not numbered like sections: what is printed there is then beyond doubt."""
    return field.clean(
        field.turn(_FORMS), lambda clean: not any(head.startswith("一、") for head, _ in clean.truth.overview)
    )


def heading_order(field: Field) -> Planted:
    """Two neighbouring sections exchanged, with the ordinals they had or with those of their new places."""
    clean = _six(field)
    before, sections = _parts(clean)
    place = field.number % 5
    first, second = sections[place + 1], sections[place]
    if field.number % 2:
        first, second = _renumbered(first, f"{_NUMERALS[place]}、"), _renumbered(second, f"{_NUMERALS[place + 1]}、")
    # The signature is the report's, not section six's.
    tail = [b for b in first if isinstance(b, Paragraph) and b.kind == "signature"]
    first = [b for b in first if b not in tail]
    document = _document(before, [*sections[:place], first, [*second, *tail], *sections[place + 2 :]])
    quotes = (_heading(first), _heading(second))
    allowed = frozenset({FindingKind.HEADING_NUMBER})
    return field.planted(
        field.expect(quotes=quotes), clean, clean.truth, " before ".join(quotes), document=document, allowed=allowed
    )


def heading_number(field: Field) -> Planted:
    """One ordinal wrong, repeated or missing."""
    clean = _six(field)
    before, sections = _parts(clean)
    place = field.random.randrange(6)
    others = [n for n in range(6) if n != place]
    way = field.turn(("repeated", "missing", "wrong", "repeated"))
    ordinal = {"repeated": f"{_NUMERALS[place - 1 if place else 1]}、", "missing": "", "wrong": "七、"}[way]
    if way == "wrong" and field.random.random() < 0.5:
        ordinal = f"{_NUMERALS[field.random.choice(others)]}、"
    sections[place] = _renumbered(sections[place], ordinal)
    # Where an ordinal stands twice either heading is the place to look.
    twice = [_heading(section) for section in sections if ordinal and _heading(section).startswith(ordinal)]
    expected = field.expect(quotes=(_heading(sections[place]), *twice))
    return field.planted(expected, clean, clean.truth, _heading(sections[place]), document=_document(before, sections))


def section_missing(field: Field) -> Planted:
    """One section is not there at all; the others keep their ordinals or close the gap."""
    clean = _six(field)
    before, sections = _parts(clean)
    place = field.turn((4, 5, 3, 0, 2, 5, 4, 1))
    gone = sections.pop(place)
    closed = field.number % 2 == 1
    if closed:
        sections = [_renumbered(section, f"{_NUMERALS[n]}、") for n, section in enumerate(sections)]
    removed = {path for block in gone if isinstance(block, Table) for path in block.paths}
    truth = replace(clean.truth, cells={p: c for p, c in clean.truth.cells.items() if p not in removed})
    allowed = frozenset({FindingKind.HEADING_NUMBER}) if closed else frozenset[FindingKind]()
    shown = f"without {_heading(gone)}"
    # Reports with nothing more to say leave out part six: worth knowing, and no error of theirs.
    expected = field.expect(Severity.NOTE if place == 5 else Severity.WARNING)
    return field.planted(expected, clean, truth, shown, document=_document(before, sections), allowed=allowed)


def section_empty(field: Field) -> Planted:
    """A heading with nothing, or a placeholder, under it."""
    clean = _six(field)
    before, sections = _parts(clean)
    place = field.turn((4, 4, 0, 5))
    text = "" if place == 5 else _PLACEHOLDERS[field.number // 2 % len(_PLACEHOLDERS)]  # 六 may say 无
    tail = [b for b in sections[place][1:] if isinstance(b, Paragraph) and b.kind == "signature"] if text else []
    heading = _heading(sections[place])
    sections[place] = [sections[place][0], *([Paragraph(text)] if text else []), *tail]
    expected = field.expect(quotes=(heading, text) if text else (heading,))
    return field.planted(expected, clean, clean.truth, f"{heading}: {text!r}", document=_document(before, sections))


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.HEADING_ORDER: heading_order,
    FindingKind.HEADING_NUMBER: heading_number,
    FindingKind.SECTION_MISSING: section_missing,
    FindingKind.SECTION_EMPTY: section_empty,
}
