"""Measures speed on the samples: start-up of the program, and milliseconds a source; kept as benchmarks/speed.json."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractor import extract
from scripts.record_run import write_record

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[1]
_TIMES = 5


def main() -> None:
    """Measure, print and keep the figures: medians of five."""
    start_up = _median(lambda: _run("--help"))
    sources = sorted(path for path in (ROOT / "samples").glob("*/source.*"))
    each = {path.parent.name: _median(lambda path=path: extract(path)) for path in sources}  # type: ignore[misc]
    total = sum(each.values())
    record: dict[str, object] = {
        "command": "python -m scripts.bench",
        "seed": None,
        "help_ms": start_up,
        "extract_ms": each,
        "sources_a_second": round(1000 * len(each) / total, 1) if total else None,
    }
    for name, value in record.items():
        print(f"{name}: {value}")
    print(write_record("speed", record).relative_to(ROOT))


def _run(*arguments: str) -> None:
    program = "from extractor.cli import main; main()"
    subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, check=True, capture_output=True)


def _median(action: Callable[[], object]) -> float:
    action()
    durations = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        action()
        durations.append(1000 * (time.perf_counter() - start))
    return round(statistics.median(durations), 1)


if __name__ == "__main__":
    main()
