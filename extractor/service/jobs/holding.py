"""Whether a source's result holds for a job, or the source is read for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from extractor.batch.outcome import NOT_THE_SOURCES_FAULT, Tally
from extractor.model.requests import hash_of
from extractor.pipeline import Settings
from extractor.version import VERSION
from prompts import PROMPT_IDS, load_prompt
from schemas.result import SCHEMA_VERSION, Extraction

__all__ = ["holds"]

_LANGUAGES = ("en", "zh")
_USES: tuple[Literal["full", "economy"], ...] = ("full", "economy")


def holds(found: Extraction, settings: Settings) -> bool:
    """Return whether a job need not read a source that has this result; a job that says ``again`` does not ask.

    A result of this version holds for every job that asks no model, whatever its messages' language and whether a model
    was asked for it: who has a review page open meets no other reading, and none gives way to a poorer one. A job that
    asks a model takes the answers of the same model, asked in the same way with the same prompts, about all or about
    what was open. No result holds that failed for no fault of the source.

    Args:
        found: the source's current result.
        settings: that the job reads with.
    """
    tally = Tally.of(found)
    if (found.run.version, found.schema_version) != (VERSION, SCHEMA_VERSION) or not tally.sha256:
        return False
    if tally.kind is not None:
        return tally.kind not in NOT_THE_SOURCES_FAULT
    return not settings.model or (not tally.unanswered and _same_model(found, settings))


def _same_model(found: Extraction, settings: Settings) -> bool:
    alike = {replace(settings, lang=lang, use=use).digest() for lang in _LANGUAGES for use in _USES}
    return found.run.settings in alike and _are_current(found.run.prompts)


def _are_current(prompts: Mapping[str, str]) -> bool:
    return all(id in PROMPT_IDS and hash_of(load_prompt(id)) == used for id, used in prompts.items())
