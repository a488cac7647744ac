"""What the cells of a page can be filtered by, as far as there is something to choose."""

from __future__ import annotations

from collections.abc import Iterable

from eval.outcomes import ERRORS
from eval.page.wording import OUTCOMES, STATUSES

__all__ = ["answer_choices"]


def answer_choices(
    given: Iterable[tuple[str, str, bool]],
) -> tuple[tuple[str, str, dict[str, str]], tuple[str, str, dict[str, str]]]:
    """Return the filters by outcome and by status with the choices that some answer fits.

    Args:
        given: outcome and status of each answer, both ids or empty, and whether it is a silent error.
    """
    listed = set(given)
    outcomes, statuses = {outcome for outcome, _, _ in listed}, {status or "none" for _, status, _ in listed}
    kinds = {}
    if any(silent for _, _, silent in listed):
        kinds["silent"] = "silent error"
    if outcomes & {error.value for error in ERRORS}:
        kinds["error"] = "any error"
    kinds |= {key: words for key, words in OUTCOMES.items() if key in outcomes}
    words = {**STATUSES, "none": "no status"}
    return (
        ("outcome", "Outcome", kinds),
        ("status", "Status", {key: said for key, said in words.items() if key in statuses}),
    )
