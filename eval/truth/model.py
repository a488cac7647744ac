"""The invented report: its numbers, its wording, its prose, and the errors its agency made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from schemas.enums import State

__all__ = ["Layout", "Region", "Sentence", "Truth", "TruthCell", "TruthError", "TruthFact"]


@dataclass(frozen=True, slots=True)
class TruthCell:
    """What one cell of the report holds as the agency printed it."""

    printed: str
    """The token; empty for a blank."""
    value: int | Decimal | None
    """Units applied (money in yuan), notes set aside; None unless the state is ``number``."""
    state: State

    @property
    def amount(self) -> int | Decimal:
        """The value in a sum: a blank or a mark counts as 0."""
        return 0 if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class TruthError:
    """One number that the agency printed wrongly."""

    path: str
    correct: int | Decimal
    printed: int | Decimal
    kind: str
    """``digit``, ``swap``, ``zero_total`` or ``offset``."""


@dataclass(frozen=True, slots=True)
class TruthFact:
    """One number that a sentence of the prose states (FORMS.md, "Facts")."""

    metric: str
    value: int | Decimal
    unit: str | None
    quote: str
    scope: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose and the facts it states."""

    text: str
    facts: tuple[TruthFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Where the agency is, as far as its printed name says."""

    province: str | None = None
    city: str | None = None
    county: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the agency decided about the look of its report."""

    wording: Mapping[str, str]
    """Every label as printed, by key: ``requests.row.received``, ``requests.column.total``, ``heading.requests`` ..."""
    blank_policy: str
    """How zeros are printed: ``zeros``, ``totals_only``, ``natural_and_total``, ``blank_rows`` ..."""
    split_tables: bool
    """True where each 第二十条第(…)项 is a table of its own."""
    annex_group_mark: str
    """What the value column of a heading row of the annex prints: nothing or a dash."""
    traits: tuple[str, ...] = ()
    """Names of the rarer decisions taken: ``late_form``, ``mixed_other_handling``, ``thousands`` ..."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One invented report, complete."""

    seed: int
    form: str
    organization: str
    region: Region
    year: int
    title: str | None
    """As printed; None where the page prints none."""
    period: tuple[str, str] | None
    """ISO dates; None where the report does not print its period."""
    cells: Mapping[str, TruthCell]
    """By path, in printed order."""
    layout: Layout
    opening: tuple[Sentence, ...]
    overview: tuple[tuple[str, tuple[Sentence, ...]], ...]
    """Sub-headings (may be empty) and the sentences below them."""
    problems: tuple[str, ...]
    improvements: tuple[str, ...]
    problem_text: tuple[str, ...]
    """Section five as paragraphs; holds every problem and improvement verbatim."""
    other_matters: tuple[Sentence, ...] | None
    """Section six; None where it is absent."""
    signature: tuple[str, ...]
    errors: tuple[TruthError, ...] = ()

    @property
    def facts(self) -> tuple[TruthFact, ...]:
        """Every fact of the prose, in printed order."""
        sentences = [*self.opening, *(s for _, body in self.overview for s in body), *(self.other_matters or ())]
        return tuple(fact for sentence in sentences for fact in sentence.facts)
