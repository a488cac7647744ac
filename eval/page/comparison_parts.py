"""Parts of a comparison's page: the other readers and how the prompts differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eval.compare import format as compared
from eval.compare.words import diff_text
from eval.page.comparison_lead import anchor
from eval.page.comparison_words import CELL_FLIPS, FACT_FLIPS
from eval.page.view import Block, Column, Diff, Grid, Part, Text
from eval.page.wording import READERS, TABLES, capital

__all__ = ["kinds_text", "other_readers", "prompt_blocks", "section_grid"]

_REPLIES = "Raw replies of the model are not kept in run files: what it gave is known only as it was read."


def prompt_blocks(changes: Sequence[compared.PromptChange]) -> Iterator[Block]:
    """Yield for every prompt that differs its unified diff, folded; or whose text is not known."""
    for one in changes:
        name = f"Prompt “{one.prompt}”"
        if one.diff is None:
            sides = " and ".join(one.unknown)
            yield Text(
                f"{name} differs, and its text in {sides} is not known: the run file holds its hash alone, and it is none "
                f"that ships with this version. Newer run files keep the texts of drafts. {_REPLIES}",
                "note",
            )
        elif not one.diff:
            yield Text(f"{name}: the same text in both; the schema of its answer differs. {_REPLIES}", "note")
        else:
            yield Diff(f"{name}: {diff_text(one.diff)}", one.diff, _REPLIES)


def kinds_text(
    counts: Mapping[compared.FlipKind, int] | Mapping[compared.FactFlipKind, int], words: Mapping[str, tuple[str, str]]
) -> str:
    """Return flips by kind: ``138 broken, 2 mended``."""
    return ", ".join(f"{count} {words[kind][0]}" for kind, count in counts.items()) or "none"


def section_grid(one: compared.ReaderComparison, caption: str = "By section") -> Iterable[Block]:
    """Return the flips of a reader by section and kind."""
    sections = tuple(
        (
            TABLES.get(group.section, group.section.replace("_", " ")) if group.section else "place not known",
            kinds_text(group.cells, CELL_FLIPS),
            kinds_text(group.facts, FACT_FLIPS),
        )
        for group in one.by_section
    )
    if sections:
        return [Grid((Column("section"), Column("changed cells"), Column("changed facts")), sections, caption)]
    return [Text("No cell and no fact changed.")]


def other_readers(found: compared.Comparison) -> Iterator[Block]:
    """Yield each other reader: its verdict, its flips by section and kind, and the command that makes its page."""
    if not found.others:
        yield Text("The runs have no other reader in common.")
    for other in found.others:
        blocks: list[Block] = [Text(other.verdict.sentence)]
        if other.flips or other.fact_flips:
            blocks += section_grid(other, "")
            blocks.append(
                Text(
                    "Its changed cells are not listed on this page. Its own page, from the same two run files:", "note"
                )
            )
            command = f"gongkai eval report A.jsonl B.jsonl --reader {other.reader_b} -o {other.reader_b}.html"
            blocks.append(Text(command, "code"))
        yield Part(anchor(other), capital(READERS[other.reader_b]), tuple(blocks))
