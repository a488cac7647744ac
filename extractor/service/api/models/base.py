"""What all models of the API have in common."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from schemas.reading import as_number

__all__ = [
    "NO_CONTROL",
    "Amount",
    "CellPathText",
    "IdText",
    "KeyText",
    "Model",
    "PageOf",
    "Plain",
    "example",
]

T = TypeVar("T")
_LARGEST = 10**15
NO_CONTROL = r"^[^\x00-\x1f\x7f]*$"
"""Text that every database takes and every terminal shows."""

IdText = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""What the store calls a thing that is seen outside."""

CellPathText = Annotated[str, StringConstraints(max_length=200, pattern=r"^[a-z0-9_.]+$")]
"""What a cell is called."""

KeyText = Annotated[str, StringConstraints(min_length=8, max_length=64, pattern=r"^[!-~]+$")]
"""Chosen by who sends something, so that it is done once."""

Plain = Annotated[str, StringConstraints(strict=True, max_length=2_000, pattern=NO_CONTROL)]
"""A line of text."""


def _exact(value: object) -> int | Decimal | None:
    """A JSON number as it was written: no text, no boolean."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError("a number must be a JSON number")
    if value != value or not -_LARGEST <= value <= _LARGEST:  # noqa: PLR0124  NaN differs from itself
        raise ValueError("a number must be finite and at most 10^15")
    return as_number(Decimal(repr(value)) if isinstance(value, float) else value)


Amount = Annotated[
    int | Decimal | None,
    BeforeValidator(_exact),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": -_LARGEST, "maximum": _LARGEST}, {"type": "null"}]}),
]
"""A number of a report as a person gives it."""


class Model(BaseModel):
    """Reads the store's objects by attribute; what is sent in must be known."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, use_attribute_docstrings=True)


class PageOf(BaseModel, Generic[T]):
    """A part of a list. The header ``Link`` has the addresses of the next and the previous part."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)

    items: list[T]
    total: int
    """Of all parts."""
    offset: int
    """Of the first item here, from 0."""
    limit: int
    """Of items here at most."""


def example(**values: Any) -> ConfigDict:
    """Return the configuration of a model with this example."""
    return ConfigDict(json_schema_extra={"examples": [values]})
