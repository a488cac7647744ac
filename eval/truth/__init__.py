"""Invented reports whose every number is known: what the mangler spoils and the evaluation measures against.

Written from the official forms and the catalogue of real deviations alone; shares nothing with the readers.
"""

from __future__ import annotations

from eval.truth.generate import FORMS, generate
from eval.truth.label import CellLabel, FactLabel, Label, ReportLabel, cell_label, report_label, to_label
from eval.truth.model import Layout, Sentence, Truth, TruthCell, TruthError, TruthFact

__all__ = [
    "FORMS",
    "CellLabel",
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
