"""What two runs were made with and what they took, by the headers of their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eval.compare.format import Setting, UsageChange
from eval.runs.format import Header

__all__ = ["different_settings", "different_usage"]

_NAMED_APART = frozenset({"name", "documents", "usage", "naive_usage"})
"""What is no setting: what the run is called, what it holds, what it took."""


def different_settings(a: Header, b: Header) -> tuple[Setting, ...]:
    """Return everything that the headers say differently, in their order."""
    ours, theirs = dict(_settings(a)), dict(_settings(b))
    return tuple(
        Setting(what=what, a=ours.get(what), b=theirs.get(what))
        for what in dict.fromkeys((*ours, *theirs))
        if ours.get(what) != theirs.get(what)
    )


def different_usage(a: Header, b: Header) -> tuple[UsageChange, ...]:
    """Return every figure of what asking took, of the naive baseline after ``naive.``; empty where nobody asked."""
    ours, theirs = dict(_taken(a)), dict(_taken(b))
    one_currency = ours.get("currency") == theirs.get("currency")
    return tuple(
        _usage(what, ours.get(what), theirs.get(what), one_currency or not what.endswith("cost"))
        for what in dict.fromkeys((*ours, *theirs))
    )


def _taken(header: Header) -> Iterator[tuple[str, object]]:
    for above, usage in (("", header.usage), ("naive.", header.naive_usage)):
        if usage is not None:
            yield from _flat(usage.model_dump(), above)


def _usage(what: str, a: object, b: object, comparable: bool) -> UsageChange:
    known = isinstance(a, int | float) and isinstance(b, int | float)
    return UsageChange.model_validate(
        {"what": what, "a": a, "b": b, "difference": b - a if known and comparable else None}  # type: ignore[operator]
    )


def _flat(said: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    """Values by name, those of a part after the name of the part."""
    for key, value in said.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, value


def _settings(header: Header) -> Iterator[tuple[str, str | None]]:
    said = header.model_dump(mode="json")
    said["gold"] = {gold["name"]: {key: gold[key] for key in gold if key != "name"} for gold in said["gold"]}
    said["readers"] = " ".join(said["readers"])
    if said["asked"] is not None:
        del said["asked"]["prompt_texts"]  # their hashes differ where they do
    for what, value in _flat({key: value for key, value in said.items() if key not in _NAMED_APART}):
        yield what, None if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
