"""``gongkai record``: a model's answers about some sources, kept as cassettes that answer again offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from extractor.cli.model_options import model_options
from extractor.cli.options import sources_argument
from extractor.cli.outcome import ExitCode

if TYPE_CHECKING:
    from extractor.model.settings import ModelSettings

__all__ = ["command"]

_MOST_SOURCES = 128
"""Sources that wait for answers at once: whoever answers sees all questions together."""


@click.command()
@sources_argument
@click.option("--stale", is_flag=True, help="Drop recorded answers that nothing asks for any more.")
@model_options(record=True)
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...], stale: bool, model_settings: ModelSettings | None) -> None:
    """Ask a model what the cassettes of these sources do not hold yet, and record it.

    \b
    gongkai record samples/*/source.* --cassettes cassettes --model relay-model --base-url http://127.0.0.1:8765/v1

    A cassette has the name of its source's file, or of ID/source.html that of the folder. What is recorded stays as it
    came; a question that is recorded already is not asked again. Each cassette is written when its source is done.
    """
    from extractor.cli.asking import cassette_name, open_asker
    from extractor.cli.batch import extract_each
    from extractor.errors import UsageError
    from extractor.pipeline import Settings

    if model_settings is None:
        raise UsageError("recording needs a model: name one with --model")
    failed = 0
    with open_asker(model_settings) as asker:
        assert asker is not None
        settings = Settings(model=model_settings.identity)
        for opened, extraction in extract_each(sources, settings, asker, at_once=min(len(sources), _MOST_SOURCES)):
            failed += extraction.error is not None
            open_sections = sum(
                finding.kind == "model_unanswered" for report in extraction.reports for finding in report.findings
            )
            click.echo(f"{cassette_name(opened.name)}: {open_sections or 'none'} of its sections without an answer")
        if stale:
            click.echo(f"{asker.client.prune()} recorded answers dropped that nothing asks for")
        code = asker.conclude()
    ctx.exit(max(code, ExitCode.FAILED if failed else ExitCode.FINE))
