"""The rule by which a number is believed: witnesses, identities, placing, repair, findings.

Pure: readings in, verdicts out; no input or output, no clock, no randomness. Source: WITNESSES.md.
"""

from __future__ import annotations

from extractor.crosscheck.breaks import Break
from extractor.crosscheck.evidence import Evidence
from extractor.crosscheck.facts import check_facts
from extractor.crosscheck.outcome import Outcome, crosscheck
from extractor.crosscheck.to_result import to_cells, to_findings
from extractor.crosscheck.upstream import Mismatch, mismatches
from extractor.crosscheck.verdicts import Candidate, Verdict

__all__ = [
    "Break",
    "Candidate",
    "Evidence",
    "Mismatch",
    "Outcome",
    "Verdict",
    "check_facts",
    "crosscheck",
    "mismatches",
    "to_cells",
    "to_findings",
]
