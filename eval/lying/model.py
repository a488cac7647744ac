"""The lying model: answers the extractor's requests about one source as its lies have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from rapidfuzz import fuzz, process

from eval.lying.kind import Kind, Scene
from eval.lying.script import Block, Row, Script, script_of, to_answers
from eval.truth import Truth
from extractor.answering import CallStatus, Request, Response

__all__ = ["Liar", "shown_text", "spoken"]

_LIKE = 75
"""Likeness, of 100, from which on a text is taken for a damaged print of a label."""
_NEARLY_AS_LONG = 2


@dataclass
class Liar:
    """A model that reads what its reports print as their agencies printed it, and errs in some kinds at a rate."""

    reports: Sequence[tuple[Truth, Scene]]
    """Those of one source, in its order."""
    kinds: Sequence[Kind] = ()
    rate: float = 0.0
    seed: str = ""
    told: dict[int, Script] = field(default_factory=dict)
    """What it answered, by the report's place."""

    def read(self, requests: Sequence[Request]) -> Sequence[Response]:
        """Return one response a request; a request is answered from the report whose prints it shows most of."""
        owners = [self._owner(request) for request in requests]
        for owner in dict.fromkeys(owners):
            truth, scene = self.reports[owner]
            texts: dict[str, str] = {}
            for request, other in zip(requests, owners, strict=True):
                if other == owner:
                    texts[request.prompt_id] = texts.get(request.prompt_id, "") + shown_text(request) + "\n"
            self.told[owner] = self._lied(script_of(truth), replace(scene, texts=texts))
        return [self._response(request, owner) for request, owner in zip(requests, owners, strict=True)]

    def _lied(self, script: Script, scene: Scene) -> Script:
        for kind in self.kinds:
            random = Random(f"{self.seed} {script.truth.seed} {kind.name}")
            script = kind.lie(script, scene, self.rate, random)
        return script

    def _owner(self, request: Request) -> int:
        if len(self.reports) == 1:
            return 0
        text = shown_text(request)
        shares = [_share(_marks(truth, request.prompt_id), text) for truth, _ in self.reports]
        return shares.index(max(shares))

    def _response(self, request: Request, owner: int) -> Response:
        answer = to_answers(spoken(self.told[owner], request)).get(request.prompt_id)
        if answer is None:
            return Response(CallStatus.REFUSED, reason="it has nothing to say about this")
        return Response(CallStatus.ANSWERED, answer, raw=answer.model_dump_json(), model="lying-model")


def shown_text(request: Request) -> str:
    """Return what of the report a request shows: between the last line, which fences it, and the same line before."""
    body, _, fence = request.user.rstrip().rpartition("\n")
    return body.partition(f"\n{fence}\n")[2]


def spoken(script: Script, request: Request) -> Script:
    """Return the script as it is said about what a request shows.

    Labels that stand there damaged are given as they stand. Columns are named only where half of their labels are to be
    seen (总计 and 其他 stand in rows as well), unless the lie is just that.
    """
    text = shown_text(request)
    bare, fields = _bare(text), tuple(dict.fromkeys(text.replace("|", "\n").split()))

    def say(block: Block) -> Block:
        if block.table.value != request.prompt_id:
            return block
        printed = [_bare(label) in bare for label in block.columns]
        seen = block.unseen_columns or 2 * sum(printed) >= len(printed)
        rows = tuple(_as_shown(row, bare, fields) for row in block.rows)
        return replace(block, columns=block.columns if seen else (), rows=rows)

    return script.map_blocks(say)


def _as_shown(row: Row, bare: str, fields: Sequence[str]) -> Row:
    if _bare(row.label) in bare:
        return row
    nearly = [other for other in fields if abs(len(other) - len(row.label)) <= _NEARLY_AS_LONG]
    found = process.extractOne(row.label, nearly, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return replace(row, label=found[0]) if found else row


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _marks(truth: Truth, prompt_id: str) -> Iterable[str]:
    """What tells a report's section from that of another report of the same source."""
    if prompt_id == "prose":
        return [truth.organization, str(truth.year), *(fact.quote for fact in truth.facts)]
    return {cell.printed for path, cell in truth.cells.items() if path.startswith(prompt_id) and len(cell.printed) > 1}


def _share(marks: Iterable[str], text: str) -> float:
    listed = list(marks)
    return sum(mark in text for mark in listed) / len(listed) if listed else 0.0
