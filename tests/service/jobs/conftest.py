"""What the tests of jobs share: a store in a file, and a clock that is always right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.service.store.engine import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield opened
    opened.close()
