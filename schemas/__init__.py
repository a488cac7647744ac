"""The official forms, declared once, and the types of everything that is read from them.

Paths, label vocabulary, identities, JSON Schema, export columns and codebook all derive from ``schemas.forms``.
This package does no input or output and imports nothing else of the project.
"""

from __future__ import annotations

from schemas.forms import all_forms, form
from schemas.identities import Identity, identities, subtotals
from schemas.reading import Address, Number, Reading, Span
from schemas.result import SCHEMA_VERSION, Extraction, Report, result_json_schema
from schemas.vocabulary import CellDefinition, cell_definition, cell_definitions, union_table

__all__ = [
    "SCHEMA_VERSION",
    "Address",
    "CellDefinition",
    "Extraction",
    "Identity",
    "Number",
    "Reading",
    "Report",
    "Span",
    "all_forms",
    "cell_definition",
    "cell_definitions",
    "form",
    "identities",
    "result_json_schema",
    "subtotals",
    "union_table",
]
