"""The oracle for findings: clean invented reports, one known error of a named kind in each, and what must be found.

Written from the official forms and the list of kinds alone; shares nothing with what looks for the errors.
"""

from __future__ import annotations

from eval.plant.case import Expected, Mending, Planted, PlantedSource
from eval.plant.clean import clean_pair, clean_report
from eval.plant.registry import plant, planters

__all__ = ["Expected", "Mending", "Planted", "PlantedSource", "clean_pair", "clean_report", "plant", "planters"]
