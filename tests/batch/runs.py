"""Invented sources in a folder, and the program run on them as its users do: in a process that can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.mangle import ModeSpec
from eval.mangle.batch import mangled_reports

__all__ = [
    "ROOT",
    "Finished",
    "await_true",
    "finished",
    "gongkai",
    "is_alive",
    "kill",
    "lines_of",
    "started",
    "workers_of",
    "write_sources",
]

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = "from extractor.cli import main; main()"
_MODES = ("pipes", "html", "lines", "html_wps", "tabs", "markdown")
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Finished:
    code: int
    stdout: bytes
    stderr: str


def write_sources(folder: Path, count: int, seed: int, *, bad: bool = True) -> list[Path]:
    """Write so many invented reports, each another one; with ``bad`` some of them are none at all."""
    places = []
    for number in range(count):
        item = next(mangled_reports(seed * 1_000_000 + number, 1, (ModeSpec(_MODES[number % len(_MODES)]),)))
        place = folder / f"{number // 1000:03}" / f"{number:06}-{item.name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        odd = {7: b"", 13: b"\0\1\2\3" * 64}.get(number % 20) if bad else None
        place.write_bytes(item.data if odd is None else odd)
        places.append(place)
    return places


def started(
    folder: Path, *arguments: str | Path, stdin: int = subprocess.DEVNULL, stderr: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Start ``gongkai extract`` there."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "extract", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )


def finished(process: subprocess.Popen[bytes], stdin: bytes | None = None, seconds: float = 2 * _PATIENCE) -> Finished:
    """Wait for it."""
    stdout, stderr = process.communicate(stdin, timeout=seconds)
    return Finished(process.returncode, stdout, stderr.decode())


def gongkai(folder: Path, *arguments: str | Path, stdin: bytes = b"", seconds: float = 2 * _PATIENCE) -> Finished:
    """Run ``gongkai extract`` there to its end."""
    return finished(started(folder, *arguments, stdin=subprocess.PIPE), stdin, seconds)


def lines_of(place: Path) -> list[dict[str, object]]:
    """Return the results that a file holds."""
    return [json.loads(line) for line in place.read_bytes().splitlines()]


def await_true(condition: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
    """Wait until it holds; return whether it does."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def workers_of(parent: int) -> list[int]:
    """Return the ids of the worker processes that a process has."""
    return [pid for pid, argv, ppid in _processes() if ppid == parent and argv[-1:] == [b"gongkai-worker"]]


def is_alive(pid: int) -> bool:
    """Return False for a process that is gone, or has ended and waits to be noticed."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def opened_pipe(place: Path) -> int:
    """Wait until somebody reads from a named pipe; return a descriptor that keeps whoever reads waiting."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return os.open(place, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.005)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End it at once, as ``kill -9`` does, and collect it."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _processes() -> Iterator[tuple[int, Sequence[bytes], int]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                argv = (folder / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
                stat = (folder / "stat").read_bytes().rpartition(b")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            yield int(folder.name), argv, int(stat[1])
