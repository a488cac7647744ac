"""What the page of a comparison says first: the verdict in one sentence, why, and what became of the other readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eval.compare import format as compared
from eval.compare.belief import NOT_APPLICABLE, WHY_NOT
from eval.compare.figures import FIGURES as SPECS
from eval.compare.words import EFFECTS, sides_text, unchanged
from eval.page.comparison_words import FAVOUR, FIGURES, TONES
from eval.page.view import Lead, Link
from eval.page.wording import READERS, capital, points
from eval.report_text import counted

__all__ = ["anchor", "comparison_lead", "comparison_subtitle", "is_mean"]


def comparison_subtitle(found: compared.Comparison) -> str:
    """Return who is compared over what, whether answers were replayed, and how the intervals are made."""
    one = found.headline
    sides = capital(READERS[one.reader_a])
    if one.reader_a is not one.reader_b:
        sides = f"A's {READERS[one.reader_a]} against B's {READERS[one.reader_b]}"
    return (
        f"{sides} over {counted(one.documents, 'document')}, {counted(one.reports, 'report')} that both runs have. "
        f"{_replayed(found)}Intervals: {found.level:.0%}, bootstrap over reports, the same reports drawn for both, "
        f"{found.resamples} times, seed {found.seed}."
    )


def _replayed(found: compared.Comparison) -> str:
    sides = [side for side, known in zip("AB", found.replayed, strict=True) if known]
    if not sides:
        return ""
    where = "in both runs" if len(sides) == len("AB") else f"in {sides[0]}"
    return f"The model's answers were replayed from recordings {where}: nothing was asked anew. "


def comparison_lead(found: compared.Comparison) -> Lead:
    """Return the verdict on the headline's reader, its reasons, and the verdicts on the other readers with links."""
    verdict = found.headline.verdict
    reasons = (*_reasons(found.headline), *_prompt_reasons(found.headline))
    return Lead(verdict.sentence, TONES[verdict.word], reasons, tuple(_others(found)))


def anchor(other: compared.ReaderComparison) -> str:
    """Return the place in the page where another reader's changes stand."""
    return f"reader-{other.reader_b}"


def _others(found: compared.Comparison) -> Iterator[Link]:
    same = [one for one in found.others if one.verdict.word is compared.VerdictWord.IDENTICAL]
    spared = ""
    if found.headline.verdict.word is compared.VerdictWord.IDENTICAL:
        spared = f" The {READERS[found.headline.reader_b]} is not affected."
    for other in found.others:
        if other not in same:
            said = f"{capital(READERS[other.reader_b])}: {other.verdict.sentence}{spared}"
            yield Link(said, f"#{anchor(other)}", "Its changes")
    if same:
        yield Link(f"{capital(', '.join(READERS[one.reader_b] for one in same))}: identical in every cell and fact.")


def _reasons(one: compared.ReaderComparison) -> Iterable[str]:
    """The deciding figures; those without a change in one line, and those that the reader cannot have."""
    reasons = one.verdict.reasons
    impossible = [change for change in reasons if not any(change.applies)]
    still = [change for change in reasons if any(change.applies) and unchanged(change)]
    for change in reasons:
        if change not in impossible and change not in still:
            yield _reason(change)
    if still:
        yield f"No change in {counted(one.reports, 'report')}: {_names(still)}"
    if impossible:
        yield f"{capital(NOT_APPLICABLE)}, {WHY_NOT}: {_names(impossible)}"


def _names(changes: Iterable[compared.Change]) -> str:
    return "; ".join(FIGURES.get(change.name, change.name) for change in changes)


def _reason(change: compared.Change) -> str:
    name = FIGURES.get(change.name, change.name)
    if change.difference is None:
        return f"{name}: {EFFECTS[compared.Effect.UNDEFINED]}"
    per = " per 100 reports" if is_mean(change) else " points"
    bounds = ""
    if change.interval:
        bounds = f" (interval {points(change.interval.low)} to {points(change.interval.high)})"
    a, b = sides_text(change)
    return f"{name}: A {a}, B {b}; {points(change.difference)}{per}{bounds}: {FAVOUR[change.effect]}"


def is_mean(change: compared.Change) -> bool:
    """True for figures that count errors, of which one report may have several: no share, though compared as one."""
    return SPECS[change.name].unit == "mean"


def _prompt_reasons(one: compared.ReaderComparison) -> Iterator[str]:
    """For each prompt that differs: how many of the flips are in what it asks for."""
    cells, facts = len(one.flips), len(one.fact_flips)
    for group in one.by_prompt:
        inside = sum(group.cells.values()), sum(group.facts.values())
        if not group.differs:
            continue
        said = f"The prompt “{group.prompt}” differs"
        if any(inside):
            kinds = ((inside[0], cells, "cell"), (inside[1], facts, "fact"))
            parts = [f"{count} of {counted(total, f'changed {noun}')}" for count, total, noun in kinds if total]
            yield f"{said}: {' and '.join(parts)} {'are' if sum(inside) > 1 else 'is'} in what it asks for"
        elif cells or facts:
            both = f"{counted(cells, 'changed cell')} and {counted(facts, 'changed fact')}"
            yield f"{said}, but nothing of {both} is in what it asks for: they come from elsewhere"
        else:
            yield f"{said}, and that changed nothing for this reader"
