"""The guards of the test run itself: no network, and a corpus that is required is not skipped."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL_TEST = "def test_real(corpus): assert corpus.is_dir()\n"


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_no_test_reaches_another_machine(address: str) -> None:
    with pytest.raises(RuntimeError, match="this machine only"):
        socket.create_connection((address, 80), timeout=1)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as direct, pytest.raises(RuntimeError, match="this machine only"):
        direct.connect((address, 80))


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"x")
        accepted, _ = server.accept()
        with accepted:
            assert accepted.recv(1) == b"x"


@pytest.mark.parametrize(("required", "outcome"), [("0", "1 skipped"), ("1", "1 error")])
def test_a_missing_corpus_is_skipped_or_fails(tmp_path: Path, required: str, outcome: str) -> None:
    tests = tmp_path / "checkout" / "tests"
    tests.mkdir(parents=True)
    (tests / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"), encoding="utf-8")
    (tests / "test_real.py").write_text(REAL_TEST, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", str(tests)],
        env={"GONGKAI_REQUIRE_CORPUS": required, "PATH": "", "HOME": str(tmp_path)},
        cwd=tests.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome in result.stdout
    assert "does not stand beside this checkout" in result.stdout
    assert (result.returncode != 0) == (required == "1")
