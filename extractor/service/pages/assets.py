"""What pages are drawn with: style sheets, scripts and the icon, each under an address that changes with its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from extractor.service.pages.review.program import review_script, review_style

__all__ = ["Asset", "asset_address", "assets"]

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOLDERS = ("static", "review/static")
"""Folders that are served, within this package."""
_SHARED = {"colours.css": "extractor.export.review"}
"""What the static review page has too: the colours of the statuses stand in one place."""
_MADE: Mapping[str, Callable[[], bytes]] = {"review.js": review_script, "review.css": review_style}
"""Files that are put together from parts."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that is served as it is."""

    data: bytes
    media_type: str
    version: str
    """The first of the hash of its bytes."""


@cache
def assets() -> Mapping[str, Asset]:
    """Return all files by their name below ``/static/``."""
    found: dict[str, Asset] = {}
    for place in _FOLDERS:
        folder = files("extractor.service.pages").joinpath(*place.split("/"))
        if folder.is_dir():
            found |= {one.name: _asset(one.name, one.read_bytes()) for one in folder.iterdir() if _kind(one.name)}
    for name, package in _SHARED.items():
        found[name] = _asset(name, files(package).joinpath("static", name).read_bytes())
    return found | {name: _asset(name, make()) for name, make in _MADE.items()}


def asset_address(name: str) -> str:
    """Return where a page finds a file.

    Raises:
        KeyError: there is no such file.
    """
    return f"/static/{quote(name)}?v={assets()[name].version}"


def _asset(name: str, data: bytes) -> Asset:
    return Asset(data, _TYPES[_kind(name)], sha256(data).hexdigest()[:12])


def _kind(name: str) -> str:
    return next((ending for ending in _TYPES if name.endswith(ending)), "")
