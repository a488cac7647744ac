"""Invented reports whose every number is known: what the mangler spoils and the evaluation measures against.

Written from the official forms and the catalogue of real deviations alone; shares nothing with the readers.
"""

from __future__ import annotations

from eval.truth.generate import FORMS, TRAITS, generate
from eval.truth.label import CellLabel, CellReading, FactLabel, Label, ReportLabel, cell_label, report_label, to_label
from eval.truth.model import Layout, Sentence, Truth, TruthCell, TruthError, TruthFact
from eval.truth.printing import BLANK_POLICIES

__all__ = [
    "BLANK_POLICIES",
    "FORMS",
    "TRAITS",
    "CellLabel",
    "CellReading",
    "FactLabel",
    "Label",
    "Layout",
    "ReportLabel",
    "Sentence",
    "Truth",
    "TruthCell",
    "TruthError",
    "TruthFact",
    "cell_label",
    "generate",
    "report_label",
    "to_label",
]
