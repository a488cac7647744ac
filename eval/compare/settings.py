"""What two runs were made with and what they took, by the headers of their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eval.compare.format import Setting, UsageChange
from eval.runs.format import Header, Usage

__all__ = ["different_settings", "different_usage"]

_NAMED_APART = frozenset({"name", "documents", "usage"})
"""What is no setting: what the run is called, what it holds, what it took."""


def different_settings(a: Header, b: Header) -> tuple[Setting, ...]:
    """Return everything that the headers say differently, in their order."""
    ours, theirs = dict(_settings(a)), dict(_settings(b))
    return tuple(
        Setting(what=what, a=ours.get(what), b=theirs.get(what))
        for what in dict.fromkeys((*ours, *theirs))
        if ours.get(what) != theirs.get(what)
    )


def different_usage(a: Usage | None, b: Usage | None) -> tuple[UsageChange, ...]:
    """Return every figure of what asking took; empty where neither run asked."""
    if a is None and b is None:
        return ()
    return tuple(_usage(what, getattr(a, what, None), getattr(b, what, None)) for what in Usage.model_fields)


def _usage(what: str, a: float | str | None, b: float | str | None) -> UsageChange:
    known = isinstance(a, int | float) and isinstance(b, int | float)
    return UsageChange(what=what, a=a, b=b, difference=b - a if known else None)  # type: ignore[operator]  # numbers


def _settings(header: Header) -> Iterator[tuple[str, str | None]]:
    said = header.model_dump(mode="json")
    said["gold"] = {gold["name"]: {key: gold[key] for key in gold if key != "name"} for gold in said["gold"]}
    said["readers"] = " ".join(said["readers"])
    yield from _flat({key: value for key, value in said.items() if key not in _NAMED_APART})


def _flat(said: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str | None]]:
    for key, value in said.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        elif isinstance(value, bool):
            yield above + key, "yes" if value else "no"
        else:
            yield above + key, None if value is None else str(value)
