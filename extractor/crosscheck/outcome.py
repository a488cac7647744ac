"""From the readings of one report to a verdict on each of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.crosscheck.breaks import Break, breaks, subtotal_breaks, well_read
from extractor.crosscheck.cell_facts import cell_facts
from extractor.crosscheck.evidence import Evidence
from extractor.crosscheck.status import decide
from extractor.crosscheck.survey import survey
from extractor.crosscheck.verdicts import Verdict, verdict
from schemas.enums import Status

__all__ = ["Outcome", "crosscheck"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report's cells are worth."""

    verdicts: Mapping[str, Verdict]
    """By path: the due cells in the order given, then what else was read, in printed order."""
    breaks: tuple[Break, ...]
    """Identities that do not hold, in the forms' order."""
    subtotal_breaks: tuple[Break, ...]
    """Printed parents that differ from the children beside them."""
    well_read: frozenset[str] = frozenset()
    """Cells whose place and print leave no doubt of the reading, whatever the sums say."""


def crosscheck(evidence: Evidence) -> Outcome:
    """Return a verdict on every due and every read cell, and the broken identities.

    Total: any evidence has an outcome. The order of the readings changes nothing. Outside ``repaired`` a value that
    stands was given by a reader. Source: WITNESSES.md.
    """
    known = survey(evidence)
    verdicts, facts = {}, {}
    for path in known.cells:
        facts[path], claim = cell_facts(path, known)
        verdicts[path] = verdict(path, facts[path], claim, decide(facts[path]), known)
    repaired = frozenset(path for path, found in verdicts.items() if found.status is Status.REPAIRED)
    broken = breaks(known, facts, repaired)
    return Outcome(verdicts, broken, subtotal_breaks(known, facts), well_read(known, facts))
