"""Numbers and times as pages print them; what is not known is no zero."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["bytes_text", "number", "percent", "share", "time_text"]


def number(value: float | None) -> str:
    """Return ``1,234`` or ``0.5``; a dash of its own width where there is none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole, from 0 to 1; None of nothing."""
    return part / whole if whole else None


def percent(part: int, whole: int) -> str:
    """Return ``88.5%``, cut off and not rounded, so that only a whole is 100 %; a dash where there is nothing."""
    if not whole:
        return "–"
    tenths = part * 1000 // whole
    return f"{tenths // 10}%" if tenths in (0, 1000) and part * 1000 == tenths * whole else f"{tenths / 10:.1f}%"


def bytes_text(size: int) -> str:
    """Return ``340 B``, ``12 kB``, ``3.4 MB``."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def time_text(at: datetime) -> str:
    """Return ``2026-03-01 09:30``, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
