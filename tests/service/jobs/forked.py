"""Processes of ``gongkai serve`` forked from one that has imported everything: each start costs a moment, not seconds.

What is forked is a process like any other, with workers of its own: it can be killed, and ends as the program does.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["Forked", "forked"]

_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = "import sys; from tests.service.jobs.forked import prepared; prepared(int(sys.argv[1]))"
_LONGEST = 1 << 20
_PATIENCE = 120.0


class Forked:
    """A process, as far as ``subprocess.Popen`` would be asked about it."""

    def __init__(self, pid: int, forge: _Forge) -> None:
        self.pid = pid
        self._forge = forge

    def poll(self) -> int | None:
        return self._forge.code_of(self.pid, 0)

    def wait(self, timeout: float = _PATIENCE) -> int:
        end = time.monotonic() + timeout
        while (code := self._forge.code_of(self.pid, max(0.0, end - time.monotonic()))) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("gongkai", timeout)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class _Forge:
    """The process that others are forked from; one for each process that runs tests."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=_ROOT,
                env={**os.environ, "PYTHONPATH": str(_ROOT)},
                stdin=subprocess.DEVNULL,
            )
        self._codes: dict[int, int] = {}

    def fork(self, arguments: Sequence[str], folder: Path, stdout: int, stderr: int) -> Forked:
        asked = {"arguments": list(arguments), "folder": str(folder), "env": {**os.environ, "PYTHONPATH": str(_ROOT)}}
        socket.send_fds(self._line, [json.dumps(asked).encode()], [stdout, stderr])
        while "pid" not in (told := self._told(_PATIENCE)):
            pass
        return Forked(told["pid"], self)

    def code_of(self, pid: int, seconds: float) -> int | None:
        """The exit code of a process; None where it does not end within so many seconds."""
        while pid not in self._codes and self._told(seconds):
            pass
        return self._codes.get(pid)

    def _told(self, seconds: float) -> dict[str, int]:
        """What it says next, if anything."""
        if not select.select([self._line], [], [], seconds)[0]:
            return {}
        told: dict[str, int] = json.loads(self._line.recv(_LONGEST))
        if "ended" in told:
            self._codes[told["ended"]] = told["code"]
        return told

    def close(self) -> None:
        self._line.close()
        self._process.wait(_PATIENCE)


_forges: dict[int, _Forge] = {}


def forked(arguments: Sequence[str], folder: Path, stdout: int, stderr: int) -> Forked:
    """Run ``gongkai`` with these arguments in a folder, with what it prints going to two files."""
    me = os.getpid()
    if me not in _forges:
        _forges[me] = _Forge()
        atexit.register(_forges[me].close)
    return _forges[me].fork(arguments, folder, stdout, stderr)


def prepared(descriptor: int) -> None:
    """Fork as often as is asked for, and say what ended; in what is forked, be the program."""
    import extractor.cli.serve
    import extractor.service.process

    with socket.socket(fileno=descriptor) as line:
        wanted = _forked_from(line)
    if wanted is None:
        return
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["env"])
    sys.argv = ["gongkai", *wanted["arguments"]]
    extractor.cli.main()


def _forked_from(line: socket.socket) -> dict[str, Any] | None:
    """Return what was asked for, in a process that was forked for it; None in the first one, at its end."""
    noticed, notice = socket.socketpair()
    notice.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(notice.fileno())
    with noticed, notice:
        while True:
            ready, _, _ = select.select([line, noticed], [], [])
            if noticed in ready:
                noticed.recv(_LONGEST)
                _tell_of_the_dead(line)
            if line not in ready:
                continue
            message, descriptors, _, _ = socket.recv_fds(line, _LONGEST, 2)
            if not message:
                return None
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for number, descriptor in enumerate(descriptors, start=1):
                    os.dup2(descriptor, number)
                    os.close(descriptor)
                found: dict[str, Any] = json.loads(message)
                return found
            for descriptor in descriptors:
                os.close(descriptor)
            line.send(json.dumps({"pid": pid}).encode())


def _tell_of_the_dead(line: socket.socket) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        line.send(json.dumps({"ended": pid, "code": os.waitstatus_to_exitcode(status)}).encode())
