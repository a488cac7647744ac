"""A PostgreSQL server of the tests' own: started in a folder that is removed at the end, reached by a socket in it."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

_NUMBERS = count(1)
_FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB "
    "-c max_connections=60 -c listen_addresses=''"
)


class Server:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[str] = []

    def new_database(self, encoding: str = "UTF8") -> str:
        """Make an empty database and return its URL."""
        name = f"t{os.getpid()}_{next(_NUMBERS)}"
        self._do(f"create database {name} template template0 encoding '{encoding}' lc_collate 'C' lc_ctype 'C'")
        self._made.append(name)
        return f"postgresql://gongkai@/{name}?host={self._folder}"

    def clear(self) -> None:
        """Remove every database that was made."""
        while self._made:
            self._do(f"drop database {self._made.pop()} with (force)")

    def _do(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(f"host={self._folder} user=gongkai dbname=postgres", autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running() -> Iterator[Server]:
    """Yield a server; skips where none is installed, fails where one is required."""
    programs = _programs()
    if programs is None:
        reason = "PostgreSQL's server is not installed (initdb and pg_ctl)"
        if os.environ.get("GONGKAI_REQUIRE_DATABASE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    user = _user()
    try:
        if user != getpass.getuser():
            shutil.chown(folder, user)
        cluster = folder / "data"
        _run(user, programs / "initdb", "-D", cluster, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"{_FAST} -k {folder}"
        _run(user, programs / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield Server(folder)
        finally:
            _run(user, programs / "pg_ctl", "-D", cluster, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of the server's programs: on the path, or where Debian keeps them, the newest."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda place: float(place.parts[-3]))
    return kept[-1].parent if kept else None


def _user() -> str:
    """Who runs the server: it refuses the system's administrator."""
    if os.geteuid() != 0:
        return getpass.getuser()
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str, *command: str | Path) -> None:
    other = {} if user == getpass.getuser() else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    ran = subprocess.run(
        list(map(str, command)),
        cwd="/",
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=60,
        **other,  # type: ignore[call-overload]
    )
    assert ran.returncode == 0, ran.stdout
