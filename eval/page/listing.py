"""Cells one by one as markup: what is printed, what each reader gave, where it stands; and the filters over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.page.markup import Child, Markup, tag
from eval.page.view import Answer, Entry, EntryGroup, Listing, Rest, Surroundings
from eval.page.wording import OUTCOMES, STATUSES

__all__ = ["listing", "rest_record"]


def listing(one: Listing) -> Markup:
    """Return the section of cells. Without a script all are shown, and no filter is."""
    entries = tag("div", _grouped(one), class_="entries", id="entries")
    shown: Child = entries if one.entries else tag("p", one.empty, class_="empty", id="entries")
    rest = tag("div", id="rest", hidden=True) if one.rest else None
    filters = _filters(one) if one.entries or one.rest else None
    return tag(
        "section", tag("h2", one.title), tag("p", one.intro) if one.intro else None, filters, shown, rest, id=one.id
    )


_FIRST = 3
"""So many entries of a group are shown; the others are folded."""


def _grouped(one: Listing) -> list[Markup]:
    """The entries; those of a group under its heading, which says how many they are."""
    if not one.groups:
        return [_entry(entry) for entry in one.entries]
    made, start = [], 0
    for group in one.groups:
        entries = one.entries[start : start + group.size]
        made.append(_group(group, entries) if group.size > 1 else _entry(entries[0]))
        start += group.size
    return made


def _group(group: EntryGroup, entries: Sequence[Entry]) -> Markup:
    shown = [_entry(entry, "h4") for entry in entries[:_FIRST]]
    folded = [_entry(entry, "h4") for entry in entries[_FIRST:]]
    chip = tag("span", group.kind, class_=f"chip {group.tone}".strip())
    return tag(
        "section",
        tag("h3", tag("span", str(group.size), class_="count"), " ", chip, " ", tag("span", group.title, lang="zh")),
        tag("p", group.note, class_="note") if group.note else None,
        shown,
        tag("details", tag("summary", f"{len(folded)} more"), folded, class_="more") if folded else None,
        class_="entry-group",
    )


def rest_record(rest: Rest) -> dict[str, object]:
    """Return the cells that are not shown as data of the page: codes by their place in a list."""
    outcomes, statuses, truths = list(OUTCOMES), ["", *STATUSES], dict.fromkeys(row[2] for row in rest.rows)
    place = {truth: number for number, truth in enumerate(truths)}
    return {
        "readers": rest.readers,
        "documents": rest.documents,
        "paths": rest.paths,
        "outcomes": [[code, OUTCOMES[code]] for code in outcomes],
        "statuses": [["none", "no status"], *([code, words] for code, words in STATUSES.items())],
        "truths": list(truths),
        "rows": [
            [
                document,
                path,
                place[truth],
                *(outcomes.index(judged[0]) * 8 + statuses.index(judged[1]) if judged else -1 for judged in by),
            ]
            for document, path, truth, by in rest.rows
        ],
    }


def _filters(one: Listing) -> Markup:
    fields = [tag("label", name, " ", _select(key, values)) for key, name, values in one.filters if values]
    search = tag(
        "label",
        "Search ",
        tag("kbd", "/"),
        " ",
        tag("input", type="search", id="filter-search", placeholder="label, path, document, text"),
    )
    reset = tag("button", "Show all", type="reset")
    state = tag("output", id="shown", aria_live="polite")
    hint = tag(
        "p",
        tag("kbd", "j"),
        " ",
        tag("kbd", "k"),
        " next, previous; ",
        tag("kbd", "/"),
        " search; ",
        tag("kbd", "Esc"),
        " leaves the search",
        class_="note",
    )
    return tag(
        "form", tag("div", fields, search, reset, class_="fields"), tag("p", state), hint, id="filters", hidden=True
    )


def _select(key: str, values: Mapping[str, str]) -> Markup:
    options = [tag("option", words, value=value) for value, words in values.items()]
    return tag("select", tag("option", "any", value=""), options, id=f"filter-{key}", data_filter=key)


def _entry(entry: Entry, heading: str = "h3") -> Markup:
    chips = tag("span", entry.kind, class_=f"chip {entry.tone}".strip()) if entry.kind else None
    return tag(
        "article",
        tag(heading, tag("span", entry.label, lang="zh"), " ", chips),
        tag(
            "p",
            tag("span", entry.report, lang="zh"),
            " · ",
            entry.document,
            " · ",
            tag("code", entry.path),
            class_="of",
        ),
        tag("p", entry.note, class_="note") if entry.note else None,
        _answers(entry),
        [_place(place) for place in entry.places] or tag("p", "No place in the source is shown.", class_="note"),
        class_="entry " + entry.tone if entry.tone else "entry",
        tabindex="-1",
        **{f"data_{key}": value for key, value in entry.filters.items()},
    )


def _answers(entry: Entry) -> Markup:
    head = tag("tr", [tag("th", title, scope="col") for title in ("", "value", "outcome", "status", "witnesses")])
    truth = tag(
        "tr",
        tag("th", "label", scope="row"),
        tag("td", entry.truth, class_="value"),
        tag("td", colspan=3),
        class_="truth",
    )
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", truth, [_answer(one) for one in entry.answers])),
        class_="wide",
    )


def _answer(one: Answer) -> Markup:
    outcome = OUTCOMES.get(one.outcome, one.outcome)
    sign = "✗ " if one.wrong else "✓ " if one.outcome.startswith("right") else ""
    state = "silent" if one.silent else "wrong" if one.wrong else "fine"
    return tag(
        "tr",
        tag("th", one.name, scope="row"),
        tag("td", one.text, class_="value"),
        tag("td", f"{sign}{outcome}", " — silent" if one.silent else None, class_="outcome"),
        tag("td", STATUSES.get(one.status, one.status) or "none"),
        tag("td", one.witnesses or "none", class_="witnesses"),
        class_=f"answer {state}",
        data_reader=one.reader,
        data_outcome=one.outcome,
        data_status=one.status or "none",
        data_silent=one.silent,
    )


def _place(place: Surroundings) -> Markup:
    heading = " · ".join(part for part in (place.where, place.of) if part)
    token: Child = place.token or tag("span", "(empty)", class_="note")
    text = tag("span", _tabs(place.before)), tag("mark", token), tag("span", _tabs(place.after))
    return tag("blockquote", tag("p", heading, class_="note"), tag("p", *text, class_="source-text", lang="zh"))


def _tabs(text: str) -> list[Child]:
    """Tabs part the cells of a row; they are drawn as lines."""
    first, *others = text.split("\t")
    return [first, *([tag("span", "\t", class_="tab"), other] for other in others)]
