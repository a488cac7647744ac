"""``gongkai serve`` as its users start and end it."""

from __future__ import annotations

import functools
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from extractor.cli import cli
from extractor.service.process import is_loopback
from tests.batch.runs import await_true
from tests.service.jobs.running import reports
from tests.service.jobs.served import Served, last_key


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(tmp_path_factory.mktemp("served"), anew=True) as running:
        running.ready()
        yield running


def uploaded(client: httpx.Client, name: str, data: bytes, key: str | None = None) -> str:
    headers = {"Idempotency-Key": key} if key else {}
    answer = client.post("/uploads", files=[("files", (name, data))], headers=headers)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def is_done(client: httpx.Client, job: str) -> bool:
    return bool(client.get(f"/jobs/{job}").json()["state"] == "done")


def test_it_says_where_it_is_and_shows_the_key_once(served: Served) -> None:
    assert re.fullmatch(r"API key, shown this once: gongkai_\S{20,}\n", (served.folder / "stdout").read_text())
    assert "no model is used (--model none)" in served.said
    assert "other machines" not in served.said
    assert last_key(served.folder) not in served.said


def test_its_folder_is_its_owners_alone(served: Served) -> None:
    data = served.folder / "data"
    assert data.stat().st_mode & 0o077 == 0
    assert (data / "gongkai.db").stat().st_mode & 0o077 == 0


def test_an_upload_is_read_by_a_job(served: Served) -> None:
    ((name, data),) = reports(1).items()
    with served.client() as client:
        job = uploaded(client, name, data, "the-same-request")
        assert uploaded(client, name, data, "the-same-request") == job
        assert await_true(functools.partial(is_done, client, job), 60)
        assert client.get("/reports").json()["total"] == 1


def test_a_second_service_on_the_same_store_is_refused(served: Served) -> None:
    with Served(served.folder) as other:
        assert other.process.wait(60) == 2
    assert "another `gongkai serve` runs on this store" in other.said


def test_a_port_that_is_taken_is_a_clear_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = CliRunner().invoke(cli, ["serve", "--data", str(tmp_path / "data"), "--port", str(port)])
    assert ran.exit_code == 2
    assert f"127.0.0.1:{port} cannot be listened on" in ran.stderr
    assert not (tmp_path / "data").exists()


def test_it_ends_in_the_middle_of_a_job_and_goes_on_with_it(tmp_path: Path) -> None:
    pages = reports(3, seed=3)
    with Served(tmp_path, "--host", "localhost") as running, running.client() as client:
        jobs = [uploaded(client, name, data) for name, data in pages.items()]
        with client.stream("GET", f"/jobs/{jobs[-1]}/events") as events:
            assert events.status_code == 200
            begun = time.monotonic()
            assert running.end(signal.SIGTERM) == 0
    assert time.monotonic() - begun < 30
    assert "Traceback" not in running.said
    with Served(tmp_path) as again, again.client() as client:
        for job in jobs:
            assert await_true(functools.partial(is_done, client, job), 60)
        assert client.get("/sources").json()["total"] == 3
    assert len(re.findall("API key", (tmp_path / "stdout").read_text())) == 1


def test_ctrl_c_ends_it_and_a_host_that_others_can_reach_is_said_to_be_one(tmp_path: Path) -> None:
    with Served(tmp_path, "--host", "0.0.0.0") as running:
        assert running.ready().startswith("http://0.0.0.0:")
        assert "--host 0.0.0.0: other machines can reach this" in running.said
        assert running.end(signal.SIGINT) == 130
    assert "Traceback" not in running.said


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.5", False), ("example.org", False)],
)  # fmt: skip
def test_what_only_this_machine_can_reach(host: str, loopback: bool) -> None:
    assert is_loopback(host) == loopback


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--database", "mysql://x/y"], "SQLite or PostgreSQL"),
        (["--database", "nonsense"], "URL cannot be read"),
        (["--model", "deepseek"], "DEEPSEEK_API_KEY"),
        (["--model", "nobody"], "is no preset"),
        (["--host", "no.such.host.invalid"], "cannot be listened on"),
        (["--data", "/proc/nowhere"], "cannot be made"),
    ],
)
def test_what_it_cannot_be_started_with(
    tmp_path: Path, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEEPSEEK_API_KEY", raising=False)
    ran = CliRunner().invoke(cli, ["serve", "--data", str(tmp_path), "--port", "0", *arguments])
    assert ran.exit_code == 2
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr


def test_it_is_not_imported_where_it_is_not_asked_for() -> None:
    program = (
        "import sys, extractor.cli, extractor; print([m for m in sys.modules if 'service' in m or 'fastapi' in m])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
