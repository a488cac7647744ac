"""A report with what persons decided put in: what exports, lists and labels take for true.

- A person's reading makes its cell ``verified``, with ``human`` among its witnesses (WITNESSES.md, 3(e)); the sums that
  hold with it are named beside.
- *Unreadable* leaves it ``unread``: there is no number, and nobody vouches for one. What readers gave is a candidate.
- *The report is wrong* keeps the print, verified as printed; the broken sums that the cell stands in are findings that
  blame the source. So are sums of which persons read every number.
- Findings of the sums, and of what else looks at the cells alone, are those of the values in effect.
- Of other cells of the same table the status follows, where the rule of WITNESSES.md, run over what the result records,
  explains the status that the cell had and comes to another one now (``extractor.crosscheck.rejudge``). So a cell that
  nothing but a now mended sum opposed becomes ``verified`` where its place is known to be anchored and a tested sum holds
  with it, else ``read``; and one whose only witness was a sum that a person's reading broke is ``disputed``. What the
  record does not explain stays as it is. No value changes but those of the decided cells, and of a repair whose sums no
  longer ask for it.
- A decision that is no longer current changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractor.crosscheck.rejudge import rejudge
from extractor.reviewing.events import Standing
from extractor.reviewing.words import words_of
from schemas.enums import Origin
from schemas.result import Report

__all__ = ["settled"]


def settled(report: Report, standing: Mapping[str, Standing], lang: str = "en", origin: Origin | None = None) -> Report:
    """Return the report as it is after persons' decisions; the same report where none is current.

    Args:
        report: as it was read.
        standing: the decisions that stand, by path.
        lang: language of the messages of new findings, ``en`` or ``zh``.
        origin: of the source, where it is at hand; else what the report itself shows of it.
    """
    return rejudge(report, words_of(report, standing), lang, origin)
