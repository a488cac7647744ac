"""``gongkai export``: results as tables for other programs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.options import lang_option
from extractor.cli.outcome import complain
from extractor.cli.output import bytes_out
from extractor.cli.selection_options import Choice, selection_options
from extractor.errors import UsageError
from extractor.whole_files import whole_path

if TYPE_CHECKING:
    from extractor.export.loaded import Results
    from extractor.export.numbered import Numbered

__all__ = ["command"]

_TABLES = ["cells", "facts", "findings", "reports", "sections", "sources", "wide"]
_OF_ONE_TABLE = ("csv", "wide", "parquet")
"""Formats that hold one table; the others hold all."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--to",
    "kind",
    type=click.Choice(["csv", "wide", "xlsx", "parquet", "sqlite"]),
    required=True,
    help="Format; wide is csv with --what wide.",
)
@click.option(
    "--what", type=click.Choice(_TABLES), help="The table of a csv or parquet; the others hold all.  [default: cells]"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Written whole or not at all. Default for csv: standard output.",
)
@selection_options
@lang_option
def command(
    files: tuple[Path, ...], kind: str, what: str | None, output: Path | None, choice: Choice, lang: str
) -> None:
    """Turn results into tables.

    \b
    gongkai export out.jsonl --to csv -o cells.csv
    gongkai export out.jsonl --to csv --what findings
    gongkai export 20*.jsonl.gz --to parquet -o cells.parquet
    gongkai export out.jsonl --to wide --form 2021 -o reports.csv
    gongkai export out.jsonl --to xlsx --lang zh -o reports.xlsx
    gongkai export out.jsonl --to sqlite -o reports.db

    FILE is what `gongkai extract` wrote, gzipped or not, or - for standard input. One cell, fact, finding, report,
    section or source is a row; in the wide table a report is a row, with three columns a cell. A value is a number or
    nothing, never 0 for nothing: "state" and "status" say why. What is in each column: docs/exports.md.
    """
    _check(kind, what, output)
    failed: dict[int, str] = {}
    with _opened(files) as opened:
        _write(_Watched(opened.select(**choice), failed), kind, what or "cells", output, lang)
    if failed:
        complain(f"{len(failed)} failed sources have no reports, the first is {next(iter(failed.values()))}")


def _check(kind: str, what: str | None, output: Path | None) -> None:
    if what and kind not in _OF_ONE_TABLE:
        raise UsageError(f"--to {kind} holds all tables; leave --what {what} out")
    if kind == "wide" and what not in (None, "wide"):
        raise UsageError(f"--to wide is one table of its own; for {what}, say --to csv --what {what}")
    if kind not in ("csv", "wide") and (output is None or str(output) == "-"):
        raise UsageError(f"--to {kind} writes no text: name its file with -o FILE")


class _Watched:
    """Results that note which sources failed as they go by."""

    def __init__(self, results: Results, failed: dict[int, str]) -> None:
        self.dataset = results.dataset
        self._results = results
        self._failed = failed

    def numbered(self) -> Iterator[Numbered]:
        for source in self._results.numbered():
            if source.extraction.error:
                self._failed[source.id] = source.extraction.source
            yield source


def _write(results: _Watched, kind: str, what: str, output: Path | None, lang: str) -> None:
    match kind:
        case "csv" | "wide":
            from extractor.export.tidy import csv_bytes

            table = results.dataset("wide" if kind == "wide" else what)
            with bytes_out(output) as stream:
                for line in csv_bytes(table.columns, table.rows(results.numbered()), lang):
                    stream.write(line)
        case "parquet":
            from extractor.export.arrow import write_parquet

            table = results.dataset(what)
            with bytes_out(output) as stream:
                write_parquet(table, results.numbered(), stream)
        case "xlsx":
            from extractor.export.workbook import write_workbook

            with bytes_out(output) as stream:
                for note in write_workbook(results.numbered, stream, lang):
                    complain(note)
        case "sqlite" if output is not None:
            from extractor.export.database import write_database

            with whole_path(output.resolve()) as place:
                write_database(results.numbered(), place)


@contextmanager
def _opened(files: tuple[Path, ...]) -> Iterator[Results]:
    """Yield the results of the files; standard input is laid down on disk, as some formats read twice."""
    from extractor.export.loaded import Results, load, reader

    with ExitStack() as stack:
        if Path("-") not in files:
            yield load(*files)
            return
        kept = stack.enter_context(tempfile.NamedTemporaryFile(prefix="gongkai-", suffix=".jsonl"))
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        stdin = reader(Path(kept.name), "standard input")
        yield Results([stdin if file == Path("-") else reader(file) for file in files])
