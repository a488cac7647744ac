"""Two years of one agency side by side: each table twice, newer first, a year line above each."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from eval.mangle.document import Block, Document, Paragraph, Table
from eval.mangle.draft import Draft, ReportDraft
from eval.mangle.mode import Mode, Stage
from eval.truth import ReportLabel, generate
from schemas.enums import TableKind

__all__ = ["MODES"]


def _runs(document: Document) -> dict[TableKind, list[Block]]:
    """The blocks of each kind of table, captions of split tables with them."""
    runs: dict[TableKind, list[Block]] = {}
    captions: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            runs.setdefault(block.kind, []).extend([*captions, block])
        captions = [block] if isinstance(block, Paragraph) and block.kind == "caption" else []
    return runs


def _stack(draft: Draft, strength: float, random: Random) -> Draft:
    newer = draft.reports[0]
    year = newer.truth.year - 1
    older_truth = replace(
        generate(random.randrange(2**31), form=newer.truth.form),
        organization=newer.truth.organization,
        region=newer.truth.region,
        year=year,
        title=None,
        period=None,
    )
    older = ReportDraft.of(older_truth)
    ours, theirs = _runs(newer.document), _runs(older.document)
    mark = random.choice(("{}年", "{}年度", "【{}年】"))
    blocks: list[Block] = []
    done: set[TableKind] = set()
    member = {id(block): kind for kind, run in ours.items() for block in run}
    for block in newer.document.blocks:
        kind = member.get(id(block))
        if kind is None:
            blocks.append(block)
        elif kind not in done:
            done.add(kind)
            blocks += [Paragraph(mark.format(year + 1), "year"), *ours[kind]]
            blocks += [Paragraph(mark.format(year), "year"), *theirs[kind]]
    label: ReportLabel = {**older.label, "facts": [], "problems": [], "improvements": []}
    return replace(
        draft,
        reports=(
            replace(newer, document=Document(tuple(blocks))),
            replace(older, document=Document(), label=label),
            *draft.reports[1:],
        ),
    )


MODES = (
    Mode(
        "stacked_years",
        Stage.TRUTH,
        _stack,
        "each table for two years, newer first, a year above",
        shares_document=True,
    ),
)
