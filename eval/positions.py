"""JSON together with the line on which every value stands, for messages that a labeller can follow."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NoReturn

__all__ = ["Duplicate", "Json", "JsonPath", "LocatedJson", "parse_json", "show_path"]

Json = None | bool | int | Decimal | str | list["Json"] | dict[str, "Json"]
JsonPath = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\r\n]*")
_MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key that its object holds twice."""

    path: JsonPath
    line: int
    first_line: int


@dataclass(frozen=True, slots=True)
class LocatedJson:
    """A parsed document and where its parts stand."""

    value: Json
    lines: dict[JsonPath, int]
    """Line, from 1, of each key and each list item."""
    duplicates: tuple[Duplicate, ...]

    def line(self, path: JsonPath) -> int:
        """Return the line of a path, or of the nearest part above it that stands in the document."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def known(self, path: JsonPath) -> JsonPath:
        """Return the longest beginning of a path that stands in the document."""
        while path and path not in self.lines:
            path = path[:-1]
        return path


def show_path(path: JsonPath) -> str:
    """Return a path as JSONPath: ``$.reports[0].cells["requests.received.total"].value``."""
    shown = "$"
    for part in path:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            shown += f".{part}" if part.isidentifier() else f"[{json.dumps(part, ensure_ascii=False)}]"
    return shown


def parse_json(text: str) -> LocatedJson:
    """Return a document with its lines. Numbers with a fraction become ``Decimal``, exactly as written.

    A key that stands twice keeps its last value, and is listed in ``duplicates``.

    Raises:
        json.JSONDecodeError: the text is no JSON (``NaN`` and ``Infinity`` are none), or nests too deep.
    """
    parser = _Parser(text)
    value, end = parser.read(_skip(text, 0), ())
    end = _skip(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return LocatedJson(value, parser.lines, tuple(parser.duplicates))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


@dataclass(slots=True)
class _Parser:
    text: str
    lines: dict[JsonPath, int] = field(default_factory=dict)
    duplicates: list[Duplicate] = field(default_factory=list)
    _breaks: list[int] = field(init=False)
    _scalars: json.JSONDecoder = field(init=False)

    def __post_init__(self) -> None:
        self._breaks = [match.start() for match in re.finditer("\n", self.text)]
        self._scalars = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_constant)

    def read(self, at: int, path: JsonPath) -> tuple[Json, int]:
        if len(path) > _MAX_DEPTH:
            raise json.JSONDecodeError("Nested too deep", self.text, at)
        self.lines.setdefault(path, self._line(at))
        first = self.text[at : at + 1]
        if first == "{":
            return self._object(at + 1, path)
        if first == "[":
            return self._array(at + 1, path)
        return self._scalar(at)

    def _line(self, at: int) -> int:
        return bisect_right(self._breaks, at - 1) + 1

    def _scalar(self, at: int) -> tuple[Json, int]:
        try:
            value, end = self._scalars.raw_decode(self.text, at)
        except json.JSONDecodeError:
            raise
        except ValueError as error:
            raise json.JSONDecodeError(str(error), self.text, at) from error
        return value, end

    def _object(self, at: int, path: JsonPath) -> tuple[Json, int]:
        found: dict[str, Json] = {}
        at = _skip(self.text, at)
        if self.text[at : at + 1] == "}":
            return found, at + 1
        while True:
            key, colon = self._key(at)
            place = (*path, key)
            if key in found:
                self.duplicates.append(Duplicate(place, self._line(at), self.lines[place]))
            self.lines[place] = self._line(at)
            found[key], at = self.read(_skip(self.text, colon + 1), place)
            at, done = self._next(at, "}")
            if done:
                return found, at

    def _key(self, at: int) -> tuple[str, int]:
        if self.text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting a key in double quotes", self.text, at)
        key, at = self._scalar(at)
        at = _skip(self.text, at)
        if not isinstance(key, str) or self.text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':'", self.text, at)
        return key, at

    def _array(self, at: int, path: JsonPath) -> tuple[Json, int]:
        found: list[Json] = []
        at = _skip(self.text, at)
        if self.text[at : at + 1] == "]":
            return found, at + 1
        while True:
            value, at = self.read(at, (*path, len(found)))
            found.append(value)
            at, done = self._next(at, "]")
            if done:
                return found, at

    def _next(self, at: int, closing: str) -> tuple[int, bool]:
        at = _skip(self.text, at)
        sign = self.text[at : at + 1]
        if sign == closing:
            return at + 1, True
        if sign != ",":
            raise json.JSONDecodeError(f"Expecting ',' or '{closing}'", self.text, at)
        return _skip(self.text, at + 1), False
