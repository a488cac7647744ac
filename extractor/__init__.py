"""Chinese government information-disclosure annual reports as data that can be trusted number by number.

::

    from extractor import extract, load

    extraction = extract("report.html")
    for report in extraction.reports:
        cell = report.cells["requests.received.total"]
        print(report.organization, report.year, cell.value, cell.status)

    results = load("reports.jsonl")                   # what ``gongkai extract`` wrote
    cells = results.cells()                           # a data frame of pandas; engine="polars" for the other
    verified = results.select(statuses=["verified"]).wide("2021")

Names are imported when they are used, so that ``import extractor`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from extractor.version import VERSION as __version__

if TYPE_CHECKING:
    from extractor.errors import GongkaiError, SourceError, UsageError
    from extractor.export.loaded import Results, load
    from extractor.library import extract
    from extractor.pipeline import Settings
    from schemas.result import Extraction

__all__ = [
    "Extraction",
    "GongkaiError",
    "Results",
    "Settings",
    "SourceError",
    "UsageError",
    "__version__",
    "extract",
    "load",
]

_HOMES = {
    "Extraction": "schemas.result",
    "GongkaiError": "extractor.errors",
    "Results": "extractor.export.loaded",
    "Settings": "extractor.pipeline",
    "SourceError": "extractor.errors",
    "UsageError": "extractor.errors",
    "extract": "extractor.library",
    "load": "extractor.export.loaded",
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
