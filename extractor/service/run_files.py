"""Run files of the evaluation as strangers send them: looked at before they are kept."""

from __future__ import annotations

from extractor.errors import UsageError
from extractor.service.store.errors import Refused

__all__ = ["MOST_BYTES", "checked_run"]

MOST_BYTES = 512 * 1024 * 1024
"""Of a run file that is no longer compressed."""


def checked_run(name: str, data: bytes) -> bytes:
    """Return a run file's bytes.

    Raises:
        Refused: they are none that ``gongkai eval run`` wrote.
    """
    from eval.runs.file import run_of  # noqa: PLC0415  heavy, and needed by few

    try:
        run_of(data, name, most=MOST_BYTES)
    except UsageError as error:
        raise Refused(str(error)) from error
    return data
