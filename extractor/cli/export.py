"""``gongkai export``: results as a table for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.outcome import complain
from extractor.cli.output import bytes_out

__all__ = ["command"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--to", "kind", type=click.Choice(["csv"]), required=True, help="Kind of table.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: standard output.")
def command(file: Path, kind: str, output: Path | None) -> None:
    """Turn results into a tidy table, one cell a row.

    \b
    gongkai export out.jsonl --to csv -o cells.csv

    The CSV is UTF-8 with a byte order mark. Text that a spreadsheet would run as a formula gets an apostrophe in
    front; the column "value" holds plain numbers only, and is empty where "state" says that there is none.
    """
    from extractor.export.results import read_results
    from extractor.export.tidy import csv_bytes

    failed = [extraction.source for extraction in read_results(file) if extraction.error]
    with bytes_out(output) as stream:
        for line in csv_bytes(read_results(file)):
            stream.write(line)
    if failed:
        complain(f"{len(failed)} failed sources have no cells in the table, the first is {failed[0]}")
