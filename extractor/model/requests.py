"""What a model is asked about a report: one request a table that stands, and one for the prose.

The request says which section it is, never what the rules reader made of it, which form is printed or which sum fails.
The report's text is fenced by a word made from its own hash, which the text cannot hold.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel

from extractor.model.render import Rendered, render
from extractor.model.request import Request
from extractor.sections.parts import ReportPart
from extractor.sources.document import Block, Line, Source
from prompts import Prompt, load_prompt
from schemas import union_table
from schemas.answers import ANSWERS
from schemas.enums import TableKind
from schemas.facts import METRIC_LABELS

__all__ = ["PROSE", "Asked", "hash_of", "model_requests", "prompt_hash"]

PROSE = "prose"

_LONGEST_PROSE = 6_000
_LONGEST_TABLE = 12_000
"""Characters of the report in one request."""
_SENTENCE = "。"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request and what of the report it shows."""

    kind: str
    """A ``TableKind`` or ``prose``."""
    request: Request
    shown: Rendered


def model_requests(
    source: Source, part: ReportPart, drafts: Mapping[str, Prompt] = MappingProxyType({})
) -> tuple[Asked, ...]:
    """Return what a model is asked about one report, the prose first; several of one kind where a section is long.

    A table is asked for where its labels stand, or something other than sentences stands under its heading. The prose
    is everything outside the sections with a table, and the sentences inside them.

    Args:
        source: the whole source.
        part: the report.
        drafts: prompts in the place of those that ship, by id.
    """
    found = [*_asked(PROSE, render(source, _prose(source, part), _LONGEST_PROSE), drafts)]
    for kind in TableKind:
        blocks = part.table_blocks(kind)
        if any(_may_be_table(source, block) for block in blocks):
            found += _asked(kind.value, render(source, blocks, _LONGEST_TABLE), drafts)
    return tuple(found)


def _may_be_table(source: Source, block: Block) -> bool:
    text = source.slice(block.span)
    return _SENTENCE not in text and any(character.isdigit() for character in text)


def _prose(source: Source, part: ReportPart) -> Sequence[Block]:
    """Blocks of the sections without a form's table; of the others the lines that are sentences."""
    tables = {kind.value for kind in TableKind}
    return [
        block
        for section in part.sections
        for block in _lines(section.heading, section.blocks)
        if section.kind.value not in tables
        or not section.has_table
        or (isinstance(block, Line) and _SENTENCE in source.slice(block.span))
    ]


def _lines(heading: tuple[int, int] | None, blocks: Sequence[Block]) -> Sequence[Block]:
    """The section's blocks under its heading, which stands in them already where text goes on in its line."""
    repeated = heading is None or any(block.span == heading for block in blocks)
    return blocks if repeated or heading is None else (Line(heading, heading=True), *blocks)


def _asked(kind: str, parts: Sequence[Rendered], drafts: Mapping[str, Prompt]) -> Sequence[Asked]:
    prompt = drafts.get(kind) or load_prompt(kind)
    return [Asked(kind, _request(prompt, shown.text), shown) for shown in parts]


def _request(prompt: Prompt, text: str) -> Request:
    blank, kind = _blank_request(prompt), prompt.id
    user = prompt.user.substitute(_labels(kind), data=text, fence=_fence(text))
    return replace(blank, user=user)


@cache
def _blank_request(prompt: Prompt) -> Request:
    """The request without a report: its hash is the same for every report."""
    kind, answer = prompt.id, ANSWERS[prompt.id]
    if answer.__name__ != prompt.schema:
        raise ValueError(f"prompt {kind!r} names the answer {prompt.schema!r}, it is given {answer.__name__!r}")
    system = prompt.system.substitute(_labels(kind))
    user = prompt.user.substitute(_labels(kind), data="$data", fence="$fence")
    return Request(kind, prompt.version, prompt_hash(system, user, answer), system, user, answer)


def hash_of(prompt: Prompt) -> str:
    """Return the hash that requests and results name a prompt by."""
    return _blank_request(prompt).prompt_sha256


def prompt_hash(system: str, user: str, answer: type[BaseModel]) -> str:
    """Return the hash that names a prompt: of both texts, placeholders unfilled, and of the answer's JSON Schema."""
    schema = json.dumps(answer.model_json_schema(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256("\x00".join((system, user, schema)).encode()).hexdigest()


def _labels(kind: str) -> dict[str, str]:
    """What is filled into a prompt from the forms: the row labels of all of them, or the metrics."""
    if kind == PROSE:
        return {"metrics": "\n".join(f"    {metric.value}：{label}" for metric, label in METRIC_LABELS.items())}
    labels = dict.fromkeys(row.label for block in union_table(TableKind(kind)).blocks for row in block.rows)
    return {"rows": "；".join(labels)}


def _fence(text: str) -> str:
    """A word that the text does not hold: made from its hash, which no text can hold of itself but by luck."""
    fences = (f"资料-{_mark(count, text)}" for count in itertools.count())
    return next(fence for fence in fences if fence not in text)


def _mark(count: int, text: str) -> str:
    return hashlib.sha256(f"{count}{text}".encode()).hexdigest()[:16]
