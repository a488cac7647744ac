"""Makes the cases of the model's tests importable under their bare names, and one scripted server a test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "model"))

from fake_server import FakeServer, fake_server


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A server that answers well until its script is changed."""
    with fake_server() as running:
        yield running
