"""What a run asks of a model: which, where, how, and how much of it at most."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import UsageError
from extractor.model.endpoint import Endpoint
from extractor.model.presets import PRESETS, Mode, Preset, Price

__all__ = ["Limits", "ModelSettings", "default_cache_dir", "model_settings"]

_NOWHERE = "http://127.0.0.1:9/v1"
"""Base URL where only recordings answer and nothing is sent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be used. None is no limit."""

    concurrency: int = 8
    """Calls in flight at once."""
    rpm: int | None = None
    """Calls in any sixty seconds, retries counted."""
    tpm: int | None = None
    """Tokens in any sixty seconds, estimated before each call."""
    max_calls: int | None = None
    """Calls of the run, retries and re-asks counted."""
    max_tokens: int | None = None
    """Tokens of the run, sent and received; estimated where the provider does not say."""
    max_cost: float | None = None
    """Cost of the run in the currency of the price."""

    def __post_init__(self) -> None:
        if self.concurrency < 1:
            raise UsageError("at least one call at a time is needed")
        for name in ("rpm", "tpm", "max_calls", "max_tokens", "max_cost"):
            value = getattr(self, name)
            if value is not None and not (math.isfinite(value) and value > 0):
                raise UsageError(f"{name.replace('_', '-')} is a number above 0")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Everything about a model that a run is told. Holds no key."""

    model: str
    base_url: str
    preset: str | None = None
    mode: Mode = Mode.JSON_SCHEMA
    price: Price | None = None
    limit_parameter: str = "max_tokens"
    """What the body calls the longest answer."""
    temperature: float | None = 0.0
    """None leaves it out of the body, for models that refuse it."""
    max_answer_tokens: int | None = 8192
    """Longest answer; None leaves it to the provider."""
    reask_tokens: int = 40_000
    """Tokens of one request, all its calls together, above which it is not asked again."""
    timeout: float = 120.0
    """Seconds for one call from the first byte sent to the last received."""
    limits: Limits = field(default_factory=Limits)
    cache_dir: Path | None = None
    """Folder of kept answers; None keeps none."""
    epoch: int = 0
    """Another number asks anew what was answered before."""
    offline: bool = False
    """Kept and recorded answers only; nothing is sent."""
    cassettes: Path | None = None
    """Folder of recorded answers; where it is set, they take the cache's place."""
    record: bool = False
    """Ask what ``cassettes`` does not hold, and record it there."""
    ledger: Path | None = None
    """File that a line a call is added to; None writes none."""

    def __post_init__(self) -> None:
        if not self.model:
            raise UsageError("the name of a model is needed")
        if self.timeout <= 0 or not math.isfinite(self.timeout):
            raise UsageError("the timeout is a number of seconds above 0")
        if self.record and self.cassettes is None:
            raise UsageError("recording needs a folder of cassettes")
        if self.record and self.offline:
            raise UsageError("offline nothing can be recorded")
        if self.limits.max_cost is not None and self.price is None:
            raise UsageError(f"no price is known for {self.model!r}: give one, or limit tokens instead of cost")
        Endpoint.of(self.base_url)

    @property
    def endpoint(self) -> Endpoint:
        """Where requests go."""
        return Endpoint.of(self.base_url)

    @property
    def sends(self) -> bool:
        """True where a request may leave this program."""
        return not self.offline and (self.cassettes is None or self.record)

    @property
    def identity(self) -> Mapping[str, str | int | float | None]:
        """What of these settings can change an answer: for the settings' hash in a result."""
        return {
            "model": self.model,
            "mode": self.mode.value,
            "temperature": self.temperature,
            "max_answer_tokens": self.max_answer_tokens,
            "epoch": self.epoch,
        }


def default_cache_dir(environ: Mapping[str, str]) -> Path:
    """Return the folder of kept answers where the user names none: ``$XDG_CACHE_HOME/gongkai/answers``."""
    base = environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "gongkai" / "answers"


def model_settings(
    name: str,
    *,
    base_url: str | None = None,
    mode: Mode | None = None,
    price: Price | None = None,
    cassettes: Path | None = None,
    record: bool = False,
) -> ModelSettings | None:
    """Return the settings that ``--model`` and its companions name, or None for ``none``.

    Args:
        name: ``none``, ``PRESET``, ``PRESET:MODEL``, or with ``base_url`` any model's name.
        base_url: another endpoint than the preset's. The preset's key does not go there.
        mode: another than the preset's.
        price: another than the preset's.
        cassettes: see ``ModelSettings``; where nothing is recorded, any name of a model will do without ``base_url``.
        record: see ``ModelSettings``.

    Raises:
        UsageError: no such preset, no model named where one must be, or settings that contradict each other.
    """
    if name == "none":
        return None
    first, _, rest = name.partition(":")
    preset = PRESETS.get(first)
    if preset is None:
        if base_url is None and (cassettes is None or record):
            raise UsageError(
                f"{name!r} is no preset ({', '.join(PRESETS)}); any other model needs its endpoint, as --base-url"
            )
        preset = Preset("", "", base_url or _NOWHERE, None, name, Mode.JSON_SCHEMA)
        rest = name
    model = rest or preset.model
    if not model:
        raise UsageError(f"{preset.title}: say which model, as {preset.name}:MODEL")
    known_price = preset.price if model == preset.model and base_url is None else None
    return ModelSettings(
        model=model,
        base_url=base_url or preset.base_url,
        preset=preset.name or None,
        mode=mode or preset.mode,
        price=price or known_price,
        limit_parameter=preset.limit_parameter,
        cassettes=cassettes,
        record=record,
    )
