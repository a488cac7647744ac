"""The seed and the share of the full size, as ``scripts.record_run`` sets them."""

from __future__ import annotations

from tests.soak.conftest import soak_scale, soak_seed

__all__ = ["soak_scale", "soak_seed"]
