"""Where a bar leaves its figures: on stdout, and in the folder that ``scripts.record_run`` collects them from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["publish"]


def publish(name: str, figures: Mapping[str, object], lines: Sequence[str] = ()) -> None:
    """Print the figures of one bar, and file them where a folder is asked for by GONGKAI_SOAK_FIGURES."""
    shown = [f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()), *lines]
    print("\n".join(shown))
    folder = os.environ.get("GONGKAI_SOAK_FIGURES")
    if folder:
        record = {**figures, **({"lines": list(lines)} if lines else {})}
        (Path(folder) / f"{name}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
