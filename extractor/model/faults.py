"""What can go wrong with one call, told apart by who must act and whether to try again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CallFailed", "Fault", "FaultKind"]


class FaultKind(StrEnum):
    """Kinds of faults of a call."""

    KEY = "key"
    """The key is missing, wrong, expired or not allowed to do this."""
    BALANCE = "balance"
    """The account has no money or no quota left."""
    NOT_FOUND = "not_found"
    """The endpoint has no such model or path."""
    REDIRECTED = "redirected"
    """The endpoint points elsewhere; nothing is sent there."""
    BUSY = "busy"
    """Too many requests, as the provider counts them."""
    SERVER = "server"
    """The provider's own error."""
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    UNUSABLE = "unusable"
    """What came is no completion: an error page with status 200, half a body."""
    REJECTED = "rejected"
    """The provider does not take this request: too long, a parameter that it does not know."""
    FILTERED = "filtered"
    """The provider's content filter stopped the request."""
    NOT_RECORDED = "not_recorded"
    """The cassette has no answer to this request."""


_TRANSIENT = frozenset({FaultKind.BUSY, FaultKind.SERVER, FaultKind.UNREACHABLE, FaultKind.TIMEOUT, FaultKind.UNUSABLE})
_STOPS = frozenset({FaultKind.KEY, FaultKind.BALANCE, FaultKind.NOT_FOUND, FaultKind.REDIRECTED})
_UNSPENT = frozenset(set(FaultKind) - {FaultKind.TIMEOUT, FaultKind.UNUSABLE})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a call failed."""

    kind: FaultKind
    message: str
    """What, where and what to do; holds no key."""
    retry_after: float | None = None
    """Seconds that the provider asks to wait."""

    @property
    def is_transient(self) -> bool:
        """True where the same call may well succeed later."""
        return self.kind in _TRANSIENT

    @property
    def stops_run(self) -> bool:
        """True where no other call can succeed either."""
        return self.kind in _STOPS

    @property
    def costs_nothing(self) -> bool:
        """True where the provider certainly answered no tokens for it."""
        return self.kind in _UNSPENT


class CallFailed(Exception):
    """One attempt of a call failed."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault
