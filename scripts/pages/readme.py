"""README.md: hand-written, but the output that it shows is what the program prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

__all__ = ["readme_page"]

ROOT = Path(__file__).resolve().parents[2]
_SHOWN = re.compile(r"(<!-- output of: gongkai (.+?) -->\n```text\n).*?(```\n)", re.DOTALL)


def readme_page() -> str:
    """Return the README with each shown output made anew."""
    return _SHOWN.sub(_shown, (ROOT / "README.md").read_text(encoding="utf-8"))


def _shown(found: re.Match[str]) -> str:
    before, arguments, after = found.groups()
    program = "from extractor.cli import main; main()"
    command = [sys.executable, "-c", program, *shlex.split(arguments)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return before + output.rstrip() + "\n" + after
