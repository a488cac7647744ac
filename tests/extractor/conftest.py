"""One scripted server a test of the model client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.extractor.model.fake_server import FakeServer, fake_server


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A server that answers well until its script is changed."""
    with fake_server() as running:
        yield running
