"""Many sources from one seed: which report meets which modes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.mangle.mode import ModeSpec, all_modes
from eval.mangle.run import Mangled, mangle
from eval.truth import FORMS, generate

__all__ = ["mangled_reports", "own_seed"]

_SEED_STEP = 1_000_003
"""Keeps the reports of neighbouring seeds apart."""
_SEEDS_A_RUN = 100_000
"""Keeps the reports of neighbouring runs apart."""


def own_seed(run: int, number: int) -> int:
    """Return the seed of source ``number``, from 0, of a run with this seed, where every source is made by itself."""
    return run * _SEEDS_A_RUN + number


def mangled_reports(
    seed: int, count: int, modes: Sequence[ModeSpec], *, form: str | None = None, agency_errors: int = 0
) -> Iterator[Mangled]:
    """Yield ``count`` sources; the same arguments give the same bytes.

    Args:
        seed: the source of chance; report ``i`` is the same for every combination of modes that has its form.
        count: how many.
        modes: applied to each report.
        form: None draws one for each report, among those that all modes can be applied to.
        agency_errors: errors of the agency in each report.

    Raises:
        ValueError: the modes share no form, or not the one asked for.
    """
    allowed = [f for f in FORMS if all(f in all_modes()[spec.name].forms for spec in modes)]
    if not allowed or (form is not None and form not in allowed):
        names = "+".join(str(spec) for spec in modes)
        raise ValueError(
            f"modes {names}: can be applied to forms {', '.join(allowed) or '(none)'}, not {form or 'any'}"
        )
    for number in range(count):
        own = seed * _SEED_STEP + number
        truth = generate(own, form=form, agency_errors=agency_errors)
        if truth.form not in allowed:
            truth = generate(own, form=allowed[own % len(allowed)], agency_errors=agency_errors)
        yield mangle(truth, modes, own)
