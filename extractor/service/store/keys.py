"""Who may use the service: keys, of which only hashes are kept, and browsers that have shown one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from extractor.service.store.errors import NotFound, Refused
from extractor.service.store.packed import sha256_of
from extractor.service.store.pages import Chosen
from extractor.service.store.tables import KeyRow, SessionRow

__all__ = [
    "KeyInfo",
    "SessionInfo",
    "any_key",
    "check_key",
    "close_session",
    "list_keys",
    "new_key",
    "open_session",
    "revoke_key",
    "session_of",
]

_PREFIX = "gongkai_"
"""So that a key is known for one where it turns up by mistake."""


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """A key without its secret."""

    id: int
    name: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A browser that has shown a key."""

    key_id: int
    person: str
    """Who sits before it, as they said."""
    csrf: str
    """What every changing request of it must bring."""
    expires_at: datetime


def new_key(session: Session, name: str, at: datetime) -> str:
    """Make a key and return its secret, which cannot be had again.

    Raises:
        Refused: the name is empty.
    """
    if not name.strip():
        raise Refused("a key needs a name, so that it is known which one to revoke")
    secret = _PREFIX + secrets.token_urlsafe(32)
    session.execute(insert(KeyRow).values(name=name.strip(), hash=sha256_of(secret), created_at=at))
    return secret


def check_key(session: Session, secret: str) -> KeyInfo | None:
    """Return the key that has this secret; None where none has, or it was revoked."""
    row = session.execute(_keys().where(KeyRow.hash == _hashed(secret), KeyRow.revoked_at.is_(None))).one_or_none()
    return KeyInfo(*row) if row else None


def list_keys(session: Session) -> list[KeyInfo]:
    """Return all keys, revoked ones too, the oldest first."""
    return [KeyInfo(*row) for row in session.execute(_keys().order_by(KeyRow.id))]


def any_key(session: Session) -> bool:
    """Say whether there is a key that may be used."""
    return session.execute(select(KeyRow.id).where(KeyRow.revoked_at.is_(None)).limit(1)).first() is not None


def revoke_key(session: Session, id: int, at: datetime) -> KeyInfo:
    """End a key and every session that was opened with it.

    Raises:
        NotFound: there is none of this id.
    """
    session.execute(update(KeyRow).where(KeyRow.id == id, KeyRow.revoked_at.is_(None)).values(revoked_at=at))
    session.execute(delete(SessionRow).where(SessionRow.key_id == id))
    row = session.execute(_keys().where(KeyRow.id == id)).one_or_none()
    if row is None:
        raise NotFound("key", id)
    return KeyInfo(*row)


def open_session(session: Session, key_id: int, person: str, at: datetime, days: float) -> tuple[str, str]:
    """Let a browser in.

    Args:
        session: that writes.
        key_id: of the key that it showed.
        person: who sits before it; edits are signed with it.
        at: when.
        days: how long.

    Returns:
        The cookie and the CSRF token.
    """
    session.execute(delete(SessionRow).where(SessionRow.expires_at <= at))
    cookie, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    session.execute(
        insert(SessionRow).values(
            hash=sha256_of(cookie),
            key_id=key_id,
            person=person,
            csrf=csrf,
            created_at=at,
            expires_at=at + timedelta(days=days),
        )
    )
    return cookie, csrf


def session_of(session: Session, cookie: str, at: datetime) -> SessionInfo | None:
    """Return the session of a cookie; None where there is none, it is over, or its key was revoked."""
    row = session.execute(
        select(SessionRow.key_id, SessionRow.person, SessionRow.csrf, SessionRow.expires_at)
        .join(KeyRow, KeyRow.id == SessionRow.key_id)
        .where(SessionRow.hash == _hashed(cookie), SessionRow.expires_at > at, KeyRow.revoked_at.is_(None))
    ).one_or_none()
    return SessionInfo(*row) if row else None


def close_session(session: Session, cookie: str) -> None:
    """Let a browser out."""
    session.execute(delete(SessionRow).where(SessionRow.hash == _hashed(cookie)))


def _keys() -> Chosen:
    return select(KeyRow.id, KeyRow.name, KeyRow.created_at, KeyRow.revoked_at)


def _hashed(secret: str) -> str:
    """The hash of whatever a stranger sent."""
    return sha256_of(secret.encode("utf-8", "surrogatepass"))
