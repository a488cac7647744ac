"""Same source, same settings: the same bytes out, whatever order Python gives to sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
import hashlib, sys
from pathlib import Path
from extractor.pipeline import extract
from tests.soak.tallies import draw

def tell(data, name):
    print(name, hashlib.sha256(extract(data, name).to_json_line().encode()).hexdigest())

for place in sorted(Path("samples").glob("*/source.*")):
    tell(place.read_bytes(), place.as_posix())
for number in (234, *range(8)):  # broken annexes, whose breaks have several explanations
    mangled = draw(97, number, ("thin_digits", "annex_run")).mangled
    tell(mangled.data, f"{number} {mangled.name}")
"""


def _digests(hash_seed: int) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout.splitlines()


def test_two_processes_give_the_same_bytes() -> None:
    first, second = _digests(1), _digests(2)
    assert len(first) >= 30
    assert first == second
