"""How values that the two databases take differently are stored: times, text, texts in order."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, String, Text, TypeDecorator

__all__ = ["OrderedText", "PlainString", "PlainText", "UtcTime", "plain"]

_NOT_HELD = re.compile("[\0\ud800-\udfff]")


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone in Python, in UTC without one in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is stored.

        Raises:
            ValueError: the time names no zone.
        """
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} names no zone")
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what was stored."""
        return None if value is None else value.replace(tzinfo=UTC)


class PlainText(TypeDecorator[str]):
    """Text as both databases can hold it: PostgreSQL holds no NUL, and neither holds half a surrogate pair."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else plain(value)


class PlainString(TypeDecorator[str]):
    """The same with a longest length: ids, hashes and words, which a stranger may ask for in any shape."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else plain(value)


class OrderedText(PlainText):
    """Text that both databases put in the order of its code points."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Text:
        """Return the column type of a database."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()


def plain(text: str) -> str:
    """Return text with what no database holds replaced by U+FFFD."""
    return _NOT_HELD.sub("\ufffd", text)
