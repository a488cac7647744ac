"""The run file: what was set, what each reading gave for each labelled document, and what it took. JSON Lines.

The first line is the ``Header``, which can be read alone; each further line is one ``RunDocument``, in the order of its
gold set. Nothing in it depends on a clock, a path of the machine or the order of completion, but the latency of calls
that were really sent.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from eval.label_format import Label
from schemas.result import Extraction

__all__ = ["FORMAT", "Asked", "GoldSet", "Header", "Reader", "Recorded", "RunDocument", "RunFile", "Usage"]

FORMAT = "gongkai-eval-run"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Reader(StrEnum):
    """Who reads. Only the cross-check believes anything on two readers' word."""

    RULES = "rules"
    """The rules reader with the form's sums: ``extract --model none``."""
    MODEL = "model"
    """The model reader alone, without a witness: nothing of it is more than ``read``."""
    CROSSCHECK = "crosscheck"
    """Both readers and the sums."""
    NAIVE = "naive"
    """One request with the whole report, taken at its word: what one would do without Gongkai."""


class GoldSet(_Model):
    """One folder of labelled documents."""

    name: str
    """The folder's name, not its path."""
    sha256: str
    """Of its labels and sources, as far as they are in the run."""
    documents: int
    reports: int


class Asked(_Model):
    """What was asked of a model."""

    preset: str
    """The preset's name; of an endpoint without one, the model's."""
    model: str
    """As asked for."""
    resolved: str | None
    """As the provider says; None where nobody answered."""
    use: Literal["full", "economy"]
    prompts: dict[str, str]
    """The hash of each prompt that was used, by its id."""
    prompts_from: str | None
    """Name of the folder that drafts of prompts came from; None for those that ship."""
    cassettes: bool
    """True where recorded answers were replayed."""
    prompt_texts: dict[str, str] | None = None
    """The text of each draft that was used, by its id, placeholders unfilled; None where all prompts are those that ship,
    and in older files."""


class Recorded(_Model):
    """What replayed requests took when they were sent: by a recorder, or by an earlier run that kept the answers."""

    characters_sent: int
    characters_received: int
    tokens_sent: int | None
    tokens_received: int | None


class Usage(_Model):
    """What asking took. None is not known, never zero; replayed answers and sent calls are counted apart."""

    requests: int
    replayed: int
    """Requests answered from recordings or the cache."""
    calls: int
    """Calls sent, re-asks and retries counted."""
    unanswered: int
    tokens_sent: int | None
    """Of the calls sent; None where none was, or the provider does not say."""
    tokens_received: int | None
    characters_sent: int
    """Messages and schema as JSON; of replayed requests what was sent when they were recorded."""
    characters_received: int
    """Of the answers, likewise."""
    cost: float | None
    """Of the calls sent; None where none was, or no price or token count is known."""
    currency: str | None
    seconds: float | None
    """From asking to the answers, waits included, summed over the requests that calls were sent for; None for none."""
    recorded: Recorded | None = None
    """The part of the replayed requests; None where none was replayed."""


class Header(_Model):
    """The first line: everything that says what run this is, and what it took in all."""

    format: Literal["gongkai-eval-run"] = "gongkai-eval-run"
    schema_version: Literal["1"] = "1"
    name: str
    """What its maker calls it."""
    version: str
    """Of Gongkai."""
    gold: tuple[GoldSet, ...]
    split: Literal["dev", "test", "all"]
    readers: tuple[Reader, ...]
    """The readings that were made, in this order; a document without recorded answers has those alone that need none."""
    asked: Asked | None
    """None for a run without a model."""
    settings: str
    """Hash of what else can change a result."""
    seed: int
    """Of the bootstrap that its figures are made with by default."""
    repeat: int
    """Which of several repeats this is, from 1; a repeat is asked anew, never answered from the cache of another."""
    documents: int
    usage: Usage | None
    """Of all documents, the naive baseline left out."""
    naive_usage: Usage | None = None
    """Of the naive baseline."""


class RunDocument(_Model):
    """One labelled document with what each reading gave for it."""

    id: str
    gold: str
    """Name of its gold set."""
    split: Literal["dev", "test"]
    mess: tuple[str, ...] | None
    """What is hard about it, as its gold set says; None where it does not."""
    source_kind: str
    """``html``, ``text``, ``markdown``, ``word``, ``excel``, ``pdf`` …: the kind of its file."""
    text: str | None
    """The source as Gongkai renders it, which all spans are of; None where it could not be read."""
    label: Label
    """As it was when the run was made; to score against newer labels name their folder."""
    extractions: dict[Reader, Extraction]
    usage: Usage | None
    """None where no model was asked about it."""
    naive_usage: Usage | None = None


class RunFile(_Model):
    """A whole run."""

    header: Header
    documents: tuple[RunDocument, ...]
