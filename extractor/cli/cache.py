"""``gongkai cache``: the answers of models that are kept on disk."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from extractor.cli.model_options import cache_dir_option

__all__ = ["group"]


@click.group("cache")
def group() -> None:
    """Answers of models are kept, so that nothing is paid for twice.

    \b
    gongkai cache info
    gongkai cache clear --yes
    """


@group.command()
@cache_dir_option
def info(cache_dir: Path | None) -> None:
    """Print where the answers are, how many, and how many bytes they take, as JSON."""
    from extractor.model.cache import AnswerCache
    from extractor.model.settings import default_cache_dir

    folder = cache_dir or default_cache_dir(os.environ)
    answers = size = 0
    if folder.is_dir():
        cache = AnswerCache(folder)
        found = cache.info()
        cache.close()
        answers, size = found.answers, found.bytes
    click.echo(json.dumps({"folder": str(folder), "answers": answers, "bytes": size}, ensure_ascii=False))


@group.command()
@cache_dir_option
@click.confirmation_option(prompt="Remove all kept answers?", help="Do not ask back.")
def clear(cache_dir: Path | None) -> None:
    """Remove every kept answer; what is needed again is asked and paid again."""
    from extractor.cli.outcome import complain
    from extractor.model.cache import AnswerCache
    from extractor.model.settings import default_cache_dir

    folder = cache_dir or default_cache_dir(os.environ)
    removed = 0
    if folder.is_dir():
        cache = AnswerCache(folder)
        removed = cache.clear()
        cache.close()
    complain(f"{removed} answers removed from {folder}")
