"""Correct numbers of the annex, its sums kept (FORMS.md, "statistics")."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from random import Random

from eval.truth.annex_wording import ANNEX_UNITS, MONEY_INDICATORS, OPTIONAL_INDICATORS
from eval.truth.numbers import magnitude, money, share_out

__all__ = ["ANNEX_SUMS", "annex_numbers"]

ANNEX_SUMS: dict[str, tuple[str, ...]] = {
    "requests.received": ("in_person", "fax", "online", "letter", "other"),
    "requests.concluded": ("on_time", "extended"),
    "requests.answered.denied": (
        "state_secret",
        "trade_secret",
        "privacy",
        "security_and_stability",
        "not_government_information",
        "prohibited_by_law",
    ),
    "requests.answered": (
        "already_public",
        "granted",
        "partially_granted",
        "denied",
        "not_this_agency",
        "does_not_exist",
        "asked_to_amend",
        "other_channel",
    ),
    "review": ("upheld", "corrected", "other"),
    "litigation": ("upheld", "corrected", "other"),
    "organization.staff": ("full_time", "part_time"),
}
"""Each parent and the parts that it is the sum of; keys are relative to the parent."""


def annex_numbers(random: Random, optional: Collection[str]) -> dict[str, int | Decimal]:
    """Return every indicator's number by key; money in 万元.

    Args:
        random: source of chance.
        optional: which of ``OPTIONAL_INDICATORS`` the report prints.
    """
    printed = [key for key in ANNEX_UNITS if key in optional or key not in OPTIONAL_INDICATORS]
    numbers: dict[str, int | Decimal] = {
        key: money(random, 0.7) if key in MONEY_INDICATORS else magnitude(random, 5, zero=0.55) for key in printed
    }
    received = magnitude(random, 5, zero=0.4)
    wholes = {
        "requests.received": received,
        "requests.concluded": received,
        "requests.answered": received,
        "review": magnitude(random, 3, zero=0.6),
        "litigation": magnitude(random, 2, zero=0.7),
        "organization.staff": random.randint(1, 60),
    }
    for parent, whole in wholes.items():
        numbers[parent] = whole
        _divide(random, numbers, parent, whole)
    _divide(random, numbers, "requests.answered.denied", int(numbers["requests.answered.denied"]))
    for indicator in ("interpretation.press_conferences", "interpretation.online_interviews"):
        numbers[indicator] = magnitude(random, 2)
        numbers[f"{indicator}.by_principal"] = random.randint(0, int(numbers[indicator]))
    numbers["disclosed.normative_documents"] = random.randint(0, 40) if numbers["disclosed"] > 40 else 0
    if "channels" in numbers:
        numbers["channels"] = sum(int(numbers[key]) for key in printed if key.startswith("channels."))
    return numbers


def _divide(random: Random, numbers: dict[str, int | Decimal], parent: str, whole: int) -> None:
    parts = [part for part in ANNEX_SUMS[parent] if f"{parent}.{part}" in numbers]
    weights = [random.expovariate(1.0) + 0.01 for _ in parts]
    for part, number in zip(parts, share_out(random, whole, weights), strict=True):
        numbers[f"{parent}.{part}"] = number
