"""Correct numbers of an invented report, all identities of FORMS.md kept, before anything is printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from eval.truth.wording import REQUEST_COLUMNS, REVIEW_COLUMNS, REVIEW_ROWS

__all__ = ["magnitude", "money", "request_numbers", "review_numbers", "share_out"]

_APPLICANTS = REQUEST_COLUMNS[:-1]


def magnitude(random: Random, digits: int, zero: float = 0.4) -> int:
    """Return 0 with odds ``zero``, else a count whose number of digits (1 to ``digits``) falls off towards the top."""
    if random.random() < zero:
        return 0
    length = random.choices(range(1, digits + 1), weights=[0.62**n for n in range(digits)])[0]
    return random.randint(10 ** (length - 1), 10**length - 1)


def money(random: Random, zero: float = 0.5) -> Decimal:
    """Return an amount in 万元 with none to four decimals, most often 0."""
    if random.random() < zero:
        return Decimal(0)
    whole = magnitude(random, 6, zero=0.1)
    decimals = random.choice((0, 0, 1, 2, 2, 4))
    amount = Decimal(whole) + Decimal(random.randint(1, 10**decimals - 1) if decimals else 0).scaleb(-decimals)
    return amount if amount else Decimal(0)


def share_out(random: Random, whole: int, weights: Sequence[float]) -> list[int]:
    """Return non-negative parts of ``whole``, about in the ratio of ``weights``."""
    parts = [0] * len(weights)
    if whole <= 0:
        return parts
    if whole <= 400:
        for place in random.choices(range(len(weights)), weights=weights, k=whole):
            parts[place] += 1
        return parts
    noisy = [weight * random.uniform(0.5, 1.5) for weight in weights]
    scale = sum(noisy)
    parts = [int(whole * weight / scale) for weight in noisy]
    parts[noisy.index(max(noisy))] += whole - sum(parts)
    return parts


def request_numbers(random: Random, rows: Sequence[str]) -> dict[str, int]:
    """Return ``requests`` cells by path: row sums, balance and outcome sums hold; mostly zeros.

    Args:
        random: source of chance.
        rows: row keys in printed order, ``outcome_total`` and ``carried_out`` last.
    """
    received = magnitude(random, 6, zero=0.35)
    carried_in = random.choice((0, 0, 0, random.randint(1, 1 + received // 8)))
    outcomes = [row for row in rows if row not in ("received", "carried_in", "outcome_total", "carried_out")]
    applicant_weights = [1.0, 0.12, 0.01, 0.01, 0.03, 0.02] if random.random() < 0.8 else [1, 1, 0.3, 0.3, 0.5, 0.5]
    # Most agencies use few outcomes: the others get no weight.
    used = random.randint(2, len(outcomes))
    weights = {row: random.expovariate(1.0) * (4 if row == "granted" else 1) for row in random.sample(outcomes, used)}
    weights.setdefault("granted", 3.0)
    new = share_out(random, received, applicant_weights)
    old = share_out(random, carried_in, applicant_weights)
    table: dict[str, dict[str, int]] = {row: {} for row in rows}
    for column, came, kept in zip(_APPLICANTS, new, old, strict=True):
        whole = came + kept
        left = random.choice((0, 0, random.randint(0, whole // 6))) if whole else 0
        parts = share_out(random, whole - left, [weights.get(row, 0.0) for row in outcomes])
        table["received"][column], table["carried_in"][column] = came, kept
        table["outcome_total"][column], table["carried_out"][column] = whole - left, left
        for row, part in zip(outcomes, parts, strict=True):
            table[row][column] = part
    for numbers in table.values():
        numbers["total"] = sum(numbers.values())
    return {f"requests.{row}.{column}": table[row][column] for row in rows for column in REQUEST_COLUMNS}


def review_numbers(random: Random) -> dict[str, int]:
    """Return ``review_and_litigation`` cells by path: each total is the sum of its four results."""
    cells: dict[str, int] = {}
    quiet = random.random() < 0.6
    for row in REVIEW_ROWS:
        numbers = [0 if quiet else magnitude(random, 3, zero=0.6) for _ in REVIEW_COLUMNS[:-1]]
        for column, number in zip(REVIEW_COLUMNS, [*numbers, sum(numbers)], strict=True):
            cells[f"review_and_litigation.{row}.{column}"] = number
    return cells
