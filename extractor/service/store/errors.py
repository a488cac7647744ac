"""What the store refuses, and why."""

from __future__ import annotations

from extractor.errors import GongkaiError

__all__ = ["Busy", "NotFound", "Refused", "StoreError", "VersionConflict"]


class StoreError(GongkaiError):
    """The store cannot do what it was asked to; nothing was changed."""


class NotFound(StoreError):
    """There is nothing of this name in the store.

    Args:
        what: the kind of thing: ``report``, ``source``.
        name: the id that was asked for.
    """

    def __init__(self, what: str, name: object) -> None:
        super().__init__(f"there is no {what} {name}")
        self.what = what


class VersionConflict(StoreError):
    """The report has changed since the version that an edit was made on.

    Args:
        current: the report's version now.
    """

    def __init__(self, current: int) -> None:
        super().__init__(f"the report has changed since: it is at version {current} now; look at it again")
        self.current = current


class Refused(StoreError):
    """What was asked makes no sense as things stand; the message says why."""


class Busy(StoreError):
    """Somebody else has been writing for too long; the same can be tried again."""
