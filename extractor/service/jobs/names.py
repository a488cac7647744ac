"""Names of uploaded documents: what a person may see, and no file system ever does."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean_name", "is_system_file"]

_LONGEST = 255
"""Characters; of a longer name its end is kept, where the suffix stands."""
_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
_DRIVE = re.compile(r"^(?:[A-Za-z]:|\s)+")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def clean_name(name: str) -> str:
    """Return a name with folders below the upload's own only.

    Of an absolute path, and of one that climbs by ``..``, the last part is left: the rest is of somebody's machine.
    What cannot be shown, and what turns the direction of writing, becomes U+FFFD.

    Args:
        name: as a browser or an archive gives it.

    Returns:
        At least one character, with ``/`` between its parts, none of which is ``.`` or ``..``.
    """
    slashed = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = [part for part in slashed.split("/") if part.strip() not in ("", ".")]
    if _ABSOLUTE.match(slashed) or ".." in map(str.strip, parts):
        parts = [part for part in parts[-1:] if part.strip() != ".."]
    shown = "".join("\ufffd" if _is_unseen(character) else character for character in "/".join(parts))
    named = _DRIVE.sub("", shown)
    return "unnamed" if named.strip() in ("", ".", "..") else _shortened(named)


def is_system_file(name: str) -> bool:
    """Return whether a clean name is that of what macOS or Windows adds to folders, and no document."""
    *folders, last = name.split("/")
    return "__MACOSX" in folders or last.startswith("._") or last.casefold() in _SYSTEM_FILES


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _BIDI


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else "…" + name[-_LONGEST + 1 :].lstrip("/")
