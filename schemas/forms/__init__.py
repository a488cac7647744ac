"""The official forms, one file each. A new form version is a new file here that defines ``FORM``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from schemas.form import Form

__all__ = ["all_forms", "form"]


@cache
def all_forms() -> dict[str, Form]:
    """Return every declared form by its id, oldest first, found by the files that stand in this folder."""
    found = [
        importlib.import_module(f"{__name__}.{module.name}").FORM
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    return {item.id: item for item in sorted(found, key=lambda item: (item.first_year or 0, item.id))}


def form(form_id: str) -> Form:
    """Return the form of that id.

    Raises:
        KeyError: no form has that id; the message lists those that exist.
    """
    forms = all_forms()
    if form_id not in forms:
        raise KeyError(f"no form {form_id!r}; there are {', '.join(sorted(forms))}")
    return forms[form_id]
