"""A comparison of two runs as a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.compare import format as compared
from eval.compare.belief import NOT_APPLICABLE, WHY_NOT, WHY_NOT_BOTH
from eval.compare.words import side_text, unchanged
from eval.page.comparison_lead import comparison_lead, comparison_subtitle, is_mean
from eval.page.comparison_parts import kinds_text, other_readers, prompt_blocks, section_grid
from eval.page.comparison_words import CELL_FLIPS, FACT_FLIPS, FIGURES, KEY_FIGURES
from eval.page.flips import flip_listing
from eval.page.glossary import COMPARISON_WORDS, glossary
from eval.page.view import Block, Change, Column, Estimate, Grid, Missing, PageView, Pairs, Section, Text, Value
from eval.page.wording import TABLES, plain_number, usage_name
from eval.report_text import counted
from eval.scorecard import Figure

__all__ = ["comparison_view"]

_SLICES = {"table": "By table", "form": "By form", "mess": "By kind of mess", "source_kind": "By kind of source"}
_SHORT = 16


def comparison_view(found: compared.Comparison) -> PageView:
    """Return the page of a comparison: the verdict and why, then everything that it rests on."""
    one = found.headline
    sections = (
        Section("settings", "What differs between the runs", "Settings", tuple(_settings(found))),
        Section("origin", "Where the change comes from", "Where from", tuple(_origin(one))),
        Section("differences", "All differences", "Differences", tuple(_differences(found, one))),
        Section("parts", "By table, form and kind", "Parts", tuple(_slices(one))),
        Section("reports", "Reports won and lost", "Reports", tuple(_reports(one))),
        Section("others", "Other readers", "Other readers", tuple(other_readers(found))),
        Section("usage", "What asking took", "Usage", tuple(_usage(found.usage))),
    )
    return PageView(
        title=f"A: {found.a} — B: {found.b}",
        subtitle=comparison_subtitle(found),
        lead=comparison_lead(found),
        sections=sections,
        listing=flip_listing(one),
        headline=(*prompt_blocks(found.prompts), *_split_grids(_key(one.changes))),
        closing=(glossary(COMPARISON_WORDS),),
    )


def _settings(found: compared.Comparison) -> Iterable[Block]:
    if found.settings:
        rows = tuple((_setting(one.what), _short(one.a), _short(one.b)) for one in found.settings)
        yield Grid((Column("setting"), Column(f"A: {found.a}"), Column(f"B: {found.b}")), rows)
    else:
        yield Text("The runs were made alike: no setting differs.")
    documents = found.documents
    left_out = (
        ("only in A, left out", documents.only_a),
        ("only in B, left out", documents.only_b),
        ("without a label, left out", documents.unlabelled),
    )
    yield Pairs(
        (
            ("documents in both", documents.both),
            *((what, _listed(names)) for what, names in left_out if names),
            ("labels", _listed(documents.gold) if documents.gold else "those of the runs, the same in both"),
        )
    )
    one = found.headline
    for names, side in ((one.failed_a, "A"), (one.failed_b, "B")):
        if names:
            yield Text(f"Could not be read in {side}, their reports count as missed: {_listed(names)}", "warning")
    if one.left_out:
        yield Text(f"Not read in both runs by this reader, left out: {_listed(one.left_out)}", "warning")


def _setting(what: str) -> str:
    """``asked.prompts.requests`` is the prompt “requests”."""
    if what.startswith("asked.prompts."):
        return f"prompt “{what.removeprefix('asked.prompts.')}”"
    return what.replace("asked.", "model: ").replace("_", " ")


def _short(value: str | None) -> str:
    if value is None:
        return "not set"
    hashed = len(value) == 64 and set(value) <= set("0123456789abcdef")
    return f"{value[:_SHORT]}…" if hashed else value


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"


def _origin(one: compared.ReaderComparison) -> Iterable[Block]:
    if one.by_prompt:
        rows = tuple(
            (
                group.prompt.replace("_", " "),
                "differs" if group.differs else "same",
                kinds_text(group.cells, CELL_FLIPS),
                kinds_text(group.facts, FACT_FLIPS),
                _short(group.a),
                _short(group.b),
            )
            for group in one.by_prompt
        )
        titles = ("prompt", "in the two runs", "changed cells that it asks for", "changed facts", "A", "B")
        yield Grid(tuple(map(Column, titles)), rows, "By prompt")
    else:
        yield Text("This reader asks no model: no prompt can have made a difference.")
    yield from section_grid(one)


def _differences(found: compared.Comparison, one: compared.ReaderComparison) -> Iterable[Block]:
    yield Text(
        "Differences are B less A, in percentage points; of silent errors per 100 reports. In the plot what favours B "
        "lies right of the line at 0, also where less is better. What an interval with 0 in it says is not established.",
        "note",
    )
    yield from _split_grids(one.changes)


def _split_grids(changes: Sequence[compared.Change]) -> Iterable[Block]:
    """Errors a report and shares apart: they have no scale in common."""
    yield _key_grid(
        [change for change in changes if is_mean(change)],
        "Silent errors, per 100 reports",
        folded=False,
        per_hundred=True,
    )
    yield _key_grid([change for change in changes if not is_mean(change)], "Shares, in percentage points", folded=False)


def _key_grid(
    changes: Sequence[compared.Change], caption: str = "", *, folded: bool, per_hundred: bool = False
) -> Grid:
    rows = tuple((FIGURES.get(change.name, change.name), *_compared(change)) for change in changes)
    columns: tuple[Column, ...] = (Column("figure"), Column("A"), Column("B"), Column("difference"))
    if not any(map(_moved, changes)):  # a plot of nothing says nothing
        return Grid(columns, tuple(row[: len(columns)] for row in rows), caption, folded=folded)
    columns = (*columns, Column("", "strip"))
    return Grid(columns, rows, caption, folded=folded, zero=("A better", "B better"), per_hundred=per_hundred)


def change_value(change: compared.Change) -> Change:
    """Return a difference for a table or a plot."""
    bounds = (change.interval.low, change.interval.high) if change.interval else None
    better = {compared.Effect.BETTER: "B", compared.Effect.WORSE: "A", compared.Effect.NOT_SHOWN: "neither"}
    return Change(change.difference, bounds, better.get(change.effect), less=change.better == "less")  # type: ignore[arg-type]


def _compared(change: compared.Change) -> tuple[Value, Value, Value, Value]:
    """Both sides, the difference, and the difference again to be drawn."""
    if not any(change.applies):
        missing = Missing(NOT_APPLICABLE, WHY_NOT)
        return missing, missing, WHY_NOT, ""
    sides = [
        _side(change, figure) if applies else Missing("never believed", WHY_NOT)
        for figure, applies in zip((change.a, change.b), change.applies, strict=True)
    ]
    if not all(change.applies) and not change.difference:
        return sides[0], sides[1], WHY_NOT_BOTH, ""
    move = change_value(change)
    return sides[0], sides[1], move, move


def _key(changes: Iterable[compared.Change]) -> list[compared.Change]:
    return [change for change in changes if change.name in KEY_FIGURES]


def _side(change: compared.Change, figure: Figure) -> Value:
    return side_text(change.name, figure) if figure.n and is_mean(change) else Estimate(figure.count, figure.n)


def _slices(one: compared.ReaderComparison) -> Iterable[Block]:
    for by, caption in _SLICES.items():
        parts = [part for part in one.slices if part.by == by]
        rows = tuple(
            (
                f"{TABLES.get(part.name, part.name)} ({counted(part.reports, 'report')})",
                FIGURES.get(change.name, change.name),
                *_compared(change),
            )
            for part in parts
            for change in _key(part.changes)
            if _moved(change)
        )
        if rows:
            titles = ("part", "figure", "A", "B", "difference")
            columns = (*map(Column, titles), Column("", "strip"))
            yield Grid(columns, rows, caption, folded=by != "table", zero=("A better", "B better"))
        elif parts:
            yield Text(f"{caption}: no change in any of {counted(len(parts), 'part')}.", "note")
    yield Text("What did not change in a part, and what is over nothing there, is left out.", "note")


def _moved(change: compared.Change) -> bool:
    return any(change.applies) and not unchanged(change) and bool(change.a.n or change.b.n)


def _reports(one: compared.ReaderComparison) -> Iterable[Block]:
    yield Text(
        "By cells right whose label is a number other than 0; and by all cells, blanks and zeros too: won is a report "
        "with more of them right, or with as many right and fewer errors.",
        "note",
    )
    wins = one.wins
    counts = (("non-zero cells", wins), ("all cells", wins.all_cells))
    titles: tuple[str, ...] = ("by", "won by B", "lost by B", "tied", "exact sign test")
    yield Grid(
        tuple(map(Column, titles)),
        tuple((name, one.won, one.lost, one.tied, _sign_test(one)) for name, one in counts),
    )
    changed = [report for report in wins.reports if report.flips]
    rows = tuple(
        (
            f"{report.organization or '(no organization)'} {report.year or '(no year)'}",
            report.document,
            report.form,
            f"{_from_to(report.right_nonzero)} of {report.n}",
            _from_to(report.right),
            _from_to(report.errors),
            _from_to(report.silent),
            report.flips,
        )
        for report in sorted(
            changed,
            key=lambda report: (
                report.silent[0] - report.silent[1],
                report.errors[0] - report.errors[1],
                -report.flips,
            ),
        )
    )
    titles = ("report", "document", "form", "non-zero right", "all right", "errors", "silent", "changed cells")
    if rows:
        yield Grid(
            tuple(map(Column, titles)),
            rows,
            f"{counted(len(rows), 'report')} with a changed cell, A → B, the worst for B first",
        )
    yield Text(f"Without a changed cell, not listed: {counted(len(wins.reports) - len(rows), 'report')}.", "note")


def _from_to(sides: tuple[int, int]) -> str:
    return str(sides[0]) if sides[0] == sides[1] else f"{sides[0]} → {sides[1]}"


def _sign_test(wins: compared.Wins) -> str:
    return "none: nothing was won or lost" if wins.p is None else f"p = {wins.p:.3g}"


def _usage(usage: Sequence[compared.UsageChange]) -> Iterable[Block]:
    known = [one for one in usage if one.a is not None or one.b is not None]
    unknown = [usage_name(one.what) for one in usage if one not in known]
    if not known:
        yield Text("Neither run says what asking took: it is not known, or nothing was asked.")
        return
    rows = tuple(
        (usage_name(one.what), plain_number(one.a), plain_number(one.b), plain_number(one.difference)) for one in known
    )
    yield Grid((Column("what"), Column("A", "number"), Column("B", "number"), Column("difference", "number")), rows)
    if unknown:
        yield Text(f"Not known in either run: {', '.join(unknown)}.", "note")
