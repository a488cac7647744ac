"""``gongkai show``: look at a result or a source, closely."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.outcome import about, complain
from extractor.errors import SourceError, UsageError

if TYPE_CHECKING:
    from schemas.result import Extraction

__all__ = ["command"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("path", required=False)
@click.option("--text", "as_text", is_flag=True, help="FILE is a source: print the text that all spans refer to.")
@click.option("--alignment", is_flag=True, help="FILE is a source: print which value went to which row, and why.")
@click.option("--source", metavar="NAME", help="Only the results whose source has NAME in its name.")
def command(file: Path, path: str | None, as_text: bool, alignment: bool, source: str | None) -> None:
    """Show a cell, its witnesses and what stands around it in the source.

    \b
    gongkai show out.jsonl
    gongkai show out.jsonl requests.received.total
    gongkai show --text report.html
    gongkai show --alignment report.html

    FILE is a result file; without PATH every cell and every fact is a line. The surroundings are shown where the source is found
    under its own name, from here or beside the result file, and is still the same.
    """
    if as_text or alignment:
        _show_source(file, alignment=alignment)
        return
    from extractor.export.cell_view import cell_view, report_list
    from extractor.export.results import read_results
    from schemas import cell_definition

    if path:
        try:
            cell_definition(path)
        except KeyError as error:
            raise UsageError(str(error.args[0])) from None
    shown = 0
    for extraction in read_results(file):
        if source and source not in extraction.source:
            continue
        text = _text_of(extraction, file) if path else None
        for report in extraction.reports:
            if path and path not in report.cells:
                continue
            shown += 1
            click.echo(f"{extraction.source}  {report.organization or '?'}  {report.year or '?'}  form {report.form}")
            click.echo((cell_view(report, path, text) if path else report_list(report)) + "\n")
    if not shown:
        raise UsageError(
            f"{file}: no report here has {path or 'any result'}; `gongkai show {file}` lists what there is"
        )


def _show_source(file: Path, *, alignment: bool) -> None:
    from extractor.cli.alignment import alignment_view
    from extractor.library import read_bytes, source_name
    from extractor.sources import read_source

    name = source_name(str(file))
    try:
        data = sys.stdin.buffer.read() if name == "-" else read_bytes(file)
        source = read_source(data, name)
    except SourceError as error:
        raise UsageError(about(name, error.message)) from error
    text = alignment_view(source) + "\n" if alignment else source.text
    stream = sys.stdout.buffer
    stream.write(text.encode("utf-8", "backslashreplace"))
    stream.flush()


def _text_of(extraction: Extraction, results: Path) -> str | None:
    """The source's text, where the source is at hand and unchanged."""
    import hashlib

    from extractor.sources import read_source

    for place in _places(extraction.source, results):
        if place.is_file():
            data = place.read_bytes()
            if hashlib.sha256(data).hexdigest() == extraction.sha256:
                return read_source(data, extraction.source).text
            complain(f"{place} is not the file that was read; its text is not shown")
    return None


def _places(name: str, results: Path) -> Iterator[Path]:
    yield Path(name)
    if not Path(name).is_absolute():
        yield results.parent / name
