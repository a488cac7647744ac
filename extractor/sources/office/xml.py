"""XML of office files, parsed so that nothing in it can be expanded, fetched or run deep.

The parser itself refuses more than 256 elements inside each other; a table in a text box in a table has some sixty.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from extractor.errors import SourceError

__all__ = ["PACKAGE_RELATIONS", "RELATIONS", "Element", "parse_xml", "relation_type", "required"]

_MOST_TAGS = 4_000_000
"""``<`` in one part, which is twice the number of elements at most."""

PACKAGE_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/", b"http://schemas.openxmlformats.org/spreadsheetml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The name spaces of ISO 29500 Strict, and what other files call the same."""


class Element(Protocol):
    """An element as lxml gives it; comments and processing instructions are no part of the tree."""

    @property
    def tag(self) -> str:
        """With its name space in braces."""

    @property
    def text(self) -> str | None:
        """What stands before its first child."""

    def get(self, key: str) -> str | None:
        """Return an attribute."""

    def find(self, path: str) -> Element | None:
        """Return the first element of a path."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """Return itself and all elements inside, of these tags."""

    def iterfind(self, path: str) -> Iterator[Element]:
        """Return the elements of a path."""

    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...


def required(module: str) -> Any:
    """Return a module of the extra ``office``.

    Raises:
        SourceError: ``missing_extra``.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise SourceError(
            "missing_extra", f"office files need the extra 'office' ({error}): pip install 'gongkai[office]'"
        ) from error


def parse_xml(data: bytes, name: str) -> Element:
    """Return the root of a part.

    Args:
        data: the part's bytes.
        name: the part, for the error.

    Raises:
        SourceError: ``hostile`` for a document type or entities, which office files never have; ``too_large`` for too
            many or too deeply nested elements; ``unreadable`` for what is no XML.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise SourceError("too_large", f"part {name!r} has more elements than any report: save the report alone")
    squeezed = data.replace(b"\0", b"") if b"\0" in data else data  # whatever width its characters have
    if b"<!DOCTYPE" in squeezed or b"<!ENTITY" in squeezed:
        raise _has_doctype(name)
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    etree, parser = _parser()
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        if "depth" in str(error):
            raise _too_deep(name) from error
        raise SourceError("unreadable", f"part {name!r} is no XML ({error}): fetch or save the file again") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _has_doctype(name)
    return cast(Element, root)


def relation_type(relation: Element) -> str:
    """Return the last word of a relationship's type, in lower case."""
    return (relation.get("Type") or "").rsplit("/", 1)[-1].casefold()


@cache
def _parser() -> tuple[Any, Any]:
    etree = required("lxml.etree")
    return etree, etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _has_doctype(name: str) -> SourceError:
    return SourceError("hostile", f"part {name!r} declares a document type or entities: no office program writes that")


def _too_deep(name: str) -> SourceError:
    return SourceError("too_large", f"part {name!r} nests its elements deeper than any report: save the report alone")
