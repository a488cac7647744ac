"""The errors of the project, by who must act.

::

    GongkaiError
    ├── UsageError      the user: a wrong option, a file that is not there
    └── SourceError     the document: it cannot be read as a report

A broken sum or a doubtful number is no error but a finding: it is returned, never raised.
"""

from __future__ import annotations

__all__ = ["GongkaiError", "SourceError", "UsageError"]


class GongkaiError(Exception):
    """Root of all errors that the project raises; its message says what, where and what next."""


class UsageError(GongkaiError):
    """The user asked for something that cannot be done."""


class SourceError(GongkaiError):
    """A source could not be read at all.

    Args:
        kind: a short stable word for the result's ``error.kind``: ``empty``, ``binary``, ``too_large``,
            ``unreadable``, ``encrypted``, ``hostile``, ``no_report``, ``missing_extra``, ``missing_program``.
        message: what is wrong, in which source, and what to do.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
