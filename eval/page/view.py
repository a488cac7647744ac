"""What a page shows, before it is markup: figures, tables, curves, and cells with their places. No model of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from eval.page.svg import Scale, Series

__all__ = [
    "Answer",
    "Block",
    "Change",
    "Column",
    "Diff",
    "Entry",
    "EntryGroup",
    "Estimate",
    "Grid",
    "Lead",
    "Link",
    "Listing",
    "Missing",
    "PageView",
    "Pairs",
    "Part",
    "Rest",
    "Section",
    "Side",
    "Steps",
    "Surroundings",
    "Text",
    "Value",
]

Bounds = tuple[float, float]
Side = Literal["A", "B", "neither"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """So many of so many, with the interval of the share. Undefined where n is 0 or nothing is known."""

    count: int | None
    n: int | None
    bounds: Bounds | None = None

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where it is undefined."""
        return self.count / self.n if self.n and self.count is not None else None


@dataclass(frozen=True, slots=True)
class Change:
    """How far a share of B lies from that of A, with the interval of the difference."""

    value: float | None
    bounds: Bounds | None
    better: Side | None
    """Which side the interval favours; ``neither`` where it holds 0, None where it is undefined."""
    less: bool = False
    """True where less is better: an error. Plots put what favours B on the right all the same."""

    @property
    def towards_b(self) -> float | None:
        """How far it favours B."""
        return None if self.value is None else -self.value if self.less else self.value

    @property
    def bounds_towards_b(self) -> Bounds | None:
        """The interval of ``towards_b``."""
        if self.bounds is None or not self.less:
            return self.bounds
        return -self.bounds[1], -self.bounds[0]


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that cannot be, and why."""

    words: str
    why: str


Value = str | int | Estimate | Change | Missing | None
"""What stands in a table; None is not known, and is said to be."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; a ``name`` is kept on one line, ``strip`` draws the intervals of its estimates or changes over one scale."""

    title: str
    kind: Literal["text", "name", "number", "strip"] = "text"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Rows that follow each other with the same first value share it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    caption: str = ""
    note: str = ""
    folded: bool = False
    """True where it is shown folded up."""
    zero: tuple[str, str] | None = None
    """For changes: what lies left and right of the line at 0."""
    per_hundred: bool = False
    """True where changes are per 100 reports, not in percentage points."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and what they are."""

    rows: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    kind: Literal["", "note", "warning", "code"] = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A step line for each series."""

    series: tuple[Series, ...]
    x: Scale
    y: Scale
    titles: tuple[str, str]
    label: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Lines of a unified diff, folded."""

    title: str
    lines: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under a heading that links lead to."""

    id: str
    title: str
    blocks: tuple[Block, ...]


Block = Grid | Pairs | Text | Steps | Diff | Part


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page."""

    id: str
    title: str
    short: str
    """What the link to it says."""
    blocks: tuple[Block, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line that may lead somewhere in the page."""

    text: str
    target: str = ""
    """Such as ``#cells``; empty for none."""
    label: str = ""
    """What the link says."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a reader must see first: one sentence, and why."""

    verdict: str
    tone: Literal["good", "bad", "open", "same"]
    reasons: tuple[str, ...]
    links: tuple[Link, ...] = ()
    """What else must be seen, and where it stands."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A place in a source with what stands around it."""

    before: str
    token: str
    after: str
    where: str
    """Its address in the source's own structure."""
    of: str
    """Whose place it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reader gave."""

    reader: str
    """Its id, for filters."""
    name: str
    text: str
    outcome: str
    """An id; empty where there is none."""
    status: str
    """An id; empty where there is none."""
    witnesses: str = ""
    silent: bool = False
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell or fact, with all answers side by side."""

    document: str
    report: str
    """Organization and year."""
    label: str
    """The official label, Chinese."""
    path: str
    truth: str
    answers: tuple[Answer, ...]
    places: tuple[Surroundings, ...]
    filters: Mapping[str, str]
    """What it is filtered by beside its answers: id of the filter to the value."""
    kind: str = ""
    """What happened, in words, where that is not said by the answers."""
    tone: Literal["", "good", "bad"] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries that follow each other and belong together: the first are shown, the others folded."""

    title: str
    kind: str
    tone: Literal["", "good", "bad"]
    size: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """Cells that are not shown each, compactly: enough to filter and to name them."""

    readers: tuple[str, ...]
    documents: tuple[tuple[str, str, str], ...]
    """Id, report and form."""
    paths: tuple[tuple[str, str], ...]
    """Path and label."""
    rows: tuple[tuple[int, int, str, tuple[tuple[str, str] | None, ...]], ...]
    """Document, path, truth, and outcome and status a reader."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Cells one by one, with filters."""

    id: str
    title: str
    short: str
    intro: str
    entries: tuple[Entry, ...]
    filters: tuple[tuple[str, str, Mapping[str, str]], ...]
    """Id, name, and value to words. ``outcome``, ``status`` and ``reader`` go by the answers."""
    rest: Rest | None = None
    empty: str = "There is none."
    groups: tuple[EntryGroup, ...] = ()
    """Of the entries, in their order, all of them; empty where they are not grouped."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A whole page."""

    title: str
    subtitle: str
    lead: Lead
    sections: tuple[Section, ...]
    listing: Listing
    headline: tuple[Block, ...] = field(default=())
    """Stands with the lead, before all sections."""
    closing: tuple[Section, ...] = field(default=())
    """Stands after the listing."""
