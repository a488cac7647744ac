"""What the project promises about itself: locks without addresses, one version, files of readable size."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from extractor.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PACKAGES = ("extractor", "eval", "prompts", "schemas", "scripts", "tests")
LONGEST = 500


def test_there_is_a_lock_for_running_building_and_developing() -> None:
    assert [lock.name for lock in LOCKS] == ["requirements-build.lock", "requirements-dev.lock", "requirements.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_exact_versions_and_hashes_and_nothing_else(lock: Path) -> None:
    allowed = re.compile(r"[a-z0-9-]+==[A-Za-z0-9.]+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 10
    assert [line for line in lines if not allowed.fullmatch(line)] == []


def test_the_locks_agree_and_cover_what_is_declared() -> None:
    versions = {lock.name: dict(re.findall(r"^(\S+)==(\S+)", lock.read_text("utf-8"), re.MULTILINE)) for lock in LOCKS}
    develop = versions["requirements-dev.lock"]
    for lock in ("requirements.lock", "requirements-build.lock"):
        assert versions[lock].items() <= develop.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = re.compile(r"[a-z0-9-]+")
    extras = project["optional-dependencies"]
    running = [*project["dependencies"], *extras["model"]]
    declared = {match.group() for line in running if (match := name.match(line))}
    wanted = {match.group() for line in extras["dev"] if (match := name.match(line))}
    assert declared <= versions["requirements.lock"].keys()
    assert wanted <= develop.keys()


def test_the_version_is_in_the_changelog() -> None:
    assert f"## [{VERSION}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_file_is_too_long_to_read() -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    assert len(sizes) > 20
    assert {path: size for path, size in sizes.items() if size > LONGEST} == {}


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    for target in phony.split():
        assert re.search(rf"^{target} +\S", listed, re.MULTILINE), target
