"""``extract``: the one place where reading, splitting, the readers and the cross-check meet."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.result import Extraction

__all__ = ["Settings", "extract"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can change a result. Hashed into ``run.settings``."""

    lang: str = "en"
    """Language of messages: ``en`` or ``zh``."""


def extract(data: bytes, name: str, settings: Settings | None = None) -> Extraction:
    """Return everything that can be read from one source.

    Args:
        data: the source's bytes as they came.
        name: what the source is called in the result, as the user named it; its suffix is a hint to its kind.
        settings: None for the defaults.

    Returns:
        One extraction. A source that cannot be read at all is one too, with ``error`` set; nothing is raised for it.
    """
    raise NotImplementedError
