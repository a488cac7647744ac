"""Lets the tests of this folder and of the one below share their cases: pytest imports each test file by itself."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent

sys.path[:0] = [str(HERE), str(HERE / "checks")]
