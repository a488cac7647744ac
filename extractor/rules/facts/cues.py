"""What words tell what a number counts: the table of cues, one row a wording (FORMS.md "Facts", MESS.md 8).

A row is data: the metric, the wording, the counting words that it goes with, and where it may stand. To teach the
reader a wording, add it to the table of its kind.
"""

from __future__ import annotations

from extractor.rules.facts.document_cues import DOCUMENT_CUES
from extractor.rules.facts.general_cues import GENERAL_CUES
from extractor.rules.facts.people_cues import PEOPLE_CUES
from extractor.rules.facts.request_cues import REQUEST_CUES
from extractor.rules.facts.wording import Cue

__all__ = ["CUES"]

CUES: tuple[Cue, ...] = (*REQUEST_CUES, *PEOPLE_CUES, *DOCUMENT_CUES, *GENERAL_CUES)
"""All wordings. Where several fit a number, a strong one beats a weak one, the nearer the farther, the longer the shorter."""
