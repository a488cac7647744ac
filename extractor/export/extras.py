"""Libraries that not everybody needs: imported when used, with the extra's name where they are missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from extractor.errors import UsageError

__all__ = ["optional"]


def optional(module: str, extra: str) -> ModuleType:
    """Return the module.

    Raises:
        UsageError: it, or what it needs, is not installed; the message names the extra.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        wanted = f"pip install 'gongkai[{extra}]'"
        raise UsageError(f"this needs the library {error.name}, which is not installed: {wanted}") from error
