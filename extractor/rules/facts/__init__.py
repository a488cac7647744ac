"""The rules reader of prose: the numbers that sentences state, each with its quote."""

from __future__ import annotations

from extractor.rules.facts.prose import Paragraph, prose_of
from extractor.rules.facts.reader import read_facts

__all__ = ["Paragraph", "prose_of", "read_facts"]
