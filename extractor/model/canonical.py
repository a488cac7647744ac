"""One text for one JSON value, whatever the order of its keys: what is hashed and compared."""

from __future__ import annotations

import hashlib
import json

__all__ = ["canonical_json", "sha256_of"]


def canonical_json(value: object) -> str:
    """Return the value as JSON with sorted keys, without blanks, Chinese as itself.

    Raises:
        ValueError: it holds a number that JSON does not know.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_of(value: object) -> str:
    """Return the hash of the value's canonical JSON, in hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()
