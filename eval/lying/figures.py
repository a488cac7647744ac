"""The figures of a point: as data for JSON, and as a table of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from eval.lying.tally import Point, SilentCell, SilentFact, Tally
from eval.mangle.measure import percent

__all__ = ["error_lines", "point_figures", "point_table"]

_COUNTED = ("numbers", "alone", "verified", "believed", "by_model", "gained", "withdrawn", "changed")
_MOST_LISTED = 400
_RULE_OF_THREE = 3.0


def point_figures(point: Point, tally: Tally, *, listed: int = _MOST_LISTED) -> dict[str, object]:
    """Return the figures of one point.

    Args:
        point: what was told.
        tally: what came of it.
        listed: the most silent cells, and the most silent facts, that are listed one by one.
    """
    counts, sources = tally.counts, tally.counts["sources"]
    return {
        "kind": point.kind,
        "rate": point.rate,
        "sources": sources,
        "reports": counts["labelled"],
        "answers": counts["answers"],
        "lies": counts["lies"],
        "facts_told": counts["facts_told"],
        "facts_lied": counts["facts_lied"],
        "verified_facts": counts["verified_facts"],
        "requests_and_review": {name: counts[f"main.{name}"] for name in _COUNTED},
        "elsewhere": {name: counts[f"other.{name}"] for name in _COUNTED},
        "silent": {
            "requests_and_review": len(tally.silent_main),
            "of_them_printed_so": len(tally.silent_main) - len(tally.misread_main),
            "upper_bound_per_report": None if tally.misread_main or not sources else _RULE_OF_THREE / sources,
            "elsewhere": len(tally.silent_other),
            "facts": len(tally.facts),
            "without_model": sum(cell.without_model for cell in tally.cells),
            "causes": {
                "requests_and_review": _causes(tally.silent_main),
                "elsewhere": _causes(tally.silent_other),
                "facts": _causes(tally.facts),
            },
        },
        "withdrawn": [
            {"loss": loss, "proven": proven, "lied": lied, "cells": count}
            for (loss, proven, lied), count in sorted(
                Counter((item.loss.value, item.proven, item.lied) for item in tally.withdrawn).items()
            )
        ],
        "cells": [asdict(cell) for cell in tally.cells[:listed]],
        "facts": [asdict(fact) for fact in tally.facts[:listed]],
    }


def _causes(errors: Iterable[SilentCell | SilentFact]) -> dict[str, int]:
    return dict(sorted(Counter(error.cause.value for error in errors).items()))


def point_table(points: Sequence[Point], tallies: Sequence[Tally]) -> str:
    """Return one line a point: silent errors first, then what is believed and what the lies cost."""
    lines = [
        f"{'lies':<24} {'reports':>7} {'answers':>8} {'lies':>7} {'silent':>6} {'printed':>7} {'else':>5} {'facts':>5} "
        f"{'alone':>7} {'beside':>7} {'gained':>7} {'withdrawn':>9} {'changed':>7}"
    ]
    for point, tally in zip(points, tallies, strict=True):
        counts = tally.counts
        both = {name: counts[f"main.{name}"] + counts[f"other.{name}"] for name in _COUNTED}
        lines.append(
            f"{point!s:<24} {counts['labelled']:>7} {counts['answers']:>8} {counts['lies']:>7} "
            f"{len(tally.misread_main):>6} {len(tally.silent_main) - len(tally.misread_main):>7} {len(tally.silent_other):>5} {len(tally.facts):>5} "
            f"{percent(both['alone'], both['numbers']):>7} {percent(both['verified'], both['numbers']):>7} "
            f"{both['gained']:>7} {both['withdrawn']:>9} {both['changed']:>7}"
        )
    return "\n".join(lines)


def error_lines(point: Point, tally: Tally) -> list[str]:
    """Return every silent error with its cause, one a line: cells of the headline, then others, then facts."""
    lines = [
        f"{point}: {cell.cause}: {cell.path}: label {cell.label}, read {cell.read} {cell.status} by "
        f"{'+'.join(cell.witnesses)}, the model said {cell.answered}"
        f"{', the same without it' if cell.without_model else ''}: {cell.recipe} ({'+'.join(cell.habits)})"
        for cell in (*tally.silent_main, *tally.silent_other)
    ]
    return lines + [
        f"{point}: {fact.cause}: fact {fact.metric} {fact.value}: {fact.quote}: {fact.recipe} ({'+'.join(fact.habits)})"
        for fact in tally.facts
    ]
