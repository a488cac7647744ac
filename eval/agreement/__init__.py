"""Agreement: what two readers who know nothing of each other hold a report to say, and where they differ."""

from __future__ import annotations

from eval.agreement.annotations import load_annotations
from eval.agreement.compare import Agreement, compare, open_questions
from eval.agreement.items import Item, Said

__all__ = ["Agreement", "Item", "Said", "compare", "load_annotations", "open_questions"]
