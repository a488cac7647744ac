"""A measure as text for a terminal and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.mangle.measure import percent
from eval.plant.measure import CleanTally, KindTally
from schemas.enums import FindingKind

__all__ = ["as_data", "as_text"]


def as_text(kinds: Sequence[KindTally], clean: CleanTally | None, *, misses: bool = False) -> str:
    """Return one line a kind, then what was said of clean reports.

    Args:
        kinds: of the planted errors.
        clean: None where no clean reports were read.
        misses: whether each error that was not found is listed.
    """
    lines = [f"{'kind':<20} {'planted':>7} {'found':>7} {'severity':>8} {'blame':>7} {'explained':>9}  stray"]
    for tally in kinds:
        lines.append(
            f"{tally.kind:<20} {tally.planted:>7} {percent(tally.found, tally.planted):>7} "
            f"{percent(tally.severe, tally.found):>8} {percent(tally.blamed, tally.found):>7} "
            f"{percent(tally.explained, tally.explainable):>9}  {_counted(tally.stray)}".rstrip()
        )
    if misses:
        lines += [f"  missed: {miss}" for tally in kinds for miss in tally.missed]
    if clean is not None:
        lines += [
            f"clean: {clean.reports} reports, {clean.errors} errors, {clean.warnings} warnings, "
            f"{_rate(clean):.3f} a report  {_counted(clean.kinds)}".rstrip(),
            *(f"  {line}" for line in clean.shown),
        ]
    return "\n".join(lines)


def as_data(seed: int, kinds: Sequence[KindTally], clean: CleanTally | None) -> dict[str, object]:
    """Return the same as one JSON object."""
    data: dict[str, object] = {
        "seed": seed,
        "kinds": {
            tally.kind.value: {
                "planted": tally.planted,
                "found": tally.found,
                "severity": tally.severe,
                "blame": tally.blamed,
                "explainable": tally.explainable,
                "explained": tally.explained,
                "stray": dict(sorted(tally.stray.items())),
                "missed": tally.missed,
            }
            for tally in kinds
        },
    }
    if clean is not None:
        data["clean"] = {
            "reports": clean.reports,
            "errors": clean.errors,
            "warnings": clean.warnings,
            "kinds": dict(sorted(clean.kinds.items())),
            "shown": clean.shown,
        }
    return data


def _rate(clean: CleanTally) -> float:
    return (clean.errors + clean.warnings) / clean.reports if clean.reports else 0.0


def _counted(kinds: Counter[FindingKind]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
