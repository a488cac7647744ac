"""Texts of prompts: those that ship, by hash, and the drafts that a run used in their place."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.model.requests import hash_of
from prompts import PROMPT_IDS, Prompt, load_prompt

__all__ = ["draft_texts", "shipped_texts"]


def shipped_texts() -> dict[str, str]:
    """Return the texts of the prompts that ship with this version, by the hashes that results name them by."""
    return {hash_of(prompt): _text(prompt) for prompt in map(load_prompt, PROMPT_IDS)}


def draft_texts(used: Mapping[str, str], drafts: Mapping[str, Prompt]) -> dict[str, str] | None:
    """Return the texts of the drafts that were used and are not what ships, by id; None where there is none.

    Args:
        used: the hash of each prompt that was used, by its id.
        drafts: by id.
    """
    shipped = shipped_texts()
    texts = {
        id_: _text(prompt)
        for id_, prompt in sorted(drafts.items())
        if used.get(id_) == hash_of(prompt) and used[id_] not in shipped
    }
    return texts or None


def _text(prompt: Prompt) -> str:
    """Both texts as the prompt's file has them, their placeholders unfilled."""
    return f"## system\n\n{prompt.system.template}\n\n## user\n\n{prompt.user.template}\n"
