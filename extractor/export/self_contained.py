"""What keeps a page to itself: inert data, and a policy under which only its own script and style run."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

__all__ = ["island", "policy"]

_UNSAFE = re.compile(
    "[^ -\\ud7ff\uf900-\ufffd]|[<>&\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
)
"""What does not stand in the page as itself: whatever could end the data, steer the text, or not be seen."""


def island(name: str, value: object) -> bytes:
    """Return a JSON value as inert data of a page: nothing in it can end its element or steer how the page reads.

    Whatever is not plainly visible text of the basic plane, and ``<``, ``>``, ``&``, is escaped as JSON escapes it.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f'<script type="application/json" id="{name}">{_UNSAFE.sub(_escaped, text)}</script>\n'.encode()


def policy(script: str, style: str) -> str:
    """Return the Content-Security-Policy under which this script and this style run, and nothing else happens."""
    return (
        f"default-src 'none'; script-src {_pin(script)}; style-src {_pin(style)}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _escaped(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _pin(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
