"""What a planter works with: its chance, its layout, clean reports to plant in, and the way to bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from typing import TypeVar

from eval.mangle import all_modes
from eval.mangle.compose import compose
from eval.mangle.document import Document
from eval.mangle.draft import Draft, ReportDraft
from eval.plant.case import Expected, Planted, PlantedSource
from eval.plant.clean import Clean, clean_report
from eval.truth import Sentence, Truth, report_label
from schemas.enums import Blame, FindingKind, Severity

__all__ = ["LAYOUTS", "Field", "Planter", "insert_sentence", "rendered"]

LAYOUTS: dict[str, int] = {"html": 55, "html_wps": 15, "markdown": 12, "tabs": 10, "pipes": 8}
"""Renderers of ``eval.mangle`` that lose nothing, with their odds."""

_ANY = frozenset(Blame)
Item = TypeVar("Item")


def rendered(truth: Truth, layout: str, name: str = "source", document: Document | None = None) -> PlantedSource:
    """Return the report as a file in that layout; the document stands for the report's own where it is given."""
    draft = Draft((ReportDraft(truth, document or compose(truth), report_label(truth)),))
    made = all_modes()[layout].apply(draft, 1.0, Random(f"{truth.seed}:{layout}"))
    return PlantedSource(f"{name}.{made.suffix}", made.text.encode())


def insert_sentence(random: Random, truth: Truth, text: str, where: str = "overview") -> Truth:
    """Return the report with one sentence more in ``opening``, ``overview``, ``problems`` or ``other_matters``."""
    sentence = Sentence(text)
    if where == "opening":
        return replace(truth, opening=(*truth.opening, sentence))
    if where == "problems":
        return replace(truth, problem_text=(*truth.problem_text, text))
    if where == "other_matters" and truth.other_matters is not None:
        # Without a full stop behind it, what stands there would be one sentence with what follows.
        ended = tuple(replace(one, text=one.text.rstrip("。") + "。") for one in truth.other_matters)
        return replace(truth, other_matters=(*ended, sentence))
    parts = list(truth.overview)
    place = min(2, len(parts) - 1)
    head, body = parts[place]
    # The lead sentence stays the first.
    at = random.randint(1 if place == 0 else 0, len(body))
    parts[place] = (head, (*body[:at], sentence, *body[at:]))
    return replace(truth, overview=tuple(parts))


@dataclass(frozen=True, slots=True)
class Field:
    """One planting: number ``number`` of a kind under a seed."""

    kind: FindingKind
    seed: int
    number: int
    random: Random
    layout: str

    @classmethod
    def of(cls, kind: FindingKind, seed: int, number: int, layout: str | None = None) -> Field:
        """Return the field; all of its chance comes from kind, seed and number."""
        random = Random(f"plant {kind} {seed} {number}")
        drawn = random.choices(list(LAYOUTS), weights=list(LAYOUTS.values()))[0]
        return cls(kind, seed, number, random, layout or drawn)

    def turn(self, items: Sequence[Item]) -> Item:
        """Return the item whose turn it is: every one comes up before any does again."""
        return items[self.number % len(items)]

    def in_html(self) -> Field:
        """Return the same field in a page, for errors that other layouts cannot hold."""
        return self if self.layout.startswith("html") else replace(self, layout="html")

    def in_grid(self) -> Field:
        """Return the same field in a layout whose rows keep their columns: elsewhere no name stands over a number."""
        return self if self.keeps_columns else replace(self, layout="html")

    @property
    def keeps_columns(self) -> bool:
        """True where every cell of the layout tells its column."""
        return self.layout not in ("tabs", "pipes")

    def clean(
        self, form: str | None = None, wants: Callable[[Clean], bool] = lambda _: True, *, busy: bool = False
    ) -> Clean:
        """Return a clean report, titled and without blanks, that has what is wanted."""
        first = self.random.randrange(2**30)
        drawn = (clean_report(first + n, form=form, plain=True, busy=busy) for n in count())
        return next(clean for clean in drawn if wants(clean))

    def blames(self) -> frozenset[Blame]:
        """Return whose error a well-read one of the source is: on a page nobody else's, in bare text perhaps unsaid."""
        return frozenset({Blame.SOURCE} if self.layout.startswith("html") else {Blame.SOURCE, Blame.UNKNOWN})

    def blames_of_sums(self) -> frozenset[Blame]:
        """Return whose error a broken sum is: a row without its columns is placed by the sums, which then oppose it."""
        return self.blames() | (frozenset() if self.keeps_columns else {Blame.EXTRACTION})

    def expect(self, severity: Severity | None = Severity.WARNING, **more: object) -> Expected:
        """Return what must be found, of this kind, to the blame of the source unless told otherwise."""
        blames = {"blames": _ANY if severity is None else self.blames(), **more}
        return Expected(kind=self.kind, severity=severity, **blames)  # type: ignore[arg-type]

    def planted(
        self,
        expected: Expected,
        clean: Clean,
        truth: Truth,
        passage: str,
        *,
        document: Document | None = None,
        allowed: frozenset[FindingKind] = frozenset(),
    ) -> Planted:
        """Return the case of one source."""
        source = rendered(truth, self.layout, document=document)
        return self.of_sources(expected, (source,), (clean.truth,), (truth,), passage, allowed)

    def of_sources(
        self,
        expected: Expected,
        sources: tuple[PlantedSource, ...],
        clean: tuple[Truth, ...],
        truths: tuple[Truth, ...],
        passage: str,
        allowed: frozenset[FindingKind] = frozenset(),
    ) -> Planted:
        """Return the case of these sources."""
        recipe = f"{self.kind} number {self.number} of seed {self.seed}"
        return Planted(expected, sources, truths, clean, passage, self.layout, recipe, allowed)


Planter = Callable[[Field], Planted]
