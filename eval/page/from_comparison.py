"""A comparison of two runs as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eval.compare import format as compared
from eval.compare.figures import FIGURES as SPECS
from eval.compare.words import side_text
from eval.page.comparison_words import CELL_FLIPS, FACT_FLIPS, FIGURES, KEY_FIGURES, VERDICTS
from eval.page.flips import flip_listing
from eval.page.view import Block, Change, Column, Estimate, Grid, Lead, PageView, Pairs, Section, Text, Value
from eval.page.wording import READERS, TABLES, plain_number, points, usage_name
from eval.scorecard import Figure

__all__ = ["comparison_view"]

_FAVOUR: dict[compared.Effect, str] = {
    compared.Effect.BETTER: "B is better",
    compared.Effect.WORSE: "A is better",
    compared.Effect.NOT_SHOWN: "no difference shown",
    compared.Effect.UNDEFINED: "no interval, nothing is shown",
}
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
        Section("others", "Other readers", "Other readers", tuple(_others(found))),
        Section("usage", "What asking took", "Usage", (_usage(found.usage),)),
    )
    return PageView(
        title=f"A: {found.a} — B: {found.b}",
        subtitle=_subtitle(found),
        lead=_lead(found),
        sections=sections,
        listing=flip_listing(one),
        headline=tuple(_split_grids([change for change in one.changes if change.name in KEY_FIGURES])),
    )


def _subtitle(found: compared.Comparison) -> str:
    one = found.headline
    sides = READERS[one.reader_a]
    if one.reader_a is not one.reader_b:
        sides = f"A's {READERS[one.reader_a]} against B's {READERS[one.reader_b]}"
    return (
        f"{sides} over {one.documents} documents, {one.reports} reports that both runs have. Intervals: {found.level:.0%}, "
        f"bootstrap over reports, the same reports drawn for both, {found.resamples} times, seed {found.seed}."
    )


def _lead(found: compared.Comparison) -> Lead:
    verdict = found.headline.verdict
    words, tone = VERDICTS[verdict.word]
    reasons = [_reason(change) for change in verdict.reasons]
    return Lead(words.format(a=found.a, b=found.b), tone, (*reasons, *_prompt_reasons(found.headline)))


def _reason(change: compared.Change) -> str:
    if change.difference is None:
        return f"{FIGURES.get(change.name, change.name)}: undefined"
    per = " per 100 reports" if _mean(change) else " points"
    bounds = ""
    if change.interval:
        bounds = f" (interval {points(change.interval.low)} to {points(change.interval.high)})"
    sides = f"A {side_text(change.name, change.a)}, B {side_text(change.name, change.b)}"
    return f"{FIGURES.get(change.name, change.name)}: {sides}; {points(change.difference)}{per}{bounds}: {_FAVOUR[change.effect]}{_seen(change)}"


def _seen(change: compared.Change) -> str:
    """What must not be overlooked: silent errors that are too few, or too close together, for the interval to show."""
    more = change.b.count - change.a.count
    if not more or not _mean(change) or change.effect is not compared.Effect.NOT_SHOWN:
        return ""
    side = "B" if more > 0 else "A"
    return f", but {side} has {abs(more)} more: look at them in the list below, where they stand first"


def _mean(change: compared.Change) -> bool:
    """True for figures that count errors, of which one report may have several: no share, though compared as one."""
    return SPECS[change.name].unit == "mean"


def _prompt_reasons(one: compared.ReaderComparison) -> list[str]:
    """For each prompt that differs: how many of the flips are in what it asks for."""
    cells, facts = len(one.flips), len(one.fact_flips)
    lines = []
    for group in one.by_prompt:
        inside = sum(group.cells.values()), sum(group.facts.values())
        if group.differs and any(inside):
            lines.append(
                f"The prompt “{group.prompt}” differs: {inside[0]} of {cells} changed cells and {inside[1]} of {facts} "
                "changed facts are in what it asks for"
            )
        elif group.differs and (cells or facts):
            lines.append(
                f"The prompt “{group.prompt}” differs, but none of the {cells} changed cells and {facts} changed facts is "
                "in what it asks for: they come from elsewhere"
            )
    return lines


def _settings(found: compared.Comparison) -> Iterable[Block]:
    if found.settings:
        rows = tuple((_setting(one.what), _short(one.a), _short(one.b)) for one in found.settings)
        yield Grid((Column("setting"), Column(f"A: {found.a}"), Column(f"B: {found.b}")), rows)
    else:
        yield Text("The runs were made alike: no setting differs.")
    documents = found.documents
    yield Pairs(
        (
            ("documents in both", documents.both),
            ("only in A, left out", _listed(documents.only_a)),
            ("only in B, left out", _listed(documents.only_b)),
            ("without a label, left out", _listed(documents.unlabelled)),
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
                _counts(group.cells, CELL_FLIPS),
                _counts(group.facts, FACT_FLIPS),
                _short(group.a),
                _short(group.b),
            )
            for group in one.by_prompt
        )
        titles = ("prompt", "in the two runs", "changed cells that it asks for", "changed facts", "A", "B")
        yield Grid(tuple(map(Column, titles)), rows, "By prompt")
    else:
        yield Text("This reader asks no model: no prompt can have made a difference.")
    sections = tuple(
        (
            TABLES.get(group.section, group.section.replace("_", " ")) if group.section else "place not known",
            _counts(group.cells, CELL_FLIPS),
            _counts(group.facts, FACT_FLIPS),
        )
        for group in one.by_section
    )
    if sections:
        yield Grid((Column("section"), Column("changed cells"), Column("changed facts")), sections, "By section")
    else:
        yield Text("No cell and no fact changed.")


def _counts(
    counts: Mapping[compared.FlipKind, int] | Mapping[compared.FactFlipKind, int], words: Mapping[str, tuple[str, str]]
) -> str:
    return ", ".join(f"{count} {words[kind][0]}" for kind, count in counts.items()) or "none"


def _differences(found: compared.Comparison, one: compared.ReaderComparison) -> Iterable[Block]:
    yield Text(
        "Differences are B less A, in percentage points; of silent errors per 100 reports. In the plot what favours B "
        "lies right of the line at 0, also where less is better. An interval that holds 0 shows no difference.",
        "note",
    )
    yield from _split_grids(one.changes)


def _split_grids(changes: Sequence[compared.Change]) -> Iterable[Block]:
    """Errors a report and shares apart: they have no scale in common."""
    yield _key_grid(
        [change for change in changes if _mean(change)],
        "Silent errors, per 100 reports",
        folded=False,
        per_hundred=True,
    )
    yield _key_grid([change for change in changes if not _mean(change)], "Shares, in percentage points", folded=False)


def _key_grid(
    changes: Sequence[compared.Change], caption: str = "", *, folded: bool, per_hundred: bool = False
) -> Grid:
    rows = tuple(
        (FIGURES.get(change.name, change.name), _side(change, change.a), _side(change, change.b), move, move)
        for change in changes
        for move in (change_value(change),)
    )
    columns = (Column("figure"), Column("A"), Column("B"), Column("difference"), Column("", "strip"))
    return Grid(columns, rows, caption, folded=folded, zero=("A better", "B better"), per_hundred=per_hundred)


def change_value(change: compared.Change) -> Change:
    """Return a difference for a table or a plot."""
    bounds = (change.interval.low, change.interval.high) if change.interval else None
    better = {compared.Effect.BETTER: "B", compared.Effect.WORSE: "A", compared.Effect.NOT_SHOWN: "neither"}
    return Change(change.difference, bounds, better.get(change.effect), less=change.better == "less")  # type: ignore[arg-type]


def _side(change: compared.Change, figure: Figure) -> Value:
    return side_text(change.name, figure) if figure.n and _mean(change) else Estimate(figure.count, figure.n)


def _slices(one: compared.ReaderComparison) -> Iterable[Block]:
    for by, caption in _SLICES.items():
        parts = [part for part in one.slices if part.by == by]
        rows = tuple(
            (
                f"{TABLES.get(part.name, part.name)} ({part.reports} reports)",
                FIGURES.get(change.name, change.name),
                _side(change, change.a),
                _side(change, change.b),
                change_value(change),
                change_value(change),
            )
            for part in parts
            for change in part.changes
            if change.name in KEY_FIGURES
        )
        if rows:
            titles = ("part", "figure", "A", "B", "difference")
            columns = (*map(Column, titles), Column("", "strip"))
            yield Grid(columns, rows, caption, folded=by != "table", zero=("A better", "B better"))


def _reports(one: compared.ReaderComparison) -> Iterable[Block]:
    wins = one.wins
    test = "undefined: none was won or lost" if wins.p is None else f"p = {wins.p:.3g}"
    yield Text("By the number of cells right whose label is a number other than 0.", "note")
    yield Pairs((("won by B", wins.won), ("lost by B", wins.lost), ("tied", wins.tied), ("exact sign test", test)))
    changed = [report for report in wins.reports if report.flips or report.right_nonzero[0] != report.right_nonzero[1]]
    rows = tuple(
        (
            f"{report.organization or '(no organization)'} {report.year or '(no year)'}",
            report.document,
            report.form,
            f"{report.right_nonzero[0]} → {report.right_nonzero[1]} of {report.n}",
            f"{report.silent[0]} → {report.silent[1]}",
            report.flips,
        )
        for report in sorted(changed, key=lambda report: (report.silent[0] - report.silent[1], -report.flips))
    )
    titles = ("report", "document", "form", "non-zero right, A → B", "silent, A → B", "changed cells")
    if rows:
        yield Grid(tuple(map(Column, titles)), rows, f"{len(rows)} reports with a change, the worst for B first")
    yield Text(f"{len(wins.reports) - len(rows)} reports have no changed cell and are not listed.", "note")


def _others(found: compared.Comparison) -> Iterable[Block]:
    if not found.others:
        yield Text("The runs have no other reader in common.")
    for other in found.others:
        words = VERDICTS[other.verdict.word][0].format(a=found.a, b=found.b)
        yield _key_grid(
            [change for change in other.changes if change.name in KEY_FIGURES],
            f"{READERS[other.reader_b]}: {words}",
            folded=True,
        )
    if found.others:
        yield Text(
            "Changed cells of these readers are not listed on this page; the comparison as JSON has them.", "note"
        )


def _usage(usage: Sequence[compared.UsageChange]) -> Block:
    if not usage:
        return Text("Neither run says what asking took: it is not known, or nothing was asked.")
    rows = tuple(
        (usage_name(one.what), plain_number(one.a), plain_number(one.b), plain_number(one.difference)) for one in usage
    )
    return Grid((Column("what"), Column("A", "number"), Column("B", "number"), Column("difference", "number")), rows)
