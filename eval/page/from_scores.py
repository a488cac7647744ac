"""A run with its scores as a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from eval.compare.belief import NEVER_BELIEVED, NOT_APPLICABLE, WHY_NOT
from eval.figures.format import ReaderScores, Score, Scores
from eval.page.entries import run_listing
from eval.page.glossary import RUN_WORDS, glossary
from eval.page.judged import headline_reader
from eval.page.reader_sections import (
    common_section,
    curve_section,
    fact_section,
    finding_section,
    looks_section,
    report_section,
)
from eval.page.score_values import Labelled, bound_text, by_reader, estimate, reader_name, usage_blocks
from eval.page.slice_section import slice_section
from eval.page.view import Block, Column, Grid, Lead, PageView, Pairs, Section, Text, Value
from eval.page.wording import READERS, capital, interval_text, percent
from eval.report_text import counted, share_text
from eval.runs.format import Reader, RunFile

__all__ = ["run_view"]

Tone = Literal["good", "bad", "open"]

_SILENT: Labelled = (
    ("silent errors, of believed cells", lambda one: one.silent.cells),
    ("reports with a silent error", lambda one: one.silent.reports),
    ("silent facts, of verified facts", lambda one: one.silent.facts),
    ("reports with a silent fact", lambda one: one.silent.fact_reports),
)
_COVERAGE: Labelled = (("printed numbers verified", lambda one: one.cells.verified),)
_RIGHT: Labelled = (
    ("right, of non-zero cells", lambda one: one.cells.right_nonzero),
    ("right, of labelled cells", lambda one: one.cells.right_labelled),
    ("tables wholly right", lambda one: one.cells.tables_exact),
    ("facts found", lambda one: one.facts.counts.found),
    ("facts right, of those given", lambda one: one.facts.counts.right),
)


def run_view(run: RunFile, scores: Scores) -> PageView:
    """Return the page of a run.

    Args:
        run: the run file, which has the cells and the sources' text.
        scores: its figures, by ``eval.figures``.
    """
    first = headline_reader(run)
    sections = (
        Section("made", "How the run was made", "How made", tuple(_made(run, scores))),
        slice_section(scores),
        curve_section(scores),
        fact_section(scores),
        report_section(scores),
        finding_section(scores),
        looks_section(scores),
        common_section(scores),
        Section("usage", "What asking took", "Usage", tuple(usage_blocks(scores.usage))),
    )
    return PageView(
        title=f"Run {run.header.name}",
        subtitle=_subtitle(run, scores),
        lead=_lead(scores, first),
        headline=tuple(_headline(scores)),
        sections=sections,
        listing=run_listing(run),
        closing=(glossary(RUN_WORDS),),
    )


def _subtitle(run: RunFile, scores: Scores) -> str:
    sets = ", ".join(
        f"{gold.name} ({counted(gold.documents, 'document')}, {counted(gold.reports, 'report')})"
        for gold in run.header.gold
    )
    names = ", ".join(READERS[reader] for reader in run.header.readers)
    asked = run.header.asked
    replayed = (
        " The model's answers were replayed from recordings: nothing was asked anew."
        if asked and asked.cassettes
        else ""
    )
    return (
        f"Gongkai {run.header.version} over {sets}, split {run.header.split}; {counted(scores.clusters, 'report')}. "
        f"Readings: {names}.{replayed}"
    )


def _lead(scores: Scores, first: Reader) -> Lead:
    if first not in scores.readers:
        return Lead("The run has no reading: nothing is measured.", "open", ())
    one = scores.readers[first]
    cells, reports = one.silent.cells, one.silent.reports
    tone: Tone = "bad" if cells.count else "good" if cells.n else "open"
    if not cells.n:
        never = first in NEVER_BELIEVED
        said = (
            f"silent errors are {NOT_APPLICABLE}, {WHY_NOT}"
            if never
            else "nothing is believed, so silent errors are undefined"
        )
    elif cells.count:
        errors, believed = counted(cells.count, "silent error"), counted(cells.n, "believed cell")
        said = f"{errors} in {believed}, in {reports.count} of {counted(reports.n, 'report')}"
    else:
        said = f"no silent error in {counted(cells.n, 'believed cell')} of {counted(reports.n, 'report')}"
    return Lead(f"{reader_name(first)}: {said}.", tone, tuple(_reasons(one, never=first in NEVER_BELIEVED)))


def _reasons(one: ReaderScores, *, never: bool) -> Iterable[str]:
    reports = one.silent.reports
    if reports.upper is not None and not never:
        small = (
            f": {counted(reports.n, 'report')} {'are' if reports.n > 1 else 'is'} too few to show less"
            if not reports.count
            else ""
        )
        yield f"With 95 % confidence no more than {percent(reports.upper)} of such reports have one{small}."
    for words, score in (
        ("of the printed numbers are verified", one.cells.verified),
        ("of the non-zero cells are right", one.cells.right_nonzero),
        ("of the facts are found", one.facts.counts.found),
    ):
        if never and score is one.cells.verified:
            continue
        if score.n:
            value = estimate(score)
            certain = value.bounds is not None and value.bounds[0] == value.bounds[1]
            within = "" if certain else f"; {interval_text(value.bounds)}"  # one point would pass for certainty
            yield f"{share_text(score.count, score.n)} {words} ({score.count} of {score.n}{within})."
        else:
            yield f"What share {words} is undefined: there is none."
    facts = one.silent.facts
    if facts.n:
        yield f"Silent errors in facts, counted apart: {facts.count} in {facts.n} verified facts."


def _headline(scores: Scores) -> Iterable[Block]:
    rows = by_reader(scores, _SILENT, lambda score: (_seen(score), bound_text(score)))
    columns = (Column("figure"), Column("reader", "name"), Column("seen"), Column("upper bound, 95 %, of reports"))
    never = [READERS[reader] for reader in scores.readers if reader in NEVER_BELIEVED]
    note = f"{capital(NOT_APPLICABLE)} to {', '.join(never)}: never believed, so without a figure that rests on belief."
    yield Grid(columns, rows, "Silent errors: believed and wrong", note if never else "")
    columns = (
        Column("figure"),
        Column("reader", "name"),
        Column("share, of how many, 95 % interval"),
        Column("", "strip"),
    )
    for figures, caption in ((_COVERAGE, "How much is believed"), (_RIGHT, "How much is right, believed or not")):
        yield Grid(columns, by_reader(scores, figures, lambda score: (estimate(score), estimate(score))), caption)
    yield Text(
        f"Intervals: bootstrap over reports, {scores.resamples} draws, seed {scores.seed}; none is given where every draw "
        "has the same share, which proves nothing. What is over nothing is undefined, never 0.",
        "note",
    )


def _seen(score: Score) -> Value:
    return f"{score.count} of {score.n}" if score.n else estimate(score)


def _made(run: RunFile, scores: Scores) -> Iterable[Block]:
    header, asked = run.header, run.header.asked
    rows: list[tuple[str, Value]] = [
        ("name", header.name),
        ("Gongkai", header.version),
        ("settings", header.settings),
        ("split", header.split),
        ("repeat", header.repeat),
        ("seed of the intervals", scores.seed),
    ]
    if asked is None:
        rows.append(("model", "none was asked"))
    else:
        rows += [
            ("preset", asked.preset),
            ("model asked for", asked.model),
            ("model that answered", asked.resolved),
            ("use", asked.use),
            ("answers", "replayed from recordings" if asked.cassettes else "asked for this run"),
            ("prompts", f"drafts from {asked.prompts_from}" if asked.prompts_from else "those that ship"),
        ]
    unknown = ", ".join(what for what, value in rows if value is None)
    yield Pairs(tuple((what, value) for what, value in rows if value is not None))
    if unknown:
        yield Text(f"Not known: {unknown}.", "note")
    if asked is not None and asked.prompts:
        yield Grid((Column("prompt"), Column("hash")), tuple(asked.prompts.items()), "Prompts", folded=True)
    gold = tuple((one.name, one.documents, one.reports, one.sha256) for one in header.gold)
    columns = (Column("gold set"), Column("documents", "number"), Column("reports", "number"), Column("sha256"))
    yield Grid(columns, gold, "Gold sets")
    yield from _absences(scores)


def _absences(scores: Scores) -> Iterable[Block]:
    for reader, one in scores.readers.items():
        if one.documents.absent:
            left = f"{reader_name(reader)}: made of {counted(one.documents.read, 'document')}; nothing is counted of "
            yield Text(left + ", ".join(one.documents.absent), "note")
        for failed in one.documents.failed:
            yield Text(f"{reader_name(reader)}: {failed.source} could not be read: {failed.error}", "warning")
