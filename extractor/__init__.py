"""Chinese government information-disclosure annual reports as data that can be trusted number by number.

::

    from extractor import extract

    extraction = extract("report.html")
    for report in extraction.reports:
        cell = report.cells["requests.received.total"]
        print(report.organization, report.year, cell.value, cell.status)

Names are imported when they are used, so that ``import extractor`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from extractor.version import VERSION as __version__

if TYPE_CHECKING:
    from extractor.errors import GongkaiError, SourceError, UsageError
    from extractor.library import extract
    from extractor.pipeline import Settings
    from schemas.result import Extraction

__all__ = ["Extraction", "GongkaiError", "Settings", "SourceError", "UsageError", "__version__", "extract"]

_HOMES = {
    "Extraction": "schemas.result",
    "GongkaiError": "extractor.errors",
    "Settings": "extractor.pipeline",
    "SourceError": "extractor.errors",
    "UsageError": "extractor.errors",
    "extract": "extractor.library",
}


def __getattr__(name: str) -> object:
    """Return a public name, importing the module that defines it on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
