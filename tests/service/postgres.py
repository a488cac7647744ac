"""A PostgreSQL server of the tests' own: started in a folder that is removed at the end, reached by a socket in it."""

from __future__ import annotations

import ctypes
import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import psycopg

_NUMBERS = count(1)
_SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
    "max_connections=60",
    "listen_addresses=",
)
_FAST = [word for setting in _SETTINGS for word in ("-c", setting)]


class Server:
    """A running server.

    Args:
        folder: where its socket is.
        manager: a connection that makes and removes databases.
    """

    def __init__(self, folder: Path, manager: psycopg.Connection) -> None:
        self._folder = folder
        self._manager = manager
        self._made: list[str] = []
        self._originals: dict[Callable[[str], None], str] = {}

    def new_database(self, encoding: str = "UTF8") -> str:
        """Make an empty database and return its URL."""
        return self._new(f"template0 encoding '{encoding}' lc_collate 'C' lc_ctype 'C'")

    def copy_of(self, fill: Callable[[str], None]) -> str:
        """Make a database as a function makes one at a URL, and return its URL; it is called once, the rest are copies."""
        if fill not in self._originals:
            url = self.new_database()
            fill(url)
            self._originals[fill] = self._made.pop()
        return self._new(self._originals[fill])

    def clear(self) -> None:
        """Remove every database that was made but those that others are copied from."""
        while self._made:
            self._do(f"drop database {self._made.pop()} with (force)")

    def _new(self, template: str) -> str:
        name = f"t{os.getpid()}_{next(_NUMBERS)}"
        self._do(f"create database {name} template {template}")
        self._made.append(name)
        return f"postgresql://gongkai@/{name}?host={self._folder}"

    def _do(self, statement: str) -> None:
        self._manager.execute(statement)


@contextmanager
def running() -> Iterator[Server]:
    """Yield a server; skips where none is installed, fails where one is required."""
    programs = _programs()
    if programs is None:
        reason = "PostgreSQL's server is not installed (initdb and postgres)"
        if os.environ.get("GONGKAI_REQUIRE_DATABASE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-", dir=_in_memory()))
    user = _user()
    try:
        if user != getpass.getuser():
            shutil.chown(folder, user)
        cluster = folder / "data"
        _run(user, programs / "initdb", "-D", cluster, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        command = [str(programs / "postgres"), "-D", str(cluster), "-k", str(folder), *_FAST]
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(
                command,
                cwd="/",
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent,  # noqa: PLW1509  no thread runs yet
                **_as(user),
            ) as process,
        ):
            try:
                with _connected(folder, process) as manager:
                    yield Server(folder, manager)
            finally:
                process.send_signal(signal.SIGQUIT)  # at once; what it holds is thrown away
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of the server's programs: on the path, or where Debian keeps them, the newest."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda place: float(place.parts[-3]))
    return kept[-1].parent if kept else None


def _in_memory() -> Path | None:
    """A folder that is kept in memory and has room, where there is one: databases are made and removed at a tenth of the cost."""
    place, room = Path("/dev/shm"), 2**30
    return place if os.access(place, os.W_OK) and shutil.disk_usage(place).free > room else None


def _user() -> str:
    """Who runs the server: it refuses the system's administrator."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _as(user: str) -> dict[str, Any]:
    """What makes a process another user's."""
    if user == getpass.getuser():
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _run(user: str, *command: str | Path) -> None:
    ran = subprocess.run(
        list(map(str, command)),
        cwd="/",
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=60,
        **_as(user),
    )
    assert ran.returncode == 0, ran.stdout


def _end_with_parent() -> None:
    """Let the server end when the tests do, even where they are killed."""
    set_death_signal = 1
    ctypes.CDLL(None).prctl(set_death_signal, signal.SIGQUIT)


def _connected(folder: Path, process: subprocess.Popen[bytes]) -> psycopg.Connection:
    """Connect to the server as soon as it answers."""
    import psycopg

    until = time.monotonic() + 60
    while True:
        try:
            return psycopg.connect(f"host={folder} user=gongkai dbname=postgres", autocommit=True)
        except psycopg.OperationalError:
            assert process.poll() is None, (folder / "log").read_text(errors="replace")
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)
