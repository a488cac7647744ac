"""Programs that old office files need: tests skip without them, and fail where they are required."""

from __future__ import annotations

import os
import shutil

import pytest


def _required(*names: str) -> None:
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"not installed: {', '.join(missing)} (apt install libreoffice-writer libreoffice-calc antiword)"
    if os.environ.get("GONGKAI_REQUIRE_OFFICE") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def soffice() -> None:
    """LibreOffice is there."""
    _required("soffice")


@pytest.fixture
def antiword() -> None:
    """The program antiword is there."""
    _required("antiword")
