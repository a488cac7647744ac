"""A store that was filled by an older version, killed again and again while it is brought to this version's tables.

``python -m tests.service.jobs.upgraded URL`` upgrades one: it says ``go`` when it begins.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from alembic import command
from sqlalchemy import select

from extractor.library import extract
from extractor.reviewing.events import EventKind
from extractor.service.store import upgrade as upgrading
from extractor.service.store.engine import Store, connect, open_store
from extractor.service.store.events import NewEvent, append_event
from extractor.service.store.reports import ReportQuery, list_reports
from extractor.service.store.results import put_extraction
from extractor.service.store.sources import add_source
from extractor.service.store.tables import Base
from extractor.service.store.upgrade import revision_of
from tests.service.jobs.running import reports
from tests.service.store.made import NOON, later

__all__ = ["killed_while_upgraded"]

_ROOT = Path(__file__).parents[3]
_FIRST = "0001"


def killed_while_upgraded(url: str, seed: int, kills: int, documents: int) -> int:
    """Fill a store, take its tables back to the first ones, kill what upgrades it, and upgrade it again; so many times.

    Args:
        url: of an empty store.
        seed: of the documents and of the moments.
        kills: how many.
        documents: how many are in the store.

    Returns:
        How many came before the upgrade had ended.

    Raises:
        AssertionError: something is not as it was.
    """
    random = Random(seed)
    _fill(url, seed, documents)
    before = _rows(url)
    took = _time_of_an_upgrade(url)
    assert _rows(url) == before
    unfinished = 0
    for _ in range(kills):
        _take_back(url)
        with _upgrading(url) as process:
            time.sleep(random.random() * took)
            process.kill()
        engine = connect(url)
        with engine.connect() as connection:
            revision = revision_of(connection)
        engine.dispose()
        assert revision in (_FIRST, upgrading.head())
        unfinished += revision == _FIRST
        assert _rows(url) == before
    return unfinished


def _fill(url: str, seed: int, documents: int) -> None:
    store = open_store(url)
    with store.write() as session:
        for number, (name, data) in enumerate(reports(documents, seed).items()):
            source, _ = add_source(session, name=name, data=data, by="ann", at=later(number))
            put_extraction(session, source.id, extract(data, name=name), later(number))
    with store.write() as session:
        for info in list_reports(session, ReportQuery()).items[::2]:
            append_event(session, info.id, info.version, NewEvent(info.id, EventKind.REVIEW), by="bo", at=NOON)
    store.close()


def _rows(url: str) -> dict[str, list[dict[str, Any]]]:
    """Everything in the store, which is brought to this version's tables first."""
    store = open_store(url)
    with store.read() as session:
        rows = {
            name: sorted((row._asdict() for row in session.execute(select(*table.columns))), key=repr)
            for name, table in Base.metadata.tables.items()
        }
    store.close()
    return rows


def _take_back(url: str) -> None:
    store = Store(connect(url))
    with store.engine.execution_options(gongkai_writing=True).begin() as connection:
        config = upgrading._config()
        config.attributes["connection"] = connection
        command.downgrade(config, _FIRST)
    store.close()


def _time_of_an_upgrade(url: str) -> float:
    _take_back(url)
    with _upgrading(url) as process:
        start = time.monotonic()
        assert process.wait() == 0
        return time.monotonic() - start


def _upgrading(url: str) -> subprocess.Popen[bytes]:
    """A process that is about to upgrade the store."""
    process = subprocess.Popen([sys.executable, "-m", __name__, url], cwd=_ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"go\n"
    return process


if __name__ == "__main__":
    print("go", flush=True)
    open_store(sys.argv[1]).close()
