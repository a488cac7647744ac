"""Correlated lies: where the rules reader is wrong or takes something for granted, the model does the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from eval.lying.kind import Kind, Scene, Unit, chosen
from eval.lying.script import Block, Script, Value, fact_answer, same_words
from schemas import all_forms
from schemas.enums import State, TableKind
from schemas.result import Cell

__all__ = ["KINDS"]


def _cells(scene: Scene) -> Mapping[str, Cell]:
    return scene.rules.cells if scene.rules else {}


def _prints(cell: Cell) -> Sequence[str]:
    """What the rules reader has for a cell: every token that fits it."""
    return [printed for printed in (cell.printed, *(other.printed for other in cell.candidates)) if printed]


def _print(cell: Cell) -> Value:
    """Of several such tokens one; None where there is none."""
    return next(iter(_prints(cell)), None)


def _same_text(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """A print as the rules reader has it, misread digits included."""
    wrong = {
        path: _print(cell)
        for path, cell in _cells(scene).items()
        if path in script.values and _print(cell) and script.values[path] not in (None, _print(cell))
    }
    return script.with_values(dict(chosen(wrong.items(), rate, random)))


def _same_places(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """Rows with the tokens where the rules reader puts them."""
    cells = _cells(scene)
    rows = [row.paths for block in script.blocks for row in block.rows if any(path in cells for path in row.paths)]
    return script.with_values(
        {path: _print(cells[path]) for paths in chosen(rows, rate, random) for path in paths if path in cells}
    )


def _lost_zero(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """A zero for every cell that the rules reader calls lost."""
    lost = [path for path, cell in _cells(scene).items() if cell.state is State.LOST]
    return script.with_values(dict.fromkeys(chosen(lost, rate, random), "0"))


def _first_table(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """Of two tables of one kind the first, for every cell in which they differ."""
    tables = chosen(dict.fromkeys(block.table for block in script.blocks), rate, random)
    cells = _cells(scene)
    changed: dict[str, Value] = {}
    for block in script.blocks:
        text = scene.texts.get(block.table.value, "")
        for row in block.rows if block.table in tables else ():
            at = max(0, text.find(row.label))
            for path in row.paths:
                prints = _prints(cells[path]) if path in cells else ()
                found = [(text.find(printed, at), printed) for printed in prints if printed in text[at:]]
                if len(set(prints)) > 1 and found:
                    changed[path] = min(found)[1]
    return script.with_values(changed)


def _form_columns(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """The columns that the form has, whatever the source prints."""
    tables = chosen(dict.fromkeys(block.table for block in script.blocks), rate, random)
    form = scene.rules.form if scene.rules else script.truth.form
    return script.map_blocks(lambda block: _official(block, form) if block.table in tables else block)


def _official(block: Block, form_id: str) -> Block:
    form = all_forms().get(form_id)
    table = form.table(block.table) if form else None
    if table is None:
        return block
    article = block.rows[0].paths[0].split(".")[1] if block.table is TableKind.PROACTIVE_DISCLOSURE else None
    own = [other for other in table.blocks if article is None or other.key == article]
    return replace(block, columns=tuple(c.label for c in own[0].columns), unseen_columns=True) if own else block


def _same_report(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """Whose report of which year it is, as the rules reader has it."""
    if not chosen([script], rate, random) or scene.rules is None:
        return script
    seen = {"year": scene.rules.year, "organization": scene.rules.organization}
    return replace(script, prose=script.prose.model_copy(update=seen))


def _same_facts(script: Script, scene: Scene, rate: float, random: Random) -> Script:
    """Facts as the rules reader has them where it is wrong, in place of those about the same words."""
    facts = list(script.prose.facts)
    right = {(fact.metric, fact.number) for fact in facts}
    for fact in chosen(scene.rules.facts if scene.rules else (), rate, random):
        said = fact_answer(fact.metric, fact.quote, fact.unit, fact.scope, approximate=fact.approximate)
        if (said.metric, said.number) not in right:
            facts = [*(other for other in facts if not same_words(fact.quote, other.quote)), said]
    return replace(script, prose=script.prose.model_copy(update={"facts": facts}))


KINDS = (
    Kind("same_places", Unit.ROW, _same_places, "a row with every token where the rules reader puts it", True),
    Kind("same_text", Unit.CELL, _same_text, "a print as the rules reader has it, misread digits included", True),
    Kind("first_table", Unit.SECTION, _first_table, "of two tables of one kind the first", True),
    Kind("lost_zero", Unit.CELL, _lost_zero, "a zero for a cell that the rules reader calls lost", True),
    Kind("form_columns", Unit.SECTION, _form_columns, "the form's columns for those that are printed", True),
    Kind("same_report", Unit.SECTION, _same_report, "organization and year as the rules reader has them", True),
    Kind("same_facts", Unit.FACT, _same_facts, "a fact as the rules reader has it", True),
)
