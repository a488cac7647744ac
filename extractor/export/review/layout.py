"""What reports with the same cells share: their paths, labels, units, tables and sums, said once in a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from extractor.export.codebook import codebook
from extractor.export.review.shape import form_shape
from schemas import Identity, cell_definition, identities, subtotals

__all__ = ["cell_label", "layout_record"]


@cache
def _labels() -> dict[str, str]:
    return {cell.path: cell.label for form in codebook() for cell in form.cells}


def cell_label(path: str) -> str:
    """Return what the form prints beside and above a cell; the path itself where no form has it."""
    return _labels().get(path, path)


@lru_cache(maxsize=64)  # a service draws the same few forms again and again
def layout_record(form_id: str, paths: tuple[str, ...]) -> Mapping[str, object]:
    """Return all that depends on nothing but the form and which cells there are.

    Returns:
        ``paths``; ``labels``, ``units``, ``quantities`` and ``of`` (the number of the cell's table) along them;
        ``tables`` (``form_shape``); ``sums`` as ``[kind, name, left, right, asserted]`` over indexes of cells, where a
        subtotal, which is no witness, is not asserted by the form itself.
    """
    index = {path: number for number, path in enumerate(paths)}
    definitions = [cell_definition(path) for path in paths]
    tables = form_shape(form_id, paths)
    order = [table["kind"] for table in tables]
    sums = [_sum(identity, index, asserted=True) for identity in identities(paths)]
    sums += [_sum(identity, index, asserted=False) for identity in subtotals(paths)]
    return {
        "paths": list(paths),
        "labels": [_labels()[path] for path in paths],
        "units": [definition.unit for definition in definitions],
        "quantities": [definition.quantity for definition in definitions],
        "of": [order.index(definition.table) for definition in definitions],
        "tables": tables,
        "sums": sums,
    }


def _sum(identity: Identity, index: dict[str, int], *, asserted: bool) -> list[object]:
    sides = ([index[path] for path in side] for side in (identity.left, identity.right))
    return [identity.kind, identity.name, *sides, int(asserted)]
