"""``gongkai store`` from outside: keys, backups, restores, upgrades."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import cli
from extractor.cli.new_folder import write_folder
from extractor.library import extract
from extractor.reviewing.events import EventKind
from extractor.service.store.engine import open_store
from extractor.service.store.events import NewEvent, append_event
from extractor.service.store.reports import ReportQuery, list_reports
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source
from extractor.service.store.upgrade import head

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["store", *map(str, arguments)])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of a service with one key."""
    folder = tmp_path / "data"
    ran = _run("key", "new", "统计组", "--data", folder)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("gongkai_")
    return folder


def test_a_new_key_makes_a_private_folder(data: Path) -> None:
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert [place.name for place in data.iterdir()] == ["gongkai.db"]


def test_keys_are_listed_without_secrets_and_revoked(data: Path) -> None:
    secret = _run("key", "new", "b", "--data", data).stdout.strip()
    assert _run("key", "revoke", "1", "--data", data).exit_code == 0
    listed = _run("key", "list", "--data", data).stdout
    keys = [json.loads(line) for line in listed.splitlines()]
    assert [(key["id"], key["name"], key["revoked_at"] is None) for key in keys] == [
        (1, "统计组", False),
        (2, "b", True),
    ]
    assert secret not in listed
    missing = _run("key", "revoke", "9", "--data", data)
    assert (missing.exit_code, "there is no key 9" in missing.stderr) == (2, True)


def test_a_backup_is_restored_elsewhere(data: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b"
    ran = _run("backup", backup, "--data", data)
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert str(backup.stat().st_size) in ran.stderr
    restored = _run("restore", backup, "--data", tmp_path / "other")
    assert restored.exit_code == 0, restored.output
    assert json.loads(restored.stdout)["api_keys"] == 1
    assert _run("key", "list", "--data", tmp_path / "other").stdout == _run("key", "list", "--data", data).stdout
    again = _run("restore", backup, "--data", data)
    assert (again.exit_code, "not empty" in again.stderr) == (2, True)


def test_the_environment_of_serve_names_the_store_too(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SERVE_DATA", str(data))
    assert "统计组" in _run("key", "list").stdout
    monkeypatch.setenv("GONGKAI_SERVE_DATABASE", f"sqlite:///{data}/none.db")
    assert "there is no store" in _run("key", "list").stderr


def test_a_store_that_is_up_to_date_says_so(data: Path) -> None:
    ran = _run("upgrade", "--data", data)
    assert (ran.exit_code, f"is up to date ({head()})" in ran.stderr) == (0, True)


def test_reviewed_reports_become_a_gold_set(data: Path, tmp_path: Path) -> None:
    source = SAMPLES / "hengqu-market-regulation-2022" / "source.html"
    read = source.read_bytes()
    store = open_store(f"sqlite:///{data}/gongkai.db")
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with store.write() as session:
        kept, _ = add_source(session, name="a/年报.html", data=read, by="ann", at=now)
        put_extraction(session, kept.id, extract(read, name="a/年报.html"), now)
        (info,) = list_reports(session, ReportQuery()).items
        append_event(session, info.id, 0, NewEvent("k", EventKind.REVIEW), by="ann", at=now)
    store.close()
    ran = _run("labels", tmp_path / "gold", "--data", data)
    assert (ran.exit_code, "2 files" in ran.stderr) == (0, True), ran.output
    (folder,) = (tmp_path / "gold").iterdir()
    assert (folder / "年报.html").read_bytes() == read
    assert json.loads((folder / "label.json").read_text(encoding="utf-8"))["source"] == "年报.html"
    again = _run("labels", tmp_path / "gold", "--data", data)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)
    assert _run("labels", tmp_path / "only", "--without-sources", "--data", data).exit_code == 0
    assert [place.name for place in (tmp_path / "only").rglob("*.*")] == ["label.json"]


def test_a_folder_that_cannot_be_finished_is_not_there(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a/b", b"x"
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        write_folder(tmp_path / "gold", files())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("backup", "x"), ("upgrade",), ("key", "list"), ("key", "revoke", "1")])
def test_a_store_that_is_not_there_is_an_error_and_is_not_made(command: tuple[str, ...], tmp_path: Path) -> None:
    ran = _run(*command, "--data", tmp_path / "none")
    assert ran.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_help_needs_nothing_heavy() -> None:
    program = (
        "import sys; from extractor.cli import cli\n"
        "cli.main(['store', 'key', 'new', '--help'], standalone_mode=False)\n"
        "print(sorted({'sqlalchemy', 'alembic', 'fastapi'} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
