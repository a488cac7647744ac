"""Processes of ``gongkai serve`` forked from one that has imported everything: each start costs a moment, not seconds.

What is forked is a process like any other, with workers of its own: it can be killed, and ends as the program does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

__all__ = ["Forked"]

_ROOT = Path(__file__).resolve().parents[3]
_PATIENCE = 120.0
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["extractor.cli.serve", "extractor.service.process", __name__])


class Forked:
    """``gongkai`` in a folder, as far as ``subprocess.Popen`` would be asked about it.

    Args:
        arguments: of the command.
        folder: where it runs.
        stdout: file that what it prints is added to.
        stderr: the same of its messages.
    """

    def __init__(self, arguments: Sequence[str], folder: Path, stdout: Path, stderr: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        self._process = _CONTEXT.Process(target=_run, args=(list(arguments), folder, (stdout, stderr), environment))
        self._process.start()
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float = _PATIENCE) -> int:
        self._process.join(timeout)
        if (code := self._process.exitcode) is None:
            raise subprocess.TimeoutExpired("gongkai", timeout)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _run(arguments: list[str], folder: Path, outputs: tuple[Path, Path], environment: dict[str, str]) -> None:
    os.chdir(folder)
    for descriptor, file in enumerate(outputs, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644), descriptor)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["gongkai", *arguments]
    from extractor.cli import main

    main()
