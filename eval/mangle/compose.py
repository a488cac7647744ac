"""``compose``: an invented report to its document, in the official layout with the report's own wording."""

from __future__ import annotations

from eval.mangle.document import Block, Document, Paragraph
from eval.mangle.tables import annex_table, disclosure_blocks, requests_table, review_table
from eval.truth import Sentence, Truth

__all__ = ["compose"]


def compose(truth: Truth) -> Document:
    """Return the report as paragraphs and tables; every cell of the truth stands in exactly one table cell."""
    blocks: list[Block] = []
    if truth.title is not None:
        blocks.append(Paragraph(truth.title, "title"))
    if truth.opening:
        blocks.append(Paragraph(_joined(truth.opening)))
    blocks += _annex_report(truth) if truth.form == "statistics" else _form_report(truth)
    blocks += [Paragraph(line, "signature") for line in truth.signature]
    return Document(tuple(blocks))


def _joined(sentences: tuple[Sentence, ...]) -> str:
    return "".join(sentence.text for sentence in sentences)


def _heading(truth: Truth, section: str) -> Paragraph:
    return Paragraph(truth.layout.wording[f"heading.{section}"], "heading", section)


def _overview(truth: Truth) -> list[Block]:
    blocks: list[Block] = []
    for heading, sentences in truth.overview:
        if heading:
            blocks.append(Paragraph(heading, "subheading"))
        blocks.append(Paragraph(_joined(sentences)))
    return blocks


def _form_report(truth: Truth) -> list[Block]:
    blocks: list[Block] = [_heading(truth, "overview"), *_overview(truth)]
    blocks += [_heading(truth, "disclosure"), *disclosure_blocks(truth)]
    blocks += [_heading(truth, "requests"), requests_table(truth)]
    blocks += [_heading(truth, "review"), review_table(truth)]
    blocks += [_heading(truth, "problems"), *(Paragraph(text) for text in truth.problem_text)]
    if truth.other_matters is not None:
        blocks += [_heading(truth, "other_matters"), Paragraph(_joined(truth.other_matters))]
    return blocks


def _annex_report(truth: Truth) -> list[Block]:
    # The narrative of those years is numbered by its own headings; the annex stands at the end.
    return [
        Paragraph("一、概述", "heading", "overview"),
        *_overview(truth),
        Paragraph("二、存在的主要问题和改进措施", "heading", "problems"),
        *(Paragraph(text) for text in truth.problem_text),
        Paragraph(truth.layout.wording["statistics.heading"], "heading", "statistics"),
        annex_table(truth),
    ]
