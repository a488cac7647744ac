"""``gongkai serve`` as a process, and somebody who speaks to it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from tests.batch.runs import ROOT, await_true, is_alive, workers_of
from tests.service.jobs.forked import Forked

__all__ = ["Served", "last_key"]

_PROGRAM = "from extractor.cli import main; main()"
_PATIENCE = 120.0


def last_key(folder: Path) -> str:
    """The API key that was printed last by whatever served there."""
    *_, last = re.finditer(r"^API key, shown this once: (\S+)$", (folder / "stdout").read_text(), re.MULTILINE)
    return last[1]


class Served:
    """A running service; what it prints is added to ``stdout`` and ``stderr`` in its folder.

    Args:
        folder: where it is started.
        arguments: of the command.
        anew: it is started by an interpreter of its own, as its users start it; otherwise a process that has
            imported everything is forked.
    """

    def __init__(self, folder: Path, *arguments: str, anew: bool = False) -> None:
        self.folder = folder
        self._said = folder / "stderr"
        self._before = self._said.stat().st_size if self._said.exists() else 0
        with (folder / "stdout").open("ab") as stdout, self._said.open("ab") as stderr:
            command = ["serve", "--data", "data", "--port", "0", *arguments]
            self.process: subprocess.Popen[bytes] | Forked = (
                subprocess.Popen(
                    [sys.executable, "-c", _PROGRAM, *command],
                    cwd=folder,
                    env={**os.environ, "PYTHONPATH": str(ROOT)},
                    stdin=subprocess.DEVNULL,
                    stdout=stdout,
                    stderr=stderr,
                )
                if anew
                else Forked(command, folder, folder / "stdout", self._said)
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.kill()

    @property
    def said(self) -> str:
        """What this process has printed on stderr."""
        return self._said.read_bytes()[self._before :].decode()

    @property
    def address(self) -> str | None:
        """Where it serves; None before it does."""
        found = re.search(r"serving at (\S+)/ until", self.said)
        return found and found[1]

    def ready(self) -> str:
        """Wait until it serves; return where."""
        assert await_true(lambda: bool(self.address) or self.process.poll() is not None, _PATIENCE)
        assert self.address, self.said
        return self.address

    def client(self) -> httpx.Client:
        """Somebody with the key."""
        base = f"{self.ready()}/v1"
        headers = {"Authorization": f"Bearer {last_key(self.folder)}"}
        return httpx.Client(base_url=base, headers=headers, timeout=60.0, trust_env=False)

    def kill(self) -> None:
        """End it at once, as ``kill -9`` does; returns when its workers are gone, too."""
        workers: Sequence[int] = workers_of(self.process.pid)
        self.process.kill()
        self.process.wait()
        assert await_true(lambda: not any(map(is_alive, workers)), 30)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end; return its exit code."""
        workers = workers_of(self.process.pid)
        self.process.send_signal(number)
        code = self.process.wait(_PATIENCE)
        assert not any(map(is_alive, workers))
        return code
