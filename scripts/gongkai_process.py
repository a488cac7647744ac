"""``gongkai`` of this checkout as a process of its own, to be measured from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts.record_run import ROOT

__all__ = ["started"]

_PROGRAM = "from extractor.cli import main; main()"


def started(folder: Path, *arguments: str, stdout: int | None = None, stderr: int) -> subprocess.Popen[bytes]:
    """Start it in a folder.

    Args:
        folder: its working directory.
        arguments: of the command.
        stdout: as for ``subprocess.Popen``.
        stderr: as for ``subprocess.Popen``.
    """
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=stdout,
        stderr=stderr,
    )
