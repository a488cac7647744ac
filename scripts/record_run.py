"""Runs a command and keeps what it was and how it ended as ``benchmarks/NAME.json``.

::

    python -m scripts.record_run soak --seed 7 -- python -m pytest -m soak
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import click

__all__ = ["commit", "main", "write_record"]

ROOT = Path(__file__).resolve().parents[1]
_KEPT = 40
"""Last lines of output that are kept."""


def commit() -> str:
    """Return the commit that is checked out, with ``+`` where files differ from it, or ``unknown`` outside git."""
    try:
        found = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
        changed = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip() + ("+" if changed.stdout.strip() else "")


def write_record(name: str, record: dict[str, object]) -> Path:
    """Write one record with the commit and the Python version added; return where it stands."""
    whole = {"name": name, "commit": commit(), "python": sys.version.split()[0], "cores": os.cpu_count(), **record}
    place = ROOT / "benchmarks" / f"{name}.json"
    place.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return place


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.option("--seed", type=int, default=1, show_default=True, help="Given to the command as GONGKAI_SOAK_SEED.")
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
def main(name: str, seed: int, command: tuple[str, ...]) -> None:
    """Run COMMAND, show its output, and keep the last lines with command, seed, commit and exit code."""
    start = time.monotonic()
    lines: list[str] = []
    environment = {**os.environ, "GONGKAI_SOAK_SEED": str(seed)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            sys.stdout.write(line)
            lines = [*lines, line.rstrip("\n")][-_KEPT:]
    record = {"command": " ".join(command), "seed": seed, "seconds": round(time.monotonic() - start, 1)}
    write_record(name, {**record, "exit_code": process.returncode, "output": lines})
    sys.exit(process.returncode)


if __name__ == "__main__":
    main()
