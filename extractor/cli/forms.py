"""``gongkai forms``: the codebook of the official forms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from extractor.cli.options import lang_option
from extractor.cli.output import bytes_out
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.export.codebook import CodebookForm

__all__ = ["command"]


@click.command()
@click.argument("form", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON array of forms; the same as --to json.")
@click.option(
    "--to",
    "kind",
    type=click.Choice(["text", "json", "csv", "md", "xlsx"]),
    default="text",
    show_default=True,
    help="csv has the cells; md and xlsx cells, sums and words.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default but for xlsx: standard output."
)
@lang_option
def command(form: str | None, as_json: bool, kind: str, output: Path | None, lang: str) -> None:
    """List every number that the official forms print: path, unit and label, and the sums that tie them.

    \b
    gongkai forms
    gongkai forms 2021
    gongkai forms --json
    gongkai forms --to csv -o codebook.csv
    gongkai forms --to xlsx --lang zh -o codebook.xlsx

    FORM is the id of one form. Labels are given in Chinese, as they are printed, and in English.
    """
    from extractor.export.codebook import codebook

    forms = [entry.id for entry in codebook()]
    if form not in (None, *forms):
        raise click.BadParameter(f"no form {form!r}; there are {', '.join(forms)}", param_hint="FORM")
    if kind == "xlsx" and (output is None or str(output) == "-"):
        raise UsageError("--to xlsx writes no text: name its file with -o FILE")
    with bytes_out(output) as stream:
        _write("json" if as_json else kind, form, stream, lang)


def _write(kind: str, form: str | None, stream: BinaryIO, lang: str) -> None:
    from extractor.export.codebook import codebook

    chosen = [entry for entry in codebook() if form in (None, entry.id)]
    match kind:
        case "csv":
            from extractor.export.dictionary import CODEBOOK_COLUMNS, codebook_rows
            from extractor.export.tidy import csv_bytes

            stream.writelines(csv_bytes(CODEBOOK_COLUMNS, codebook_rows(form), lang))
        case "xlsx":
            from extractor.export.extras import optional

            optional("openpyxl", "office")
            from extractor.export.workbook.codebook import write_codebook

            write_codebook(form, stream, lang)
        case "md":
            from extractor.export.codebook_page import codebook_page

            _lines(stream, codebook_page(form))
        case "json":
            _lines(stream, [json.dumps([entry.record() for entry in chosen], ensure_ascii=False)])
        case _:
            _lines(stream, map(_text, chosen))


def _lines(stream: BinaryIO, lines: Iterable[str]) -> None:
    stream.writelines(line.encode("utf-8") + b"\n" for line in lines)


def _text(entry: CodebookForm) -> str:
    from extractor.export.codebook import identity_text
    from extractor.export.text_table import align

    lines = [f"{entry.id}  {entry.label}  {entry.issued}", ""]
    if entry.cells:
        lines += [*align([[cell.path, cell.unit, cell.label] for cell in entry.cells], indent="  "), ""]
    if entry.identities:
        lines += [*(f"  {identity.name}: {identity_text(identity)}" for identity in entry.identities), ""]
    return "\n".join(lines)
