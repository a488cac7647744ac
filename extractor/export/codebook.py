"""The codebook: every number that a form prints, with its label and unit, and the sums that tie them."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.export.labels import labels_of
from schemas import Identity, all_forms, identities
from schemas.english import english
from schemas.form import Form

__all__ = ["CodebookCell", "CodebookForm", "codebook", "identity_text"]


@dataclass(frozen=True, slots=True)
class CodebookCell:
    """One number of a form."""

    path: str
    label: str
    """What the form prints above and beside the cell, outermost first."""
    label_en: str
    """The same in English."""
    unit: str
    """Of the value."""
    quantity: str
    """``count``, ``change`` or ``money``."""


@dataclass(frozen=True, slots=True)
class CodebookForm:
    """One form: its cells in printed order and the sums that it asserts."""

    id: str
    label: str
    label_en: str
    issued: str
    first_year: int | None
    last_year: int | None
    cells: tuple[CodebookCell, ...]
    identities: tuple[Identity, ...]

    def record(self) -> dict[str, object]:
        """Return the form as a JSON object."""
        return {
            "id": self.id,
            "label": self.label,
            "label_en": self.label_en,
            "issued": self.issued,
            "first_year": self.first_year,
            "last_year": self.last_year,
            "cells": [
                {
                    "path": cell.path,
                    "label": cell.label,
                    "label_en": cell.label_en,
                    "unit": cell.unit,
                    "quantity": cell.quantity,
                }
                for cell in self.cells
            ],
            "identities": [
                {"name": identity.name, "kind": identity.kind.value, "left": identity.left, "right": identity.right}
                for identity in self.identities
            ],
        }


def codebook() -> tuple[CodebookForm, ...]:
    """Return every form, oldest first."""
    return tuple(_entry(form) for form in all_forms().values())


def identity_text(identity: Identity) -> str:
    """Return the identity as ``a + b = c`` over paths."""
    return " + ".join(identity.left) + " = " + " + ".join(identity.right)


def _entry(form: Form) -> CodebookForm:
    cells = tuple(
        CodebookCell(
            path,
            *labels_of(table, block, row, column),
            row.unit or column.unit,
            (row.quantity or column.quantity).value,
        )
        for table in form.tables
        for path, block, row, column in table.cells()
    )
    years = (form.first_year, form.last_year)
    return CodebookForm(form.id, form.label, english(form.label), form.issued, *years, cells, identities(form.paths()))
