"""The errors of the client library and of the many dialects of providers, as faults."""

from __future__ import annotations

import email.utils
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import aiohttp
import openai

from extractor.model.endpoint import ApiKey
from extractor.model.faults import CallFailed, Fault, FaultKind

__all__ = ["FaultReader", "seconds_to_wait"]

_FILTER_CODES = frozenset({"content_filter", "data_inspection_failed", "datainspectionfailed", "1301", "sensitive"})
"""Azure and Moonshot; DashScope; Zhipu."""
_BALANCE_CODES = frozenset({"insufficient_quota", "exceeded_current_quota_error", "arrearage", "1113"})
"""OpenAI; Moonshot; DashScope; Zhipu. They come with 429 and would be waited for in vain."""
_KINDS = {
    401: FaultKind.KEY,
    402: FaultKind.BALANCE,
    403: FaultKind.KEY,
    404: FaultKind.NOT_FOUND,
    408: FaultKind.TIMEOUT,
    425: FaultKind.SERVER,
    429: FaultKind.BUSY,
}
_LONGEST = 200
"""Characters of a provider's own message that are repeated."""


@dataclass(frozen=True, slots=True)
class FaultReader:
    """Reads errors of one endpoint."""

    place: str
    """Preset and host, for messages."""
    key: ApiKey | None
    key_variable: str

    def read(self, error: Exception, now: float) -> Fault:
        """Return the fault that an error of the client library stands for.

        Args:
            error: what was raised.
            now: seconds since 1970, for a ``Retry-After`` that is a date.
        """
        for cause in _causes(error):
            if isinstance(cause, CallFailed):
                return cause.fault
        if isinstance(error, openai.APIStatusError):
            return self._of_status(error, now)
        # the library calls a refused connection a timeout; what it was made from knows better
        lost = [cause for cause in _causes(error) if isinstance(cause, aiohttp.ClientConnectionError)]
        if isinstance(error, openai.APITimeoutError | TimeoutError) and all(isinstance(c, TimeoutError) for c in lost):
            return Fault(FaultKind.TIMEOUT, f"{self.place}: no answer in time")
        return Fault(FaultKind.UNREACHABLE, self._clean(f"{self.place} cannot be reached: {_innermost(error)}"))

    def _of_status(self, error: openai.APIStatusError, now: float) -> Fault:
        status = error.status_code
        message, codes = _told(error.response.text)
        kind = _kind_of(status, codes)
        said = f": {message}" if message else ""
        wait = seconds_to_wait(error.response.headers, now) if kind in (FaultKind.BUSY, FaultKind.SERVER) else None
        return Fault(kind, self._clean(f"{self.place}: {self._advice(kind, status, error)}{said}"), wait)

    def _advice(self, kind: FaultKind, status: int, error: openai.APIStatusError) -> str:
        if kind is FaultKind.KEY:
            held = "was not accepted" if self.key else "is not set"
            return f"the key in {self.key_variable} {held} (status {status})"
        if kind is FaultKind.REDIRECTED:
            target = error.response.headers.get("location", "nowhere")
            return (
                f"redirects to {target[:_LONGEST]} (status {status}); not followed, the base URL must be the right one"
            )
        words = {
            FaultKind.BALANCE: "no money or quota is left",
            FaultKind.NOT_FOUND: "no such model or path; is the base URL right?",
            FaultKind.BUSY: "too many requests",
            FaultKind.FILTERED: "stopped by the provider's content filter",
        }
        return f"{words.get(kind, 'error')} (status {status})"

    def _clean(self, message: str) -> str:
        whole = " ".join(message.split())
        return self.key.scrub(whole) if self.key else whole


def _kind_of(status: int, codes: frozenset[str]) -> FaultKind:
    if codes & _FILTER_CODES:
        return FaultKind.FILTERED
    if codes & _BALANCE_CODES:
        return FaultKind.BALANCE
    if 300 <= status < 400:
        return FaultKind.REDIRECTED
    return _KINDS.get(status) or (FaultKind.SERVER if status >= 500 else FaultKind.REJECTED)


def _told(text: str) -> tuple[str, frozenset[str]]:
    """The provider's own message and codes, in whichever of their shapes; nothing from a page of HTML."""
    try:
        body: object = json.loads(text)
    except ValueError:
        return "", frozenset()
    found = [item for item in (body, _at(body, "error")) if isinstance(item, Mapping)]
    codes = {str(item[name]).lower() for item in found for name in ("code", "type") if item.get(name)}
    messages = [item["message"] for item in found if isinstance(item.get("message"), str)]
    return (messages[-1][:_LONGEST] if messages else ""), frozenset(codes)


def _at(body: object, name: str) -> object:
    return body.get(name) if isinstance(body, Mapping) else None


def seconds_to_wait(headers: Mapping[str, str], now: float) -> float | None:
    """Return how long ``retry-after-ms`` or ``Retry-After`` asks to wait, or None where neither says so.

    Args:
        headers: of the response; names in lower case or case-insensitive.
        now: seconds since 1970.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        if value.replace(".", "", 1).isdecimal():
            return float(value) * unit
    date = email.utils.parsedate_tz(headers.get("retry-after", ""))
    return max(0.0, email.utils.mktime_tz(date) - now) if date else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _innermost(error: Exception) -> str:
    last = list(_causes(error))[-1]
    return (str(last) or type(last).__name__)[:_LONGEST]
