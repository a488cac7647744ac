"""``gongkai cache``: the answers of models that are kept on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.model_options import cache_dir_option
from extractor.cli.outcome import complain

if TYPE_CHECKING:
    from extractor.model.cache import AnswerCache

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
    folder = _folder(cache_dir)
    answers = size = 0
    with _opened(folder) as cache:
        if cache:
            answers, size = cache.size()
    click.echo(json.dumps({"folder": str(folder), "answers": answers, "bytes": size}, ensure_ascii=False))


@group.command()
@cache_dir_option
@click.confirmation_option(prompt="Remove all kept answers?", help="Do not ask back.")
def clear(cache_dir: Path | None) -> None:
    """Remove every kept answer; what is needed again is asked and paid again."""
    folder = _folder(cache_dir)
    with _opened(folder) as cache:
        removed = cache.clear() if cache else 0
    complain(f"{removed} answers removed from {folder}")


def _folder(named: Path | None) -> Path:
    from extractor.model.settings import default_cache_dir

    return named or default_cache_dir(os.environ)


@contextmanager
def _opened(folder: Path) -> Iterator[AnswerCache | None]:
    """The cache in a folder, or None where there is no folder yet: looking makes none."""
    from extractor.model.cache import AnswerCache

    if not folder.is_dir():
        yield None
        return
    with closing(AnswerCache(folder)) as cache:
        yield cache
