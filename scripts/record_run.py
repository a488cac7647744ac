"""Runs a command and keeps what it was, how it ended and the figures that it left as ``benchmarks/NAME.json``.

::

    python -m scripts.record_run soak --seed 7 -- python -m pytest -m soak

The command finds in GONGKAI_SOAK_SEED the seed and in GONGKAI_SOAK_FIGURES a folder: each ``FIGURE.json`` that it
writes there is shown at the end and kept in the record under its name. GONGKAI_SOAK_SCALE, the share of the full size,
is handed on and recorded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
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


def write_record(name: str, record: Mapping[str, object]) -> Path:
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
    """Run COMMAND, show its output and figures, and keep both with command, seed, commit and exit code."""
    start = time.monotonic()
    # The commit is that of the start: files may be changed while a long run lasts.
    record: dict[str, object] = {"commit": commit(), "command": " ".join(command), "seed": seed}
    record["scale"] = float(os.environ.get("GONGKAI_SOAK_SCALE", "1"))
    with tempfile.TemporaryDirectory() as folder:
        code, lines = _run(command, {"GONGKAI_SOAK_SEED": str(seed), "GONGKAI_SOAK_FIGURES": folder})
        figures = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(Path(folder).glob("*.json"))}
    for figure, value in figures.items():
        click.echo(f"{figure}: {json.dumps(value, ensure_ascii=False)}")
    record |= {"seconds": round(time.monotonic() - start, 1), "exit_code": code, "figures": figures, "output": lines}
    write_record(name, record)
    sys.exit(code)


def _run(command: tuple[str, ...], settings: Mapping[str, str]) -> tuple[int, list[str]]:
    """Exit code and last lines of a command, without the place of the checkout; all output is shown as it comes."""
    lines: list[str] = []
    environment = {**os.environ, **settings}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            sys.stdout.write(line)
            lines = [*lines, line.rstrip("\n").replace(str(ROOT), ".")][-_KEPT:]
    return process.returncode, lines


if __name__ == "__main__":
    main()
