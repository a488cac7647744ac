"""The program as a command that starts at once: one process has all of it imported, and forks for each call.

What a shell does with the command is as with the installed one: arguments, folder, environment, the three streams and the
exit code are the caller's.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

__all__ = ["ready_program"]

ROOT = Path(__file__).resolve().parents[2]
_OURS = ("extractor.batch", "extractor.cli", "extractor.export", "extractor.service.store", "eval")
_THEIRS = ("aiohttp", "alembic.command", "instructor", "openai", "openpyxl", "pandas", "pyarrow.parquet", "vcr")
_CALLER = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect({place!a})
    call = [sys.argv[1:], os.getcwd(), dict(os.environ)]
    socket.send_fds(server, [json.dumps(call).encode()], [0, 1, 2])
    code = server.recv(16)
sys.exit(int(code))
"""
_LONGEST = 1 << 20


@contextmanager
def ready_program() -> Iterator[Path]:
    """Yield a program that is ``gongkai``, and with ``-c`` as first argument Python; it ends with this process."""
    with tempfile.TemporaryDirectory() as folder:
        place, program = Path(folder) / "socket", Path(folder) / "gongkai"
        program.write_text(_CALLER.format(python=sys.executable, place=str(place)), encoding="utf-8")
        program.chmod(0o755)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(str(place))
            listener.listen()  # who calls early waits
            command = [sys.executable, "-m", __name__, str(listener.fileno())]
            server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, pass_fds=[listener.fileno()])
        with server:  # at the end its standard input is closed, and so it ends
            yield program


def _import_all() -> None:
    for name in (*_OURS, *_THEIRS):
        package = import_module(name)
        if name in _OURS:
            for found in pkgutil.walk_packages(package.__path__, f"{name}."):
                if ".migrations." not in found.name:  # alembic alone can run them
                    import_module(found.name)


def _serve(listener: socket.socket) -> None:
    """Fork for each call; returns in the processes that are to run one, and when there will be no more."""
    while listener.fileno() in select.select([listener.fileno(), 0], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork():
            connection.close()
            with suppress(ChildProcessError):
                os.waitpid(-1, os.WNOHANG)
            continue
        listener.close()
        call, streams, _, _ = socket.recv_fds(connection, _LONGEST, 3)
        if child := os.fork():
            for stream in streams:
                os.close(stream)  # else whoever reads what the child writes would wait for this process too
            _, status = os.waitpid(child, 0)
            connection.send(str(os.waitstatus_to_exitcode(status)).encode())
            os._exit(0)
        connection.close()
        arguments, folder, environment = json.loads(call)
        _become(arguments, folder, environment, streams)
        return


def _become(arguments: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["gongkai", *arguments]


def _main() -> None:
    listener = socket.socket(fileno=int(sys.argv.pop()))
    sys.argv.append("")
    _import_all()
    gc.freeze()
    os.cpu_count = lambda: 1  # as many workers as cores would be imports for little work
    _serve(listener)
    if sys.argv[1:2] == ["-c"]:
        exec(sys.argv[2], {"__name__": "__main__"})
    elif sys.argv[0] == "gongkai":
        import_module("extractor.cli").main()


if __name__ == "__main__":
    _main()
