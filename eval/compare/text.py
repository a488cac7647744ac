"""A comparison as plain aligned text for a terminal: the verdict first, then why, then where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from eval.compare.belief import NOT_APPLICABLE, WHY_NOT, WHY_NOT_BOTH
from eval.compare.format import (
    Answer,
    Change,
    Comparison,
    Documents,
    Effect,
    Excerpt,
    FactFlip,
    Flip,
    Group,
    PromptChange,
    PromptGroup,
    ReaderComparison,
    Slice,
    VerdictWord,
    Wins,
)
from eval.compare.verdict import speaks
from eval.compare.words import (
    EFFECTS,
    diff_text,
    difference_text,
    interval_text,
    name_text,
    reason_text,
    sides_text,
    unchanged,
)
from eval.report_text import aligned, counted

__all__ = ["render"]

_SHOWN = (
    "silent_a_report",
    "silent",
    "right_nonzero",
    "right",
    "wrong",
    "missed",
    "invented",
    "misplaced",
    "verified",
    "repaired",
    "disputed",
    "unread",
    "tables_exact",
    "reports_matched",
    "facts_found",
    "facts_right",
    "facts_silent",
)
_AROUND = 12
"""Characters of the source on either side of a token."""
_HASH = 12
_LONG = re.compile(r"[0-9a-f]{16,}")
_BLANKS = re.compile(r"\s+")

K = TypeVar("K", bound=StrEnum)
F = TypeVar("F", Flip, FactFlip)


def render(comparison: Comparison, flips: int = 20) -> str:
    """Return the whole comparison as text that ends with a newline.

    Args:
        comparison: what to print.
        flips: how many flips of cells, and of facts, are listed; the gravest come first.
    """
    return "\n\n".join(part for part in _parts(comparison, flips) if part) + "\n"


def _parts(comparison: Comparison, flips: int) -> Iterator[str]:
    found = comparison.headline
    yield "\n".join([f"verdict: {found.verdict.sentence}", *_others(comparison)])
    yield _head(comparison)
    yield "\n".join(_reasons(found))
    settings = [(one.what, _short(one.a), _short(one.b)) for one in comparison.settings]
    yield _table(("made differently", "A", "B"), settings)
    yield "\n".join(map(_prompt_change, comparison.prompts))
    yield _table(("figure", "A", "B", "B less A", "interval", ""), map(_change, _shown(found.changes)))
    yield _table(("part", "reports", "figure", "A", "B", "B less A", "interval", ""), _slices(found.slices))
    yield _wins(found)
    yield _table(("where flips stand", "cells", "facts"), map(_section, found.by_section))
    yield _table(("prompt", "A", "B", "flips in what it asks for"), _prompts(found))
    yield _listed("cells", found.flips, _FLIP, [_flip(flip) for flip in found.flips[:flips]])
    yield _listed("facts", found.fact_flips, _FACT, [_fact(flip) for flip in found.fact_flips[:flips]])
    usage = [
        (one.what.replace("_", " "), _number(one.a), _number(one.b), _number(one.difference))
        for one in comparison.usage
        if one.a is not None or one.b is not None
    ]
    yield _table(("usage", "A", "B", "B less A"), usage)
    yield f"{comparison.level:.0%} intervals by bootstrap over reports: {comparison.resamples} resamples, seed {comparison.seed}"


def _others(comparison: Comparison) -> Iterator[str]:
    """The other readers in which something changed, each with how it is looked at; then those without a change."""
    same = [other for other in comparison.others if other.verdict.word is VerdictWord.IDENTICAL]
    for other in comparison.others:
        if other not in same:
            yield f"  {_readers(other)}: {other.verdict.sentence} (see it with --reader {other.reader_b})"
    if same:
        yield f"  {', '.join(map(_readers, same))}: identical"


def _reasons(found: ReaderComparison) -> list[str]:
    """The deciding figures, those that the reader cannot have in one line."""
    possible = [one for one in found.verdict.reasons if any(one.applies)]
    names = [name_text(one.name) for one in found.verdict.reasons if not any(one.applies)]
    lines = [reason_text(one, found.reports) for one in possible]
    if names:
        lines.append(f"{', '.join(names)}: {NOT_APPLICABLE}, {WHY_NOT}")
    return ["deciding figures:", *(f"  {line}" for line in lines)] if lines else []


def _prompt_change(change: PromptChange) -> str:
    name = f"prompt {change.prompt}"
    if change.diff is None:
        return f"{name}: the text of {' and '.join(change.unknown)} is not known, only its hash"
    if not change.diff:
        return f"{name}: the same text, the schema of its answer differs"
    return f"{name}: {diff_text(change.diff)}; --html and --json show them"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    listed = list(rows)
    return aligned([head, *listed]) if listed else ""


def _head(comparison: Comparison) -> str:
    found, about = comparison.headline, comparison.documents
    rows = [
        ("A", comparison.a),
        ("B", comparison.b),
        ("reader", _readers(found)),
        (
            "compared",
            f"{counted(found.documents, 'document')}, {counted(found.reports, 'report')}, paired by report and cell",
        ),
    ]
    replayed = [side for side, known in zip("AB", comparison.replayed, strict=True) if known]
    if replayed:
        rows.append(("answers", f"replayed from recordings in {' and '.join(replayed)}, not asked for"))
    if about.gold:
        rows.append(("labels", f"of {', '.join(about.gold)}, in place of the runs' own"))
    rows += [("left out", f"{name}: {why}") for why, names in _left_out(about, found) for name in names]
    rows += [("failed in A", name) for name in found.failed_a]
    rows += [("failed in B", name) for name in found.failed_b]
    return aligned(rows)


def _left_out(about: Documents, found: ReaderComparison) -> Iterator[tuple[str, Sequence[str]]]:
    yield "only in A", about.only_a
    yield "only in B", about.only_b
    yield "no label", about.unlabelled
    yield "not read by this reader in both", found.left_out


def _readers(found: ReaderComparison) -> str:
    if found.reader_a is found.reader_b:
        return found.reader_b.value
    return f"{found.reader_a} in A, {found.reader_b} in B"


def _shown(changes: Iterable[Change]) -> list[Change]:
    by_name = {change.name: change for change in changes}
    return [by_name[name] for name in _SHOWN]


def _change(change: Change) -> tuple[str, ...]:
    name = name_text(change.name)
    if not any(change.applies):
        return name, "", "", NOT_APPLICABLE, "", WHY_NOT
    if unchanged(change):
        return name, *sides_text(change), "no change", "", ""
    if not all(change.applies) and not change.difference:
        return name, *sides_text(change), "", "", WHY_NOT_BOTH
    same = change.a == change.b and change.effect is Effect.NOT_SHOWN
    effect = "same in sum" if same else EFFECTS[change.effect]
    return name, *sides_text(change), difference_text(change), interval_text(change), effect


def _slices(slices: Iterable[Slice]) -> Iterator[tuple[str, ...]]:
    """Of the parts what is shown to differ, and silent errors that differ in number."""
    for part in slices:
        for change in part.changes:
            if speaks(change):
                yield (f"{part.by.replace('_', ' ')} {part.name}", str(part.reports), *_change(change))


def _wins(found: ReaderComparison) -> str:
    counts = (("non-zero cells right", found.wins), ("all cells", found.wins.all_cells))
    return "\n".join(f"reports by {name}: {_won(wins)}" for name, wins in counts)


def _won(wins: Wins) -> str:
    sign = "no sign test" if wins.p is None else f"exact sign test p = {wins.p:.3g}"
    return f"{wins.won} won, {wins.lost} lost, {wins.tied} tied; {sign}"


def _section(group: Group) -> tuple[str, ...]:
    return group.section.value if group.section else "place not known", _kinds(group.cells), _kinds(group.facts)


def _prompts(found: ReaderComparison) -> Iterator[tuple[str, ...]]:
    """The prompts that differ with what flipped in what they ask for, and what flipped elsewhere."""
    changed = [group for group in found.by_prompt if group.differs]
    if changed:
        yield from ((one.prompt, _short(one.a), _short(one.b), _both(one)) for one in changed)
        here = sum(_total(group) for group in changed)
        yield "elsewhere", "", "", counted(len(found.flips) + len(found.fact_flips) - here, "flip")


def _both(group: PromptGroup) -> str:
    return "; ".join(kinds for kinds in (_kinds(group.cells), _kinds(group.facts)) if kinds) or "0 flips"


def _total(group: PromptGroup) -> int:
    return sum(group.cells.values()) + sum(group.facts.values())


def _kinds(counted: Mapping[K, int]) -> str:
    return ", ".join(f"{count} {_kind(kind)}" for kind, count in counted.items())


def _kind(kind: StrEnum) -> str:
    return kind.value.replace("_", " ")


_FLIP = ("flip", "report", "path", "label", "A", "B", "in the source")
_FACT = ("flip", "report", "metric", "value", "A", "B", "in the source")


def _listed(what: str, flips: Sequence[F], head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The gravest flips in a table under what there are in all."""
    if not flips:
        return f"no flips of {what}"
    lines = [f"flips of {what}: {len(flips)} ({_kinds(Counter(flip.kind for flip in flips))})"]
    if rows:
        lines.append(_table(head, rows))
    if len(rows) < len(flips):
        lines.append(f"{len(flips) - len(rows)} more: --flips {len(flips)}, or --json")
    return "\n".join(lines)


def _flip(flip: Flip) -> tuple[str, ...]:
    place = _place(flip.b.excerpt or flip.a.excerpt)
    return _kind(flip.kind), _report(flip), flip.path, _label(flip), _answer(flip.a), _answer(flip.b), place


def _label(flip: Flip) -> str:
    label = flip.label
    if label is None:
        return "absent"
    return label.state.value if label.value is None else _number(label.value)


def _fact(flip: FactFlip) -> tuple[str, ...]:
    given = [one.status.value if one else "not given" for one in (flip.a, flip.b)]
    found = [one.excerpt for one in (flip.b, flip.a) if one and one.excerpt]
    place = _place(found[0], 0) if found else flip.quote
    return _kind(flip.kind), _report(flip), flip.metric.value, _number(flip.value), *given, place


def _report(flip: Flip | FactFlip) -> str:
    return f"{flip.document} {flip.year or ''}".rstrip()


def _answer(answer: Answer) -> str:
    """``8 verified (rules model)``; a number that a dispute leaves without a value is shown by its status alone."""
    if answer.state is None:
        return "absent"
    value = answer.state.value if answer.value is None else _number(answer.value)
    witnesses = f" ({' '.join(answer.witnesses)})" if answer.witnesses else ""
    return f"{value} {answer.status}{witnesses}"


def _place(excerpt: Excerpt | None, around: int = _AROUND) -> str:
    """A token between two brackets, with what stands beside it; line ends and tabs as spaces."""
    if excerpt is None:
        return ""
    before = excerpt.text[max(0, excerpt.start - around) : excerpt.start]
    after = excerpt.text[excerpt.end : excerpt.end + around]
    token = excerpt.text[excerpt.start : excerpt.end]
    return _BLANKS.sub(" ", f"{before}【{token}】{after}")


def _short(text: str | None) -> str:
    """Hashes by their beginning."""
    if text is None:
        return "none"
    return f"{text[:_HASH]}…" if _LONG.fullmatch(text) else text


def _number(number: float | Decimal | str | None) -> str:
    return "unknown" if number is None else f"{number:,.6g}" if isinstance(number, float) else str(number)
