"""``gongkai eval plant``: one known error a report, and whether it is found; clean reports, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import click

from eval.plant import Planted, plant, planters
from schemas.enums import FindingKind

__all__ = ["command"]

_EPILOG = """Examples:

\b
  gongkai eval plant --seed 1 --count 20 --clean 500
  gongkai eval plant --kind prose_table --kind percentage --count 50 --clean 0 --misses
  gongkai eval plant --kind carry_chain --count 5 -o planted/

The same seed plants the same errors. found: kind and place; severity, blame and explained are shares of those found,
the last of those whose slip has a name; stray: errors and warnings that the slip does not account for. Kinds that
need a model's answers are not planted here. Exit code 2: a kind or folder that cannot be used.
"""


@click.command("plant", short_help="Plant one known error a report, and see whether it is found.", epilog=_EPILOG)
@click.option("--seed", type=int, default=1, show_default=True, help="The only source of chance.")
@click.option("--count", type=click.IntRange(1), default=20, show_default=True, help="Errors planted of each kind.")
@click.option("--clean", type=click.IntRange(0), default=500, show_default=True, help="Clean reports to read.")
@click.option("--kind", "names", multiple=True, metavar="KIND", help="Only this kind; repeatable.")
@click.option("--misses", is_flag=True, help="List what was not found.")
@click.option("--json", "as_json", is_flag=True, help="Print the measure as one line of JSON.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the planted sources and what must be found there, and read nothing.",
)
def command(
    seed: int, count: int, clean: int, names: tuple[str, ...], misses: bool, as_json: bool, output: Path | None
) -> None:
    """Plant errors of every kind in clean reports, and say how many are found, and what is found where nothing is."""
    kinds = _kinds(names)
    if output is not None:
        for kind in kinds:
            for number in range(count):
                _write(output / f"{kind}-{number:03d}", plant(kind, seed, number))
        click.echo(f"{len(kinds) * count} planted errors in {output}", err=True)
        return
    from eval.plant.measure import measure_clean, measure_kinds  # noqa: PLC0415  # only measuring needs the readers
    from eval.plant.tables import as_data, as_text  # noqa: PLC0415

    tallies = list(measure_kinds(seed, count, kinds))
    of_clean = measure_clean(seed, clean) if clean else None
    if as_json:
        click.echo(json.dumps(as_data(seed, tallies, of_clean), ensure_ascii=False))
    else:
        click.echo(f"seed {seed}")
        click.echo(as_text(tallies, of_clean, misses=misses))


def _kinds(names: tuple[str, ...]) -> list[FindingKind]:
    from extractor.errors import UsageError  # noqa: PLC0415  # heavy parts are imported when used

    known = planters()
    for name in names:
        if name not in known:
            raise UsageError(f"no planter of {name!r}; there are {', '.join(known)}")
    return [kind for kind in known if not names or kind in names]


def _write(folder: Path, case: Planted) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for source in case.sources:
        (folder / source.name).write_bytes(source.data)
    expected = case.expected
    record = {
        "kind": expected.kind,
        "severity": expected.severity,
        "blame": sorted(expected.blames),
        "paths": sorted(expected.paths),
        "quotes": expected.quotes,
        "planted": case.passage,
        "recipe": case.recipe,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")
