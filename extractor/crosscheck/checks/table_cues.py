"""Which words of prose speak of which cells: all rows in the order in which they are tried.

A row names the cells whose sum is the thing, and every other legitimate reading of the same words: 受理 may count the
requests carried in, or not.
"""

from __future__ import annotations

from extractor.crosscheck.checks.annex_cues import ANNEX_CUES
from extractor.crosscheck.checks.cue import Cue, Reading, sum_of
from extractor.crosscheck.checks.disclosure_cues import DISCLOSURE_CUES
from extractor.crosscheck.checks.request_cues import RESULT_CUES, WHOLE_CUES
from extractor.crosscheck.checks.review_cues import REVIEW_CUES
from schemas.facts import Metric

__all__ = ["CUES", "NOTHING"]

CUES: tuple[Cue, ...] = (*REVIEW_CUES, *RESULT_CUES, *DISCLOSURE_CUES, *ANNEX_CUES, *WHOLE_CUES)
"""The first whose words fit a number speaks of it."""

_LITIGATION = (
    "review_and_litigation.direct_litigation.total",
    "review_and_litigation.litigation_after_review.total",
)

NOTHING: dict[Metric, tuple[Reading, ...]] = {
    Metric.REQUESTS_RECEIVED: (sum_of("requests.received.total"), sum_of("statistics.requests.received")),
    Metric.REVIEWS: (sum_of("review_and_litigation.review.total"), sum_of("statistics.review")),
    Metric.LITIGATIONS: (sum_of(*_LITIGATION), sum_of("statistics.litigation")),
    Metric.REQUESTS_DENIED: (sum_of("requests.denied.*.total"), sum_of("statistics.requests.answered.denied")),
}
"""What a stated nothing (``未收到政府信息公开申请``) says is 0, by the fact's metric."""
