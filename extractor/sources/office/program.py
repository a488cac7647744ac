"""Runs a program of the machine on a file that nobody trusts: no network, little memory and disk, an end in time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

__all__ = ["MOST_OUTPUT", "installed", "run_program"]

MOST_OUTPUT = 64 * 1024 * 1024
"""Bytes that a program may write into one file."""
_MOST_MEMORY_KB = 6 * 1024 * 1024
_BLOCK = 512
_LIMITED = 'ulimit -c 0; ulimit -f "$1"; ulimit -v "$2"; shift 2; exec "$@"'
"""A shell sets the limits: nothing of Python runs between fork and exec, as threads demand."""
_ISOLATIONS = (("unshare", "--map-root-user", "--net"), ("unshare", "--net"))
"""Ways to run a program where there is no network at all, not even this machine."""


@cache
def installed(*names: str) -> str:
    """Return the path of the first of these programs that is there; empty where none is."""
    return next((found for name in names if (found := shutil.which(name))), "")


def run_program(command: list[str], folder: Path, seconds: float) -> int | None:
    """Run a command, with everything it writes to its standard output in ``folder / "stdout"``.

    It has no network where the machine can take it away, no environment but a path, and ``folder`` as home and
    working folder. Whatever it started is ended with it.

    Returns:
        Its exit code; None where its time was up.
    """
    limits = [str(MOST_OUTPUT // _BLOCK), str(_MOST_MEMORY_KB)]
    whole = [*_isolation(), "sh", "-c", _LIMITED, "sh", *limits, *command]
    with (folder / "stdout").open("wb") as out:
        process = subprocess.Popen(
            whole,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started; they are one process group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


@cache
def _isolation() -> tuple[str, ...]:
    for way in _ISOLATIONS:
        if shutil.which(way[0]) and not subprocess.run([*way, "true"], capture_output=True, check=False).returncode:
            return way
    return ()
