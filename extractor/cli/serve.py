"""``gongkai serve``: the HTTP API and the pages, for one team."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Literal

import click

from extractor.cli.model_options import model_options
from extractor.cli.options import lang_option, use_option
from extractor.cli.outcome import ExitCode, complain
from extractor.cli.serve_options import ServeOptions, serve_options
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model.settings import ModelSettings

__all__ = ["command"]

_MB = 1024 * 1024


@click.command()
@serve_options
@lang_option
@use_option
@model_options()
def command(
    options: ServeOptions,
    lang: Literal["en", "zh"],
    use: Literal["full", "economy"],
    model_settings: ModelSettings | None,
) -> None:
    """Serve the HTTP API and the review pages until Ctrl-C.

    \b
    gongkai serve
    gongkai serve --data /srv/gongkai -j 2 --model deepseek --max-cost 5
    gongkai serve --database postgresql://gongkai@127.0.0.1/gongkai

    The address is printed on stderr; at the first start, the API key on stdout, this once: it opens the pages and
    every route. Only this machine can reach the service unless --host says otherwise. What was uploaded, read and
    decided survives any end of the program; jobs that were left are gone on with at the next start. --max-calls,
    --max-tokens and --max-cost hold for each job.
    """
    try:
        from extractor.service.jobs.reading import ReadingSettings
        from extractor.service.process import Said, is_loopback, serve
        from extractor.service.settings import ServiceSettings
    except ModuleNotFoundError as error:
        raise UsageError(f"the service needs more libraries ({error.name}): pip install 'gongkai[service]'") from error
    _say_who_reads(model_settings)
    if not is_loopback(options.host):
        complain(
            f"--host {options.host}: other machines can reach this, and what they send and see, the API key too, is not "
            "encrypted; put a server that speaks HTTPS in front"
        )
    settings = ServiceSettings(
        data_dir=options.data,
        database_url=options.database,
        host=options.host,
        port=options.port,
        lang=lang,
        use=use,
        reading=ReadingSettings(options.jobs, options.time_limit, options.memory_limit * _MB, model_settings),
    )
    said = Said(
        address=lambda address: complain(f"serving at {address} until Ctrl-C"),
        key=lambda key: click.echo(f"API key, shown this once: {key}"),
    )
    ended_by = serve(settings, said)
    click.get_current_context().exit(ExitCode.INTERRUPTED if ended_by is signal.SIGINT else ExitCode.FINE)


def _say_who_reads(model: ModelSettings | None) -> None:
    """Say which model jobs may ask, if any, and find out now whether it could be asked.

    Raises:
        UsageError: it could not: the key is missing, or the libraries are.
    """
    if model is None:
        complain("no model is used (--model none): one reader and the form's own sums are all the witnesses there are")
        return
    from extractor.model.client import ModelClient

    with ModelClient(model):
        pass
    if model.sends:
        where = f"{model.endpoint} (this machine)" if model.endpoint.is_loopback else str(model.endpoint)
        complain(f"jobs that ask for the model send the text of their reports to {where}, for {model.model} to read")
