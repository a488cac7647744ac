"""No input crashes or hangs the extraction: mutated samples, mutated renderings, random pages, random bytes."""

from __future__ import annotations

import traceback
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz.inputs import fuzz_input
from tests.fuzz.total import extract_in_time
from tests.soak.figures import publish
from tests.soak.tallies import scaled

INPUTS = 200_000
SHARDS = 20
_SHOWN = 10

_MARKS = st.sampled_from(
    ("\n", "\t", "|", " ", "<td>", "<tr>", "<table>", "</table>", "</td>", "&nbsp;", "0", "3", "总计", "规章")
)
_TEXTS = st.lists(st.one_of(_MARKS, st.text(max_size=8)), max_size=60).map("".join)


def check(seed: int, numbers: Iterable[int]) -> None:
    done, slowest, total, reports = 0, (0.0, -1), 0.0, 0
    failures: list[str] = []
    for number in numbers:
        try:
            found, seconds = extract_in_time(*fuzz_input(seed, number))
        except Exception as error:  # every kind of failure is counted, with how to make it again
            last = traceback.extract_tb(error.__traceback__)[-1]
            failures.append(
                f"fuzz_input({seed}, {number}): {type(error).__name__}: {error} at {last.filename}:{last.lineno}"
            )
            continue
        done, reports, total = done + 1, reports + bool(found.reports), total + seconds
        slowest = max(slowest, (seconds, number))
    publish(
        f"fuzz_{seed}",
        {
            "seed": seed,
            "inputs": done + len(failures),
            "failures": len(failures),
            "with_a_report": reports,
            "cpu_seconds": round(total, 1),
            "slowest_seconds": round(slowest[0], 2),
            "slowest": f"fuzz_input({seed}, {slowest[1]})",
        },
        failures[:_SHOWN],
    )
    assert not failures, "\n".join(failures[:_SHOWN])
    assert reports > 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_two_hundred_thousand_inputs(shard: int, soak_seed: int, soak_scale: float) -> None:
    check(soak_seed * 100 + shard, range(scaled(INPUTS // SHARDS, soak_scale)))


def test_inputs() -> None:
    check(931, range(100))


@settings(max_examples=60)
@given(st.binary(max_size=600))
@example(b"\xef\xbb\xbf")
@example(b"<table rowspan")
def test_any_bytes(data: bytes) -> None:
    extract_in_time(data, "source.html")


@settings(max_examples=60)
@given(_TEXTS, st.sampled_from(("a.html", "a.txt", "a.md", "")))
def test_any_text(text: str, name: str) -> None:
    extract_in_time(text.encode("utf-8", errors="replace"), name)
