"""Agreement as text for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add

from eval.agreement.compare import MEASURES, Agreement
from eval.agreement.items import Item
from eval.report_text import aligned, figure_text

__all__ = ["agreement_data", "agreement_text", "difference_data", "figures_text", "in_total"]

_SHOWN = 40


def in_total(documents: Mapping[str, Agreement]) -> Agreement:
    """Return all documents taken together."""
    return reduce(add, documents.values(), Agreement())


def agreement_text(documents: Mapping[str, Agreement], alone: Sequence[str]) -> str:
    """Return the figures of all documents together and of each, and the differences by document."""
    head = ("document", "cells", "non-zero cells", "states", "facts", "differences")
    rows = [head, *(_row(name, agreement) for name, agreement in documents.items())]
    parts = [figures_text(documents), aligned(rows)]
    if differences := in_total(documents).differences:
        listed = [("where", "A", "B"), *((_where(item), *map(_short, item.said)) for item in differences)]
        parts.append(f"differences: {len(differences)}\n{aligned(listed)}")
    if alone:
        parts.append("annotated by one only, not compared: " + ", ".join(alone))
    return "\n\n".join(parts) + "\n"


def figures_text(documents: Mapping[str, Agreement]) -> str:
    """Return the figures of all documents together, a line each."""
    total = in_total(documents)
    rows = [(f"{len(documents)} documents", "agreed")]
    rows += [(measure, figure_text(total.figure(measure))) for measure in MEASURES]
    return aligned([*rows, ("Cohen's kappa of states", "undefined" if total.kappa is None else f"{total.kappa:.3f}")])


def agreement_data(documents: Mapping[str, Agreement], alone: Sequence[str]) -> dict[str, object]:
    """Return the same as JSON: ``overall``, ``documents`` by id, ``differences`` with ``a`` and ``b``, ``alone``."""
    total = in_total(documents)
    return {
        "overall": _data(total),
        "documents": {name: _data(agreement) for name, agreement in documents.items()},
        "differences": [difference_data(item, ("a", "b")) for item in total.differences],
        "alone": list(alone),
    }


def difference_data(item: Item, readers: Sequence[str]) -> dict[str, object]:
    """Return one difference as JSON: where it is, and what each reader says."""
    return {**item.place, **dict(zip(readers, item.said, strict=True))}


def _data(agreement: Agreement) -> dict[str, object]:
    figures = {measure.replace(" ", "_"): agreement.figure(measure).model_dump() for measure in MEASURES}
    return {**figures, "kappa": agreement.kappa}


def _row(name: str, agreement: Agreement) -> tuple[str, ...]:
    figures = [figure_text(agreement.figure(measure)) for measure in ("cells", "non-zero cells", "states", "facts")]
    return (name, *figures, str(len(agreement.differences)))


def _where(item: Item) -> str:
    report = f" {item.report + 1}" if item.report else ""
    quote = dict(item.fact).get("quote")
    parts = [item.path, f"“{quote}”" if quote else None, item.field]
    return f"{item.document}{report}: " + " ".join(part for part in parts if part)


def _short(said: object) -> str:
    if isinstance(said, dict):
        read = said["state"] if said["value"] is None else said["value"]
        return f"{read}" + ("" if said.get("certain", True) else ", not sure")
    text = "none" if said is None else " ".join(str(said).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
