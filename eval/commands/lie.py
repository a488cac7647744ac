"""``gongkai eval lie``: a model that lies at a set rate, and what of its lies is believed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

__all__ = ["command"]

_EPILOG = """Examples:

\b
  gongkai eval lie --list
  gongkai eval lie --kind independent --rate 0.05 --reports 1000 --seed 8
  gongkai eval lie --kind correlated --rate 0.1 --rate 0.3 --rate 1 --reports 200 --jobs 2 --json lying.json

Silent errors are cells that are verified or repaired and wrong. silent: in 收到和处理 and 行政复议、行政诉讼; printed: there too,
and printed so in the source (damage of recognition without a trace); else: in the other tables; then facts. alone and
beside: the share of printed numbers believed without the model and beside it. All points are measured on the same
sources; the same seed gives the same figures with any number of processes.
"""


@click.command("lie", short_help="Let a model lie at a set rate, and see what is believed.", epilog=_EPILOG)
@click.option(
    "--kind", "kinds", multiple=True, default=("independent",), show_default=True, help="Kind or mixture; repeatable."
)
@click.option(
    "--rate",
    "rates",
    multiple=True,
    type=click.FloatRange(0, 1),
    default=(0.05,),
    show_default=True,
    help="Repeatable.",
)
@click.option("--reports", type=click.IntRange(1), default=100, show_default=True, help="Invented sources.")
@click.option("--seed", type=int, default=1, show_default=True, help="The only source of chance.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--errors", "list_errors", is_flag=True, help="List every silent error with its cause.")
@click.option("--json", "output", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures to a file.")
@click.option("--list", "list_kinds", is_flag=True, help="List the kinds of lies and stop.")
def command(
    kinds: tuple[str, ...],
    rates: tuple[float, ...],
    reports: int,
    seed: int,
    jobs: int,
    list_errors: bool,
    output: Path | None,
    list_kinds: bool,
) -> None:
    """Read invented reports beside a model that knows their truth and lies about it, and count what is believed."""
    from eval.lying.figures import error_lines, point_figures, point_table  # noqa: PLC0415  # only used when run
    from eval.lying.measure import measure  # noqa: PLC0415
    from eval.lying.registry import MIXTURES, all_kinds  # noqa: PLC0415
    from eval.lying.tally import Point  # noqa: PLC0415
    from extractor.errors import UsageError  # noqa: PLC0415

    if list_kinds:
        listed = [f"{name:<16} {'mixture':<8} {summary}" for name, summary in MIXTURES.items()]
        listed += [f"{kind.name:<16} {kind.unit:<8} {kind.summary}" for kind in all_kinds().values()]
        click.echo("\n".join(listed))
        return
    points = [Point(kind, rate) for kind in kinds for rate in rates]
    try:
        found = measure(points, reports, seed, jobs=jobs, progress=lambda done: _progress(done, reports))
    except ValueError as error:
        raise UsageError(str(error)) from error
    click.echo(f"seed {seed}")
    click.echo(point_table(points, found))
    for point, tally in zip(points, found, strict=True):
        for line in error_lines(point, tally) if list_errors else ():
            click.echo(line)
    if output is not None:
        figures = [point_figures(point, tally) for point, tally in zip(points, found, strict=True)]
        text = json.dumps({"seed": seed, "points": figures}, ensure_ascii=False, indent=1)
        output.write_text(text + "\n", encoding="utf-8")


def _progress(done: int, whole: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {whole}", nl=done == whole, err=True)
    elif done % 50 == 0 or done == whole:
        click.echo(f"{done} of {whole}", err=True)
