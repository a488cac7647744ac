"""``gongkai prompt``: what a model would be asked about a source, without asking."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.outcome import about
from extractor.errors import SourceError, UsageError
from prompts import PROMPT_IDS

if TYPE_CHECKING:
    from extractor.model.request import Request

__all__ = ["command"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="SOURCE")
@click.option(
    "--section", type=click.Choice(PROMPT_IDS), required=True, metavar="KIND", help=", ".join(PROMPT_IDS) + "."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON line a request.")
def command(file: Path, section: str, as_json: bool) -> None:
    """Print exactly what a model would be asked about a section: both messages and the answer's JSON Schema.

    \b
    gongkai prompt report.html --section requests
    gongkai prompt report.html --section prose --json

    Nothing is sent. A source with several reports, or a long section, has several requests.
    """
    from extractor.library import read_bytes, source_name
    from extractor.pipeline import requests_about

    name = source_name(str(file))
    try:
        data = sys.stdin.buffer.read() if name == "-" else read_bytes(file)
        found = [request for request in requests_about(data, name) if request.prompt_id == section]
    except SourceError as error:
        raise UsageError(about(name, error.message)) from error
    if not found:
        raise UsageError(f"{name}: nothing stands there that a model would be asked about under {section!r}")
    for request in found:
        click.echo(_line(request) if as_json else _page(request))


def _line(request: Request) -> str:
    fields = {
        "prompt_id": request.prompt_id,
        "prompt_version": request.prompt_version,
        "prompt_sha256": request.prompt_sha256,
        "system": request.system,
        "user": request.user,
        "schema": request.answer.model_json_schema(),
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _page(request: Request) -> str:
    schema = json.dumps(request.answer.model_json_schema(), ensure_ascii=False)
    return "\n".join(
        (
            f"prompt {request.prompt_id}, version {request.prompt_version}, sha256 {request.prompt_sha256}",
            f"\n== system\n{request.system}",
            f"\n== user\n{request.user}",
            f"\n== schema of the answer\n{schema}\n",
        )
    )
