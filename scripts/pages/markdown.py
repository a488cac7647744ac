"""The little Markdown that the pages need."""

from __future__ import annotations

from extractor.export.markdown import table

__all__ = ["GENERATED", "table"]

GENERATED = "<!-- made from code by `make docs`; do not edit -->"
