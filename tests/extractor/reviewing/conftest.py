"""Lets the tests of this folder share the cross-check's random evidence, under its bare name."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / "crosscheck")]
