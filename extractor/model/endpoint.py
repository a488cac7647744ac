"""Where requests go, and the key that may go there and nowhere else."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from extractor.errors import UsageError
from extractor.model.presets import PRESETS

__all__ = ["KEY_VARIABLE", "ApiKey", "Endpoint", "find_key", "key_variable"]

KEY_VARIABLE = "GONGKAI_MODEL_KEY"
"""Environment variable of the key for an endpoint that is no preset's."""

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Scheme, host and port of a base URL: what a key is bound to."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Endpoint:
        """Return the endpoint of a URL.

        Raises:
            UsageError: it is no http or https URL with a host, or carries a user or a password.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise UsageError("the base URL is no URL; it looks like https://host/v1") from None
        if parts.username is not None or parts.password is not None:
            raise UsageError("a base URL carries no user or password; the key comes from the environment")
        if parts.scheme not in _PORTS or not parts.hostname:
            raise UsageError(f"{url!r} is no base URL; it looks like https://host/v1")
        return cls(parts.scheme, parts.hostname.lower(), port or _PORTS[parts.scheme])

    @property
    def is_loopback(self) -> bool:
        """True where the text never leaves this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"


class ApiKey:
    """A key and the only endpoint that it is sent to. Never shown: not by ``repr``, ``str`` or a message."""

    __slots__ = ("_value", "endpoint", "variable")

    def __init__(self, value: str, endpoint: Endpoint, variable: str) -> None:
        self._value = value
        self.endpoint = endpoint
        self.variable = variable

    def __repr__(self) -> str:
        return f"ApiKey({self.variable} for {self.endpoint})"

    def __reduce__(self) -> str:
        raise TypeError("a key is not written anywhere")

    def header_for(self, url: str) -> str | None:
        """Return the ``Authorization`` header for a URL, or None where the URL is not the key's endpoint."""
        return f"Bearer {self._value}" if Endpoint.of(url) == self.endpoint else None

    def scrub(self, text: str) -> str:
        """Return the text with every copy of the key struck out: providers quote keys in their errors."""
        return text.replace(self._value, "***")


def key_variable(endpoint: Endpoint, preset: str | None) -> str:
    """Return the environment variable that holds the key for an endpoint: the preset's at its own host alone."""
    known = PRESETS.get(preset or "")
    if known and known.key_variable and Endpoint.of(known.base_url) == endpoint:
        return known.key_variable
    return KEY_VARIABLE


def find_key(base_url: str, preset: str | None, environ: Mapping[str, str]) -> ApiKey | None:
    """Return the key for an endpoint, or None where none is needed or none is set for another endpoint.

    The preset's own variable serves the preset's own host alone; any other endpoint has ``GONGKAI_MODEL_KEY``.
    ``VARIABLE_FILE`` may name a file that holds the key instead.

    Raises:
        UsageError: a key is needed and not set, its file cannot be read, it is no key, or it would go over plain http.
    """
    endpoint = Endpoint.of(base_url)
    variable = key_variable(endpoint, preset)
    value = _value_of(variable, environ)
    if not value:
        if variable != KEY_VARIABLE:
            raise UsageError(f"no key for {endpoint}: set {variable}, or {variable}_FILE to a file that holds it")
        return None
    if not value.isascii() or not value.isprintable() or " " in value:
        raise UsageError(f"what {variable} holds is no key: it has blanks or characters that no key has")
    if endpoint.scheme == "http" and not endpoint.is_loopback:
        raise UsageError(f"{variable} would go to {endpoint} over plain http, for anybody to read; use https")
    return ApiKey(value, endpoint, variable)


def _value_of(variable: str, environ: Mapping[str, str]) -> str:
    if value := environ.get(variable, "").strip():
        return value
    if not (place := environ.get(f"{variable}_FILE", "").strip()):
        return ""
    try:
        return Path(place).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise UsageError(f"{variable}_FILE: the file cannot be read ({type(error).__name__})") from None
