"""The options that say which model to ask, shared by every command that may ask one."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TypeVar

import click

from extractor.cli.option_group import Option, grouped
from extractor.errors import UsageError
from extractor.model.presets import PRESETS, Mode, Price
from extractor.model.settings import Limits, ModelSettings, default_cache_dir, model_settings

__all__ = ["cache_dir_option", "dry_run_option", "model_options"]

R = TypeVar("R")
_POSITIVE = click.IntRange(min=1)


def _price(text: str) -> Price:
    """The price in ``SENT/RECEIVED[/CURRENCY]``."""
    parts = text.split("/")
    try:
        sent, received = (float(part) for part in parts[:2])
    except ValueError:
        sent = received = -1.0
    if len(parts) > 3 or not (0 <= sent < float("inf") and 0 <= received < float("inf")):
        raise click.BadParameter("a price is SENT/RECEIVED[/CURRENCY] for a million tokens, such as 0.8/2/CNY")
    return Price(sent, received, None, parts[2] if len(parts) == 3 else "USD")


@dataclass(frozen=True, slots=True)
class _Values:
    """What the options say, by the names that click gives them."""

    model: str
    base_url: str | None
    mode: str | None
    timeout: float
    concurrency: int
    rpm: int | None
    tpm: int | None
    max_calls: int | None
    max_tokens: int | None
    max_cost: float | None
    price: Price | None
    cache: bool
    cache_dir: Path | None
    epoch: int
    offline: bool
    cassettes: Path | None
    ledger: Path | None


def _settings(values: _Values, *, record: bool) -> ModelSettings | None:
    if record and values.cassettes is None:
        raise UsageError("recording needs a folder: --cassettes DIR")
    if not record and values.cassettes is not None and not values.cassettes.is_dir():
        raise UsageError(f"{values.cassettes} is no folder of recorded answers; `gongkai record` makes one")
    chosen = model_settings(
        values.model,
        base_url=values.base_url,
        mode=Mode(values.mode) if values.mode else None,
        price=values.price,
        cassettes=values.cassettes,
        record=record,
    )
    limits = Limits(values.concurrency, values.rpm, values.tpm, values.max_calls, values.max_tokens, values.max_cost)
    return chosen and replace(
        chosen,
        timeout=values.timeout,
        limits=limits,
        cache_dir=(values.cache_dir or default_cache_dir(os.environ)) if values.cache else None,
        epoch=values.epoch,
        offline=values.offline,
        ledger=values.ledger,
    )


def _path(*, folder: bool) -> click.Path:
    return click.Path(path_type=Path, file_okay=not folder, dir_okay=folder)


def _options(*, model_from_environment: bool) -> list[Option]:
    def option(name: str, **settings: object) -> Option:
        words = name.removeprefix("--").split("/")[0].upper().replace("-", "_")
        return click.option(name, **{"envvar": f"GONGKAI_{words}", **settings})  # type: ignore[arg-type]

    return [
        option(
            "--model",
            default="none",
            show_default=True,
            metavar="none|PRESET[:MODEL]",
            **({} if model_from_environment else {"envvar": None, "allow_from_autoenv": False}),
            help=f"The second reader. Presets: {', '.join(PRESETS)}; with --base-url any model's name.",
        ),
        option("--base-url", metavar="URL", help="Endpoint of the model, where it is not the preset's."),
        option(
            "--mode",
            type=click.Choice([mode.value for mode in Mode]),
            help="How the endpoint is told the schema; default: the preset's, or json-schema.",
        ),
        option("--timeout", type=float, default=120.0, show_default=True, help="Seconds for one call."),
        option("--concurrency", type=_POSITIVE, default=8, show_default=True, help="Calls in flight at once."),
        option("--rpm", type=_POSITIVE, metavar="N", help="Calls in any minute at most."),
        option("--tpm", type=_POSITIVE, metavar="N", help="Tokens in any minute at most."),
        option("--max-calls", type=_POSITIVE, metavar="N", help="Calls of the run at most, retries counted."),
        option("--max-tokens", type=_POSITIVE, metavar="N", help="Tokens of the run at most."),
        option("--max-cost", type=float, metavar="X", help="Cost of the run at most, in the price's currency."),
        option(
            "--price",
            type=_price,
            metavar="SENT/RECEIVED[/CURRENCY]",
            help="For a million tokens, where the preset's does not hold.",
        ),
        option("--cache/--no-cache", default=True, show_default=True, help="Keep answers, so that none is paid twice."),
        option("--cache-dir", type=_path(folder=True), metavar="DIR", help="Folder of kept answers."),
        option("--epoch", type=int, default=0, show_default=True, help="Another number asks anew what was answered."),
        option("--offline", is_flag=True, help="Kept and recorded answers only; nothing is sent."),
        option(
            "--cassettes", type=_path(folder=True), metavar="DIR", help="Recorded answers, in place of an endpoint."
        ),
        option("--ledger", type=_path(folder=False), metavar="FILE", help="Add a line for each request to this file."),
    ]


def model_options(
    *, record: bool = False, model_from_environment: bool = True
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Return a decorator that adds the options; the command gets what they say as ``model_settings``.

    That is ``ModelSettings``, or None for ``--model none``. Values are also taken from ``GONGKAI_MODEL``,
    ``GONGKAI_BASE_URL`` and so on, for all commands at once; what stands on the command line wins.

    Args:
        record: the command records what its folder of cassettes does not hold.
        model_from_environment: ``GONGKAI_MODEL`` is heeded; otherwise no model is asked unless the command line itself
            names one.
    """
    return grouped(
        _options(model_from_environment=model_from_environment),
        [field.name for field in fields(_Values)],
        "model_settings",
        lambda **values: _settings(_Values(**values), record=record),
    )


cache_dir_option = click.option(
    "--cache-dir",
    type=_path(folder=True),
    envvar="GONGKAI_CACHE_DIR",
    metavar="DIR",
    help="Folder of kept answers; default: gongkai/answers in the user's cache folder.",
)

dry_run_option = click.option(
    "--dry-run",
    is_flag=True,
    help="Say how many calls, characters and about how much money it would take; send nothing.",
)
