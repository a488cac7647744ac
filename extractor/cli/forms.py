"""``gongkai forms``: the codebook of the official forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extractor.export.codebook import CodebookForm

__all__ = ["command"]


@click.command()
@click.argument("form", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON array of forms.")
def command(form: str | None, as_json: bool) -> None:
    """List every number that the official forms print: path, unit and label, and the sums that tie them.

    \b
    gongkai forms
    gongkai forms 2021
    gongkai forms --json

    FORM is the id of one form.
    """
    from extractor.export.codebook import codebook

    chosen = [entry for entry in codebook() if form in (None, entry.id)]
    if not chosen:
        raise click.BadParameter(
            f"no form {form!r}; there are {', '.join(e.id for e in codebook())}", param_hint="FORM"
        )
    if as_json:
        click.echo(json.dumps([entry.record() for entry in chosen], ensure_ascii=False))
    else:
        click.echo("\n".join(_text(entry) for entry in chosen))


def _text(entry: CodebookForm) -> str:
    from extractor.export.codebook import identity_text
    from extractor.export.text_table import align

    lines = [f"{entry.id}  {entry.label}  {entry.issued}", ""]
    if entry.cells:
        lines += [*align([[cell.path, cell.unit, cell.label] for cell in entry.cells], indent="  "), ""]
    if entry.identities:
        lines += [*(f"  {identity.name}: {identity_text(identity)}" for identity in entry.identities), ""]
    return "\n".join(lines)
