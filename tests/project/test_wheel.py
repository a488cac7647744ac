"""The wheel: what is installed is what runs, wherever it is started."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"extractor", "eval", "prompts", "schemas"}
DECOY = "raise RuntimeError('a decoy was imported')\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed program, in an environment of its own that borrows only the third-party packages."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, with_pip=False, symlinks=True)
    (packages,) = place.glob("lib/python*/site-packages")
    borrowed = "\n".join(path for path in site.getsitepackages() if Path(path).is_dir())
    (packages / "borrowed.pth").write_text(borrowed + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--python", str(place / "bin" / "python"), "install", "--quiet"]
    options = ["--no-deps", "--no-index", "--ignore-installed", "--disable-pip-version-check"]
    subprocess.run([*command, *options, str(wheel)], check=True, capture_output=True)
    return place / "bin" / "gongkai"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with packages that carry the project's names."""
    for name in PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(DECOY, encoding="utf-8")
    return tmp_path


def run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GONGKAI"))}
    return subprocess.run(
        [str(program), *arguments], cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False
    )


def test_holds_the_four_packages_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == PACKAGES
    assert not [name for name in names if "__pycache__" in name]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    tracked = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert {path.relative_to(ROOT).as_posix() for path in tracked} <= set(names)
    assert {"extractor/py.typed", "schemas/py.typed"} <= set(names)
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "prompts").glob("*.md")} <= set(names)
    assert "prompts/reask.toml" in names
    static = ROOT / "extractor" / "export" / "review" / "static"
    assert {path.relative_to(ROOT).as_posix() for path in static.iterdir()} <= set(names)


def test_runs_from_another_folder_past_decoys(program: Path, elsewhere: Path) -> None:
    helped = run(program, elsewhere, "--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "extract" in helped.stdout
    forms = run(program, elsewhere, "forms", "--json")
    assert (forms.returncode, forms.stderr) == (0, "")
    assert [form["id"] for form in json.loads(forms.stdout)] == ["narrative", "statistics", "2019", "2021"]
    assert run(program, elsewhere, "eval", "score", "--help").returncode == 0


def test_what_is_imported_is_what_was_installed(program: Path, elsewhere: Path) -> None:
    code = "import extractor, eval.labels, prompts, schemas; print(extractor.__file__, eval.labels.__file__, schemas.__file__)"
    python = program.with_name("python")
    # -P keeps the current folder off the path, as the installed program does
    files = run(python, elsewhere, "-P", "-c", code).stdout.split()
    assert len(files) == 3
    assert all(Path(file).is_relative_to(program.parents[1]) for file in files)


def test_extracts_from_another_folder(program: Path, elsewhere: Path) -> None:
    sample = sorted((ROOT / "samples").glob("*/source.html"))[0]
    (elsewhere / "page.html").write_bytes(sample.read_bytes())
    result = run(program, elsewhere, "extract", "page.html")
    assert result.returncode == 0, result.stderr
    extraction = json.loads(result.stdout)
    assert extraction["source"] == "page.html"
    (elsewhere / "other.html").write_bytes(sample.read_bytes())
    several = run(program, elsewhere, "extract", "page.html", "other.html", "-j", "2")  # by worker processes
    assert several.stdout.startswith(result.stdout)
    assert json.loads(several.stdout.splitlines()[1])["source"] == "other.html"
    asked = run(program, elsewhere, "prompt", "page.html", "--section", "prose")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "== user" in asked.stdout
    assert extraction["reports"][0]["cells"]
