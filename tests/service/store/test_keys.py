"""Keys are shown once, kept as hashes, and end with everything that they opened."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from extractor.service.store.engine import Store
from extractor.service.store.errors import NotFound, Refused
from extractor.service.store.keys import (
    any_key,
    check_key,
    close_session,
    list_keys,
    new_key,
    open_session,
    revoke_key,
    session_of,
)
from tests.service.store.made import NOON, later


def test_a_key_is_good_until_it_is_revoked(store: Store) -> None:
    with store.write() as session:
        assert not any_key(session)
        secret, other = new_key(session, " 统计组 ", NOON), new_key(session, "b", later(1))
        assert secret != other
    with store.read() as session:
        key = check_key(session, secret)
        assert key is not None
        assert (key.name, key.created_at, key.revoked_at) == ("统计组", NOON, None)
        for wrong in ("", secret[:-1], secret.upper(), "\ud800", "x" * 9999):
            assert check_key(session, wrong) is None
        assert any_key(session)
        assert [each.name for each in list_keys(session)] == ["统计组", "b"]
    with store.write() as session:
        assert revoke_key(session, key.id, later(2)).revoked_at == later(2)
        assert revoke_key(session, key.id, later(3)).revoked_at == later(2)
        assert check_key(session, secret) is None
        assert check_key(session, other) is not None
        with pytest.raises(NotFound):
            revoke_key(session, 99, NOON)
        with pytest.raises(Refused):
            new_key(session, "  ", NOON)


def test_no_secret_is_kept(store: Store) -> None:
    with store.write() as session:
        secret = new_key(session, "a", NOON)
        cookie, _ = open_session(session, 1, "ann", NOON, 1)
    with store.read() as session:
        kept = [str(session.execute(text(f"select * from {table}")).all()) for table in ("api_keys", "sessions")]
    assert secret not in kept[0]
    assert cookie not in kept[1]


def test_a_browser_stays_in_until_its_time_its_key_or_itself_ends_it(store: Store) -> None:
    with store.write() as session:
        new_key(session, "a", NOON)
        new_key(session, "b", NOON)
        (short, csrf), (left, _), (lost, _), (good, _) = (
            open_session(session, 1, "ann", NOON, 1 / 24),
            open_session(session, 1, "bob", NOON, 7),
            open_session(session, 2, "cid", NOON, 7),
            open_session(session, 1, "dan", NOON, 7),
        )
        found = session_of(session, short, later(59))
        assert found is not None
        assert (found.person, found.key_id, found.csrf, found.expires_at) == ("ann", 1, csrf, later(60))
        assert session_of(session, short, later(60)) is None
        close_session(session, left)
        revoke_key(session, 2, later(1))
        there = [
            session_of(session, cookie, later(1)) is not None for cookie in (short, left, lost, good, "", "\ud800")
        ]
        assert there == [True, False, False, True, False, False]
    with store.write() as session:
        open_session(session, 1, "eve", later(60), 7)
        assert session.execute(text("select count(*) from sessions")).scalar_one() == 2
