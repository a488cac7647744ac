"""The label format: what a careful reader found in one source, as ``label.json`` beside it.

A label states the truth of one source: its reports in printed order, every cell of every table that stands there,
and the numbers of the prose. The models refuse keys they do not know, so that a misspelt ``certain`` is seen.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from schemas import all_forms
from schemas.enums import State
from schemas.facts import Metric
from schemas.reading import as_number, json_number
from schemas.vocabulary import cell_definitions

__all__ = [
    "CellAlternative",
    "FactAlternative",
    "Label",
    "LabelCell",
    "LabelFact",
    "LabelRegion",
    "LabelReport",
    "label_json_schema",
]


_TOO_LARGE = 10**18


def _exact(value: object) -> object:
    """A JSON number as it was written: no text, no boolean, no rounding by way of a binary float."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a number must be a JSON number")
    if value != value or not -_TOO_LARGE < value < _TOO_LARGE:  # noqa: PLR0124  NaN differs from itself
        raise ValueError("a number must be finite and below 10^18")
    return as_number(Decimal(repr(value)) if isinstance(value, float) else value)


def _known_path(path: str) -> str:
    if path not in cell_definitions():
        raise ValueError(f"no form has a cell {path!r}; `gongkai forms` lists all paths")
    return path


def _known_form(form_id: str) -> str:
    if form_id not in all_forms():
        raise ValueError(f"no form {form_id!r}; there are {', '.join(all_forms())}")
    return form_id


Exact = Annotated[
    int | Decimal,
    BeforeValidator(_exact),
    PlainSerializer(json_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
Text = Annotated[str, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
IsoDate = Annotated[str, Field(strict=True, pattern=r"^\d{4}-\d{2}-\d{2}$")]
CellPath = Annotated[str, AfterValidator(_known_path)]
FormId = Annotated[str, AfterValidator(_known_form)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _check_state(state: State, value: int | Decimal | None) -> None:
    if state is State.NUMBER and value is None:
        raise ValueError("state number without a value")
    if state in (State.BLANK, State.MARK, State.LOST) and value is not None:
        raise ValueError(f"state {state} with value {value}: only number and unreadable may have one")


class CellAlternative(_Model):
    """Another reading of the same print that is right too."""

    value: Exact | None
    state: State
    printed: Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> CellAlternative:
        _check_state(self.state, self.value)
        return self


class LabelCell(_Model):
    """One cell of an official form as the report prints it."""

    printed: Text
    """The print as it stands in the source; empty where nothing stands."""
    value: Exact | None
    """Units applied, money in yuan; null unless the state is ``number``, or ``unreadable`` and known from elsewhere."""
    state: State
    certain: Flag = True
    """False where a careful reader cannot decide; never scored."""
    alternatives: tuple[CellAlternative, ...] = ()
    """Readings that count as right beside the one above."""

    @model_validator(mode="after")
    def _consistent(self) -> LabelCell:
        _check_state(self.state, self.value)
        if self.state in (State.NUMBER, State.MARK, State.UNREADABLE) and not self.printed.strip():
            raise ValueError(f"state {self.state} with an empty print")
        if self.state in (State.BLANK, State.LOST) and self.printed.strip():
            raise ValueError(f"state {self.state} with the print {self.printed!r}")
        return self


class FactAlternative(_Model):
    """Another reading of the same sentence that is right too; what is left out is as in the fact."""

    metric: Metric | None = None
    value: Exact | None = None
    unit: Text | None = None
    approximate: Flag | None = None
    scope: Text | None = None
    quote: Text | None = None


class LabelFact(_Model):
    """One number that the prose states."""

    metric: Metric
    value: Exact
    unit: Text | None
    approximate: Flag
    """True for 余, 多, 近, 约, 左右, 以上."""
    scope: Text | None
    """The category or channel as printed where the number is a part."""
    quote: Text
    """The shortest verbatim run of the source that states it."""
    quote_normalized: Text | None = None
    """The quote in simplified characters without residue, where the source is a converted text."""
    optional: Flag = False
    """True where leaving it out is no error."""
    borderline: Flag = False
    """True where careful readers differ on whether it is a fact, or on its metric."""
    alternatives: tuple[FactAlternative, ...] = ()
    """Readings that count as right beside the one above."""
    same_number_as: int | Text | None = None
    """Index or quote of another fact of the report that states the same number again."""


class LabelRegion(_Model):
    """Where the agency is, as far as the report says."""

    province: Text | None = None
    city: Text | None = None
    county: Text | None = None


class LabelReport(_Model):
    """One annual report of the source."""

    title: Text | None
    """As printed."""
    organization: Text | None
    """Simplified Chinese, without residue."""
    region: LabelRegion | None = None
    year: Annotated[int, Field(strict=True, ge=1900, le=2999)] | None
    """The year reported on."""
    form: FormId
    period_start: IsoDate | None = None
    period_end: IsoDate | None = None
    cells: dict[CellPath, LabelCell]
    """By path; every cell of every table of which a label or a cell stands."""
    facts: tuple[LabelFact, ...] = ()
    problems: tuple[Text, ...] = ()
    improvements: tuple[Text, ...] = ()
    notes: Text | tuple[Text, ...] = ()
    """What is odd about the source, for people."""
    complete: Flag | None = None
    """True where ``facts`` lists every number of the prose, false where it is a selection."""


class Label(_Model):
    """The truth of one source."""

    source: Text
    """Name of the file that was labelled, in the label's folder or where it came from."""
    sources: tuple[Text, ...] = ()
    """The files in the label's folder that hold the same document, best first."""
    reports: tuple[LabelReport, ...]
    """In the order in which the source prints them."""


def label_json_schema() -> dict[str, Any]:
    """Return the published JSON Schema of a ``label.json``."""
    schema = Label.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
