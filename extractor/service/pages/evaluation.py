"""Runs of the evaluation as pages: the command ``gongkai eval report`` makes them, here they are only handed on.

``eval`` is imported where it is used: it is heavy, and a service that is never asked for a run does without.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from extractor.service.run_files import MOST_BYTES

__all__ = ["Kept", "MadePage", "RunHead", "comparison_page", "run_head", "run_page"]

_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True, slots=True)
class RunHead:
    """What a run says of itself."""

    name: str
    version: str
    split: str
    gold: tuple[str, ...]
    readers: tuple[str, ...]
    documents: int
    model: str | None
    cost: float | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that carries its own script and style."""

    data: bytes
    policy: str
    """The Content-Security-Policy under which its own script and style run, in a sandbox, and nothing else happens."""

    def in_colours(self, theme: str) -> bytes:
        """Return the page in the colours ``light`` or ``dark``; with ``auto`` it follows the system."""
        return (
            self.data if theme == "auto" else self.data.replace(b"<html ", f'<html data-theme="{theme}" '.encode(), 1)
        )


class Kept:
    """Pages that were made, the last few of them: the figures of a run take seconds, and a run never changes.

    Args:
        load: gives a run's file by its id.
    """

    def __init__(self, load: Callable[[str], bytes]) -> None:
        self.head = lru_cache(maxsize=512)(lambda id: run_head(load(id)))
        """What the run of an id says of itself."""
        self.page = lru_cache(maxsize=4)(lambda id: run_page(load(id)))
        """The page of the run of an id."""
        self.comparison = lru_cache(maxsize=4)(lambda a, b: comparison_page(load(a), load(b)))
        """The page of how the second of two runs differs from the first."""


def run_head(data: bytes) -> RunHead:
    """Return what the run in a file says of itself.

    Raises:
        UsageError: the file is no run file.
    """
    from eval.runs.file import header_of  # noqa: PLC0415

    header = header_of(data, "run", most=MOST_BYTES)
    return RunHead(
        header.name,
        header.version,
        header.split,
        tuple(gold.name for gold in header.gold),
        tuple(header.readers),
        header.documents,
        (header.asked.resolved or header.asked.model) if header.asked else None,
        header.usage.cost if header.usage else None,
        header.usage.currency if header.usage else None,
    )


def run_page(data: bytes) -> MadePage:
    """Return the page of a run, as ``gongkai eval report RUN`` makes it.

    Raises:
        UsageError: the file is no run file.
    """
    from eval.figures import figures  # noqa: PLC0415
    from eval.page.from_scores import run_view  # noqa: PLC0415
    from eval.page.page import render_page  # noqa: PLC0415
    from eval.runs.file import run_of  # noqa: PLC0415

    run = run_of(data, "run", most=MOST_BYTES)
    return _made(render_page(run_view(run, figures(run))))


def comparison_page(a: bytes, b: bytes) -> MadePage:
    """Return the page of how run B differs from run A, as ``gongkai eval report A B`` makes it.

    Raises:
        UsageError: a file is no run file, or the two have nothing in common that can be compared.
    """
    from eval.compare.compare import compare  # noqa: PLC0415
    from eval.page.from_comparison import comparison_view  # noqa: PLC0415
    from eval.page.page import render_page  # noqa: PLC0415
    from eval.runs.file import run_of  # noqa: PLC0415
    from eval.runs.prompt_texts import shipped_texts  # noqa: PLC0415

    first, second = (run_of(data, name, most=MOST_BYTES) for data, name in ((a, "A"), (b, "B")))
    return _made(render_page(comparison_view(compare(first, second, shipped=shipped_texts()))))


def _made(data: bytes) -> MadePage:
    """The page with its own policy, which pins its script and style, narrowed to a sandbox."""
    found = _POLICY.search(data)
    if found is None:
        raise RuntimeError("a page of the evaluation names no policy of its own")
    own = html.unescape(found.group(1).decode())
    return MadePage(data, f"sandbox allow-scripts; {own}; frame-ancestors 'self'")
