"""How the prompts of two runs differ: a unified diff where both texts can be told, else whose text is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import unified_diff

from eval.compare.format import PromptChange
from eval.runs.format import Header

__all__ = ["prompt_changes"]

_CONTEXT = 2
"""Unchanged lines around a changed one."""


def prompt_changes(a: Header, b: Header, shipped: Mapping[str, str]) -> tuple[PromptChange, ...]:
    """Return the prompts whose hashes differ, by id.

    Args:
        a: of the first run, with the texts of its drafts.
        b: of the second.
        shipped: the texts of the prompts that ship with this version, by hash.
    """
    return tuple(_changes(a, b, shipped))


def _changes(a: Header, b: Header, shipped: Mapping[str, str]) -> Iterator[PromptChange]:
    ours, theirs = (header.asked.prompts if header.asked else {} for header in (a, b))
    if not ours or not theirs:
        return  # one run asked nobody: no prompt is in the place of another
    for prompt in sorted({*ours, *theirs}):
        first, second = ours.get(prompt), theirs.get(prompt)
        if first == second:
            continue
        texts = _text(a, prompt, first, shipped), _text(b, prompt, second, shipped)
        yield PromptChange(
            prompt=prompt,
            a=first,
            b=second,
            unknown=tuple(side for side, text in zip(("A", "B"), texts, strict=True) if text is None),
            diff=_diff(prompt, *texts),
        )


def _text(header: Header, prompt: str, sha256: str | None, shipped: Mapping[str, str]) -> str | None:
    """The text of a prompt; empty where the run does not use it, None where it is not known."""
    if sha256 is None:
        return ""
    kept = header.asked.prompt_texts if header.asked else None
    return (kept or {}).get(prompt) or shipped.get(sha256)


def _diff(prompt: str, a: str | None, b: str | None) -> tuple[str, ...] | None:
    if a is None or b is None:
        return None
    lines = unified_diff(a.splitlines(), b.splitlines(), f"A: {prompt}", f"B: {prompt}", lineterm="", n=_CONTEXT)
    return tuple(lines)
