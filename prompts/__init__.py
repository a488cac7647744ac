"""The prompts, one file a section kind; no prompt text stands in Python.

A file is front matter (``id``, ``version``, ``schema``, ``form``), then the texts ``## system`` and ``## user`` with
``$name`` for what is filled in. ``$data`` is the report's text, ``$fence`` the word that closes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from string import Template

__all__ = ["PROMPT_IDS", "Prompt", "load_drafts", "load_prompt"]

PROMPT_IDS: tuple[str, ...] = (
    "prose",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "statistics",
)

_FILE = re.compile(r"---\n(?P<front>.*?)\n---\n+## system\n+(?P<system>.*?)\n+## user\n+(?P<user>.*?)\n*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt as it stands in its file."""

    id: str
    version: str
    schema: str
    """Name of the answer's type in ``schemas.answers``."""
    form: str
    """Whose labels are filled in: ``all`` forms, or none (``-``)."""
    system: Template
    user: Template


@cache
def load_prompt(prompt_id: str) -> Prompt:
    """Return the prompt of that id.

    Raises:
        KeyError: no prompt has that id; the message lists those that exist.
        ValueError: its file is not made as a prompt is.
    """
    if prompt_id not in PROMPT_IDS:
        raise KeyError(f"no prompt {prompt_id!r}; there are {', '.join(PROMPT_IDS)}")
    return _parsed(prompt_id, resources.files(__name__).joinpath(f"{prompt_id}.md").read_text(encoding="utf-8"))


def load_drafts(folder: Path) -> dict[str, Prompt]:
    """Return the prompts of a folder, by id: drafts to be taken in the place of those that ship.

    A folder need not hold all of them.

    Raises:
        ValueError: there is none in it, a file has no prompt's name, or is not made as a prompt is.
        OSError: a file cannot be read.
    """
    files = sorted(folder.glob("*.md"))
    unknown = [path.name for path in files if path.stem not in PROMPT_IDS]
    if unknown or not files:
        what = f"{', '.join(unknown)}: no prompt of that name" if unknown else "no prompt in it"
        raise ValueError(f"{folder}: {what}; there are {', '.join(f'{name}.md' for name in PROMPT_IDS)}")
    return {path.stem: _parsed(path.stem, path.read_text(encoding="utf-8")) for path in files}


def _parsed(prompt_id: str, text: str) -> Prompt:
    found = _FILE.fullmatch(text)
    if found is None:
        raise ValueError(f"prompt {prompt_id!r}: front matter, system text or user text is missing")
    front = dict(re.findall(r"^(\w+): *(.+)$", found["front"], re.MULTILINE))
    if front.keys() != {"id", "version", "schema", "form"} or front["id"] != prompt_id:
        raise ValueError(f"prompt {prompt_id!r}: front matter must name id, version, schema and form, and its own id")
    return Prompt(
        prompt_id, front["version"], front["schema"], front["form"], Template(found["system"]), Template(found["user"])
    )
