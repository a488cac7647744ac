"""Lets the tests of this folder share their cases: pytest imports each test file by itself."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
