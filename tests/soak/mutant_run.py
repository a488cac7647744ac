"""Whether tests notice that a module is broken: each mutant of it in a child process in which nothing else differs.

``python -m tests.soak.mutant_run eval.outcomes 1 1 tests/eval/test_outcomes.py`` prints what became of all as JSON. One
pytest is started; before it collects anything, it divides once for each mutant, and each child goes on by itself.
"""

from __future__ import annotations

import ast
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import ModuleType

import hypothesis  # noqa: F401  what every child would load by itself
import pytest

from tests.soak.mutants import mutants_of

__all__ = ["Tried", "try_mutants"]

_ROOT = Path(__file__).parents[2]
_SECONDS = 40
"""Of the processor: a broken formula may never end."""
_UNUSED = 99


class _Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from another source."""

    def __init__(self, name: str, source: str, path: str) -> None:
        self.name, self.source, self.path = name, source, path
        self.used = False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Answer for that module alone."""
        return importlib.util.spec_from_loader(fullname, self, origin=self.path) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the broken source."""
        self.used = True
        exec(compile(self.source, self.path, "exec"), module.__dict__)


@dataclass
class Tried:
    """What became of the mutants of one module."""

    tried: int = 0
    survivors: list[str] = field(default_factory=list)
    """Names of those that no test noticed."""


class _Session:
    """The plugin that divides; a child has ``broken``, the parent never collects."""

    def __init__(self, name: str, share: float, seed: int) -> None:
        importlib.import_module("eval.figures")  # what all children need, unbroken
        path = importlib.import_module(name).__file__
        assert path is not None
        self.name, self.path, self.users = name, path, _users(name)
        source = Path(path).read_text(encoding="utf-8")
        chosen = Random(seed)
        self.mutants = [one for one in mutants_of(source) if share >= 1 or chosen.random() < share]
        self.unbroken = ast.unparse(ast.parse(source))
        self.told = Tried(len(self.mutants))
        self.broken: _Broken | None = None

    def pytest_sessionstart(self) -> None:
        """Try the unbroken source, then every mutant."""
        code = self._divide(self.unbroken)
        if self.broken:
            return
        if code:
            reason = "do not use it" if code == _UNUSED else "fail before anything is broken"
            pytest.exit(f"the tests of {self.name} {reason}", returncode=2)
        for mutant in self.mutants:
            if self._divide(mutant.source) == 0:
                self.told.survivors.append(mutant.name)
            if self.broken:
                return
        pytest.exit("all tried", returncode=0)

    def _divide(self, source: str) -> int:
        """Return a child's exit code in the parent; in the child the module is broken."""
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        for loaded in self.users & sys.modules.keys():
            del sys.modules[loaded]
        self.broken = _Broken(self.name, source, self.path)
        sys.meta_path.insert(0, self.broken)
        return _UNUSED


def _users(name: str) -> set[str]:
    """The loaded modules of ours that need the module, by way of others too, and itself; all others stay as they are."""
    imported: dict[str, set[str]] = {}
    for loaded, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if loaded.split(".")[0] == "eval" and path:
            nodes = ast.walk(ast.parse(Path(path).read_text(encoding="utf-8")))
            imported[loaded] = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    users = {name}
    while more := {one for one, needs in imported.items() if needs & users} - users:
        users |= more
    return users


def try_mutants(name: str, tests: Sequence[str], share: float = 1.0, seed: int = 1) -> Tried:
    """Return what became of the mutants of a module, or of a share of them.

    Raises:
        RuntimeError: the tests fail of the unbroken source, or do not use it.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    session = _Session(name, share, seed)
    options = [
        "-x",
        "-q",
        "-c",
        os.devnull,
        "--rootdir",
        str(_ROOT),
        "--import-mode=importlib",
        "-p",
        "no:cacheprovider",
    ]
    code = 1
    try:
        code = int(pytest.main([*options, *tests], plugins=[session]))
    finally:
        if session.broken:
            os._exit(code if session.broken.used else _UNUSED)
    if code:
        raise RuntimeError(f"the tests of {name} cannot tell: pytest exited with {code}")
    return session.told


def main(arguments: Sequence[str]) -> None:
    """Print what became of the mutants of one module: ``MODULE SHARE SEED TEST...``."""
    name, share, seed, *tests = arguments
    told = try_mutants(name, tests, float(share), int(seed))
    print(json.dumps({"tried": told.tried, "survivors": told.survivors}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
