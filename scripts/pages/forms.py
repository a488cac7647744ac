"""docs/forms.md: the codebook."""

from __future__ import annotations

from extractor.export.codebook import CodebookForm, codebook, identity_text
from schemas.facts import METRIC_LABELS
from scripts.pages.markdown import GENERATED, table

__all__ = ["forms_page"]


def forms_page() -> str:
    """Return the page."""
    lines = [
        "# The official forms, cell by cell",
        "",
        GENERATED,
        "",
        "One path names one number, in results, labels, exports and the evaluation. A path is",
        "`table.[section.]row.column`; the label is what the form prints. Money is in yuan (元) whatever unit is printed.",
        "`gongkai forms --json` gives the same as data.",
    ]
    for form in codebook():
        lines += ["", *_form(form)]
    lines += [
        "",
        "## Facts: what the prose says in numbers",
        "",
        *table(("metric", "what"), [(f"`{metric}`", label) for metric, label in METRIC_LABELS.items()]),
    ]
    return "\n".join(lines) + "\n"


def _form(form: CodebookForm) -> list[str]:
    years = f"report years {form.first_year}–{form.last_year or ''}" if form.first_year else "any report year"
    lines = [f"## `{form.id}`: {form.label}", "", f"{form.issued} ({years})."]
    if not form.cells:
        return [*lines, "", "This form has no cells: its reports have facts alone."]
    lines += ["", *table(("path", "label", "unit"), [(f"`{c.path}`", c.label, c.unit) for c in form.cells])]
    if form.identities:
        lines += ["", f"### Sums of `{form.id}` (勾稽关系)", ""]
        lines += table(("name", "sum"), [(f"`{i.name}`", f"`{identity_text(i)}`") for i in form.identities])
    return lines
