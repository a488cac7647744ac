"""``gongkai eval mangle``: invented reports in every kind of mess, as a gold set or scored on the spot."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click

from eval.labels import LABEL_NAME
from eval.mangle import Mangled, ModeSpec, all_modes, parse_modes
from eval.mangle.batch import mangled_reports
from eval.mangle.measure import measure, score_table
from eval.truth import FORMS

__all__ = ["command"]

_EPILOG = """Examples:

\b
  gongkai eval mangle --list
  gongkai eval mangle --seed 1 --reports 20 --modes html,pipes+furniture -o gold/
  gongkai eval mangle --seed 1 --reports 50 --modes lines,digit_noise:0.02+pipes --score

The same seed gives the same files. Exit code 2: a mode, form or folder that cannot be used.
"""


@click.command("mangle", short_help="Damage sources in known ways, with the truth kept beside them.", epilog=_EPILOG)
@click.option("--seed", type=int, default=1, show_default=True, help="The only source of chance.")
@click.option(
    "--reports", "count", type=click.IntRange(1), default=10, show_default=True, help="Reports a combination."
)
@click.option(
    "--modes",
    "combinations",
    default="html",
    show_default=True,
    metavar="A,B+C:0.1",
    help="Combinations separated by commas; modes of one joined by +, a strength after a colon.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder of the gold set.")
@click.option("--form", type=click.Choice(FORMS), help="Only this form; drawn for each report otherwise.")
@click.option(
    "--agency-errors", type=click.IntRange(0), default=0, show_default=True, help="Errors of the agency in each."
)
@click.option("--score", is_flag=True, help="Extract each source and print right, verified and silent by combination.")
@click.option("--list", "list_modes", is_flag=True, help="List the modes and stop.")
def command(
    seed: int,
    count: int,
    combinations: str,
    output: Path | None,
    form: str | None,
    agency_errors: int,
    score: bool,
    list_modes: bool,
) -> None:
    """Write invented reports in every kind of mess, each with its label, or measure the extraction on them."""
    from extractor.errors import UsageError  # noqa: PLC0415  # heavy parts are imported when used

    if list_modes:
        click.echo(_list())
        return
    if output is None and not score:
        raise UsageError("nothing to do: give a folder with -o, or --score, or --list")
    try:
        chosen = [parse_modes(part) for part in combinations.split(",")]
        sets = [
            (_name(modes), list(mangled_reports(seed, count, modes, form=form, agency_errors=agency_errors)))
            for modes in chosen
        ]
    except ValueError as error:
        raise UsageError(str(error)) from error
    if output is not None:
        for name, sources in sets:
            _write(output, name, sources)
        click.echo(f"{sum(len(sources) for _, sources in sets)} labelled sources in {output}", err=True)
    if score:
        _score(seed, sets)


def _name(modes: tuple[ModeSpec, ...]) -> str:
    return "+".join(str(mode) for mode in modes)


def _list() -> str:
    lines = []
    for mode in all_modes().values():
        kept = "lossless" if mode.lossless else "noisy" if mode.noisy else "lossy"
        lines.append(
            f"{mode.name:<24} {mode.stage.name.lower():<10} {kept:<9} {mode.summary} (default {mode.strength:g})"
        )
    return "\n".join(lines)


def _write(folder: Path, name: str, sources: list[Mangled]) -> None:
    for number, mangled in enumerate(sources):
        place = folder / f"{name.replace(':', '-')}-{number:03d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / mangled.name).write_bytes(mangled.data)
        text = json.dumps(mangled.label, ensure_ascii=False, indent=1)
        (place / LABEL_NAME).write_text(text + "\n", encoding="utf-8")


def _score(seed: int, sets: list[tuple[str, list[Mangled]]]) -> None:
    from extractor.pipeline import Settings, extract  # noqa: PLC0415  # only --score needs the readers

    click.echo(f"seed {seed}")
    read = partial(extract, settings=Settings())
    click.echo(score_table(measure(_with_strengths(name), sources, read) for name, sources in sets))


def _with_strengths(name: str) -> str:
    """The combination with the strengths that were in force, the modes' own defaults among them."""
    modes = all_modes()
    return "+".join(
        str(ModeSpec(spec.name, modes[spec.name].strength))
        if spec.strength is None and modes[spec.name].strength != 1
        else str(spec)
        for spec in parse_modes(name)
    )
