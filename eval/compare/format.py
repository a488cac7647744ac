"""What a comparison of two runs says; serialises to JSON and comes back equal.

Everywhere ``a`` is the first run and ``b`` the second, and a difference is the second less the first. Two runs are
compared over the documents that both have, a reader over those that it has read in both; a cluster of the bootstrap is
one report, labelled or invented by either side. What is undefined is null, never 0.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from eval.outcomes import Outcome
from eval.runs.format import Reader
from eval.scorecard import Figure, Reading
from eval.statistics import Interval
from schemas.enums import SectionKind, State, Status, Witness
from schemas.facts import Metric
from schemas.result import Place, Value

__all__ = [
    "FORMAT",
    "Answer",
    "Carrier",
    "Change",
    "Comparison",
    "Documents",
    "Effect",
    "Excerpt",
    "FactAnswer",
    "FactFlip",
    "FactFlipKind",
    "Flip",
    "FlipKind",
    "Group",
    "Impact",
    "LabelledCell",
    "Moves",
    "PromptChange",
    "PromptGroup",
    "ReaderComparison",
    "ReportChange",
    "ReportsChange",
    "Setting",
    "Slice",
    "UsageChange",
    "Verdict",
    "VerdictWord",
    "Wins",
]

FORMAT = "gongkai-eval-comparison"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Setting(_Model):
    """One thing that the runs were made with and that differs."""

    what: str
    """Its place in the run's header, such as ``version``, ``asked.prompts.requests`` or ``gold.samples.sha256``."""
    a: str | None
    """None where the run does not have it."""
    b: str | None


class Documents(_Model):
    """Which documents are compared."""

    both: int
    only_a: tuple[str, ...]
    """Left out, as ``gold/id``; so are the next two."""
    only_b: tuple[str, ...]
    unlabelled: tuple[str, ...]
    """Not in the gold sets that were named in place of the runs' own labels."""
    gold: tuple[str, ...]
    """Those gold sets; empty where the labels of the runs were used, which are the same in both."""


class Effect(StrEnum):
    """What the interval of a difference says."""

    BETTER = "better"
    """It does not hold 0, B is better, and the figure is over six reports or more on both sides."""
    WORSE = "worse"
    NOT_SHOWN = "not_shown"
    """It holds 0; or the figure is over fewer than six reports, which show nothing at this level."""
    UNDEFINED = "undefined"
    """There is no interval: one side is over nothing, or over fewer than two reports."""


class Change(_Model):
    """One figure of both runs."""

    name: str
    a: Figure
    b: Figure
    difference: float | None
    """Share of B less share of A; null where one of them is undefined."""
    interval: Interval | None
    """Of the difference: bootstrap over reports, the same reports drawn for both."""
    better: Literal["more", "less"]
    """Which direction is good."""
    effect: Effect
    applies: tuple[bool, bool] = (True, True)
    """Whether the readers of A and of B can have it: what rests on belief is no figure of one that is never believed."""


class Slice(_Model):
    """The figures of a part: one table, form, kind of mess or kind of source."""

    by: Literal["table", "form", "mess", "source_kind"]
    name: str
    reports: int
    changes: tuple[Change, ...]


class VerdictWord(StrEnum):
    """Whether B is better than A. Silent errors outrank everything else."""

    BETTER = "better"
    """Silent errors are shown to be fewer; or something is shown to be better, nothing to be worse, and none more was seen."""
    WORSE = "worse"
    """The mirror image of ``better``."""
    MIXED = "mixed"
    """Something is shown to be better and something worse; or better, at the price of silent errors that were seen."""
    NO_DIFFERENCE_SHOWN = "no_difference_shown"
    """Something changed, and no deciding figure is shown to differ."""
    IDENTICAL = "identical"
    """Nothing changed: every cell and fact has the same value and status in both, and all figures are equal."""


class Moves(_Model):
    """How many cells, or facts, became what; one may be counted under two words, as broken and as now silent."""

    changed: int = 0
    """Flips of any kind."""
    broken: int = 0
    """Became wrong: right in A and not in B, or an error where A rightly says nothing; of facts lost or invented."""
    mended: int = 0
    """Became right: the mirror image."""
    now_silent: int = 0
    """Wrong and believed in B, not so in A."""
    no_longer_silent: int = 0
    other_wrong: int = 0
    """Wrong in both, and not the same, without regard to those above."""
    gained: int = 0
    """Right in both, newly believed."""
    withdrawn: int = 0
    """Right in both, no longer believed."""
    uncounted: int = 0
    """No flip, yet another value or status: neither of them is right or wrong, or believed, where the other is not."""


class Carrier(_Model):
    """The one report in which more than half of the changed cells and facts stand."""

    document: str
    report: int
    changed: int


class Impact(_Model):
    """What became of everything from A to B, counted."""

    cells: Moves
    facts: Moves
    reports: int
    """Reports in which a cell or a fact flipped."""
    of: int
    """Reports that are compared."""
    names: tuple[str, ...]
    """The changed reports, each as its document; one of a document with several is followed by its place, from 1."""
    carrier: Carrier | None


class Verdict(_Model):
    """Which run is better, and why."""

    word: VerdictWord
    sentence: str
    """What was broken and mended, in how many reports, and what is to be thought of it; for a person."""
    reasons: tuple[Change, ...]
    """The deciding figures that are shown to differ, and silent errors that differ in number, gravest first; where
    nothing is shown, all deciding figures; none where nothing changed."""


class Excerpt(_Model):
    """A place in the source with what stands around it."""

    text: str
    start: int
    """Where the token begins in ``text``, in characters; the end is half-open."""
    end: int
    cut_before: bool
    """True where the source goes on before the excerpt."""
    cut_after: bool


class Answer(_Model):
    """What one run gave for a cell."""

    outcome: Outcome
    state: State | None
    """None where the reading does not have the cell; so are value, status and print."""
    value: Value
    status: Status | None
    witnesses: tuple[Witness, ...]
    printed: str | None
    origin: str | None
    """For a misplaced number the path of the cell where it belongs."""
    span: tuple[int, int] | None
    """In the source's text of this run."""
    at: Place | None
    excerpt: Excerpt | None


class LabelledCell(Reading):
    """What the label holds."""

    printed: str


class FlipKind(StrEnum):
    """What became of a cell from A to B, gravest first; each flip is of the first kind that holds."""

    NOW_SILENT = "now_silent"
    """Wrong and believed in B, not so in A."""
    BROKEN = "broken"
    """Right in A and not in B; or an error in B in a cell where A rightly says nothing."""
    OTHER_WRONG = "other_wrong"
    """Wrong in both, and not the same."""
    WITHDRAWN = "withdrawn"
    """Right in both, believed only in A."""
    NO_LONGER_SILENT = "no_longer_silent"
    """Wrong and believed in A, not so in B, whether right now or doubtful."""
    MENDED = "mended"
    """The mirror image of ``broken``."""
    GAINED = "gained"
    """Right in both, believed only in B."""


class _OfReport(_Model):
    gold: str
    document: str
    report: int
    """Place of the report in its label, from 0; invented reports go on after them."""
    organization: str | None
    year: int | None


class Flip(_OfReport):
    """A cell whose outcome changed, or whether it is believed."""

    path: str
    kind: FlipKind
    label: LabelledCell | None
    """None where the label does not have the cell."""
    a: Answer
    b: Answer


class FactFlipKind(StrEnum):
    """What became of a number of the prose from A to B, gravest first; each flip is of the first kind that holds."""

    NOW_SILENT = "now_silent"
    """Given by B without a label that it answers, and verified; not so in A."""
    LOST = "lost"
    """A labelled fact that A found and B did not."""
    INVENTED = "invented"
    """Given by B, not by A, and it answers no label."""
    WITHDRAWN = "withdrawn"
    """Found by both, verified only in A."""
    NO_LONGER_SILENT = "no_longer_silent"
    """The mirror images of the four above."""
    FOUND = "found"
    NO_LONGER_INVENTED = "no_longer_invented"
    GAINED = "gained"


class FactAnswer(_Model):
    """A fact as one run gave it."""

    value: Value
    unit: str | None
    scope: str | None
    quote: str
    status: Status
    witnesses: tuple[Witness, ...]
    span: tuple[int, int] | None
    excerpt: Excerpt | None


class FactFlip(_OfReport):
    """A number of the prose that only one run found or invented, or that only one verified."""

    kind: FactFlipKind
    metric: Metric
    value: Value
    quote: str
    """The label's; of an invented fact that of the run that gave it."""
    section: SectionKind | None
    """Where it stands; None where that cannot be told."""
    optional: bool
    """True where the label lets a reader leave it out."""
    a: FactAnswer | None
    """None where the run did not give it."""
    b: FactAnswer | None


class ReportChange(_OfReport):
    """One report in both runs."""

    form: str
    mess: tuple[str, ...] | None
    """What is hard about its document, as the gold set says; None where it does not."""
    right_nonzero: tuple[int, int]
    """Cells of a number other than 0 that are right, in A and in B."""
    n: int
    """How many such cells the label has."""
    right: tuple[int, int]
    """Cells of any kind that are right, blanks and zeros among them, in A and in B."""
    errors: tuple[int, int]
    """Cells that are wrong, missed, invented or misplaced, in A and in B."""
    silent: tuple[int, int]
    """Silent errors in cells, in A and in B."""
    flips: int


class Wins(_Model):
    """Reports won and lost."""

    won: int
    """B has it better."""
    lost: int
    tied: int
    p: float | None
    """Exact two-sided sign test; null where nothing was won or lost."""


class ReportsChange(Wins):
    """Reports won and lost, by the number of non-zero cells that are right; and by all cells."""

    all_cells: Wins
    """By all cells that are right, blanks and zeros too; where as many are, by the errors, the fewer the better."""
    reports: tuple[ReportChange, ...]
    """All, in the order of the gold sets."""


class Group(_Model):
    """Flips in one kind of section."""

    section: SectionKind | None
    """None for facts whose place is not known."""
    cells: dict[FlipKind, int]
    """Flips by kind, those that there are."""
    facts: dict[FactFlipKind, int]


class PromptGroup(_Model):
    """Flips in what one prompt asks for: its table, or with ``prose`` the facts."""

    prompt: str
    a: str | None
    """Hash of the prompt; None where the run did not use it."""
    b: str | None
    differs: bool
    cells: dict[FlipKind, int]
    facts: dict[FactFlipKind, int]


class ReaderComparison(_Model):
    """One reader of A against one of B, the same one unless another was named."""

    reader_a: Reader
    reader_b: Reader
    documents: int
    reports: int
    """Clusters: labelled reports, and those that one side invented."""
    left_out: tuple[str, ...]
    """Documents, as ``gold/id``, that the reader has not read in both runs."""
    failed_a: tuple[str, ...]
    """Documents that could not be read; their reports count as missed."""
    failed_b: tuple[str, ...]
    verdict: Verdict
    impact: Impact
    changes: tuple[Change, ...]
    slices: tuple[Slice, ...]
    wins: ReportsChange
    flips: tuple[Flip, ...]
    """Gravest first."""
    fact_flips: tuple[FactFlip, ...]
    by_section: tuple[Group, ...]
    by_prompt: tuple[PromptGroup, ...]
    """Every prompt that one of the runs used; empty for readers that ask no model."""


class PromptChange(_Model):
    """A prompt that differs, with both texts where they can be told."""

    prompt: str
    a: str | None
    """Its hash; None where the run did not use it."""
    b: str | None
    unknown: tuple[Literal["A", "B"], ...]
    """The runs whose text is not known: it neither ships with this version nor stands in the run file."""
    diff: tuple[str, ...] | None
    """Lines of the unified diff; empty where only the schema of the answer differs, None where a text is not known."""


class UsageChange(_Model):
    """One figure of what asking took; null where it is not known, or nothing was asked."""

    what: str
    a: float | str | None
    b: float | str | None
    difference: float | None


class Comparison(_Model):
    """Two runs compared."""

    format: Literal["gongkai-eval-comparison"] = "gongkai-eval-comparison"
    schema_version: Literal["1"] = "1"
    a: str
    """Name of the first run."""
    b: str
    seed: int
    """Of the bootstrap."""
    resamples: int
    level: float
    """Nominal coverage of the intervals."""
    settings: tuple[Setting, ...]
    """What differs; empty where the runs were made alike."""
    prompts: tuple[PromptChange, ...]
    """The prompts whose hashes differ."""
    replayed: tuple[bool | None, bool | None]
    """Whether recorded answers were replayed in A and in B; None where no model was asked."""
    documents: Documents
    headline: ReaderComparison
    others: tuple[ReaderComparison, ...]
    """The other readers that both runs have."""
    usage: tuple[UsageChange, ...]
