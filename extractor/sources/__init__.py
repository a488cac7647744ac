"""Bytes to text, tables and positions.

``read_source`` reads any source; ``normalize`` gives a piece of it the form in which labels are compared. Nothing here
knows what a report is.
"""

from __future__ import annotations

from extractor.sources.budget import DEFAULT_BUDGET, Budget
from extractor.sources.document import Block, Cell, Hidden, Layout, Line, Row, Source, Table
from extractor.sources.normalize import Normalized, normalize
from extractor.sources.notices import Notice
from extractor.sources.read import read_source
from extractor.sources.script import is_traditional

__all__ = [
    "DEFAULT_BUDGET",
    "Block",
    "Budget",
    "Cell",
    "Hidden",
    "Layout",
    "Line",
    "Normalized",
    "Notice",
    "Row",
    "Source",
    "Table",
    "is_traditional",
    "normalize",
    "read_source",
]
